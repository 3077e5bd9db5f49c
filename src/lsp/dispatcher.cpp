#include "lsp/dispatcher.hpp"

#include "base/log.hpp"
#include "lsp/errors.hpp"

#include <algorithm>
#include <charconv>
#include <exception>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>
#include <utility>

namespace inkling::lsp {

struct Dispatcher::RequestRoute {
  std::string_view method;
  void (Dispatcher::*handle)(nlohmann::json*, ReplyOnce);
};

struct Dispatcher::NotificationRoute {
  std::string_view method;
  void (Dispatcher::*handle)(nlohmann::json*);
};

// The method table. Everything is answered on the loop thread; only inlineCompletion may be
// answered later.

const Dispatcher::RequestRoute Dispatcher::kRequests[] = {
    {"textDocument/inlineCompletion", &Dispatcher::inline_completion},
    {"initialize", &Dispatcher::initialize},
    {"shutdown", &Dispatcher::shutdown},
    {"workspace/executeCommand", &Dispatcher::execute_command},
    {"inkling/stats", &Dispatcher::statistics},
    {"inkling/trace", &Dispatcher::trace},
};

const Dispatcher::NotificationRoute Dispatcher::kNotifications[] = {
    {"textDocument/didChange", &Dispatcher::did_change},
    {"$/cancelRequest", &Dispatcher::cancel},
    {"textDocument/didOpen", &Dispatcher::did_open},
    {"textDocument/didClose", &Dispatcher::did_close},
    {"workspace/didChangeWatchedFiles", &Dispatcher::did_change_watched_files},
    {"workspace/didChangeWorkspaceFolders", &Dispatcher::did_change_workspace_folders},
    {"initialized", &Dispatcher::initialized},
    {"exit", &Dispatcher::exit},
    {"$/setTrace", &Dispatcher::ignore},
    {"textDocument/didSave", &Dispatcher::did_save},
    {"textDocument/willSave", &Dispatcher::ignore},
    {"workspace/didChangeConfiguration", &Dispatcher::did_change_configuration},
    {"inkling/didShow", &Dispatcher::did_show},
    {"inkling/didAccept", &Dispatcher::did_accept},
    {"inkling/didDismiss", &Dispatcher::did_dismiss},
};

namespace {

/// Of a name that the client made up, in a message about it.
constexpr std::size_t kQuotedBytesMax = 100;

/// Of the ids of our requests: a client's own numbers cannot be taken for them in its log.
constexpr std::string_view kIdPrefix = "inkling/";

/// The number in an id of ours.
std::optional<std::int64_t> number_in(std::string_view id) {
  if (!id.starts_with(kIdPrefix)) return std::nullopt;
  id.remove_prefix(kIdPrefix.size());
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
  if (error != std::errc{} || end != id.data() + id.size()) return std::nullopt;
  return number;
}

template<class Routes>
auto* find_route(const Routes& routes, std::string_view method) {
  const auto* found = std::find_if(std::begin(routes), std::end(routes),
                                   [&](const auto& route) { return route.method == method; });
  return found == std::end(routes) ? nullptr : found;
}

} // namespace

void Dispatcher::dispatch(wire::Message message) {
  if (state_ == State::exited) return;
  // One of the three walls: whatever goes wrong with one message must not end the session.
  try {
    std::visit([this](auto& one) { on(one); }, message);
  } catch (const std::exception& failure) {
    log::error("a message could not be handled", {{"what", failure.what()}});
  }
}

void Dispatcher::on(wire::Request& request) {
  ReplyOnce reply(std::move(request.id), outlet_);
  const bool initializing = request.method == "initialize";
  if (state_ == State::uninitialized && !initializing)
    return reply.error(make_error(Errc::server_not_initialized, "initialize must come first"));
  if (state_ == State::shut_down)
    return reply.error(make_error(Errc::invalid_request, "the server has been shut down"));
  if (state_ == State::running && initializing)
    return reply.error(make_error(Errc::invalid_request, "initialize may come only once"));
  const RequestRoute* route = find_route(kRequests, request.method);
  if (route == nullptr)
    return reply.error(make_error(Errc::method_not_found,
                                  "unknown method: " + request.method.substr(0, kQuotedBytesMax)));
  (this->*route->handle)(request.params.get(), std::move(reply));
}

void Dispatcher::on(wire::Notification& notification) {
  const NotificationRoute* route = find_route(kNotifications, notification.method);
  if (route == nullptr)
    return log::debug("unknown notification", {{"method", notification.method}});
  // Outside of a running session everything but exit is dropped (LSP 3.18 §initialize, §shutdown).
  if (state_ != State::running && notification.method != "exit")
    return log::debug("notification out of order", {{"method", notification.method}});
  (this->*route->handle)(notification.params.get());
}

void Dispatcher::on(wire::Response& response) {
  const auto* id = std::get_if<std::string>(&response.id);
  const auto number = id == nullptr ? std::nullopt : number_in(*id);
  auto entry = number ? awaited_.extract(*number) : decltype(awaited_)::node_type();
  if (entry.empty()) return log::debug("response");
  entry.mapped()(std::move(response.result));
}

void Dispatcher::on(wire::Invalid& invalid) {
  outlet_.send(
      wire::serialize_error(invalid.id, to_lsp_code(invalid.error.code), invalid.error.message));
}

void Dispatcher::send_request(const std::string& method, const nlohmann::json& params,
                              OnAnswer on_answer) {
  const std::int64_t number = ++last_request_;
  if (on_answer) awaited_.emplace(number, std::move(on_answer));
  if (awaited_.size() > kAwaitedMax) awaited_.erase(awaited_.begin());
  const std::string id = std::string(kIdPrefix) + std::to_string(number);
  outlet_.send(wire::serialize_request(id, method, params));
}

void Dispatcher::send_notification(const std::string& method, const nlohmann::json& params) {
  outlet_.send(wire::serialize_notification(method, params));
}

// --- requests ----------------------------------------------------------------------------------

void Dispatcher::initialize(nlohmann::json* value, ReplyOnce reply) {
  Result<InitializeParams> params = parse_initialize(value);
  if (!params) return reply.error(params.error());
  const InitializeResult result = handlers_.initialize(std::move(*params));
  state_ = State::running;
  reply.result(to_json(result));
}

void Dispatcher::shutdown(nlohmann::json*, ReplyOnce reply) {
  handlers_.shutdown();
  state_ = State::shut_down;
  reply.null();
}

void Dispatcher::inline_completion(nlohmann::json* value, ReplyOnce reply) {
  Result<InlineCompletionParams> params = parse_inline_completion(value);
  if (!params) return reply.error(params.error());
  handlers_.inline_completion(std::move(*params), std::move(reply));
}

void Dispatcher::execute_command(nlohmann::json* value, ReplyOnce reply) {
  Result<Command> command = parse_execute_command(value);
  if (!command) return reply.error(command.error());
  handlers_.execute_command(std::move(*command), std::move(reply));
}

// --- notifications -----------------------------------------------------------------------------

void Dispatcher::initialized(nlohmann::json*) {
  handlers_.initialized();
}

void Dispatcher::exit(nlohmann::json*) {
  const bool clean = state_ == State::shut_down;
  state_ = State::exited;
  handlers_.exit(clean);
}

void Dispatcher::did_open(nlohmann::json* value) {
  Result<DidOpenParams> params = parse_did_open(value);
  if (!params) return log::warn("didOpen ignored", {{"why", params.error().message}});
  handlers_.did_open(std::move(*params));
}

void Dispatcher::did_change(nlohmann::json* value) {
  const std::string uri = find_document_uri(value);
  Result<DidChangeParams> params = parse_did_change(value);
  if (params) return handlers_.did_change(std::move(*params));
  log::warn("didChange could not be read", {{"why", params.error().message}});
  handlers_.did_change_unreadable(uri);
}

void Dispatcher::did_close(nlohmann::json* value) {
  Result<DidCloseParams> params = parse_did_close(value);
  if (!params) return log::warn("didClose ignored", {{"why", params.error().message}});
  handlers_.did_close(std::move(*params));
}

/// A file that has changed on disk, told also by clients that watch nothing.
void Dispatcher::did_save(nlohmann::json* value) {
  if (std::string uri = find_document_uri(value); !uri.empty())
    handlers_.did_change_watched_files({{std::move(uri)}});
}

void Dispatcher::did_change_watched_files(nlohmann::json* value) {
  if (auto params = parse_did_change_watched_files(value))
    handlers_.did_change_watched_files(std::move(*params));
}

void Dispatcher::did_change_workspace_folders(nlohmann::json* value) {
  if (auto params = parse_did_change_workspace_folders(value))
    handlers_.did_change_workspace_folders(std::move(*params));
}

void Dispatcher::did_change_configuration(nlohmann::json* value) {
  handlers_.did_change_configuration(parse_did_change_configuration(value));
}

void Dispatcher::cancel(nlohmann::json* value) {
  if (auto id = parse_cancel(value))
    handlers_.cancel(*id);
  else
    log::debug("cancelRequest ignored", {{"why", id.error().message}});
}

// Of suggestions: what cannot be read is a suggestion that is not counted, no more.

void Dispatcher::did_show(nlohmann::json* value) {
  if (auto suggestion = parse_did_show(value))
    handlers_.did_show(*suggestion);
  else
    log::debug("didShow ignored", {{"why", suggestion.error().message}});
}

void Dispatcher::did_accept(nlohmann::json* value) {
  if (auto params = parse_did_accept(value))
    handlers_.did_accept(std::move(*params));
  else
    log::debug("didAccept ignored", {{"why", params.error().message}});
}

void Dispatcher::did_dismiss(nlohmann::json* value) {
  if (auto suggestion = parse_did_show(value))
    handlers_.did_dismiss(*suggestion);
  else
    log::debug("didDismiss ignored", {{"why", suggestion.error().message}});
}

void Dispatcher::ignore(nlohmann::json*) {}

} // namespace inkling::lsp
