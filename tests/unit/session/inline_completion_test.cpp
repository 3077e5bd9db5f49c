#include "support/catch.hpp"
#include "support/editor.hpp"

using namespace inkling;
using namespace inkling::test;

namespace {

const std::string kUri = "file:///w/a.cpp";

/// Waits for a remote-like backend: nothing is answered until the test says so.
engine::EngineOptions remote() {
  engine::EngineOptions options = Editor::default_options();
  options.backends[0] = {.source = engine::Source::remote, .expected_ttft = 60ms};
  return options;
}

json request_body(const Editor& editor, int id) {
  return {{"jsonrpc", "2.0"},
          {"id", id},
          {"method", "textDocument/inlineCompletion"},
          {"params", editor.completion_params(kUri)}};
}

json cancel_body(const json& id) {
  return {{"jsonrpc", "2.0"}, {"method", "$/cancelRequest"}, {"params", {{"id", id}}}};
}

} // namespace

TEST_CASE("what the backend writes is offered at the cursor, with its range",
          "[session][completion]") {
  Editor editor;
  editor.backend.instant_answer = "return x;";
  editor.initialize();
  editor.open(kUri, "int f() {\n  ^\n}\n");
  const json reply = editor.ask(kUri);
  CHECK(reply["result"]["items"] ==
        json::array({{{"insertText", "return x;"},
                      {"range", {{"start", editor.cursor}, {"end", editor.cursor}}},
                      {"command",
                       {{"title", "Accepted"},
                        {"command", "inkling.server.accepted"},
                        {"arguments", {1}}}}}}));
}

TEST_CASE("nothing is an empty list, never null", "[session][completion]") {
  Editor editor;
  editor.initialize();
  editor.open(kUri, "x^");
  CHECK(editor.ask(kUri)["result"] == json{{"items", json::array()}});
  CHECK(editor.ask("file:///never/opened")["result"] == json{{"items", json::array()}});
}

TEST_CASE("closers that the text writes itself are covered by the range", "[session][completion]") {
  Editor editor;
  editor.backend.instant_answer = "a, b);";
  editor.initialize();
  editor.open(kUri, "foo(^)\n");
  const json item = editor.ask(kUri)["result"]["items"][0];
  CHECK(item["insertText"] == "a, b);");
  CHECK(item["range"]["start"]["character"] == 4);
  CHECK(item["range"]["end"]["character"] == 5);
}

TEST_CASE("typing through a suggestion is answered with what is left, without the backend",
          "[session][completion]") {
  Editor editor;
  editor.backend.instant_answer = "compute(total);";
  editor.initialize();
  editor.open(kUri, "x = ^\n");
  std::string left = "compute(total);";
  CHECK(editor.complete(kUri) == left);
  editor.backend.instant_answer = "something else";
  while (left.size() > 1) {
    editor.type(kUri, left.substr(0, 1));
    left.erase(0, 1);
    CHECK(editor.complete(kUri) == left);
  }
  CHECK(editor.backend.started.size() == 1);
  for (int back = 0; back < 5; ++back) editor.backspace(kUri);
  CHECK(editor.complete(kUri) == "otal);");
  CHECK(editor.backend.started.size() == 1);
}

TEST_CASE("leaving the suggestion asks anew; coming back is remembered", "[session][completion]") {
  Editor editor;
  editor.backend.instant_answer = "alpha";
  editor.initialize();
  editor.open(kUri, "x = ^\n");
  CHECK(editor.complete(kUri) == "alpha");
  editor.backend.instant_answer = "eta";
  editor.type(kUri, "b");
  CHECK(editor.complete(kUri) == "eta");
  editor.backspace(kUri);
  CHECK(editor.complete(kUri) == "alpha");
  CHECK(editor.backend.started.size() == 2);
}

TEST_CASE("inside a word only an explicit request is answered", "[session][completion]") {
  Editor editor;
  editor.backend.instant_answer = "middle";
  editor.initialize();
  editor.open(kUri, "fo^o\n");
  CHECK_FALSE(editor.complete(kUri, 2).has_value());
  CHECK(editor.complete(kUri, 1) == "middle");
}

TEST_CASE("inside a word, an explicit answer that writes the word's rest replaces it",
          "[session][completion]") {
  Editor editor;
  editor.backend.instant_answer = "pha_beta(gamma)";
  editor.initialize();
  editor.open(kUri, "x = al^pha\n");
  const json item = editor.ask(kUri, 1)["result"]["items"][0];
  CHECK(item["insertText"] == "pha_beta(gamma)");
  CHECK(item["range"]["start"]["character"] == 6);
  CHECK(item["range"]["end"]["character"] == 9);
}

