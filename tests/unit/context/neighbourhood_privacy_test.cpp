// What must never be in a snippet, and what must vanish from one at once.

#include "neighbourhood_fixture.hpp"

#include "base/mask.hpp"
#include "support/catch.hpp"

#include <filesystem>
#include <string>

using namespace inkling;
using namespace inkling::context;

namespace {

const std::string kTold = "int function_a(int alpha);\n";
const std::string kUse = "#include \"a.hpp\"\nint x = function_a(1);\n";

/// A workspace with a.hpp on disk, and use.cpp, which uses it, open.
struct Using : Neighbours {
  explicit Using(const std::string& below = "a.hpp") {
    folder.write(below, kTold);
    tell_folders();
    use = open("use.cpp", kUse);
  }
  bool sent() const { return list(use).find("alpha") != std::string::npos; }
  void ask() { visit(use, kUse.size() - 4); }

  DocumentId use;
};

std::vector<Globs> globs(const char* pattern) {
  return {*Globs::parse({pattern})};
}

} // namespace

TEST_CASE("the files of these tests are sent where nothing is against it", "[neighbours]") {
  Using one;
  one.ask();
  CHECK(one.sent());
  CHECK(one.withdrawals == 0);
}

TEST_CASE("a file that may not leave is in no snippet", "[neighbours]") {
  SECTION("it is excluded") {
    Using one;
    one.policy.everywhere.exclude = globs("a.hpp");
    one.tell_policy();
    one.ask();
    CHECK_FALSE(one.sent());
  }
  SECTION("its folder's own rules exclude it") {
    Using one;
    one.policy.folders = {{one.folder.path(), {}}};
    one.policy.folders[0].rules.exclude = globs("/a.hpp");
    one.tell_policy();
    one.ask();
    CHECK_FALSE(one.sent());
  }
  SECTION("the person wants no completions in it") {
    Using one;
    one.policy.everywhere.files_disabled = globs("a.hpp");
    one.tell_policy();
    one.ask();
    CHECK_FALSE(one.sent());
  }
  SECTION("nor in a language that it may be in") {
    Using one;
    one.policy.everywhere.languages_disabled = {"cpp"};
    one.tell_policy();
    one.ask();
    CHECK_FALSE(one.sent());
  }
  SECTION("its language is not known, and some are off") {
    Using one("use.vala");
    one.ask();
    CHECK(one.sent());
    one.policy.everywhere.languages_disabled = {"vala"};
    one.tell_policy();
    one.ask();
    CHECK_FALSE(one.sent());
  }
  SECTION("the person turned it off while it was not open") {
    Using one;
    one.policy.paths_disabled = {one.path("a.hpp")};
    one.tell_policy();
    one.ask();
    CHECK_FALSE(one.sent());
  }
  SECTION("nobody knows all that is excluded") {
    Using one;
    one.policy.everywhere.sealed = true;
    one.tell_policy();
    one.ask();
    CHECK_FALSE(one.sent());
  }
  SECTION("git ignores it") {
    Using one;
    one.folder.make_repository();
    one.folder.write(".gitignore", "a.hpp\n");
    one.tell_folders();
    one.ask();
    CHECK_FALSE(one.sent());
  }
  SECTION("an .inklingignore names it") {
    Using one;
    one.folder.write(".inklingignore", "a.hpp\n"); // nobody told us
    one.ask();
    CHECK_FALSE(one.sent());
  }
  SECTION("it lies in a folder of secrets") {
    Using one(".ssh/a.hpp");
    one.ask();
    CHECK_FALSE(one.sent());
  }
  SECTION("it lies outside of the workspace") {
    Using one;
    TemporaryFolder elsewhere;
    elsewhere.write("deep/b.hpp", "int function_b(int beta);\n");
    one.hood.set_folders(SessionId{1}, std::vector{elsewhere.path() + "/deep"});
    one.ask();
    CHECK_FALSE(one.sent());
  }
  SECTION("there is no policy yet") {
    Neighbours other;
    other.folder.write("a.hpp", kTold);
    other.hood.set_folders(SessionId{2}, other.folders());
    const DocumentId id = other.open("use.cpp", kUse, true, SessionId{2});
    other.visit(id, 5);
    CHECK(other.list(id).empty());
  }
}

TEST_CASE("symbolic links lead nowhere", "[neighbours]") {
  Using one("real/b.hpp");
  TemporaryFolder elsewhere;
  elsewhere.write("a.hpp", kTold);
  std::filesystem::remove(one.path("real/b.hpp"));
  SECTION("of files") {
    std::filesystem::create_symlink(elsewhere.path() + "/a.hpp", one.path("a.hpp"));
  }
  SECTION("of folders") {
    std::filesystem::create_directory_symlink(elsewhere.path(), one.path("linked"));
  }
  SECTION("made when the index was") {
    one.folder.write("linked/a.hpp", kTold);
    one.tell_folders();
    one.worker.run_all();
    std::filesystem::remove_all(one.path("linked"));
    std::filesystem::create_directory_symlink(elsewhere.path(), one.path("linked"));
    one.ask();
    CHECK_FALSE(one.sent());
  }
  one.tell_folders();
  one.ask();
  CHECK_FALSE(one.sent());
}

