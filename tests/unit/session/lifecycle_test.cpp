#include "support/catch.hpp"
#include "support/editor.hpp"

using namespace inkling;
using namespace inkling::test;

TEST_CASE("requests before initialize are refused, and notifications dropped",
          "[session][lifecycle]") {
  Editor editor;
  editor.notify("textDocument/didOpen", {{"textDocument", {{"uri", "file:///a"}, {"text", "x"}}}});
  CHECK(editor.request("textDocument/inlineCompletion", json::object())["error"]["code"] == -32002);
  CHECK(editor.request("shutdown", nullptr)["error"]["code"] == -32002);
  CHECK(editor.initialize()["result"]["serverInfo"]["name"] == "inkling");
}

TEST_CASE("initialize comes once", "[session][lifecycle]") {
  Editor editor;
  editor.initialize();
  CHECK(editor.request("initialize", {{"capabilities", json::object()}})["error"]["code"] ==
        -32600);
}

TEST_CASE("after shutdown every request is refused, and exit ends cleanly",
          "[session][lifecycle]") {
  Editor editor;
  editor.initialize();
  editor.open("file:///a.cpp", "a^");
  CHECK(editor.request("shutdown", nullptr)["result"].is_null());
  CHECK(editor.ask("file:///a.cpp")["error"]["code"] == -32600);
  CHECK(editor.request("initialize", json::object())["error"]["code"] == -32600);
  CHECK_FALSE(editor.closed.has_value());
  editor.notify("exit", nullptr);
  CHECK(editor.closed == true);
}

TEST_CASE("exit without shutdown, and a hang-up, are not clean", "[session][lifecycle]") {
  Editor leaving;
  leaving.notify("exit", nullptr);
  CHECK(leaving.closed == false);
  Editor gone;
  gone.initialize();
  gone.peer.hang_up();
  CHECK(gone.closed == false);
}

TEST_CASE("a connection ends when its last replies are read", "[session][lifecycle]") {
  const auto after = [](auto last_word) {
    Editor editor;
    editor.initialize();
    editor.request("shutdown", nullptr);
    editor.peer.unread = 100;
    last_word(editor);
    CHECK_FALSE(editor.closed.has_value());
    CHECK(editor.peer.paused);
    editor.peer.read();
    return editor.closed;
  };
  CHECK(after([](Editor& editor) { editor.notify("exit", nullptr); }) == true);
  CHECK(after([](Editor& editor) { editor.peer.hang_up(); }) == true);
}

TEST_CASE("what follows exit in the same read is not handled", "[session][lifecycle]") {
  Editor editor;
  editor.initialize();
  editor.received();
  editor.say(
      {R"({"jsonrpc":"2.0","method":"exit"})", R"({"jsonrpc":"2.0","id":9,"method":"shutdown"})"});
  CHECK(editor.received().empty());
}

TEST_CASE("the position encoding is the client's first that we know, else UTF-16",
          "[session][lifecycle]") {
  const auto chosen = [](json offered) {
    Editor editor;
    json params = {{"capabilities", {{"general", {{"positionEncodings", std::move(offered)}}}}}};
    return editor.initialize(params)["result"]["capabilities"]["positionEncoding"]
        .get<std::string>();
  };
  CHECK(chosen({"utf-8", "utf-16"}) == "utf-8");
  CHECK(chosen({"utf-32", "utf-8"}) == "utf-32");
  CHECK(chosen({"latin-1", "utf-16"}) == "utf-16");
  CHECK(chosen(json::array()) == "utf-16");
  CHECK(chosen("nonsense") == "utf-16");
  CHECK(chosen({1, nullptr}) == "utf-16");
}

