#include "lsp/protocol.hpp"

#include "lsp/commands.hpp"
#include "lsp/fields.hpp"
#include "wire/json.hpp"

namespace inkling::lsp {
namespace {

/// Our part of a client's settings.
constexpr const char* kSection = "inkling";

std::optional<std::int64_t> version_of(const Fields& document) {
  const Result<std::int64_t> version = document.integer("version");
  return version ? std::optional(*version) : std::nullopt;
}

std::vector<text::Encoding> encodings_of(const Fields& capabilities) {
  std::vector<text::Encoding> known;
  const auto offered = capabilities.object("general").array("positionEncodings");
  if (!offered) return known;
  for (const nlohmann::json& name : **offered) {
    if (name == "utf-8") known.push_back(text::Encoding::utf8);
    if (name == "utf-16") known.push_back(text::Encoding::utf16);
    if (name == "utf-32") known.push_back(text::Encoding::utf32);
  }
  return known;
}

/// The "uri" members of an array of objects; entries without one are passed over.
std::vector<std::string> uris_in(const Fields& parent, std::string_view key) {
  std::vector<std::string> uris;
  const auto list = parent.array(key);
  if (!list) return uris;
  for (nlohmann::json& entry : **list)
    if (auto uri = Fields(&entry, "").string("uri")) uris.push_back(std::move(*uri));
  return uris;
}

/// Encodes what would end the path of a URI, or be decoded in it.
std::string escape(std::string_view path) {
  std::string out;
  for (const char c : path) {
    if (c == '%')
      out += "%25";
    else if (c == '#')
      out += "%23";
    else if (c == '?')
      out += "%3F";
    else
      out += c;
  }
  return out;
}

std::vector<std::string> folders_of(const Fields& params) {
  std::vector<std::string> folders = uris_in(params, "workspaceFolders");
  if (!folders.empty()) return folders;
  if (auto uri = params.string("rootUri")) return {std::move(*uri)};
  if (auto path = params.string("rootPath")) return {"file://" + escape(*path)};
  return {};
}

Result<ContentChange> parse_content_change(nlohmann::json& value, std::size_t index) {
  const Fields fields(&value, "params.contentChanges", index);
  ContentChange change;
  if (fields.find("range") != nullptr) {
    const Result<text::Range> range = fields.range("range");
    if (!range) return range.error();
    change.range = *range;
  }
  Result<std::string> text = fields.string("text");
  if (!text) return text.error();
  change.text = std::move(*text);
  return change;
}

void append_position(std::string& out, text::Position position) {
  out += R"({"line":)";
  out += std::to_string(position.line);
  out += R"(,"character":)";
  out += std::to_string(position.character);
  out += '}';
}

/// Editors execute it when the item is accepted (LSP 3.18 §inlineCompletionItem).
void append_command(std::string& out, SuggestionId suggestion) {
  if (!suggestion) return;
  out += R"(,"command":{"title":"Accepted","command":")";
  out += kAcceptedCommand;
  out += R"(","arguments":[)";
  out += std::to_string(suggestion.value);
  out += "]}";
}

} // namespace

Result<InitializeParams> parse_initialize(nlohmann::json* value) {
  const Fields params(value, "params");
  if (!params.is_object()) return make_error(Errc::invalid_params, "params: expected an object");
  const Fields capabilities = params.object("capabilities");
  InitializeParams out;
  if (const auto pid = params.integer("processId")) out.process_id = *pid;
  if (auto name = params.object("clientInfo").string("name")) out.client_name = std::move(*name);
  out.folder_uris = folders_of(params);
  out.position_encodings = encodings_of(capabilities);
  const Fields workspace = capabilities.object("workspace");
  const auto can_register = [&](std::string_view feature) {
    return workspace.object(feature).boolean_or("dynamicRegistration", false);
  };
  out.can_register_watchers = can_register("didChangeWatchedFiles");
  out.can_register_configuration = can_register("didChangeConfiguration");
  out.can_answer_configuration = workspace.boolean_or("configuration", false);
  const Fields own = params.object("initializationOptions").object("inkling");
  out.takes_refresh = own.boolean_or("refresh", false);
  out.takes_status = own.boolean_or("status", false);
  out.initialization_options = params.take("initializationOptions");
  return out;
}

Result<DidOpenParams> parse_did_open(nlohmann::json* value) {
  const Fields document = Fields(value, "params").object("textDocument");
  Result<std::string> uri = document.string("uri");
  if (!uri) return uri.error();
  Result<std::string> text = document.string("text");
  if (!text) return text.error();
  Result<std::string> language = document.string("languageId");
  return DidOpenParams{std::move(*uri), language ? std::move(*language) : "", version_of(document),
                       std::move(*text)};
}

