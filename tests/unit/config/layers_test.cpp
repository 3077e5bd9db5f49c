#include "config/session_layers.hpp"
#include "load.hpp"
#include "support/catch.hpp"
#include "support/temporary_folder.hpp"

#include <filesystem>

using namespace inkling;
using namespace inkling::config;
using namespace inkling::test;
using nlohmann::json;

namespace {

/// A home with a configuration, and a workspace.
class World {
public:
  World() { disk.write("project/main.cpp", ""); }

  Sources sources(bool trust_client = false, std::map<std::string, std::string> more = {}) const {
    more.emplace("HOME", disk.path());
    return {.config_option = {}, .trust_client = trust_client, .environment = environment_of(more)};
  }
  void write_user(const std::string& toml) const {
    disk.write(".config/inkling/config.toml", toml);
  }
  std::string project() const { return disk.path() + "/project"; }

  TemporaryFolder disk;
};

} // namespace

TEST_CASE("the user's file is found by option, environment, XDG and home", "[config][layers]") {
  const auto found = [](const std::string& option, std::map<std::string, std::string> variables) {
    const UserFile file = find_user_file(option, environment_of(std::move(variables)));
    return file.path + (file.named ? " named" : "");
  };
  CHECK(found("/a", {{"INKLING_CONFIG", "/b"}}) == "/a named");
  CHECK(found("~/a", {{"HOME", "/h"}}) == "/h/a named");
  CHECK(found("", {{"INKLING_CONFIG", "/b"}, {"HOME", "/h"}}) == "/b named");
  CHECK(found("", {{"XDG_CONFIG_HOME", "/x"}, {"HOME", "/h"}}) == "/x/inkling/config.toml");
  CHECK(found("", {{"XDG_CONFIG_HOME", "x"}, {"HOME", "/h"}}) == "/h/.config/inkling/config.toml");
  CHECK(found("", {}).empty());
}

TEST_CASE("a file that was named must be there, the usual one need not", "[config][layers]") {
  const World world;
  CHECK(Layers(world.sources()).resolved().diagnostics.empty());
  const Layers named(world.sources(false, {{"INKLING_CONFIG", "/nowhere/x.toml"}}));
  CHECK(texts_of(named.resolved().diagnostics) ==
        std::vector<std::string>{"/nowhere/x.toml: there is no such file"});
}

TEST_CASE("/dev/null is a configuration: none", "[config][layers]") {
  const World world;
  const Layers layers(world.sources(false, {{"INKLING_CONFIG", "/dev/null"}}));
  CHECK(layers.resolved().diagnostics.empty());
  CHECK(layers.config() == Config{});
}

TEST_CASE("what is no plain file, or too large, is not read", "[config][layers]") {
  const World world;
  const auto complaint = [&](const std::string& path) {
    const Layers layers(world.sources(false, {{"INKLING_CONFIG", path}}));
    REQUIRE(layers.resolved().diagnostics.size() == 1);
    return layers.resolved().diagnostics[0].message;
  };
  CHECK(complaint(world.project()) == "not a regular file");
  world.disk.write("large.toml", std::string(kFileBytesMax + 1, '\n'));
  CHECK(complaint(world.disk.path() + "/large.toml") == "larger than 1048576 bytes");
}

TEST_CASE("the environment's log level goes before the file's", "[config][layers]") {
  const World world;
  world.write_user("[log]\nlevel = \"error\"\n");
  CHECK(Layers(world.sources()).config().log.level == log::Level::error);
  const Layers layers(world.sources(false, {{"INKLING_LOG", "debug"}}));
  CHECK(layers.config().log.level == log::Level::debug);
  CHECK(to_string(layers.resolved().origins.at("log.level")) == "INKLING_LOG");
  const Layers wrong(world.sources(false, {{"INKLING_LOG", "loud"}}));
  CHECK(wrong.config().log.level == log::Level::error);
  CHECK(texts_of(wrong.resolved().diagnostics).at(0).starts_with("INKLING_LOG: log.level: "));
}

TEST_CASE("reloading tells whether anything changed", "[config][layers]") {
  const World world;
  world.write_user(kRemote);
  Layers layers(world.sources());
  CHECK_FALSE(layers.reload());
  world.write_user(kRemote + "max_tokens = 5\n");
  CHECK(layers.reload());
  CHECK(layers.config().remote()->max_tokens == 5);
  world.write_user("broken");
  CHECK(layers.reload());
  CHECK(layers.config().remote() == nullptr);
}

