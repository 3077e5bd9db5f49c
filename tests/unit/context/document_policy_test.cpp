#include "context/document_policy.hpp"
#include "support/catch.hpp"
#include "support/temporary_folder.hpp"

#include <filesystem>
#include <ostream>

using namespace inkling::context;

namespace inkling::context {
std::ostream& operator<<(std::ostream& out, Access access) {
  constexpr const char* kNames[] = {"none", "disabled", "local", "anywhere"};
  return out << kNames[static_cast<std::size_t>(access)];
}
} // namespace inkling::context

namespace {

class World {
public:
  World() {
    policy.has_remote = true;
    folders = {disk.path() + "/project"};
    disk.write("project/main.cpp", "");
    disk.write("elsewhere/other.cpp", "");
  }

  Decision decide(const std::string& below, const std::string& language = "cpp") {
    const std::string path = disk.path() + '/' + below;
    Decision decision = inkling::context::decide({path, language, folders}, policy, ignore);
    repository = std::exchange(decision.repository, {});
    return decision;
  }
  Access access(const std::string& below, const std::string& language = "cpp") {
    return decide(below, language).access;
  }

  TemporaryFolder disk;
  DocumentPolicy policy;
  IgnoreRules ignore;
  std::vector<std::string> folders;
  std::string repository; ///< of the last decision
};

std::vector<Globs> globs(const std::string& pattern) {
  return {*Globs::parse({pattern})};
}

} // namespace

TEST_CASE("a file of the workspace may be sent, and is named by its way down", "[context]") {
  World world;
  CHECK(world.decide("project/main.cpp") == Decision{Access::anywhere, "main.cpp", {}});
  CHECK(world.decide("project/sub/new.cpp") == Decision{Access::anywhere, "sub/new.cpp", {}});
  CHECK(world.repository == "project");
  CHECK(world.decide("elsewhere/other.cpp") == Decision{Access::local, "other.cpp", {}});
  CHECK(world.repository.empty());
}

TEST_CASE("without a remote backend nothing may leave", "[context]") {
  World world;
  world.policy.has_remote = false;
  CHECK(world.access("project/main.cpp") == Access::local);
}

TEST_CASE("secrets and excluded files are not even learned from", "[context]") {
  World world;
  CHECK(world.access("project/.env") == Access::none);
  world.policy.everywhere.exclude = globs("gen/");
  CHECK(world.access("project/gen/x.cpp") == Access::none);
  CHECK(world.access("project/main.cpp") == Access::anywhere);
  world.policy.everywhere.exclude = globs("/main.cpp"); // from the workspace folder
  CHECK(world.access("project/main.cpp") == Access::none);
  world.policy.everywhere.exclude = globs(world.disk.path() + "/elsewhere/"); // from the root
  CHECK(world.access("elsewhere/other.cpp") == Access::none);
}

TEST_CASE("what the person turned off is disabled", "[context]") {
  World world;
  world.policy.everywhere.languages_disabled = {"markdown"};
  CHECK(world.access("project/a.md", "markdown") == Access::disabled);
  CHECK(world.access("project/main.cpp") == Access::anywhere);
  world.policy.everywhere.enabled = false;
  CHECK(world.access("project/main.cpp") == Access::disabled);
  CHECK(world.access("project/.env") == Access::none);
}

TEST_CASE("files outside of the workspace stay here unless the person says otherwise",
          "[context]") {
  World world;
  world.policy.outside_workspace = Reach::anywhere;
  CHECK(world.access("elsewhere/other.cpp") == Access::anywhere);
  world.policy.outside_workspace = Reach::local;
  CHECK(world.access("project-too/x.cpp") == Access::local); // a name that begins alike
  world.folders.clear();                                     // a file on its own
  CHECK(world.access("elsewhere/other.cpp") == Access::anywhere);
}

