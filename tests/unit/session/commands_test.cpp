#include "support/catch.hpp"
#include "support/editor.hpp"

using namespace inkling;
using namespace inkling::test;

namespace {

const std::string kUri = "file:///w/a.cpp";

engine::EngineOptions remote() {
  engine::EngineOptions options = Editor::default_options();
  options.backends[0] = {.source = engine::Source::remote};
  return options;
}

json execute(Editor& editor, const std::string& command, json arguments = json::array()) {
  return editor.request("workspace/executeCommand",
                        {{"command", "inkling.server." + command}, {"arguments", arguments}});
}

/// The same, leaving what came to be read.
void send_command(Editor& editor, const std::string& command, const json& arguments) {
  editor.received();
  editor.say({json{{"jsonrpc", "2.0"},
                   {"id", "c"},
                   {"method", "workspace/executeCommand"},
                   {"params", {{"command", "inkling.server." + command}, {"arguments", arguments}}}}
                  .dump()});
}

/// The status of each inkling/status that came since.
std::vector<json> statuses(Editor& editor) {
  std::vector<json> list;
  for (const json& message : editor.received())
    if (message.value("method", "") == "inkling/status") list.push_back(message["params"]);
  return list;
}

json taking(const std::string& what) {
  return {{"initializationOptions", {{"inkling", {{what, true}}}}}};
}

} // namespace

TEST_CASE("a command is answered: with null, or with what it asks for", "[session][commands]") {
  Editor editor;
  editor.backend.instant_answer = "x;";
  editor.initialize();
  editor.open(kUri, "y = ^\n");
  const json item = editor.ask(kUri)["result"]["items"][0];
  const json& command = item["command"];
  const json reply =
      editor.request("workspace/executeCommand",
                     {{"command", command["command"]}, {"arguments", command["arguments"]}});
  CHECK(reply == json{{"jsonrpc", "2.0"}, {"id", reply["id"]}, {"result", nullptr}});
  CHECK(execute(editor, "accepted", {4711})["result"] == json(nullptr)); // long forgotten
  CHECK(execute(editor, "clearCache")["result"] == json(nullptr));
  CHECK(execute(editor, "status")["result"]["state"] == "ready");
}

TEST_CASE("a client's mistake is told as one", "[session][commands]") {
  Editor editor;
  editor.initialize();
  const json mistakes[] = {execute(editor, "stats"), execute(editor, "snooze", {"long"}),
                           execute(editor, "accepted"),
                           editor.request("workspace/executeCommand", json::object()),
                           editor.request("workspace/executeCommand", json::array())};
  for (const json& reply : mistakes) {
    INFO(reply.dump());
    CHECK(reply["error"]["code"] == -32602);
  }
  CHECK(mistakes[0]["error"]["message"] ==
        "unknown command: inkling.server.stats; did you mean inkling.server.status?");
}

TEST_CASE("what is disabled by command offers nothing, until it is enabled",
          "[session][commands]") {
  struct Case {
    json argument;
    bool others_go_on;
  };
  const Case cases[] = {{json::array(), false},
                        {json::array({{{"language", "cpp"}}}), false},
                        {json::array({{{"uri", "file:///w/%61.cpp"}}}), true}};
  for (const Case& one : cases) {
    INFO(one.argument.dump());
    Editor editor;
    editor.backend.instant_answer = "x;";
    editor.initialize();
    editor.open("file:///w/b.cpp", "y = ^\n");
    editor.open(kUri, "y = ^\n");
    CHECK(editor.complete(kUri) == "x;");
    execute(editor, "disable", one.argument);
    CHECK_FALSE(editor.complete(kUri, 1).has_value());
    CHECK(editor.complete("file:///w/b.cpp", 1).has_value() == one.others_go_on);
    execute(editor, "enable", one.argument);
    CHECK(editor.complete(kUri) == "x;");
  }
}