TEST_CASE("an explicit request asks the backend even where something is remembered",
          "[session][completion]") {
  Editor editor;
  editor.backend.instant_answer = "one";
  editor.initialize();
  editor.open(kUri, "x = ^\n");
  CHECK(editor.complete(kUri) == "one");
  editor.backend.instant_answer = "two";
  CHECK(editor.complete(kUri, 1) == "two");
  CHECK(editor.complete(kUri) == "two");
}

TEST_CASE("what extends the selected entry has its range and begins with its text",
          "[session][completion]") {
  Editor editor;
  editor.backend.instant_answer = "(a, b)";
  editor.initialize();
  editor.open(kUri, "x.pu^\n");
  const json range = {{"start", {{"line", 0}, {"character", 2}}}, {"end", editor.cursor}};
  const json selected = {{"selectedCompletionInfo", {{"range", range}, {"text", "push_back"}}}};
  const json item = editor.ask(kUri, 2, selected)["result"]["items"][0];
  CHECK(item["insertText"] == "push_back(a, b)");
  CHECK(item["range"] == range);
  CHECK(editor.backend.prompts.back().text.str() == "x.push_back\n");
}

TEST_CASE("an entry whose range spans lines cannot be extended", "[session][completion]") {
  Editor editor;
  editor.backend.instant_answer = "(x);";
  editor.initialize();
  editor.open(kUri, "v\npu^");
  const json range = {{"start", {{"line", 0}, {"character", 0}}}, {"end", editor.cursor}};
  const json selected = {{"selectedCompletionInfo", {{"range", range}, {"text", "push_back"}}}};
  CHECK(editor.ask(kUri, 2, selected)["result"] == json{{"items", json::array()}});
}

TEST_CASE("secrets are never offered nor asked about", "[session][completion]") {
  for (const char* uri : {"file:///w/.env", "file:///w/.env.local", "file:///home/me/.ssh/id_rsa",
                          "vscode-notebook-cell:/w/.env#W0s", "untitled:id_rsa?1"}) {
    INFO(uri);
    Editor editor;
    editor.backend.instant_answer = "secret";
    editor.initialize();
    editor.open(uri, "KEY=^");
    CHECK_FALSE(editor.complete(uri, 1).has_value());
    CHECK(editor.backend.started.empty());
  }
}

TEST_CASE("malformed parameters are explained", "[session][completion]") {
  Editor editor;
  editor.initialize();
  editor.open(kUri, "x^");
  const json good = editor.completion_params(kUri);
  const auto error_of = [&](auto mutate) {
    json params = good;
    mutate(params);
    const json reply = editor.request("textDocument/inlineCompletion", params);
    REQUIRE(reply.contains("error"));
    CHECK(reply["error"]["code"] == -32602);
    return reply["error"]["message"].template get<std::string>();
  };
  CHECK(error_of([](json& p) { p["position"]["line"] = "1"; }).find("params.position.line") == 0);
  CHECK(error_of([](json& p) {
          p["position"]["character"] = -1;
        }).find("params.position.character") == 0);
  CHECK(error_of([](json& p) { p.erase("textDocument"); }).find("params.textDocument.uri") == 0);
  CHECK(error_of([](json& p) {
          p["context"]["selectedCompletionInfo"] = 3;
        }).find("params.context.selectedCompletionInfo.range") == 0);
}

TEST_CASE("a cancel answers at once, and the stream lives no longer than the grace",
          "[session][completion]") {
  Editor editor({}, remote());
  editor.backend.instant_answer = {};
  editor.initialize();
  editor.open(kUri, "x = ^\n");
  editor.received();
  editor.say({request_body(editor, 50).dump()});
  REQUIRE(editor.backend.started.size() == 1);
  CHECK(editor.received().empty());
  editor.say({cancel_body(50).dump()});
  const auto messages = editor.received();
  REQUIRE(messages.size() == 1);
  CHECK(messages[0]["id"] == 50);
  CHECK(messages[0]["error"]["code"] == -32800);
  CHECK(editor.backend.aborted.empty());
  editor.wait(4ms);
  CHECK(editor.backend.aborted == editor.backend.started);
}

TEST_CASE("a cancel followed by an agreeing change keeps the stream for the next request",
          "[session][completion]") {
  Editor editor({}, remote());
  editor.backend.instant_answer = {};
  editor.initialize();
  editor.open(kUri, "x = ^\n");
  editor.say({request_body(editor, 50).dump()});
  const StreamId stream = editor.backend.started.at(0);
  editor.backend.say(stream, "val");
  editor.say({cancel_body(50).dump()});
  editor.wait(1ms);
  editor.type(kUri, "v");
  editor.wait(34ms);
  CHECK(editor.backend.aborted.empty());
  editor.received();
  editor.say({request_body(editor, 51).dump()});
  editor.backend.say(stream, "ue;");
  editor.backend.finish(stream);
  const auto messages = editor.received();
  REQUIRE(messages.size() == 1);
  CHECK(messages[0]["id"] == 51);
  CHECK(messages[0]["result"]["items"][0]["insertText"] == "alue;");
  CHECK(editor.backend.started.size() == 1);
}

