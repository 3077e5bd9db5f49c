#pragma once
// The structs of LSP 3.18 that we use, and only those; capabilities are flattened to the bits that
// matter. Field names follow the specification where they go over the wire. Reading is strict about
// what changes a text or an answer and lenient about the rest.

#include "base/ids.hpp"
#include "base/result.hpp"
#include "text/position.hpp"
#include "wire/message.hpp"

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

namespace inkling::lsp {

struct InitializeParams {
  std::optional<std::int64_t> process_id;
  std::string client_name;
  std::vector<std::string>
      folder_uris; ///< workspaceFolders, else rootUri, else rootPath as a file: URI
  std::vector<text::Encoding>
      position_encodings;                  ///< those we know, in the client's order of preference
  bool can_register_watchers = false;      ///< workspace.didChangeWatchedFiles.dynamicRegistration
  bool can_register_configuration = false; ///< workspace.didChangeConfiguration.dynamicRegistration
  bool can_answer_configuration = false;   ///< workspace.configuration
  bool takes_refresh = false;              ///< initializationOptions.inkling.refresh
  bool takes_status = false;               ///< initializationOptions.inkling.status
  wire::JsonPtr initialization_options;    ///< null pointer where absent
};

struct InitializeResult {
  text::Encoding position_encoding = text::Encoding::utf16;
};

struct DidOpenParams {
  std::string uri;
  std::string language_id;
  std::optional<std::int64_t> version;
  std::string text;
};

struct ContentChange {
  std::optional<text::Range> range; ///< absent: the whole text
  std::string text;
};

struct DidChangeParams {
  std::string uri;
  std::optional<std::int64_t> version;
  std::vector<ContentChange> changes;
};

struct DidCloseParams {
  std::string uri;
};

/// LSP counts from 1; VS Code's own API counts from 0.
enum class InlineCompletionTrigger : std::uint8_t { invoked = 1, automatic = 2 };

struct SelectedCompletionInfo {
  text::Range range;
  std::string text;
};

struct InlineCompletionParams {
  std::string uri;
  text::Position position;
  InlineCompletionTrigger trigger = InlineCompletionTrigger::automatic;
  std::optional<SelectedCompletionInfo> selected;
};

struct InlineCompletionItem {
  std::string insert_text;
  text::Range
      range; ///< always sent: without it editors guess (VS Code replaces the word at the caret)
  SuggestionId suggestion = {}; ///< in the command that tells of its acceptance; none: no command
};

struct DidChangeWatchedFilesParams {
  std::vector<std::string> uris;
};

struct DidChangeConfigurationParams {
  wire::JsonPtr settings; ///< null pointer where absent: a client that is to be asked for them
};

struct DidChangeWorkspaceFoldersParams {
  std::vector<std::string> added_uris;
  std::vector<std::string> removed_uris;
};

// Each takes `params` as it came (null pointer where absent) and moves strings out of it.
Result<InitializeParams> parse_initialize(nlohmann::json* params);
Result<DidOpenParams> parse_did_open(nlohmann::json* params);
Result<DidChangeParams> parse_did_change(nlohmann::json* params);
Result<DidCloseParams> parse_did_close(nlohmann::json* params);
Result<InlineCompletionParams> parse_inline_completion(nlohmann::json* params);
Result<DidChangeWatchedFilesParams> parse_did_change_watched_files(nlohmann::json* params);
Result<DidChangeWorkspaceFoldersParams> parse_did_change_workspace_folders(nlohmann::json* params);
DidChangeConfigurationParams parse_did_change_configuration(nlohmann::json* params);
Result<wire::RequestId> parse_cancel(nlohmann::json* params);
/// The textDocument.uri of any params, for messages that could not be read otherwise; empty if
/// there is none.
std::string find_document_uri(nlohmann::json* params);

nlohmann::json to_json(const InitializeResult& result);
/// JSON text at once: this is in the way of every key.
std::string serialize(const std::vector<InlineCompletionItem>& items);
/// Params of client/registerCapability: workspace/didChangeWatchedFiles of every file, and
/// workspace/didChangeConfiguration of our section.
nlohmann::json registrations(bool watch_files, bool watch_configuration);
/// Params of workspace/configuration that ask for our section; the answer is a list of one value.
nlohmann::json configuration_request();
/// Params of window/showMessage.
nlohmann::json warning_message(const std::string& text);

} // namespace inkling::lsp
