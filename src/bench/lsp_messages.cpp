#include "bench/lsp_messages.hpp"

#include "base/limits.hpp"
#include "text/edit_text.hpp"
#include "wire/frame_reader.hpp"
#include "wire/message.hpp"

#include <nlohmann/json.hpp>
#include <unistd.h>

namespace inkling::harness {
namespace {

using nlohmann::json;

json to_json(text::Position position) {
  return {{"line", position.line}, {"character", position.character}};
}

std::string notification(std::string_view method, const json& params) {
  return wire::to_frame(wire::serialize_notification(method, params));
}

std::string request(std::int64_t id, std::string_view method, const json& params) {
  return wire::to_frame(wire::serialize_request(id, method, params));
}

/// Servers ask for settings, registrations and progress; null will do, once for each setting.
std::string reply_to(const wire::Request& asked) {
  json result = nullptr;
  if (asked.method == "workspace/configuration" && asked.params)
    result = json(asked.params->at("items").size(), nullptr);
  return wire::to_frame(wire::serialize_result(asked.id, result));
}

void read_items(const json& result, ServerMessage& message) {
  const json& items = result.is_object() ? result.at("items") : result;
  if (!items.is_array() || items.empty()) return;
  const json& item = items.front();
  const json& inserted = item.at("insertText");
  message.inserted = inserted.is_object() ? inserted.at("value") : inserted;
  const auto range = item.find("range");
  message.has_range = range != item.end() && range->is_object();
  if (message.has_range) message.begin_character = range->at("start").at("character");
  const auto command = item.find("command");
  if (command == item.end() || !command->is_object()) return;
  message.command = wire::serialize_json(*command);
  const json arguments = command->value("arguments", json::array());
  if (!arguments.empty() && arguments.front().is_number_integer())
    message.suggestion = arguments.front().get<std::int64_t>();
}

ServerMessage read_response(const wire::Response& response) {
  ServerMessage message;
  if (const auto* id = std::get_if<std::int64_t>(&response.id)) message.answers = *id;
  if (response.error) message.error = response.error->value("code", 0);
  // Every request of ours is answered with items, or with something that has none.
  if (response.result && (response.result->is_array() || response.result->contains("items")))
    read_items(*response.result, message);
  return message;
}

} // namespace

std::string initialize_frame(std::int64_t id, ClientExtras extras) {
  const json capabilities = {
      {"general", {{"positionEncodings", {"utf-16"}}}},
      {"textDocument",
       {{"inlineCompletion", json::object()}, {"synchronization", json::object()}}}};
  json params = {{"processId", ::getpid()}, {"rootUri", nullptr}, {"capabilities", capabilities}};
  if (extras.refresh) params["initializationOptions"] = {{"inkling", {{"refresh", true}}}};
  return request(id, "initialize", params);
}

std::string initialized_frame() {
  return notification("initialized", json::object());
}

std::string open_frame(const std::string& text) {
  return notification(
      "textDocument/didOpen",
      {{"textDocument",
        {{"uri", kDocumentUri}, {"languageId", "cpp"}, {"version", 1}, {"text", text}}}});
}

std::string change_frame(const Keystroke& key, std::int64_t version) {
  const json range = {{"start", to_json(key.range.start)}, {"end", to_json(key.range.end)}};
  return notification("textDocument/didChange",
                      {{"textDocument", {{"uri", kDocumentUri}, {"version", version}}},
                       {"contentChanges", {{{"range", range}, {"text", key.text}}}}});
}

std::string completion_frame(std::int64_t id, text::Position cursor) {
  return request(id, "textDocument/inlineCompletion",
                 {{"textDocument", {{"uri", kDocumentUri}}},
                  {"position", to_json(cursor)},
                  {"context", {{"triggerKind", 2}}}});
}

std::string cancel_frame(std::int64_t id) {
  return notification("$/cancelRequest", {{"id", id}});
}

std::string accepted_frame(std::int64_t id, const std::string& command) {
  const json value = json::parse(command);
  return request(
      id, "workspace/executeCommand",
      {{"command", value.at("command")}, {"arguments", value.value("arguments", json::array())}});
}

std::string word_accepted_frame(std::int64_t suggestion, std::size_t length) {
  return notification("inkling/didAccept",
                      {{"id", suggestion}, {"kind", "word"}, {"length", length}});
}

std::string shutdown_frame(std::int64_t id) {
  return request(id, "shutdown", nullptr);
}

std::string exit_frame() {
  return notification("exit", nullptr);
}

ServerMessage read_server_message(std::string body) {
  const wire::Message message = wire::parse_message(std::move(body));
  try {
    if (const auto* response = std::get_if<wire::Response>(&message))
      return read_response(*response);
    if (const auto* told = std::get_if<wire::Notification>(&message)) {
      ServerMessage own;
      own.refresh = told->method == "inkling/refresh";
      return own;
    }
    if (const auto* asked = std::get_if<wire::Request>(&message)) {
      ServerMessage own;
      own.reply = reply_to(*asked);
      return own;
    }
  } catch (const json::exception&) {
    // Not an answer we understand: counted as one that offers nothing.
    ServerMessage own;
    if (const auto* response = std::get_if<wire::Response>(&message))
      if (const auto* id = std::get_if<std::int64_t>(&response->id)) own.answers = *id;
    return own;
  }
  return {};
}

std::string text_behind_cursor(const ServerMessage& message, const Keystroke& key) {
  if (!message.has_range || message.begin_character >= key.cursor.character)
    return message.inserted;
  const std::size_t begin =
      text::to_offset(text::Rope(key.line), {0, message.begin_character}, text::Encoding::utf16);
  const std::string repeated = key.line.substr(begin);
  if (!message.inserted.starts_with(repeated)) return {}; // it would replace what was typed
  return message.inserted.substr(repeated.size());
}

} // namespace inkling::harness