TEST_CASE("what was indexed is asked about again before it is sent", "[neighbours]") {
  Using one;
  one.folder.make_repository();
  one.tell_folders();
  one.worker.run_all();
  one.folder.write(".gitignore", "a.hpp\n"); // and nobody told us
  one.ask();
  CHECK_FALSE(one.sent());
}

TEST_CASE("a document that may not leave is in no snippet, nor is its file", "[neighbours]") {
  Using one;
  SECTION("an open one") {
    one.open("a.hpp", kTold, false);
  }
  SECTION("an excluded one") {
    one.open("a.hpp", kTold, true, SessionId{1}, true);
  }
  SECTION("one that was open so") {
    one.hood.on_close(one.open("a.hpp", kTold, false));
  }
  one.ask();
  CHECK_FALSE(one.sent());
}

TEST_CASE("a document that was open and might leave is taken from its file once it is closed",
          "[neighbours]") {
  Using one;
  one.hood.on_close(one.open("a.hpp", "something else\n"));
  one.ask();
  CHECK(one.sent());
}

TEST_CASE("a document that may not leave has no list", "[neighbours]") {
  Using one;
  const DocumentId id = one.open("other.cpp", kUse, false);
  one.visit(id, 20);
  CHECK(one.list(id).empty());
  CHECK(one.hood.stats().gatherings == 0);
}

TEST_CASE("documents of another session are in no snippet", "[neighbours]") {
  Neighbours one;
  one.tell_policy(SessionId{2});
  one.open("a.hpp", kTold, true, SessionId{2});
  const DocumentId use = one.open("use.cpp", kUse);
  one.visit(use, 20);
  CHECK(one.list(use).empty());
}

TEST_CASE("what may no longer leave vanishes at once from what is handed out", "[neighbours]") {
  Using one;
  const DocumentId source = one.open("a.hpp", kTold);
  one.ask();
  REQUIRE(one.sent());
  SECTION("a document") {
    one.hood.on_access(source, false);
  }
  SECTION("a document that is excluded now") {
    one.hood.on_close(source);
  }
  SECTION("the document itself") {
    one.hood.on_access(one.use, false);
  }
  SECTION("by exclusions") {
    one.policy.everywhere.exclude = globs("a.hpp");
    one.tell_policy();
  }
  SECTION("by rules") {
    one.policy.everywhere.sealed = true;
    one.tell_policy();
  }
  SECTION("by its language") {
    one.policy.everywhere.languages_disabled = {"cpp"};
    one.tell_policy();
  }
  SECTION("by folders") {
    one.hood.set_folders(SessionId{1}, {});
  }
  SECTION("by git's rules") {
    one.hood.on_files_changed(std::vector{one.path(".gitignore")});
  }
  SECTION("by the workspace's own") {
    one.hood.on_files_changed(std::vector{one.path(".inklingignore")});
  }
  CHECK_FALSE(one.sent());
  CHECK(one.withdrawals == 1);
}

TEST_CASE("a file that is deleted or renamed vanishes at once from what is handed out",
          "[neighbours]") {
  Using one("lib/a.hpp");
  one.ask();
  REQUIRE(one.sent());
  const std::string path = one.path("lib/a.hpp");
  std::vector<std::string> told = {path};
  TemporaryFolder elsewhere;
  elsewhere.write("a.hpp", kTold);
  SECTION("it is deleted") {
    std::filesystem::remove(path);
  }
  SECTION("it is renamed") {
    std::filesystem::rename(path, one.path("lib/.env"));
    told.push_back(one.path("lib/.env"));
  }
  SECTION("a link stands in its place") {
    std::filesystem::remove(path);
    std::filesystem::create_symlink(elsewhere.path() + "/a.hpp", path);
  }
  SECTION("its folder is deleted") {
    std::filesystem::remove_all(one.path("lib"));
    told = {one.path("lib")};
  }
  one.hood.on_files_changed(told);
  CHECK_FALSE(one.sent());
  CHECK(one.withdrawals == 1);
  one.worker.run_all();
  one.now += 10s;
  one.ask();
  CHECK_FALSE(one.sent());
}

TEST_CASE("a file that is renamed is sent by its new name", "[neighbours]") {
  Using one;
  one.ask();
  REQUIRE(one.sent());
  std::filesystem::rename(one.path("a.hpp"), one.path("b.hpp"));
  one.hood.on_files_changed(std::vector{one.path("a.hpp"), one.path("b.hpp")});
  one.worker.run_all();
  one.ask();
  CHECK(one.list(one.use) == "b.hpp|" + kTold);
}

