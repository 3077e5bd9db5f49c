// What the editor shows and what we hold is the same text: seen through the prompts that a backend
// gets.

#include "support/catch.hpp"
#include "support/editor.hpp"

using namespace inkling;
using namespace inkling::test;

namespace {

const std::string kUri = "file:///w/a.cpp";

/// The text that the backend is asked about, with the cursor marked.
std::string held(Editor& editor, const std::string& uri = kUri) {
  editor.backend.prompts.clear();
  editor.ask(uri, 1);
  REQUIRE(editor.backend.prompts.size() == 1);
  const context::Prompt& prompt = editor.backend.prompts[0];
  std::string text = prompt.text.str();
  text.insert(prompt.offset, "^");
  return text;
}

json change(json range, std::string text) {
  json one = {{"text", std::move(text)}};
  if (!range.is_null()) one["range"] = std::move(range);
  return one;
}

json range(int line, int character, int end_line, int end_character) {
  return {{"start", {{"line", line}, {"character", character}}},
          {"end", {{"line", end_line}, {"character", end_character}}}};
}

void send(Editor& editor, json changes, json version = 2) {
  editor.notify("textDocument/didChange", {{"textDocument", {{"uri", kUri}, {"version", version}}},
                                           {"contentChanges", std::move(changes)}});
}

} // namespace

TEST_CASE("several changes apply in order, each on what the one before left", "[session][sync]") {
  Editor editor;
  editor.initialize();
  editor.open(kUri, "one two^\n");
  send(editor, {change(range(0, 0, 0, 3), "1"), change(range(0, 2, 0, 5), "2"),
                change(range(0, 3, 0, 3), "!")});
  editor.cursor = {{"line", 0}, {"character", 4}};
  CHECK(held(editor) == "1 2!^\n");
  send(editor, {change(nullptr, "whole\n"), change(range(0, 5, 0, 5), " text")});
  CHECK(held(editor) == "whol^e text\n");
}

TEST_CASE("positions are clamped and reversed ranges are swapped", "[session][sync]") {
  Editor editor;
  editor.initialize();
  editor.open(kUri, "ab\r\ncd^");
  send(editor, {change(range(0, 99, 0, 99), "X")});
  CHECK(held(editor) == "abX\r\ncd^");
  send(editor, {change(range(7, 3, 9, 9), "end")});
  editor.cursor = {{"line", 99}, {"character", 99}};
  CHECK(held(editor) == "abX\r\ncdend^");
  send(editor, {change(range(1, 2, 0, 1), "-")});
  CHECK(held(editor) == "a-end^");
}

TEST_CASE("line ends are LF, CRLF and CR, and nothing else", "[session][sync]") {
  Editor editor;
  editor.initialize();
  editor.open(kUri, "a\nb\r\nc\rd\fe\u2028f\u0085g^");
  editor.cursor = {{"line", 3}, {"character", 99}};
  CHECK(held(editor) == "a\nb\r\nc\rd\fe\u2028f\u0085g^");
  editor.cursor = {{"line", 1}, {"character", 5}};
  CHECK(held(editor) == "a\nb^\r\nc\rd\fe\u2028f\u0085g");
}

TEST_CASE("UTF-16 positions count surrogate pairs as two", "[session][sync]") {
  Editor editor;
  editor.initialize();
  editor.open(kUri, "é😀x^");
  CHECK(held(editor) == "é😀x^");
  send(editor, {change(range(0, 1, 0, 3), "y")});
  CHECK(held(editor) == "éyx^");
}

TEST_CASE("the negotiated encoding is what positions mean", "[session][sync]") {
  struct Case {
    const char* encoding;
    int character;
  };
  for (const Case& one : {Case{"utf-8", 6}, Case{"utf-16", 3}, Case{"utf-32", 2}}) {
    INFO(one.encoding);
    Editor editor;
    editor.initialize({{"capabilities", {{"general", {{"positionEncodings", {one.encoding}}}}}}});
    editor.open(kUri, "é😀x^");
    editor.cursor = {{"line", 0}, {"character", one.character}};
    CHECK(held(editor) == "é😀^x");
  }
}

