#include "session/local_client.hpp"

#include "session/uri.hpp"

#include <nlohmann/json.hpp>

namespace inkling::session {
namespace {

nlohmann::json to_json(text::Position position) {
  return {{"line", position.line}, {"character", position.character}};
}

text::Position to_position(const nlohmann::json& value) {
  return {value.at("line").get<std::uint32_t>(), value.at("character").get<std::uint32_t>()};
}

} // namespace

LocalClient::LocalClient(Hub& hub, const Limits& limits, PolicySource* policies)
    : hub_(hub), limits_(limits),
      session_(hub, limits, *this, {.on_initialized = {}, .on_exit = {}, .policies = policies}) {}

void LocalClient::initialize(const std::string& folder) {
  nlohmann::json params = {{"capabilities", {{"general", {{"positionEncodings", {"utf-8"}}}}}}};
  if (!folder.empty())
    params["workspaceFolders"] = {{{"uri", uri_of_path(folder)}, {"name", "workspace"}}};
  request("initialize", params);
  notify("initialized", nlohmann::json::object());
}

void LocalClient::add_folder(const std::string& folder) {
  const nlohmann::json added = {{{"uri", uri_of_path(folder)}, {"name", "workspace"}}};
  notify("workspace/didChangeWorkspaceFolders",
         {{"event", {{"added", added}, {"removed", nlohmann::json::array()}}}});
}

void LocalClient::open(const std::string& uri, const std::string& language,
                       const std::string& text) {
  notify("textDocument/didOpen",
         {{"textDocument",
           {{"uri", uri}, {"languageId", language}, {"version", ++version_}, {"text", text}}}});
}

void LocalClient::change(const std::string& uri, text::Range range, const std::string& text) {
  notify("textDocument/didChange",
         {{"textDocument", {{"uri", uri}, {"version", ++version_}}},
          {"contentChanges",
           {{{"range", {{"start", to_json(range.start)}, {"end", to_json(range.end)}}},
             {"text", text}}}}});
}

std::vector<lsp::InlineCompletionItem> LocalClient::complete(const std::string& uri,
                                                             text::Position position,
                                                             lsp::InlineCompletionTrigger trigger) {
  const nlohmann::json result = request(
      "textDocument/inlineCompletion", {{"textDocument", {{"uri", uri}}},
                                        {"position", to_json(position)},
                                        {"context", {{"triggerKind", static_cast<int>(trigger)}}}});
  std::vector<lsp::InlineCompletionItem> items;
  if (!result.is_object()) return items;
  for (const nlohmann::json& item : result.at("items")) {
    const nlohmann::json& range = item.at("range");
    items.push_back({.insert_text = item.at("insertText").get<std::string>(),
                     .range = {to_position(range.at("start")), to_position(range.at("end"))}});
  }
  return items;
}

nlohmann::json LocalClient::request(const std::string& method, const nlohmann::json& params) {
  last_reply_.clear();
  session_.dispatch(
      wire::parse_message(wire::serialize_request(++last_id_, method, params), limits_));
  hub_.settle();
  if (last_reply_.empty()) return nullptr;
  const nlohmann::json reply = nlohmann::json::parse(last_reply_);
  return reply.value("result", nlohmann::json());
}

void LocalClient::notify(const std::string& method, const nlohmann::json& params) {
  session_.dispatch(wire::parse_message(wire::serialize_notification(method, params), limits_));
  hub_.settle();
}

void LocalClient::send(std::string body) {
  last_reply_ = std::move(body);
}

} // namespace inkling::session
