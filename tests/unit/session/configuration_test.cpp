#include "support/catch.hpp"
#include "support/editor.hpp"
#include "support/temporary_folder.hpp"

using namespace inkling;
using namespace inkling::test;
using Notes = std::vector<std::string>;

namespace {

/// One remote backend that waits: whether a stream was begun tells whether the text may leave.
engine::EngineOptions remote() {
  engine::EngineOptions options = Editor::default_options();
  options.backends[0] = {.source = engine::Source::remote};
  return options;
}

json capabilities(json workspace) {
  return {{"capabilities", {{"workspace", std::move(workspace)}}}};
}

bool asks_backend(Editor& editor, const std::string& uri = "file:///a.cpp") {
  const std::size_t before = editor.backend.prompts.size();
  editor.ask(uri, 1);
  return editor.backend.prompts.size() > before;
}

std::optional<json> find(const std::vector<json>& messages, const std::string& method) {
  for (const json& message : messages)
    if (message.value("method", "") == method) return message;
  return std::nullopt;
}

void answer(Editor& editor, const json& request, const json& result) {
  editor.say({json{{"jsonrpc", "2.0"}, {"id", request["id"]}, {"result", result}}.dump()});
}

context::DocumentPolicy excluding(const std::string& pattern) {
  context::DocumentPolicy policy = FakePolicies().current;
  policy.everywhere.exclude = {*context::Globs::parse({pattern})};
  return policy;
}

} // namespace

TEST_CASE("initializationOptions and folders reach the policy before initialize is answered",
          "[session][configuration]") {
  Editor editor;
  editor.request("initialize", {{"capabilities", json::object()},
                                {"rootUri", "file:///nowhere/project"},
                                {"initializationOptions", {{"inkling", {{"backend", "x"}}}}}});
  CHECK(editor.policies.options == json{{"inkling", {{"backend", "x"}}}});
  CHECK(editor.policies.folders == Notes{"/nowhere/project"});
  Editor plain;
  plain.initialize();
  CHECK(plain.policies.options.is_null());
}

TEST_CASE("a text that has a path is judged by it, whatever the URI's scheme",
          "[session][configuration]") {
  Editor editor({}, remote());
  editor.policies.current.outside_workspace = context::Reach::local;
  editor.policies.current.everywhere.exclude = {*context::Globs::parse({"/gen/"})};
  editor.request("initialize",
                 {{"capabilities", json::object()}, {"rootUri", "file:///nowhere/project"}});
  const auto asked = [&](const std::string& uri) {
    editor.open(uri, "let x^");
    return asks_backend(editor, uri);
  };
  CHECK(asked("vscode-notebook-cell:/nowhere/project/a.ipynb#1"));
  CHECK(asked("vscode-notebook-cell://ssh-remote%2Bhost/nowhere/project/b.ipynb#1"));
  CHECK_FALSE(asked("vscode-notebook-cell:/nowhere/other/a.ipynb#1"));
  CHECK_FALSE(asked("vscode-notebook-cell:/nowhere/project/../other/a.ipynb#1"));
  CHECK_FALSE(asked("file://server/share/a.cpp"));
  CHECK_FALSE(asked("vscode-notebook-cell:///nowhere/project/gen/a.ipynb#1"));
  CHECK_FALSE(asked("vscode-notebook-cell://ssh-remote%2Bhost/nowhere/project/gen/a.ipynb#1"));
  CHECK(asked("untitled:Untitled-1"));
}

TEST_CASE("a client that can is asked for its settings", "[session][configuration]") {
  Editor editor;
  editor.initialize(capabilities({{"configuration", true}}));
  const auto request = find(editor.received(), "workspace/configuration");
  REQUIRE(request);
  CHECK((*request)["params"] == json{{"items", {{{"section", "inkling"}}}}});
  answer(editor, *request, {{{"completion", {{"enabled", false}}}}});
  REQUIRE(editor.policies.settings.size() == 1);
  CHECK(editor.policies.settings[0] == json{{"completion", {{"enabled", false}}}});
  answer(editor, *request, {{{"again", true}}}); // answered already
  CHECK(editor.policies.settings.size() == 1);
}