TEST_CASE("lone surrogates keep one unit", "[session][sync]") {
  Editor editor;
  editor.initialize();
  editor.open(kUri, "^");
  editor.say(
      {R"({"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":")" +
       kUri + R"(","version":2},"contentChanges":[{"text":"a\ud83dbc"}]}})"});
  editor.cursor = {{"line", 0}, {"character", 3}};
  CHECK(held(editor) == "a\uFFFDb^c");
}

TEST_CASE("a change that cuts a surrogate pair keeps the units of both sides", "[session][sync]") {
  Editor editor;
  editor.initialize();
  editor.open(kUri, "a😀b^");
  send(editor, {change(range(0, 2, 0, 2), "-")});
  editor.cursor = {{"line", 0}, {"character", 4}};
  CHECK(held(editor) == "a\uFFFD-\uFFFD^b");
}

TEST_CASE("any version is legal", "[session][sync]") {
  Editor editor;
  editor.initialize();
  editor.open(kUri, "^", 5);
  int expected = 0;
  for (const json& version :
       {json(5), json(4), json(-3), json(2147483647), json(nullptr), json("x")}) {
    send(editor, {change(range(0, 0, 0, 0), "v")}, version);
    ++expected;
    editor.cursor = {{"line", 0}, {"character", 0}};
    CHECK(held(editor) == "^" + std::string(static_cast<std::size_t>(expected), 'v'));
  }
}

TEST_CASE("after a change that could not be read, nothing is offered until the text is whole again",
          "[session][sync]") {
  const json unreadable[] = {
      json::array({json{{"range", {{"start", 1}}}, {"text", "x"}}}),
      json::array({json{{"text", 7}}}),
      json::array({change(range(0, -1, 0, 0), "x")}),
      json("no list"),
      json::array({nullptr}),
  };
  for (const json& changes : unreadable) {
    INFO(changes.dump());
    Editor editor;
    editor.backend.instant_answer = "tail";
    editor.initialize();
    editor.open(kUri, "head ^");
    REQUIRE(editor.complete(kUri) == "tail");
    send(editor, changes);
    CHECK_FALSE(editor.complete(kUri, 1).has_value());
    send(editor, {change(range(0, 0, 0, 0), "x")});
    CHECK_FALSE(editor.complete(kUri, 1).has_value());
    send(editor, {change(nullptr, "head 2 ")});
    editor.cursor = {{"line", 0}, {"character", 7}};
    CHECK(editor.complete(kUri, 1) == "tail");
  }
}

TEST_CASE("a body that is no JSON but names a change loses that document only", "[session][sync]") {
  Editor editor;
  editor.backend.instant_answer = "tail";
  editor.initialize();
  editor.open("file:///w/b.cpp", "other ^");
  editor.open(kUri, "head ^");
  editor.say(
      {R"({"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":")" +
       kUri + R"(","version":2},"contentChanges":[{"text":"a)"});
  editor.cursor = {{"line", 0}, {"character", 5}};
  CHECK_FALSE(editor.complete(kUri, 1).has_value());
  editor.cursor = {{"line", 0}, {"character", 6}};
  CHECK(editor.complete("file:///w/b.cpp", 1) == "tail");
}

TEST_CASE("a change in a message that is refused for its form loses the document too",
          "[session][sync]") {
  const std::string params =
      R"("params":{"textDocument":{"uri":")" + std::string(kUri) + R"("},"contentChanges":[]})";
  const std::string bodies[] = {
      R"({"method":"textDocument/didChange",)" + params + "}",
      R"({"jsonrpc":"2.0","id":null,"method":"textDocument/didChange",)" + params + "}",
      R"({"jsonrpc":"2.0","method":"textDocument/didChange","params":"x"})",
      R"([{"jsonrpc":"2.0","method":"textDocument/didChange",)" + params + "}]",
      R"({"jsonrpc":"2.0","method":"textDocument\/didChange","params":{)",
  };
  for (const std::string& body : bodies) {
    INFO(body);
    Editor editor;
    editor.backend.instant_answer = "tail";
    editor.initialize();
    editor.open(kUri, "head ^");
    REQUIRE(editor.complete(kUri, 1) == "tail");
    editor.say({body});
    CHECK_FALSE(editor.complete(kUri, 1).has_value());
  }
}