TEST_CASE("documents that are no files have a place where their name is a path", "[context]") {
  World world;
  const DocumentFacts untitled{"Untitled-1", "cpp", world.folders};
  CHECK(decide(untitled, world.policy, world.ignore) ==
        Decision{Access::anywhere, "Untitled-1", {}});
  const DocumentFacts cell{"/somewhere/note.ipynb", "python", world.folders};
  CHECK(decide(cell, world.policy, world.ignore).access == Access::local); // it lies outside
  world.policy.everywhere.exclude = globs("*.ipynb");
  CHECK(decide(cell, world.policy, world.ignore).access == Access::none);
}

TEST_CASE("files that git ignores stay here", "[context]") {
  World world;
  std::filesystem::create_directories(world.disk.path() + "/project/.git/refs");
  std::filesystem::create_directories(world.disk.path() + "/project/.git/objects");
  world.disk.write("project/.git/HEAD", "ref: refs/heads/main\n");
  world.disk.write("project/.gitignore", "out/\n*.log.cpp\n");
  CHECK(world.access("project/out/x.cpp") == Access::local);
  CHECK(world.access("project/a.log.cpp") == Access::local);
  CHECK(world.access("project/main.cpp") == Access::anywhere);
  world.disk.write("project/sub/.gitignore", "mine.cpp\n");
  CHECK(world.access("project/sub/mine.cpp") == Access::local);

  world.disk.write("project/.gitignore", "main.cpp\n");
  world.ignore.forget();
  CHECK(world.access("project/main.cpp") == Access::local);
  CHECK(world.access("project/out/x.cpp") == Access::anywhere);
  world.folders.clear(); // its own folder is asked then
  CHECK(world.access("project/main.cpp") == Access::local);
  world.policy.everywhere.ignored_files = Reach::anywhere;
  CHECK(world.access("project/main.cpp") == Access::anywhere);
}

TEST_CASE("where a repository cannot be read its files stay here", "[context]") {
  World world;
  std::filesystem::create_directories(world.disk.path() + "/project/.git/refs");
  std::filesystem::create_directories(world.disk.path() + "/project/.git/objects");
  world.disk.write("project/.git/HEAD", "ref: refs/heads/main\n");
  world.disk.write("project/.git/config", "[core]\n\trepositoryformatversion = 1\n"
                                          "[extensions]\n\tofTomorrow = true\n");
  world.disk.write("project/.gitignore", "out/\n");
  CHECK(world.access("project/out/x.cpp") == Access::local);
  CHECK(world.access("project/main.cpp") == Access::local);
  world.policy.everywhere.ignored_files = Reach::anywhere;
  CHECK(world.access("project/main.cpp") == Access::anywhere);
}

TEST_CASE("where a path leads nowhere its text stays here", "[context]") {
  World world;
  const std::string loop = world.disk.path() + "/project/loop";
  std::filesystem::create_symlink(loop, loop);
  CHECK(world.access("project/loop/x.cpp") == Access::local);
}

TEST_CASE("a symbolic link leads neither out of the workspace nor to a secret", "[context]") {
  World world;
  world.disk.write("home/.ssh/config", "");
  const std::string root = world.disk.path();
  std::filesystem::create_symlink(root + "/elsewhere", root + "/project/link");
  std::filesystem::create_symlink(root + "/home/.ssh/config", root + "/project/notes.txt");
  CHECK(world.access("project/link/other.cpp") == Access::local);
  CHECK(world.access("project/notes.txt") == Access::none);
  // The workspace itself may be named by a link.
  std::filesystem::create_symlink(root + "/project", root + "/shortcut");
  CHECK(world.decide("shortcut/main.cpp") == Decision{Access::anywhere, "main.cpp", {}});
  world.folders = {root + "/shortcut"};
  CHECK(world.decide("project/main.cpp") == Decision{Access::anywhere, "main.cpp", {}});
  world.policy.everywhere.exclude = globs("/link/");
  CHECK(world.access("shortcut/link/other.cpp") == Access::none);
}