TEST_CASE("a huge method name is not sent back whole", "[session][lifecycle]") {
  Editor editor;
  editor.initialize();
  const json error = editor.request(std::string(100'000, 'x'), json::object())["error"];
  CHECK(error["code"] == -32601);
  CHECK(error["message"].get<std::string>().size() < 200);
}

TEST_CASE("unknown methods: requests get an error, notifications nothing", "[session][lifecycle]") {
  Editor editor;
  editor.initialize();
  editor.received();
  CHECK(editor.request("$/unknown", json::object())["error"]["code"] == -32601);
  CHECK(editor.request("textDocument/hover", json::object())["error"]["code"] == -32601);
  editor.notify("$/whatever", json::object());
  editor.notify("workspace/whatever", json::object());
  CHECK(editor.received().empty());
}

TEST_CASE("a broken message is answered and the next one works", "[session][lifecycle]") {
  const std::string broken[] = {
      "{",
      "",
      "\xff\xfe",
      R"({"jsonrpc":"2.0","id":1,"method":"initialize","params":{"x":)",
      std::string(100'000, '['),
      R"("text")",
  };
  for (const std::string& body : broken) {
    Editor editor;
    editor.say({body});
    const auto messages = editor.received();
    REQUIRE(messages.size() == 1);
    CHECK(messages[0]["id"].is_null());
    CHECK(messages[0].contains("error"));
    CHECK(editor.initialize().contains("result"));
  }
}

TEST_CASE("a batch is refused", "[session][lifecycle]") {
  Editor editor;
  editor.say({R"([{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}])"});
  const auto messages = editor.received();
  REQUIRE(messages.size() == 1);
  CHECK(messages[0]["error"]["code"] == -32600);
}

TEST_CASE("ids come back as they were", "[session][lifecycle]") {
  Editor editor;
  editor.initialize();
  for (const json& id : {json(7), json("seven"), json(""), json(-1), json(2147483648)}) {
    editor.received();
    editor.say({json{{"jsonrpc", "2.0"}, {"id", id}, {"method", "shutdown-not"}}.dump()});
    const auto messages = editor.received();
    REQUIRE(messages.size() == 1);
    CHECK(messages[0]["id"] == id);
  }
}

TEST_CASE("an oversized body is skipped and the next frame works", "[session][lifecycle]") {
  Limits limits;
  limits.message_bytes_max = 1000;
  Editor editor(limits);
  editor.say({std::string(5000, ' ')});
  const auto messages = editor.received();
  REQUIRE(messages.size() == 1);
  CHECK(messages[0]["id"].is_null());
  CHECK(editor.initialize().contains("result"));
}

TEST_CASE("a lost frame boundary is told and ends the connection", "[session][lifecycle]") {
  Editor editor;
  editor.initialize();
  editor.received();
  editor.say_raw("this is no header\r\n\r\n{}");
  REQUIRE(editor.received().size() == 1);
  CHECK(editor.closed == false);
}

TEST_CASE("a client that does not read is not read from", "[session][lifecycle]") {
  Editor editor;
  editor.initialize();
  editor.peer.unread = 100 << 20;
  editor.notify("$/x", json::object());
  CHECK(editor.peer.paused);
  editor.peer.unread = 0;
  editor.peer.handler->on_drained();
  CHECK_FALSE(editor.peer.paused);
}

TEST_CASE("watched files are asked for only where the client can", "[session][lifecycle]") {
  const auto asked = [](bool dynamic, bool folder) {
    Editor editor;
    json params = {
        {"capabilities",
         {{"workspace", {{"didChangeWatchedFiles", {{"dynamicRegistration", dynamic}}}}}}}};
    if (folder) params["rootUri"] = "file:///nowhere/at/all";
    editor.request("initialize", params);
    editor.notify("initialized", json::object());
    for (const json& message : editor.received())
      if (message.value("method", "") == "client/registerCapability") return true;
    return false;
  };
  CHECK(asked(true, true));
  CHECK_FALSE(asked(false, true));
  CHECK_FALSE(asked(true, false));
}

TEST_CASE("responses nobody asked for are ignored", "[session][lifecycle]") {
  Editor editor;
  editor.initialize();
  editor.received();
  editor.say({R"({"jsonrpc":"2.0","id":99,"result":null})",
              R"({"jsonrpc":"2.0","id":"x","error":{"code":1,"message":"no"}})"});
  CHECK(editor.received().empty());
}