TEST_CASE("a change of configuration is asked for, or taken from the message",
          "[session][configuration]") {
  Editor asked;
  asked.initialize(capabilities({{"configuration", true}}));
  asked.received();
  asked.notify("workspace/didChangeConfiguration", {{"settings", nullptr}});
  CHECK(asked.policies.reloads == 1);
  CHECK(find(asked.received(), "workspace/configuration"));

  Editor pushed;
  pushed.initialize();
  CHECK_FALSE(find(pushed.received(), "workspace/configuration"));
  pushed.notify("workspace/didChangeConfiguration",
                {{"settings", {{"inkling", {{"x", 1}}}, {"other", 2}}}});
  CHECK(pushed.policies.reloads == 1);
  CHECK(pushed.policies.settings == std::vector<json>{{{"x", 1}}});
  pushed.notify("workspace/didChangeConfiguration", {{"settings", {{"other", 2}}}});
  pushed.notify("workspace/didChangeConfiguration", json::object());
  CHECK(pushed.policies.settings.size() == 1);
  CHECK(pushed.policies.reloads == 3);
  // The object itself, known by its tables.
  const json privacy = {{"privacy", {{"exclude", {"*.py"}}}}};
  pushed.notify("workspace/didChangeConfiguration", {{"settings", privacy}});
  REQUIRE(pushed.policies.settings.size() == 2);
  CHECK(pushed.policies.settings[1] == privacy);
}

TEST_CASE("changes of configuration are registered for where the client can",
          "[session][configuration]") {
  const auto methods = [](bool watchers, bool configuration) {
    Editor editor;
    json params =
        capabilities({{"didChangeWatchedFiles", {{"dynamicRegistration", watchers}}},
                      {"didChangeConfiguration", {{"dynamicRegistration", configuration}}}});
    params["rootUri"] = "file:///nowhere";
    editor.initialize(params);
    Notes list;
    for (const json& message : editor.received()) {
      if (message.value("method", "") != "client/registerCapability") continue;
      for (const json& one : message["params"]["registrations"]) list.push_back(one["method"]);
    }
    return list;
  };
  CHECK(methods(false, false).empty());
  CHECK(methods(true, false) == Notes{"workspace/didChangeWatchedFiles"});
  CHECK(methods(false, true) == Notes{"workspace/didChangeConfiguration"});
  CHECK(methods(true, true).size() == 2);
}

TEST_CASE("nothing leaves before the client's settings are known", "[session][configuration]") {
  Editor editor({}, remote());
  editor.backend.instant_answer.reset();
  editor.initialize(capabilities({{"configuration", true}}));
  const auto request = find(editor.received(), "workspace/configuration");
  REQUIRE(request);
  editor.open("file:///a.cpp", "a^");
  CHECK_FALSE(asks_backend(editor));
  SECTION("they are told") {
    answer(editor, *request, {nullptr});
    CHECK(asks_backend(editor));
  }
  SECTION("they exclude it") {
    editor.policies.after_settings = excluding("a.cpp");
    answer(editor, *request, {{{"privacy", {{"exclude", {"a.cpp"}}}}}});
    CHECK_FALSE(asks_backend(editor));
  }
  SECTION("the client refuses") {
    editor.say({json{{"jsonrpc", "2.0"},
                     {"id", (*request)["id"]},
                     {"error", {{"code", -32601}, {"message", "no"}}}}
                    .dump()});
    CHECK(asks_backend(editor));
  }
}

TEST_CASE("answers that make no sense change nothing", "[session][configuration]") {
  const json answers[] = {nullptr, json::array(), 7, "text", json::object()};
  for (const json& one : answers) {
    Editor editor({}, remote());
    editor.initialize(capabilities({{"configuration", true}}));
    const auto request = find(editor.received(), "workspace/configuration");
    REQUIRE(request);
    answer(editor, *request, one);
    CHECK(editor.policies.settings.empty());
    editor.open("file:///a.cpp", "a^");
    CHECK(asks_backend(editor));
  }
}