TEST_CASE("what is disabled by command is so for documents that open later",
          "[session][commands]") {
  Editor editor;
  editor.backend.instant_answer = "x;";
  editor.initialize();
  execute(editor, "disable", {{{"language", "cpp"}}});
  editor.open(kUri, "y = ^\n");
  CHECK_FALSE(editor.complete(kUri, 1).has_value());
  CHECK(editor.observer.notes == std::vector<std::string>{"open"}); // it is learned from
}

TEST_CASE("what is disabled by command is told to whoever reads files that are not open",
          "[session][commands]") {
  Editor editor;
  editor.policies.current.everywhere.languages_disabled = {"markdown"};
  editor.initialize();
  const auto policy = [&] { return *editor.observer.policy; };
  const context::DocumentPolicy before = policy();
  const json arguments[] = {json::array({{{"language", "html"}}}),
                            json::array({{{"uri", "file:///w/sub/../%61.html"}}}),
                            json::array({{{"uri", "untitled:1"}}}), json::array()};
  for (const json& argument : arguments) execute(editor, "disable", argument);
  CHECK(policy().everywhere.languages_disabled == std::vector<std::string>{"markdown", "html"});
  CHECK(policy().paths_disabled == std::set<std::string>{"/w/a.html"});
  CHECK_FALSE(policy().everywhere.enabled);
  editor.connection().refresh_policy(); // the configuration is read anew
  CHECK(policy().paths_disabled == std::set<std::string>{"/w/a.html"});
  const auto told = editor.observer.policy;
  execute(editor, "disable", arguments[0]);
  CHECK(editor.observer.policy == told); // nothing new
  for (const json& argument : arguments) execute(editor, "enable", argument);
  CHECK(policy() == before);
}

TEST_CASE("enabling does not undo what the configuration disables", "[session][commands]") {
  Editor editor;
  editor.backend.instant_answer = "x;";
  editor.policies.current.everywhere.languages_disabled = {"cpp"};
  editor.initialize();
  editor.open(kUri, "y = ^\n");
  execute(editor, "disable", {{{"language", "cpp"}}});
  execute(editor, "enable", {{{"language", "cpp"}}});
  execute(editor, "enable");
  CHECK_FALSE(editor.complete(kUri, 1).has_value());
}

TEST_CASE("disabling stops what is under way, and answers who waits", "[session][commands]") {
  Editor editor({}, remote());
  editor.backend.instant_answer.reset();
  editor.initialize();
  editor.open(kUri, "y = ^\n");
  CHECK(editor.ask(kUri).is_null());
  execute(editor, "disable");
  CHECK(editor.backend.aborted == editor.backend.started);
}

TEST_CASE("malformed words about suggestions change nothing and are not answered",
          "[session][commands]") {
  Editor editor;
  editor.initialize();
  editor.received();
  for (const char* method : {"inkling/didShow", "inkling/didAccept", "inkling/didDismiss"})
    for (const json& params : {json::object(), json{{"id", "x"}}, json::array(),
                               json{{"id", 1}, {"kind", 7}}, json{{"id", 4711}, {"kind", "all"}}})
      editor.notify(method, params);
  CHECK(editor.received().empty());
  editor.open(kUri, "x^");
  CHECK_FALSE(editor.complete(kUri).has_value());
}

TEST_CASE("the status is told after initialized, only where it is taken", "[session][status]") {
  Editor plain;
  plain.initialize();
  CHECK(statuses(plain).empty());
  execute(plain, "disable");
  CHECK(statuses(plain).empty());

  Editor editor;
  editor.request("initialize", taking("status"));
  CHECK(statuses(editor).empty());
  editor.notify("initialized", json::object());
  const auto first = statuses(editor);
  REQUIRE(first.size() == 1);
  CHECK(first[0] == execute(editor, "status")["result"]);
}