TEST_CASE("a frame that is too large loses the document it may have changed", "[session][sync]") {
  const auto survives = [](const std::string& head) {
    Limits limits;
    limits.message_bytes_max = 1000;
    Editor editor(limits);
    editor.backend.instant_answer = "tail";
    editor.initialize();
    editor.open(kUri, "head ^");
    editor.say({head + std::string(1000, ' ')});
    return editor.complete(kUri, 1) == "tail";
  };
  const std::string document = R"({"textDocument":{"uri":")";
  const std::string change = R"({"jsonrpc":"2.0","method":"textDocument/didChange","params":)";
  CHECK_FALSE(survives(change + document + kUri));
  CHECK(survives(change + document + "file:///w/other.cpp\"" + kUri) == false);
  CHECK(survives(R"({"method":"textDocument/didOpen","params":)" + document + kUri));
  CHECK_FALSE(survives(R"({"params":)" + document));
}

TEST_CASE("a broken body that is no change loses nothing", "[session][sync]") {
  Editor editor;
  editor.backend.instant_answer = "tail";
  editor.initialize();
  editor.open(kUri, "head ^");
  editor.say({R"({"jsonrpc":"2.0","id":4,"method":"textDocument/hover","params":)"});
  CHECK(editor.complete(kUri, 1) == "tail");
}

TEST_CASE(
    "opening twice takes the newer text; changes before open and closes after close do nothing",
    "[session][sync]") {
  Editor editor;
  editor.initialize();
  send(editor, {change(nullptr, "early")});
  editor.open(kUri, "first^");
  editor.open(kUri, "second^");
  CHECK(held(editor) == "second^");
  for (int times = 0; times < 2; ++times)
    editor.notify("textDocument/didClose", {{"textDocument", {{"uri", kUri}}}});
  CHECK(editor.ask(kUri)["result"]["items"].empty());
  editor.open(kUri, "third^");
  CHECK(held(editor) == "third^");
}

TEST_CASE("two spellings of a URI are one document", "[session][sync]") {
  Editor editor;
  editor.initialize();
  editor.open("file:///c%3A/x%20y.ts", "text^");
  CHECK(held(editor, "file:///c:/x y.ts") == "text^");
}

TEST_CASE("every scheme is served", "[session][sync]") {
  for (const char* uri : {"untitled:Untitled-1", "vscode-notebook-cell:/n.ipynb#W0sZmlsZQ%3D%3D",
                          "vscode-remote://ssh-remote%2Bhost/x.py", "inmemory://model/1"}) {
    INFO(uri);
    Editor editor;
    editor.initialize();
    editor.open(uri, "x^");
    CHECK(held(editor, uri) == "x^");
  }
}

TEST_CASE("a document over its bound offers nothing until it is small again", "[session][sync]") {
  Limits limits;
  limits.document_bytes_max = 100;
  Editor editor(limits);
  editor.backend.instant_answer = "tail";
  editor.initialize();
  editor.open(kUri, std::string(200, 'x') + "^");
  CHECK_FALSE(editor.complete(kUri, 1).has_value());
  editor.replace(kUri, "small ^");
  CHECK(editor.complete(kUri, 1) == "tail");
  send(editor, {change(range(0, 0, 0, 0), std::string(200, 'y'))});
  CHECK_FALSE(editor.complete(kUri, 1).has_value());
}

TEST_CASE("more documents than the bound offer nothing and harm nothing", "[session][sync]") {
  Limits limits;
  limits.documents_max = 2;
  Editor editor(limits);
  editor.backend.instant_answer = "tail";
  editor.initialize();
  for (const char* uri : {"file:///1", "file:///2", "file:///3"}) editor.open(uri, "x ^");
  CHECK(editor.complete("file:///2", 1) == "tail");
  CHECK_FALSE(editor.complete("file:///3", 1).has_value());
}