Result<DidChangeParams> parse_did_change(nlohmann::json* value) {
  const Fields params(value, "params");
  const Fields document = params.object("textDocument");
  Result<std::string> uri = document.string("uri");
  if (!uri) return uri.error();
  const auto list = params.array("contentChanges");
  if (!list) return list.error();
  DidChangeParams out{std::move(*uri), version_of(document), {}};
  out.changes.reserve((*list)->size());
  for (nlohmann::json& entry : **list) {
    Result<ContentChange> change = parse_content_change(entry, out.changes.size());
    if (!change) return change.error();
    out.changes.push_back(std::move(*change));
  }
  return out;
}

Result<DidCloseParams> parse_did_close(nlohmann::json* value) {
  Result<std::string> uri = Fields(value, "params").object("textDocument").string("uri");
  if (!uri) return uri.error();
  return DidCloseParams{std::move(*uri)};
}

Result<InlineCompletionParams> parse_inline_completion(nlohmann::json* value) {
  const Fields params(value, "params");
  Result<std::string> uri = params.object("textDocument").string("uri");
  if (!uri) return uri.error();
  const Result<text::Position> position = params.position("position");
  if (!position) return position.error();
  InlineCompletionParams out{std::move(*uri), *position, {}, {}};

  const Fields context = params.object("context");
  out.trigger = InlineCompletionTrigger::automatic;
  if (const auto kind = context.integer("triggerKind"); kind && *kind == 1)
    out.trigger = InlineCompletionTrigger::invoked;
  if (context.find("selectedCompletionInfo") == nullptr) return out;

  const Fields selected = context.object("selectedCompletionInfo");
  const Result<text::Range> range = selected.range("range");
  if (!range) return range.error();
  Result<std::string> text = selected.string("text");
  if (!text) return text.error();
  out.selected = SelectedCompletionInfo{*range, std::move(*text)};
  return out;
}

Result<DidChangeWatchedFilesParams> parse_did_change_watched_files(nlohmann::json* value) {
  return DidChangeWatchedFilesParams{uris_in(Fields(value, "params"), "changes")};
}

Result<DidChangeWorkspaceFoldersParams> parse_did_change_workspace_folders(nlohmann::json* value) {
  const Fields event = Fields(value, "params").object("event");
  return DidChangeWorkspaceFoldersParams{uris_in(event, "added"), uris_in(event, "removed")};
}

DidChangeConfigurationParams parse_did_change_configuration(nlohmann::json* value) {
  return {Fields(value, "params").take("settings")};
}

Result<wire::RequestId> parse_cancel(nlohmann::json* value) {
  const Fields params(value, "params");
  if (const auto number = params.integer("id")) return wire::RequestId(*number);
  if (auto text = params.string("id")) return wire::RequestId(std::move(*text));
  return params.expected("id", "an integer or a string");
}

std::string find_document_uri(nlohmann::json* value) {
  const Fields document = Fields(value, "params").object("textDocument");
  const nlohmann::json* uri = document.find("uri");
  return uri != nullptr && uri->is_string() ? uri->get<std::string>() : std::string();
}

nlohmann::json to_json(const InitializeResult& result) {
  const char* encoding = result.position_encoding == text::Encoding::utf8    ? "utf-8"
                         : result.position_encoding == text::Encoding::utf32 ? "utf-32"
                                                                             : "utf-16";
  return {{"capabilities",
           {{"positionEncoding", encoding},
            {"textDocumentSync", {{"openClose", true}, {"change", 2}, {"save", true}}},
            {"inlineCompletionProvider", true},
            {"executeCommandProvider", {{"commands", command_names()}}},
            {"workspace",
             {{"workspaceFolders", {{"supported", true}, {"changeNotifications", true}}}}}}},
          {"serverInfo", {{"name", "inkling"}, {"version", INKLING_VERSION}}}};
}

std::string serialize(const std::vector<InlineCompletionItem>& items) {
  std::string out = R"({"items":[)";
  for (const InlineCompletionItem& item : items) {
    if (&item != &items.front()) out += ',';
    out += R"({"insertText":)";
    wire::append_json_string(out, item.insert_text);
    out += R"(,"range":{"start":)";
    append_position(out, item.range.start);
    out += R"(,"end":)";
    append_position(out, item.range.end);
    out += '}';
    append_command(out, item.suggestion);
    out += '}';
  }
  return out += "]}";
}

nlohmann::json registrations(bool watch_files, bool watch_configuration) {
  nlohmann::json list = nlohmann::json::array();
  if (watch_files)
    list.push_back({{"id", "inkling-watched-files"},
                    {"method", "workspace/didChangeWatchedFiles"},
                    {"registerOptions", {{"watchers", {{{"globPattern", "**/*"}}}}}}});
  if (watch_configuration)
    list.push_back({{"id", "inkling-configuration"},
                    {"method", "workspace/didChangeConfiguration"},
                    {"registerOptions", {{"section", kSection}}}});
  return {{"registrations", std::move(list)}};
}

nlohmann::json configuration_request() {
  return {{"items", {{{"section", kSection}}}}};
}

nlohmann::json warning_message(const std::string& text) {
  constexpr int kWarning = 2; // LSP 3.18 §messageType
  return {{"type", kWarning}, {"message", text}};
}

} // namespace inkling::lsp