TEST_CASE("a folder's own rules are for its files", "[context]") {
  World world;
  const std::string outer = world.disk.path() + "/project";
  const std::string inner = outer + "/inner";
  world.folders = {outer, inner};
  FolderRules rules{outer, {}};
  rules.rules.exclude = globs("/main.cpp");
  rules.rules.languages_disabled = {"lua"};
  world.policy.folders = {rules};
  CHECK(world.access("project/main.cpp") == Access::none);
  CHECK(world.access("project/inner/main.cpp") == Access::anywhere);
  CHECK(world.access("project/inner/x.lua", "lua") == Access::disabled);
  CHECK(world.access("elsewhere/x.lua", "lua") == Access::local);
  CHECK(world.decide("project/inner/x.cpp").path == "x.cpp");
  rules.rules.sealed = true;
  world.policy.folders = {rules};
  CHECK(world.access("project/x.cpp") == Access::local);
}

TEST_CASE("a file in which nothing is to be offered is disabled, not excluded", "[context]") {
  World world;
  world.policy.everywhere.files_disabled = {*Globs::parse({"*.md", "/gen/"})};
  world.policy.folders = {{world.folders[0], {}}};
  world.policy.folders[0].rules.files_disabled = {*Globs::parse({"/notes.txt"})};
  CHECK(world.access("project/main.cpp") == Access::anywhere);
  CHECK(world.access("project/docs/a.md") == Access::disabled);
  CHECK(world.access("project/gen/a.cpp") == Access::disabled);
  CHECK(world.access("project/notes.txt") == Access::disabled);
  CHECK(world.access("elsewhere/notes.txt") != Access::disabled);
  world.policy.everywhere.exclude = {*Globs::parse({"a.md"})};
  CHECK(world.access("project/docs/a.md") == Access::none); // the stricter counts
}

TEST_CASE("a file that is turned off by its path is disabled, also where a link leads to it",
          "[context]") {
  World world;
  std::filesystem::create_symlink(world.disk.path() + "/project/main.cpp",
                                  world.disk.path() + "/project/link.cpp");
  world.policy.paths_disabled = {world.disk.path() + "/project/main.cpp"};
  CHECK(world.access("project/main.cpp") == Access::disabled);
  CHECK(world.access("project/link.cpp") == Access::disabled);
  CHECK(world.access("project/sub/main.cpp") == Access::anywhere);
}

TEST_CASE("what an .inklingignore names is not even learned from", "[context]") {
  World world;
  CHECK(world.access("project/sub/a.sql") == Access::anywhere);
  world.disk.write("project/.inklingignore", "*.sql\n");
  CHECK(world.access("project/sub/a.sql") == Access::none);
  CHECK(world.access("project/main.cpp") == Access::anywhere);
  world.policy.has_remote = false;
  CHECK(world.access("project/sub/a.sql") == Access::none);
  world.disk.write("project/.inklingignore", "");
  CHECK(world.access("project/sub/a.sql") == Access::local);
}

TEST_CASE("an .inklingignore counts where a link leads, and above the workspace", "[context]") {
  World world;
  world.disk.write("elsewhere/.inklingignore", "other.cpp\n");
  std::filesystem::create_symlink(world.disk.path() + "/elsewhere/other.cpp",
                                  world.disk.path() + "/project/link.cpp");
  CHECK(world.access("project/link.cpp") == Access::none);
  world.disk.write(".inklingignore", "project/gen/\n");
  CHECK(world.access("project/gen/x.cpp") == Access::none);
  CHECK(world.access("project/main.cpp") == Access::anywhere);
}

TEST_CASE("an .inklingignore can only narrow", "[context]") {
  World world;
  world.policy.everywhere.exclude = globs("*.sql");
  world.disk.write("project/.inklingignore", "!*.sql\n!.env\n");
  CHECK(world.access("project/a.sql") == Access::none);
  CHECK(world.access("project/.env") == Access::none);
}