TEST_CASE("a disagreeing change aborts the stream in the same step", "[session][completion]") {
  Editor editor({}, remote());
  editor.backend.instant_answer = {};
  editor.initialize();
  editor.open(kUri, "x = ^\n");
  editor.say({request_body(editor, 50).dump()});
  editor.backend.say(editor.backend.started.at(0), "val");
  editor.say({cancel_body(50).dump()});
  editor.type(kUri, "q");
  CHECK(editor.backend.aborted == std::vector{editor.backend.started.at(0)});
}

TEST_CASE("a newer request supersedes the waiting one", "[session][completion]") {
  Editor editor({}, remote());
  editor.backend.instant_answer = {};
  editor.initialize();
  editor.open(kUri, "x = ^\n");
  editor.received();
  editor.say({request_body(editor, 1).dump(), request_body(editor, 2).dump()});
  auto messages = editor.received();
  REQUIRE(messages.size() == 1);
  CHECK(messages[0]["id"] == 1);
  CHECK(messages[0]["error"]["code"] == -32800);
  REQUIRE(editor.backend.started.size() == 1);
  editor.backend.finish(editor.backend.started[0]);
  messages = editor.received();
  REQUIRE(messages.size() == 1);
  CHECK(messages[0]["id"] == 2);
}

TEST_CASE("in a burst work is begun once, for the text after it", "[session][completion]") {
  Editor editor;
  editor.backend.instant_answer = "tail";
  editor.initialize();
  editor.open(kUri, "^\n");
  editor.received();
  std::vector<std::string> burst;
  for (int at = 0; at < 10; ++at) {
    const json start = {{"line", 0}, {"character", at}};
    burst.push_back(json{
        {"jsonrpc", "2.0"},
        {"method", "textDocument/didChange"},
        {"params",
         {{"textDocument", {{"uri", kUri}, {"version", at + 2}}},
          {"contentChanges", {{{"range", {{"start", start}, {"end", start}}}, {"text", " "}}}}}}}
                        .dump());
    editor.cursor = {{"line", 0}, {"character", at + 1}};
    burst.push_back(request_body(editor, 100 + at).dump());
  }
  editor.say(burst);
  const auto messages = editor.received();
  REQUIRE(messages.size() == 10);
  for (const json& message : messages) {
    if (message["id"] == 109)
      CHECK(message["result"]["items"][0]["insertText"] == "tail");
    else
      CHECK(message["error"]["code"] == -32800);
  }
  CHECK(editor.backend.started.size() == 1);
}

TEST_CASE("one id used twice gets two answers", "[session][completion]") {
  Editor editor({}, remote());
  editor.backend.instant_answer = {};
  editor.initialize();
  editor.open(kUri, "x^\n");
  editor.received();
  editor.say({request_body(editor, 5).dump()});
  editor.say({request_body(editor, 5).dump()});
  editor.say({cancel_body(5).dump()});
  const auto messages = editor.received();
  REQUIRE(messages.size() == 2);
  CHECK(messages[0]["id"] == 5);
  CHECK(messages[1]["id"] == 5);
}

TEST_CASE("a request that waits at shutdown is answered before it", "[session][completion]") {
  Editor editor({}, remote());
  editor.backend.instant_answer = {};
  editor.initialize();
  editor.open(kUri, "x^\n");
  editor.received();
  editor.say({request_body(editor, 5).dump(), R"({"jsonrpc":"2.0","id":6,"method":"shutdown"})"});
  const auto messages = editor.received();
  REQUIRE(messages.size() == 2);
  CHECK(messages[0]["id"] == 5);
  CHECK(messages[1]["id"] == 6);
  CHECK(editor.backend.aborted == editor.backend.started);
  CHECK(editor.hub.stats().documents == 0);
}

TEST_CASE("a stream that takes too long ends its request with an empty list",
          "[session][completion]") {
  Editor editor({}, remote());
  editor.backend.instant_answer = {};
  editor.initialize();
  editor.open(kUri, "x^\n");
  editor.received();
  editor.say({request_body(editor, 5).dump()});
  editor.wait(2s);
  const auto messages = editor.received();
  REQUIRE(messages.size() == 1);
  CHECK(messages[0]["result"]["items"].empty());
  CHECK(editor.backend.aborted == editor.backend.started);
}

TEST_CASE("a failing backend is an empty list", "[session][completion]") {
  Editor editor({}, remote());
  editor.backend.instant_answer = {};
  editor.initialize();
  editor.open(kUri, "x^\n");
  editor.received();
  editor.say({request_body(editor, 5).dump()});
  editor.backend.fail(editor.backend.started.at(0), backend::Failure::rate_limited);
  const auto messages = editor.received();
  REQUIRE(messages.size() == 1);
  CHECK(messages[0]["result"]["items"].empty());
}
