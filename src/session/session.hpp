#pragma once
// One editor: its documents, its open requests, and the translation between LSP and the engine.
//
// LSP types stop here. Handlers note what happened at the hub; nothing is answered before the hub
// settles, which the connection lets it do once per read. Loop thread only.

#include "base/limits.hpp"
#include "context/document_policy.hpp"
#include "context/exclusions.hpp"
#include "lsp/dispatcher.hpp"
#include "session/controls.hpp"
#include "session/documents.hpp"
#include "session/hub.hpp"
#include "session/policy_source.hpp"
#include "session/status.hpp"
#include "session/suggestion_table.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace inkling::session {

class Session final : public lsp::Handlers, private AnswerSink {
public:
  struct Events {
    std::function<void(const lsp::InitializeParams&)>
        on_initialized; ///< before the reply: watch the parent process
    std::function<void(bool clean)> on_exit;
    /// Must outlive the session. Null: nothing that is opened may leave this process.
    PolicySource* policies = nullptr;
    /// The result of `inkling/stats`. Empty: there is no such request.
    std::function<nlohmann::json()> statistics = {};
    /// The client wants to follow each key press. Empty: there is no such request.
    std::function<void(const lsp::TraceParams&)> on_trace = {};
  };

  Session(Hub& hub, const Limits& limits, lsp::Outlet& outlet, Events events);
  /// Closes what is open and answers what still waits. `outlet` must still be there.
  ~Session() override;
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  void dispatch(wire::Message message) { dispatcher_.dispatch(std::move(message)); }
  /// A message that could not be used. If it may have been a change, the text it meant is not known
  /// any more.
  void on_unreadable_body(std::string_view body);
  /// The same for one that was not read further than its `head`.
  void on_refused_body(std::string_view head);
  /// The client says no more: what it still waits for is answered with what there is, and its
  /// documents are closed.
  void answer_waiting();
  bool shut_down() const { return dispatcher_.shut_down(); }
  /// The policy has changed by other means than this session's messages: decides about all open
  /// documents again. The hub must be settled afterwards.
  void refresh_policy();
  /// Nothing of this session leaves this process until refresh_policy(): while backends are
  /// exchanged, rules and backends of different configurations must not meet.
  void hold_back();
  /// The client said that it has settings for us, and has not told them in time: what is known
  /// counts.
  void stop_waiting_for_settings();

private:
  struct Pending {
    lsp::ReplyOnce reply;
    DocumentId document;
    std::string uri;
  };

  lsp::InitializeResult initialize(lsp::InitializeParams params) override;
  void initialized() override;
  void shutdown() override;
  void exit(bool clean) override;
  void did_open(lsp::DidOpenParams params) override;
  void did_change(lsp::DidChangeParams params) override;
  void did_change_unreadable(const std::string& uri) override;
  void did_close(lsp::DidCloseParams params) override;
  void did_change_watched_files(lsp::DidChangeWatchedFilesParams params) override;
  void did_change_workspace_folders(lsp::DidChangeWorkspaceFoldersParams params) override;
  void did_change_configuration(lsp::DidChangeConfigurationParams params) override;
  void inline_completion(lsp::InlineCompletionParams params, lsp::ReplyOnce reply) override;
  void cancel(const wire::RequestId& id) override;
  void execute_command(lsp::Command command, lsp::ReplyOnce reply) override;
  void did_show(SuggestionId suggestion) override;
  void did_accept(lsp::DidAcceptParams params) override;
  void did_dismiss(SuggestionId suggestion) override;
  // session_tracing.cpp
  void statistics(lsp::ReplyOnce reply) override;
  void trace(lsp::TraceParams params, lsp::ReplyOnce reply) override;

  void on_answer(const engine::Answer& answer) override;
  void on_refresh(const engine::Refresh& refresh) override;
  void on_status() override { tell_status(); }

  // session_commands.cpp
  void execute(const lsp::AcceptedCommand& command, lsp::ReplyOnce reply);
  void execute(const lsp::SwitchCommand& command, lsp::ReplyOnce reply);
  void execute(const lsp::SnoozeCommand& command, lsp::ReplyOnce reply);
  void execute(const lsp::ClearCacheCommand& command, lsp::ReplyOnce reply);
  void execute(const lsp::StatusCommand& command, lsp::ReplyOnce reply);
  Status status();
  void tell_status();

  // session_policy.cpp
  void take_options(const lsp::InitializeParams& params);
  void ask_for_settings();
  void on_settings(const nlohmann::json& settings);
  void look_for_rules(const std::vector<std::string>& changed_paths);
  context::Decision decide(const Document& document);
  void take_policy();
  void tell_policy(const context::DocumentPolicy& policy);
  void decide_again(Document& document, bool rules_changed);
  void tell_messages();

  void observe_opened(const Document& document);
  void close(Document& document);
  void lose_sync(Document& document);
  void tell_changed(const Document& document, std::vector<text::Edit> edits);
  void close_everything();
  void add_folders(const std::vector<std::string>& uris);
  void announce_folders();

  Hub& hub_;
  lsp::Dispatcher dispatcher_;
  Events events_;
  Limits limits_;
  SessionId id_;
  Documents documents_;
  std::vector<std::string> folders_; ///< absolute paths
  bool initialized_ = false;         ///< messages to the person may be sent
  bool can_register_watchers_ = false;
  bool can_register_configuration_ = false;
  bool can_answer_configuration_ = false;
  /// The client has settings for us that we do not know yet, and they may exclude: nothing leaves.
  bool awaiting_settings_ = false;
  bool held_back_ = false;
  bool takes_refresh_ = false;
  bool takes_status_ = false;
  context::IgnoreRules ignore_;
  engine::Bounds bounds_;
  engine::OfferRules rules_;
  std::shared_ptr<const context::DocumentPolicy> policy_; ///< as the observers know it
  context::Exclusions exclusions_;                        ///< as the observers know them
  Controls controls_;
  SuggestionTable suggestions_;
  std::optional<Status> told_status_;
  std::map<TicketId, Pending> pending_; ///< oldest first
};

} // namespace inkling::session
