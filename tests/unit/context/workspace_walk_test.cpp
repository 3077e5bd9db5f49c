#include "context/workspace_walk.hpp"

#include "support/catch.hpp"
#include "support/temporary_folder.hpp"

#include <filesystem>
#include <string>
#include <unistd.h>

using namespace inkling::context;

namespace {

std::string walk(const TemporaryFolder& folder, const WalkRules& rules = {}) {
  const inkling::context::GitLibrary library;
  const inkling::context::GitIgnore ignore(library, folder.path());
  std::string found;
  walk_workspace(folder.path(), ignore, rules, [&](SourceFile file) {
    found += file.path.substr(folder.path().size() + 1) + ' ';
  });
  return found;
}

bool is_read(const TemporaryFolder& folder, const std::string& below) {
  const inkling::context::GitLibrary library;
  const inkling::context::GitIgnore ignore(library, folder.path());
  bool found = false;
  read_source_files(folder.path(), folder.path() + '/' + below, ignore, {},
                    [&](const SourceFile&) { found = true; });
  return found;
}

} // namespace

TEST_CASE("a walk finds source files near the root first, in the same order", "[context]") {
  TemporaryFolder folder;
  folder.write("z.cpp", "z");
  folder.write("a/deep/x.py", "x");
  folder.write("b/y.rs", "y");
  folder.write("a/w.go", "w");
  CHECK(walk(folder) == "z.cpp a/w.go b/y.rs a/deep/x.py ");
}

TEST_CASE("a walk passes over binaries, secrets, large files and others' folders", "[context]") {
  TemporaryFolder folder;
  folder.write("ok.cpp", "x");
  folder.write("binary.cpp", std::string("a\0b", 3));
  folder.write("latin.cpp", "\xE9");
  folder.write("large.cpp", std::string((1 << 20) + 1, 'x'));
  folder.write("image.png", "x");
  folder.write(".env", "KEY=1");
  folder.write("secrets.yaml", "x");
  folder.write(".ssh/x.py", "x");
  folder.write("node_modules/m/index.js", "x");
  folder.write(".git/hooks/x.py", "x");
  folder.write("__pycache__/x.py", "x");
  CHECK(walk(folder) == "ok.cpp ");
  CHECK(is_read(folder, "ok.cpp"));
  for (const char* path : {"binary.cpp", "large.cpp", ".env", "node_modules/m/index.js", "gone.cpp",
                           ".git/hooks/x.py"}) {
    CAPTURE(path);
    CHECK_FALSE(is_read(folder, path));
  }
}

TEST_CASE("a walk follows no symbolic link", "[context]") {
  TemporaryFolder outside;
  outside.write("secret_plans.cpp", "x");
  TemporaryFolder folder;
  folder.write("a/ok.cpp", "x");
  std::filesystem::create_directory_symlink(folder.path(), folder.path() + "/a/loop");
  std::filesystem::create_directory_symlink(outside.path(), folder.path() + "/out");
  std::filesystem::create_symlink(outside.path() + "/secret_plans.cpp",
                                  folder.path() + "/link.cpp");
  CHECK(walk(folder) == "a/ok.cpp ");
  CHECK_FALSE(is_read(folder, "link.cpp"));
  CHECK_FALSE(is_read(folder, "out/secret_plans.cpp"));
}

TEST_CASE("a walk keeps its bounds", "[context]") {
  TemporaryFolder folder;
  for (int i = 0; i < 9; ++i) folder.write(std::to_string(i) + ".c", "0123456789");
  WalkRules rules;
  rules.limits.index_files_max = 3;
  CHECK(walk(folder, rules) == "0.c 1.c 2.c ");
  rules = {};
  rules.limits.index_bytes_max = 25;
  CHECK(walk(folder, rules) == "0.c 1.c ");
  rules = {};
  rules.skipped_paths.insert(folder.path() + "/1.c");
  CHECK(walk(folder, rules) == "0.c 2.c 3.c 4.c 5.c 6.c 7.c 8.c ");
  int asked = 0;
  rules = {};
  rules.stopping = [&asked] { return ++asked > 4; };
  CHECK(walk(folder, rules) == "0.c 1.c 2.c 3.c ");
}

TEST_CASE("ignore rules of a repository are kept: nested, negated, folders", "[context]") {
  TemporaryFolder folder;
  folder.make_repository();
  folder.write(".gitignore", "build/\n*.gen.cpp\n/top.cpp\n!here.gen.cpp\n");
  folder.write("sub/.gitignore", "!keep.*.cpp\nlocal.cpp\n");
  folder.write(".git/info/exclude", "private.cpp\n");
  for (const char* path : {"a.cpp", "a.gen.cpp", "here.gen.cpp", "build/b.cpp", "top.cpp",
                           "private.cpp", "sub/top.cpp", "sub/keep.gen.cpp", "sub/other.gen.cpp",
                           "sub/local.cpp", "sub/build/c.cpp"}) {
    folder.write(path, "x");
  }
  CHECK(walk(folder) == "a.cpp here.gen.cpp sub/keep.gen.cpp sub/top.cpp ");
  CHECK(is_read(folder, "sub/keep.gen.cpp"));
  CHECK_FALSE(is_read(folder, "build/b.cpp"));
  CHECK_FALSE(is_read(folder, "sub/local.cpp"));
}

TEST_CASE("a folder below the root of its repository keeps the root's rules", "[context]") {
  TemporaryFolder folder;
  folder.make_repository();
  folder.write(".gitignore", "/sub/ignored.cpp\n");
  folder.write("sub/ignored.cpp", "x");
  folder.write("sub/seen.cpp", "x");
  const inkling::context::GitLibrary library;
  const inkling::context::GitIgnore ignore(library, folder.path() + "/sub");
  CHECK(ignore.in_repository());
  CHECK(ignore.is_ignored(folder.path() + "/sub/ignored.cpp"));
  CHECK_FALSE(ignore.is_ignored(folder.path() + "/sub/seen.cpp"));
}

TEST_CASE("outside a repository, .gitignore files are files", "[context]") {
  TemporaryFolder folder;
  folder.write(".gitignore", "a.cpp\n");
  folder.write("a.cpp", "x");
  CHECK(walk(folder) == "a.cpp ");
}

TEST_CASE("a repository of another user is walked without its rules", "[context]") {
  if (::geteuid() != 0) return; // only root can give files away
  TemporaryFolder folder;
  folder.make_repository();
  folder.write(".gitignore", "a.cpp\n");
  folder.write("a.cpp", "x");
  const uid_t nobody = 65534;
  REQUIRE(::chown(folder.path().c_str(), nobody, nobody) == 0);
  REQUIRE(::chown((folder.path() + "/.git").c_str(), nobody, nobody) == 0);
  CHECK(walk(folder) == "a.cpp ");
}

TEST_CASE("a walk minds .inklingignore files, without a repository", "[context]") {
  TemporaryFolder folder;
  folder.write("a.py", "x");
  folder.write("b.py", "x");
  folder.write("sub/b.py", "x");
  folder.write("sub/c.py", "x");
  folder.write("gone/d.py", "x");
  folder.write(".inklingignore", "b.py\ngone/\n");
  folder.write("sub/.inklingignore", "!b.py\nc.py\n");
  CHECK(walk(folder) == "a.py sub/b.py ");
  CHECK(is_read(folder, "sub/b.py"));
  CHECK_FALSE(is_read(folder, "b.py"));
  CHECK_FALSE(is_read(folder, "sub/c.py"));
  CHECK_FALSE(is_read(folder, "gone/d.py"));
  CHECK_FALSE(is_read(folder, "gone"));
}