TEST_CASE("a client that never answers does not make us remember without end",
          "[session][configuration]") {
  Editor editor;
  editor.initialize(capabilities({{"configuration", true}}));
  const auto first = find(editor.received(), "workspace/configuration");
  for (std::size_t count = 0; count < lsp::Dispatcher::kAwaitedMax; ++count)
    editor.notify("workspace/didChangeConfiguration", {{"settings", nullptr}});
  const auto last = find(editor.received(), "workspace/configuration");
  answer(editor, *first, {{{"x", 1}}});
  CHECK(editor.policies.settings.empty());
  answer(editor, *last, {{{"x", 2}}});
  CHECK(editor.policies.settings.size() == 1);
}

TEST_CASE("each kind of access reaches engine and observers", "[session][configuration]") {
  struct Case {
    context::DocumentPolicy policy;
    bool asks;
    Notes notes;
  };
  context::DocumentPolicy local = FakePolicies().current;
  local.has_remote = false;
  context::DocumentPolicy disabled = FakePolicies().current;
  disabled.everywhere.languages_disabled = {"cpp"};
  const Case cases[] = {
      {FakePolicies().current, true, {"open"}},
      {local, false, {"open"}},
      {disabled, false, {"open"}},
      {excluding("*.cpp"), false, {"open excluded"}},
  };
  for (const Case& one : cases) {
    Editor editor({}, remote());
    editor.policies.current = one.policy;
    editor.initialize();
    editor.open("file:///a.cpp", "a^");
    CHECK(asks_backend(editor) == one.asks);
    CHECK(editor.observer.notes == one.notes);
  }
}

TEST_CASE("a change of configuration reaches open documents", "[session][configuration]") {
  Editor editor({}, remote());
  editor.backend.instant_answer.reset();
  editor.initialize();
  editor.open("file:///a.cpp", "a^");
  CHECK(asks_backend(editor));
  CHECK(editor.backend.aborted.empty());

  editor.policies.after_settings = excluding("a.cpp");
  const auto change = [&] {
    editor.notify("workspace/didChangeConfiguration",
                  {{"settings", {{"inkling", json::object()}}}});
  };
  change();
  CHECK(editor.backend.aborted == editor.backend.started); // in that very step
  CHECK_FALSE(asks_backend(editor));
  CHECK(editor.observer.notes == Notes{"open", "close", "open excluded"});

  editor.policies.after_settings = FakePolicies().current;
  change();
  CHECK(asks_backend(editor));
  CHECK(editor.observer.notes.back() == "open");
  editor.observer.notes.clear();
  change(); // nothing new
  CHECK(editor.observer.notes.empty());
}

TEST_CASE("a file that git ignores is not sent from the first byte on, and rules are read again",
          "[session][configuration]") {
  const TemporaryFolder folder;
  folder.make_repository();
  folder.write(".gitignore", "a.cpp\n");
  Editor editor({}, remote());
  editor.backend.instant_answer.reset();
  editor.policies.current.everywhere.ignored_files = context::Reach::local;
  editor.initialize({{"rootUri", "file://" + folder.path()}});
  const std::string uri = "file://" + folder.path() + "/a.cpp";
  editor.open(uri, "a^");
  CHECK_FALSE(asks_backend(editor, uri));
  folder.write(".gitignore", "b.cpp\n");
  editor.notify("workspace/didChangeWatchedFiles",
                {{"changes", {{{"uri", "file://" + folder.path() + "/.gitignore"}, {"type", 2}}}}});
  CHECK(asks_backend(editor, uri));
  CHECK(editor.backend.prompts.back().path == "a.cpp");
}

TEST_CASE("a changed workspace file is read again", "[session][configuration]") {
  Editor editor({}, remote());
  editor.initialize();
  editor.open("file:///p/a.cpp", "a^");
  editor.policies.after_workspace_file = excluding("a.cpp");
  editor.notify("workspace/didChangeWatchedFiles",
                {{"changes", {{{"uri", "file:///p/other.toml"}, {"type", 2}}}}});
  CHECK(editor.policies.workspace_files_changed == 0);
  editor.notify("workspace/didChangeWatchedFiles",
                {{"changes", {{{"uri", "file:///p/.inkling.toml"}, {"type", 2}}}}});
  CHECK(editor.policies.workspace_files_changed == 1);
  CHECK_FALSE(asks_backend(editor, "file:///p/a.cpp"));
}

