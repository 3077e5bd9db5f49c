#include "bench/lsp_messages.hpp"

#include "support/catch.hpp"
#include "wire/frame_reader.hpp"

#include <nlohmann/json.hpp>

using namespace inkling;
using namespace inkling::harness;
using nlohmann::json;

namespace {

json body_of(const std::string& frame) {
  wire::FrameReader reader;
  reader.feed(frame);
  auto read = reader.next();
  REQUIRE(read.has_value());
  return json::parse(read->body);
}

ServerMessage read(const json& message) {
  return read_server_message(message.dump());
}

ServerMessage read_result(const json& result) {
  return read({{"jsonrpc", "2.0"}, {"id", 7}, {"result", result}});
}

} // namespace

TEST_CASE("answers are read in every shape that LSP allows", "[bench]") {
  const json item = {{"insertText", "abc"}};
  CHECK(read_result(json::array({item})).inserted == "abc");
  CHECK(read_result({{"items", {item}}}).inserted == "abc");
  CHECK(read_result({{"items", {item}}}).answers == 7);
  CHECK(read_result({{{"insertText", {{"kind", "snippet"}, {"value", "abc"}}}}}).inserted == "abc");
  CHECK(read_result(nullptr).inserted.empty());
  CHECK(read_result(nullptr).answers == 7);
  CHECK(read_result(json::array()).inserted.empty());
  CHECK(read_result({{"items", json::array()}}).inserted.empty());
  CHECK(read_result({{"items", 3}}).answers == 7);
  CHECK(read_result({{"capabilities", json::object()}}).answers == 7);
  const ServerMessage failed =
      read({{"jsonrpc", "2.0"}, {"id", 7}, {"error", {{"code", -32800}, {"message", "x"}}}});
  CHECK(failed.answers == 7);
  CHECK(failed.error == -32800);
}

TEST_CASE("what a server asks is answered", "[bench]") {
  const ServerMessage settings = read({{"jsonrpc", "2.0"},
                                       {"id", "a"},
                                       {"method", "workspace/configuration"},
                                       {"params", {{"items", {json::object(), json::object()}}}}});
  CHECK_FALSE(settings.answers);
  CHECK(body_of(settings.reply).at("result") == json::array({nullptr, nullptr}));
  const ServerMessage other =
      read({{"jsonrpc", "2.0"}, {"id", 3}, {"method", "client/registerCapability"}});
  CHECK(body_of(other.reply).at("id") == 3);
  CHECK(body_of(other.reply).at("result").is_null());
  CHECK(read({{"jsonrpc", "2.0"}, {"method", "window/logMessage"}}).reply.empty());
  CHECK_FALSE(read_server_message("not JSON").answers);
}

TEST_CASE("the text behind the cursor leaves out what the range covers before it", "[bench]") {
  Keystroke key;
  key.line = "  größe";
  key.cursor = {4, 7};
  const auto behind = [&](const char* inserted, std::optional<int> begin) {
    json item = {{"insertText", inserted}};
    if (begin)
      item["range"] = {{"start", {{"line", 4}, {"character", *begin}}},
                       {"end", {{"line", 4}, {"character", 7}}}};
    return text_behind_cursor(read_result(json::array({item})), key);
  };
  CHECK(behind("abc", std::nullopt) == "abc");
  CHECK(behind("abc", 7) == "abc");
  CHECK(behind("größer", 2) == "r");
  CHECK(behind("öße = 1", 4) == " = 1");
  CHECK(behind("kleiner", 2).empty());
}

TEST_CASE("a change says where and what", "[bench]") {
  Keystroke key;
  key.range = {{1, 2}, {1, 3}};
  key.text = "x\"";
  const json change = body_of(change_frame(key, 5));
  CHECK(change.at("params").at("textDocument").at("version") == 5);
  const json& first = change.at("params").at("contentChanges").at(0);
  CHECK(first.at("text") == "x\"");
  CHECK(first.at("range").at("start") == json{{"line", 1}, {"character", 2}});
  CHECK(body_of(cancel_frame(9)).at("params").at("id") == 9);
  CHECK(body_of(completion_frame(9, {1, 2})).at("method") == "textDocument/inlineCompletion");
}

TEST_CASE("an item's command is executed as the server wrote it", "[bench]") {
  const json command = {{"title", "t"}, {"command", "x.accepted"}, {"arguments", {17, "a"}}};
  const ServerMessage answer =
      read_result(json::array({{{"insertText", "abc"}, {"command", command}}}));
  CHECK(answer.suggestion == 17);
  const json executed = body_of(accepted_frame(9, answer.command));
  CHECK(executed.at("id") == 9);
  CHECK(executed.at("method") == "workspace/executeCommand");
  CHECK(executed.at("params") == json{{"command", "x.accepted"}, {"arguments", {17, "a"}}});
  CHECK_FALSE(read_result(json::array({{{"insertText", "abc"}}})).suggestion);
}

TEST_CASE("a part that was taken is told", "[bench]") {
  const json told = body_of(word_accepted_frame(17, 4));
  CHECK(told.at("method") == "inkling/didAccept");
  CHECK(told.at("params") == json{{"id", 17}, {"kind", "word"}, {"length", 4}});
}

TEST_CASE("a client takes refreshes only where it says so", "[bench]") {
  CHECK_FALSE(body_of(initialize_frame(1)).at("params").contains("initializationOptions"));
  const json taking = body_of(initialize_frame(1, {.refresh = true}));
  CHECK(taking.at("params").at("initializationOptions") == json{{"inkling", {{"refresh", true}}}});
  CHECK(read({{"jsonrpc", "2.0"}, {"method", "inkling/refresh"}, {"params", {{"uri", "u"}}}})
            .refresh);
  CHECK_FALSE(read({{"jsonrpc", "2.0"}, {"method", "inkling/status"}}).refresh);
}