TEST_CASE("only a trusted client chooses the backend", "[config][layers][trust]") {
  const World world;
  const json options = {
      {"inkling",
       {{"backend", "x"}, {"backends", {{"x", {{"base_url", "http://localhost:1/"}}}}}}}};
  Layers strict(world.sources(false));
  SessionLayers untrusted(strict);
  CHECK_FALSE(untrusted.set_options(options));
  CHECK(strict.config() == Config{});
  CHECK(untrusted.diagnostics().size() == 2);
  CHECK_FALSE(untrusted.policy().has_remote);

  Layers open(world.sources(true));
  SessionLayers trusted(open);
  CHECK(trusted.set_options(options));
  CHECK(open.config().backend == "x");
  CHECK(trusted.policy().has_remote);
  // The next client may say the same, and no more than any client if it says something else.
  SessionLayers same(open);
  json taking = options;
  taking["inkling"]["refresh"] = true; // what a client takes is its own
  CHECK_FALSE(same.set_options(taking));
  CHECK(same.diagnostics().empty());
  SessionLayers other(open);
  CHECK_FALSE(other.set_options({{"backend", "embedded"}}));
  CHECK(open.config().backend == "x");
  CHECK(other.diagnostics().size() == 1);
}

TEST_CASE("a workspace file lowers a backend's number too", "[config][layers]") {
  const World world;
  world.write_user(kRemote + "max_tokens = 100\n");
  world.disk.write("project/.inkling.toml", "[backends.mock]\nmax_tokens = 16\n");
  Layers layers(world.sources());
  SessionLayers session(layers);
  session.set_folders(std::vector{world.project()});
  CHECK(session.diagnostics().empty());
  CHECK(session.effective().remote()->max_tokens == 16);
}

TEST_CASE("a workspace file narrows its folder, its numbers the session", "[config][layers]") {
  const World world;
  world.write_user(kRemote);
  world.disk.write("project/.inkling.toml", "backend = \"embedded\"\n"
                                            "[completion]\nlanguages_disabled = [\"lua\"]\n"
                                            "prefix_bytes_max = 100\n"
                                            "files_disabled = [\"*.md\"]\n"
                                            "line_end_only = true\n"
                                            "speculate = \"never\"\n"
                                            "[privacy]\nexclude = [\"/gen/\"]\n");
  Layers daemon(world.sources());
  SessionLayers session(daemon);
  const std::string folders[] = {world.project(), world.disk.path()};
  session.set_folders(folders);
  REQUIRE(session.policy().folders.size() == 2);
  const context::DocumentRules& rules = session.policy().folders[0].rules;
  CHECK(rules.languages_disabled == std::vector<std::string>{"lua"});
  REQUIRE(rules.exclude.size() == 1);
  CHECK(rules.exclude[0].match("gen/x"));
  CHECK_FALSE(rules.sealed);
  REQUIRE(rules.files_disabled.size() == 1);
  CHECK(rules.files_disabled[0].match("a.md"));
  CHECK(session.policy().folders[1].rules.files_disabled.empty());
  CHECK(session.policy().everywhere.files_disabled.empty());
  CHECK(session.effective().completion.line_end_only);
  CHECK(session.effective().completion.speculate == Speculate::never);
  CHECK(session.policy().folders[1].rules.languages_disabled.empty());
  CHECK(session.policy().everywhere.languages_disabled.empty());
  CHECK(session.effective().completion.prefix_bytes_max == 100);
  REQUIRE(session.diagnostics().size() == 1);
  CHECK(to_string(session.diagnostics()[0])
            .starts_with(world.project() + "/.inkling.toml:1:1: backend: ignored: "));

  world.disk.write("project/.inkling.toml", "");
  session.read_workspace_files();
  CHECK(session.policy().folders[0].rules.languages_disabled.empty());
  CHECK(session.effective().completion.prefix_bytes_max == 8192);
  CHECK_FALSE(session.effective().completion.line_end_only);
}

TEST_CASE("a workspace file that cannot be read keeps its folder's texts here",
          "[config][layers]") {
  const World world;
  world.write_user(kRemote);
  Layers daemon(world.sources());
  const std::string folders[] = {world.project()};
  const auto sealed = [&] {
    SessionLayers session(daemon);
    session.set_folders(folders);
    return session.policy().folders.at(0).rules.sealed;
  };
  CHECK_FALSE(sealed());
  world.disk.write("project/.inkling.toml", "nonsense");
  CHECK(sealed());
  world.disk.write("project/.inkling.toml", std::string(kWorkspaceFileBytesMax + 1, '\n'));
  CHECK(sealed());
  world.disk.remove("project/.inkling.toml");
  world.disk.write("rules.toml", "");
  std::filesystem::create_symlink(world.disk.path() + "/rules.toml",
                                  world.project() + "/.inkling.toml");
  CHECK(sealed());
}

TEST_CASE("layers of a session add up, and a later one does not take back", "[config][layers]") {
  const World world;
  world.write_user("[privacy]\nexclude = [\"a\"]\n");
  Layers daemon(world.sources());
  SessionLayers session(daemon);
  session.set_options({{"privacy", {{"exclude", {"b"}}}}});
  session.set_settings({{"completion", {{"enabled", false}}}});
  CHECK(session.policy().everywhere.exclude.size() == 2);
  CHECK_FALSE(session.policy().everywhere.enabled);
  session.set_settings({{"completion", {{"enabled", true}}}});
  CHECK(session.policy().everywhere.enabled); // it was this layer's own word
  session.set_options({{"completion", {{"enabled", false}}}});
  session.set_settings({{"completion", {{"enabled", true}}}});
  CHECK_FALSE(session.policy().everywhere.enabled);
}