TEST_CASE("folders that come or go decide about open documents again", "[session][configuration]") {
  Editor editor({}, remote());
  editor.policies.current.outside_workspace = context::Reach::local;
  editor.initialize({{"rootUri", "file:///p"}});
  editor.open("file:///q/a.cpp", "a^");
  CHECK_FALSE(asks_backend(editor, "file:///q/a.cpp"));
  editor.notify(
      "workspace/didChangeWorkspaceFolders",
      {{"event",
        {{"added", {{{"uri", "file:///q"}, {"name", "q"}}}}, {"removed", json::array()}}}});
  CHECK(editor.policies.folders == Notes{"/p", "/q"});
  CHECK(asks_backend(editor, "file:///q/a.cpp"));
}

TEST_CASE("the person is told of mistakes once, and not before initialized",
          "[session][configuration]") {
  Editor editor;
  editor.policies.messages = {"config.toml: wrong"};
  editor.request("initialize", {{"capabilities", json::object()}});
  CHECK_FALSE(find(editor.received(), "window/showMessage"));
  editor.notify("initialized", json::object());
  const auto message = find(editor.received(), "window/showMessage");
  REQUIRE(message);
  CHECK((*message)["params"] == json{{"type", 2}, {"message", "config.toml: wrong"}});
  CHECK_FALSE(message->contains("id"));
  editor.notify("workspace/didChangeConfiguration", json::object());
  CHECK_FALSE(find(editor.received(), "window/showMessage"));
}

TEST_CASE("a session's bounds for documents are its policy's", "[session][configuration]") {
  Editor editor;
  editor.policies.current_limits.document_bytes_max = 3;
  editor.initialize();
  editor.open("file:///a.cpp", "long^");
  CHECK_FALSE(asks_backend(editor));
  editor.open("file:///b.cpp", "ok^");
  CHECK(asks_backend(editor, "file:///b.cpp"));
}

TEST_CASE("what a session wants less of goes with its documents", "[session][configuration]") {
  Editor editor({}, remote());
  editor.policies.current_bounds.max_tokens = 7;
  editor.policies.current_bounds.prefix_bytes_max = 3;
  editor.initialize();
  editor.open("file:///a.cpp", "abcdef\nxy^");
  REQUIRE(asks_backend(editor));
  CHECK(editor.backend.prompts.back().max_tokens == 7);
  CHECK(editor.backend.prompts.back().window_begin == 7);
  editor.policies.current_bounds.max_tokens = 5;
  editor.notify("workspace/didChangeConfiguration", json::object());
  REQUIRE(asks_backend(editor));
  CHECK(editor.backend.prompts.back().max_tokens == 5);
}

TEST_CASE("what is excluded is told to those who learn from files", "[session][configuration]") {
  Editor editor;
  editor.policies.current = excluding("/gen/");
  editor.initialize({{"rootUri", "file:///p"}});
  REQUIRE(editor.observer.exclusions);
  CHECK(editor.observer.exclusions->match("/p/gen/x.c"));
  const auto before = editor.observer.exclusions;
  editor.notify("workspace/didChangeConfiguration", json::object());
  CHECK(editor.observer.exclusions == before); // nothing new
  editor.policies.after_settings = FakePolicies().current;
  editor.notify("workspace/didChangeConfiguration", {{"settings", {{"inkling", json::object()}}}});
  CHECK_FALSE(editor.observer.exclusions->match("/p/gen/x.c"));
}

TEST_CASE("while it is held back nothing of a session leaves", "[session][configuration]") {
  Editor editor({}, remote());
  editor.backend.instant_answer.reset();
  editor.initialize();
  editor.open("file:///a.cpp", "a^");
  REQUIRE(asks_backend(editor));
  editor.connection().hold_back();
  editor.hub.settle();
  CHECK(editor.backend.aborted == editor.backend.started);
  CHECK_FALSE(asks_backend(editor));
  editor.open("file:///b.cpp", "a^");
  CHECK_FALSE(asks_backend(editor, "file:///b.cpp"));
  editor.connection().refresh_policy();
  editor.hub.settle();
  CHECK(asks_backend(editor, "file:///b.cpp"));
}