TEST_CASE("a file that is saved stays in what is handed out until it is taken anew",
          "[neighbours]") {
  Using one;
  one.ask();
  one.folder.write("a.hpp", "int function_a(int alpha, int beta);\n");
  one.hood.on_files_changed(std::vector{one.path("a.hpp")});
  CHECK(one.sent());
  CHECK(one.withdrawals == 0);
  one.worker.run_all();
  one.now += 10s;
  one.ask();
  CHECK(one.list(one.use).find("beta") != std::string::npos);
}

TEST_CASE("a closed document is taken from its file by the rules for files", "[neighbours]") {
  Using one;
  const DocumentId source = one.open("a.hpp", "int function_a(int unsaved);\n");
  one.ask();
  REQUIRE(one.list(one.use).find("unsaved") != std::string::npos);
  SECTION("which allow it") {
    one.hood.on_close(source);
    CHECK(one.list(one.use).empty()); // what was not saved is gone
    one.ask();
    CHECK(one.sent());
  }
  SECTION("which forbid it") {
    one.policy.everywhere.files_disabled = globs("a.hpp");
    one.tell_policy();
    one.hood.on_close(source);
    one.ask();
    CHECK_FALSE(one.sent());
  }
  CHECK(one.list(one.use).find("unsaved") == std::string::npos);
}

TEST_CASE("a file vanishes from what is handed out when its document may not leave",
          "[neighbours]") {
  Using one;
  one.ask();
  REQUIRE(one.sent());
  one.open("a.hpp", kTold, false);
  CHECK_FALSE(one.sent());
}

TEST_CASE("what the worker has under way is dropped where what may leave has changed",
          "[neighbours]") {
  Using one;
  const DocumentId source = one.open("a.hpp", kTold);
  one.worker.run_all();
  one.hood.on_visit(one.use, 25);
  one.worker.work();
  SECTION("a document") {
    one.hood.on_access(source, false);
  }
  SECTION("rules") {
    one.policy.everywhere.sealed = true;
    one.tell_policy();
  }
  SECTION("off") {
    one.hood.set_budget({}, nullptr);
  }
  SECTION("the session has ended") {
    one.hood.on_session_closed(SessionId{1});
  }
  one.worker.run_all();
  CHECK_FALSE(one.sent());
}

TEST_CASE("a file that was opened while the worker read it is not handed out", "[neighbours]") {
  Using one;
  one.worker.run_all();
  one.hood.on_visit(one.use, 25);
  one.worker.work();
  one.open("a.hpp", "nothing\n");
  one.worker.run_all();
  CHECK_FALSE(one.sent());
}

TEST_CASE("secrets are masked as they are in the whole text, whatever piece of it is sent",
          "[neighbours]") {
  for (const std::size_t key_lines : {6, 60}) { // all of the key is in the piece, or its begin
    std::string text = "int function_a(int alpha) {\n  const char* pem = R\"(\n"
                       "    -----BEGIN "
                       "PRIVATE KEY-----\n";
    for (std::size_t line = 0; line < key_lines; ++line)
      text += "    MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj\n";
    text += "    -----END "
            "PRIVATE KEY-----\n  )\";\n}\n";
    Neighbours one;
    one.folder.write("a.cpp", text);
    one.tell_folders();
    const DocumentId use = one.open("use.cpp", kUse);
    one.visit(use, 20);
    CHECK(one.list(use).find("function_a(int alpha)") != std::string::npos);
    CHECK(one.list(use).find("MIIE") == std::string::npos);
    CHECK(one.list(use).find(kSecretMask) != std::string::npos);
  }
}

TEST_CASE("the end of a key is masked, too, where a piece begins inside of it", "[neighbours]") {
  std::string text = "/*\n-----BEGIN "
                     "PRIVATE KEY-----\n";
  for (std::size_t line = 0; line < 10; ++line)
    text += "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj\n";
  text += "* MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj\n"
          "* -----END "
          "PRIVATE KEY-----\n*/\nint function_a(int alpha);\n";
  Neighbours one;
  one.folder.write("a.cpp", text);
  one.tell_folders();
  const DocumentId use = one.open("use.cpp", kUse);
  one.visit(use, 20);
  CHECK(one.list(use).find("function_a(int alpha)") != std::string::npos);
  CHECK(one.list(use).find("MIIE") == std::string::npos);
}

TEST_CASE("snippets have line feeds, and paths within their folder", "[neighbours]") {
  Neighbours one;
  one.folder.write("lib/a.hpp",
                   "\xEF\xBB\xBFint function_a(int alpha,\r\n               int beta);\r\n");
  one.tell_folders();
  const DocumentId use = one.open("use.cpp", kUse);
  one.visit(use, 20);
  CHECK(one.list(use) == "lib/a.hpp|int function_a(int alpha,\n               int beta);\n");
}
