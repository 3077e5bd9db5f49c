#include "messages.hpp"

#include "session/uri.hpp"
#include "wire/frame_reader.hpp"
#include "wire/message.hpp"

#include <nlohmann/json.hpp>

namespace inkling::bench {
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

} // namespace

std::string initialize_frame(std::int64_t id) {
  return request(id, "initialize", {{"processId", nullptr}, {"capabilities", json::object()}});
}

std::string initialize_frames(std::int64_t id, const std::string& folder) {
  json params = {{"processId", nullptr}, {"capabilities", json::object()}};
  if (!folder.empty())
    params["workspaceFolders"] = {{{"uri", session::uri_of_path(folder)}, {"name", "folder"}}};
  return request(id, "initialize", params) + notification("initialized", json::object());
}

std::string open_frame(const std::string& uri, const std::string& text) {
  return notification(
      "textDocument/didOpen",
      {{"textDocument", {{"uri", uri}, {"languageId", "cpp"}, {"version", 1}, {"text", text}}}});
}

std::string change_frame(const std::string& uri, std::int64_t version, text::Position at,
                         const std::string& text) {
  return notification(
      "textDocument/didChange",
      {{"textDocument", {{"uri", uri}, {"version", version}}},
       {"contentChanges",
        {{{"range", {{"start", to_json(at)}, {"end", to_json(at)}}}, {"text", text}}}}});
}

std::string close_frame(const std::string& uri) {
  return notification("textDocument/didClose", {{"textDocument", {{"uri", uri}}}});
}

std::string completion_frame(std::int64_t id, const std::string& uri, text::Position at) {
  return request(id, "textDocument/inlineCompletion",
                 {{"textDocument", {{"uri", uri}}},
                  {"position", to_json(at)},
                  {"context", {{"triggerKind", 2}}}});
}

std::string exit_frames(std::int64_t id) {
  return request(id, "shutdown", nullptr) + notification("exit", nullptr);
}

std::string offered_text(const std::string& body) {
  const json reply = json::parse(body);
  const json& items = reply.at("result").at("items");
  return items.empty() ? std::string() : items[0].at("insertText").get<std::string>();
}

std::string make_document(std::size_t bytes) {
  std::string text;
  text.reserve(bytes + 100);
  for (std::size_t line = 0; text.size() < bytes; ++line) {
    const std::string number = std::to_string(line);
    if (line % 16 == 15)
      text += "  // größer als die Grenze: \xF0\x9F\x98\x80 " + number + "\n";
    else
      text += "  const auto value_" + number + " = compute(input[" + number + "], \"a\\tb\");\n";
  }
  return text;
}

} // namespace inkling::bench