TEST_CASE("the status is told when it changes, not else", "[session][status]") {
  Editor editor;
  editor.backend.instant_answer = "x;";
  editor.initialize(taking("status"));
  statuses(editor);
  editor.open(kUri, "y = ^\n");
  editor.complete(kUri);
  editor.notify("workspace/didChangeConfiguration", json::object());
  CHECK(statuses(editor).empty());

  const auto after = [&](const std::string& command, json arguments = json::array()) {
    send_command(editor, command, arguments);
    std::vector<std::string> states;
    for (const json& status : statuses(editor)) states.push_back(status["state"]);
    return states;
  };
  using States = std::vector<std::string>;
  CHECK(after("disable") == States{"disabled"});
  CHECK(after("disable").empty());
  CHECK(after("enable", {{{"language", "lua"}}}).empty());
  CHECK(after("enable") == States{"ready"});
  CHECK(after("disable", {{{"language", "lua"}}}) == States{"ready"}); // with the language
  CHECK(after("status").empty());
}

TEST_CASE("a pause ends by itself, and that is told", "[session][status]") {
  Editor editor;
  editor.initialize(taking("status"));
  send_command(editor, "snooze", {30});
  const auto begun = statuses(editor);
  REQUIRE(begun.size() == 1);
  CHECK(begun[0]["state"] == "snoozed");
  CHECK(begun[0]["snoozedUntil"] == "2026-01-01T00:30:00Z");
  editor.wait(29min);
  CHECK(statuses(editor).empty());
  editor.wait(1min);
  const auto ended = statuses(editor);
  REQUIRE(ended.size() == 1);
  CHECK(ended[0]["state"] == "ready");
}

TEST_CASE("a configured backend that does not run is told", "[session][status]") {
  Editor editor; // the embedded model only
  editor.policies.current_serving = {.backend = "fast", .model = "", .stand_in = true};
  editor.initialize(taking("status"));
  const auto list = statuses(editor);
  REQUIRE(list.size() == 1);
  CHECK(list[0]["state"] == "trouble");
  CHECK(list[0]["reason"] == "no-backend");
}

TEST_CASE("a change of configuration changes the status", "[session][status]") {
  Editor editor;
  editor.initialize(taking("status"));
  statuses(editor);
  editor.policies.after_settings = editor.policies.current;
  editor.policies.after_settings->everywhere.enabled = false;
  editor.notify("workspace/didChangeConfiguration", {{"settings", {{"inkling", json::object()}}}});
  const auto list = statuses(editor);
  REQUIRE(list.size() == 1);
  CHECK(list[0]["state"] == "disabled");
}

namespace {

/// A client that takes what there is, and a remote backend named "fast".
class Watching : public Editor {
public:
  explicit Watching(json takes = {{"status", true}, {"refresh", true}}) : Editor({}, remote()) {
    policies.current_serving = {.backend = "fast", .model = "m", .stand_in = false};
    backend.instant_answer.reset();
    initialize({{"initializationOptions", {{"inkling", std::move(takes)}}}});
    open(kUri, "y = ^\n");
    received();
  }
  /// What waits ends so; returns whether somebody did wait.
  bool fail(backend::Failure failure, std::optional<Duration> retry_after = {}) {
    const std::size_t before = backend.started.size();
    say({ask_body()});
    if (backend.started.size() == before) return false;
    backend.fail(backend.started.back(), failure, retry_after);
    return true;
  }
  std::string ask_body() const {
    return json{{"jsonrpc", "2.0"},
                {"id", "q"},
                {"method", "textDocument/inlineCompletion"},
                {"params", completion_params(kUri, 1)}}
        .dump();
  }
};

std::vector<json> refreshes(Editor& editor) {
  std::vector<json> list;
  for (const json& message : editor.received())
    if (message.value("method", "") == "inkling/refresh") list.push_back(message["params"]);
  return list;
}

} // namespace

