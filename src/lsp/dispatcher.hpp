#pragma once
// From messages to typed calls: the method table, the lifecycle of LSP 3.18, and one answer to
// everything malformed.
//
//   Dispatcher dispatcher(handlers, outlet);
//   dispatcher.dispatch(wire::parse_message(body));
//
// No bytes, no documents, no engine. Runs on the loop thread. Never throws.

#include "lsp/commands.hpp"
#include "lsp/protocol.hpp"
#include "lsp/reply.hpp"
#include "lsp/suggestions.hpp"
#include "lsp/tracing.hpp"
#include "wire/message.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <string>

namespace inkling::lsp {

/// What a session does; called only in the order that the lifecycle allows.
class Handlers {
public:
  virtual ~Handlers() = default;
  virtual InitializeResult initialize(InitializeParams params) = 0;
  virtual void initialized() = 0;
  /// Answer what still waits; afterwards nothing but exit comes.
  virtual void shutdown() = 0;
  /// The connection is to end. `clean` where shutdown came before it: exit code 0, else 1.
  virtual void exit(bool clean) = 0;

  virtual void did_open(DidOpenParams params) = 0;
  virtual void did_change(DidChangeParams params) = 0;
  /// A didChange (or what may have been one) that could not be read. `uri` is empty where not even
  /// that could be.
  virtual void did_change_unreadable(const std::string& uri) = 0;
  virtual void did_close(DidCloseParams params) = 0;
  virtual void did_change_watched_files(DidChangeWatchedFilesParams params) = 0;
  virtual void did_change_workspace_folders(DidChangeWorkspaceFoldersParams params) = 0;
  virtual void did_change_configuration(DidChangeConfigurationParams params) = 0;

  virtual void inline_completion(InlineCompletionParams params, ReplyOnce reply) = 0;
  virtual void cancel(const wire::RequestId& id) = 0;

  virtual void execute_command(Command command, ReplyOnce reply) = 0;
  virtual void did_show(SuggestionId suggestion) = 0;
  virtual void did_accept(DidAcceptParams params) = 0;
  virtual void did_dismiss(SuggestionId suggestion) = 0;
  /// `inkling/stats`: sums of this process.
  virtual void statistics(ReplyOnce reply) = 0;
  /// `inkling/trace`: from now on each key press of this process is told as `inkling/traceEvent`.
  virtual void trace(TraceParams params, ReplyOnce reply) = 0;
};

class Dispatcher {
public:
  Dispatcher(Handlers& handlers, Outlet& outlet) : handlers_(handlers), outlet_(outlet) {}

  /// Requests of ours that may wait for their answers. Beyond: the oldest's is not heard any more.
  static constexpr std::size_t kAwaitedMax = 16;
  /// Called with the result, or a null pointer where the client answered with an error.
  using OnAnswer = std::function<void(wire::JsonPtr result)>;

  void dispatch(wire::Message message);
  /// Sends a request of ours. Without `on_answer` its answer is not waited for.
  void send_request(const std::string& method, const nlohmann::json& params,
                    OnAnswer on_answer = {});
  void send_notification(const std::string& method, const nlohmann::json& params);

  bool shut_down() const { return state_ == State::shut_down; }

private:
  enum class State : std::uint8_t { uninitialized, running, shut_down, exited };

  struct RequestRoute;
  struct NotificationRoute;
  static const RequestRoute kRequests[];
  static const NotificationRoute kNotifications[];

  void on(wire::Request& request);
  void on(wire::Notification& notification);
  void on(wire::Response& response);
  void on(wire::Invalid& invalid);

  void initialize(nlohmann::json* params, ReplyOnce reply);
  void shutdown(nlohmann::json* params, ReplyOnce reply);
  void inline_completion(nlohmann::json* params, ReplyOnce reply);
  void execute_command(nlohmann::json* params, ReplyOnce reply);
  void statistics(nlohmann::json* params, ReplyOnce reply); // tracing.cpp
  void trace(nlohmann::json* params, ReplyOnce reply);      // tracing.cpp

  void initialized(nlohmann::json* params);
  void exit(nlohmann::json* params);
  void did_open(nlohmann::json* params);
  void did_change(nlohmann::json* params);
  void did_close(nlohmann::json* params);
  void did_save(nlohmann::json* params);
  void did_change_watched_files(nlohmann::json* params);
  void did_change_workspace_folders(nlohmann::json* params);
  void did_change_configuration(nlohmann::json* params);
  void cancel(nlohmann::json* params);
  void did_show(nlohmann::json* params);
  void did_accept(nlohmann::json* params);
  void did_dismiss(nlohmann::json* params);
  void ignore(nlohmann::json* params);

  Handlers& handlers_;
  Outlet& outlet_;
  State state_ = State::uninitialized;
  std::int64_t last_request_ = 0;
  std::map<std::int64_t, OnAnswer> awaited_; ///< by the number in the request's id
};

} // namespace inkling::lsp