TEST_CASE("trouble is told once, and so is its end", "[session][status]") {
  Watching editor;
  for (int count = 0; count < 12; ++count) {
    editor.fail(backend::Failure::refused);
    editor.wait(300ms); // the breaker opens meanwhile, and closes again
  }
  const auto gone = statuses(editor);
  REQUIRE(gone.size() == 1);
  CHECK(gone[0]["state"] == "trouble");
  CHECK(gone[0]["reason"] == "refused");
  CHECK(gone[0]["source"] == "none");
  editor.wait(1min);
  CHECK(statuses(editor).empty());
  editor.say({editor.ask_body()});
  editor.backend.say(editor.backend.started.back(), "x;");
  CHECK(statuses(editor).empty()); // it may break off yet
  editor.backend.finish(editor.backend.started.back());
  const auto back = statuses(editor);
  REQUIRE(back.size() == 1);
  CHECK(back[0]["state"] == "ready");
}

TEST_CASE("the time that a server names is told, and ends by itself", "[session][status]") {
  Watching editor;
  REQUIRE(editor.fail(backend::Failure::rate_limited, 90s));
  const auto limited = statuses(editor);
  REQUIRE(limited.size() == 1);
  CHECK(limited[0]["reason"] == "rate-limited");
  CHECK(limited[0]["retryAt"] == "2026-01-01T00:01:30Z");
  editor.wait(89s);
  CHECK(statuses(editor).empty());
  editor.wait(1s);
  CHECK(statuses(editor).size() == 1);
}

TEST_CASE("a paused window is offered nothing, and nobody is asked", "[session][commands]") {
  Watching editor;
  execute(editor, "snooze", {10});
  CHECK_FALSE(editor.complete(kUri, 1).has_value());
  CHECK(editor.backend.started.empty());
  editor.wait(10min);
  editor.backend.instant_answer = "x;";
  CHECK(editor.complete(kUri, 1) == "x;");
  execute(editor, "snooze", {10});
  execute(editor, "snooze", {0});
  CHECK(editor.complete(kUri, 1) == "x;");
}

TEST_CASE("what was refused is not offered again at its place", "[session][commands]") {
  Watching editor;
  editor.backend.instant_answer = "x;";
  const json item = editor.ask(kUri)["result"]["items"][0];
  editor.notify("inkling/didDismiss", {{"id", item["command"]["arguments"][0]}});
  CHECK_FALSE(editor.complete(kUri, 2).has_value());
}

TEST_CASE("a suggestion keeps its id while it is typed along", "[session][commands]") {
  Watching editor;
  editor.backend.instant_answer = "compute();";
  const json first = editor.ask(kUri)["result"]["items"][0]["command"]["arguments"];
  editor.type(kUri, "co");
  CHECK(editor.ask(kUri)["result"]["items"][0]["command"]["arguments"] == first);
}

TEST_CASE("a refresh comes to who takes it: its document, version and cursor",
          "[session][refresh]") {
  for (const bool takes : {true, false}) {
    Watching editor(json{{"refresh", takes}});
    editor.replace(kUri, "y\xF0\x9F\x90\x99 = ^\n", 7);
    editor.say({editor.ask_body()});
    const StreamId stream = editor.backend.started.back();
    editor.backend.say(stream, "f(\n");
    editor.wait(500ms); // the first line is offered
    editor.received();
    editor.backend.say(stream, "  1);\n");
    editor.backend.finish(stream);
    editor.wait(1s);
    const auto list = refreshes(editor);
    REQUIRE(list.size() == (takes ? 1 : 0));
    if (takes)
      CHECK(list[0] == json{{"uri", kUri},
                            {"version", 7},
                            {"position", {{"line", 0}, {"character", 6}}}}); // UTF-16 units
  }
}

TEST_CASE("a pause that begins before initialized ends like any other", "[session][status]") {
  Editor editor;
  editor.request("initialize", taking("status"));
  execute(editor, "snooze", {1});
  editor.notify("initialized", json::object());
  editor.notify("initialized", json::object());
  CHECK(statuses(editor).size() == 1);
  editor.wait(1min);
  CHECK(statuses(editor).size() == 1);
}
