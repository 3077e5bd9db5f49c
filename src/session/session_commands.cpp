// What of a Session is beyond LSP's own methods: commands, what the editor tells of suggestions,
// and what we tell of ourselves.

#include "base/log.hpp"
#include "session/session.hpp"

#include <nlohmann/json.hpp>
#include <utility>

namespace inkling::session {
namespace {

engine::Acceptance acceptance_of(lsp::AcceptKind kind) {
  switch (kind) {
  case lsp::AcceptKind::all:
    break;
  case lsp::AcceptKind::line:
    return engine::Acceptance::line;
  case lsp::AcceptKind::word:
    return engine::Acceptance::word;
  }
  return engine::Acceptance::all;
}

} // namespace

// --- commands ----------------------------------------------------------------------------------

void Session::execute_command(lsp::Command command, lsp::ReplyOnce reply) {
  std::visit([&](const auto& one) { execute(one, std::move(reply)); }, command);
}

void Session::execute(const lsp::AcceptedCommand& command, lsp::ReplyOnce reply) {
  did_accept({.suggestion = command.suggestion, .kind = lsp::AcceptKind::all, .length = {}});
  reply.null();
}

void Session::execute(const lsp::SwitchCommand& command, lsp::ReplyOnce reply) {
  if (!controls_.set(command))
    return reply.error(
        make_error(Errc::unavailable, "too many languages or documents are disabled one by one"));
  if (events_.policies != nullptr) tell_policy(events_.policies->policy());
  documents_.for_each([this](Document& document) { decide_again(document, false); });
  tell_status();
  reply.null();
}

void Session::execute(const lsp::SnoozeCommand& command, lsp::ReplyOnce reply) {
  const Moment now = hub_.now();
  std::optional<Moment> until;
  if (command.minutes > 0) until = now.at(now.instant + std::chrono::minutes(command.minutes));
  controls_.snooze(until);
  const auto instant = until ? std::optional(until->instant) : std::nullopt;
  hub_.queue(engine::SessionSnoozed{.session = id_, .until = instant});
  if (takes_status_) hub_.wake(*this, instant);
  tell_status();
  reply.null();
}

void Session::execute(const lsp::ClearCacheCommand&, lsp::ReplyOnce reply) {
  hub_.queue(engine::MemoryCleared{});
  reply.null();
}

void Session::execute(const lsp::StatusCommand&, lsp::ReplyOnce reply) {
  reply.result(to_json(status()));
}

// --- suggestions -------------------------------------------------------------------------------

void Session::did_show(SuggestionId suggestion) {
  if (const auto document = suggestions_.find(suggestion))
    hub_.queue(engine::SuggestionShown{.document = *document, .suggestion = suggestion});
}

void Session::did_accept(lsp::DidAcceptParams params) {
  if (const auto document = suggestions_.find(params.suggestion))
    hub_.queue(engine::SuggestionAccepted{.document = *document,
                                          .suggestion = params.suggestion,
                                          .kind = acceptance_of(params.kind),
                                          .length = params.length});
}

void Session::did_dismiss(SuggestionId suggestion) {
  if (const auto document = suggestions_.find(suggestion))
    hub_.queue(engine::SuggestionDismissed{.document = *document, .suggestion = suggestion});
}

void Session::on_refresh(const engine::Refresh& refresh) {
  documents_.for_each([&](const Document& document) {
    if (document.id != refresh.document) return;
    dispatcher_.send_notification(
        "inkling/refresh", to_json(lsp::RefreshParams{
                               .uri = document.uri,
                               .version = document.version,
                               .position = documents_.to_position(document.text, refresh.offset)}));
  });
}

// --- status ------------------------------------------------------------------------------------

Status Session::status() {
  const Serving serving = events_.policies == nullptr ? Serving{} : events_.policies->serving();
  const bool enabled = events_.policies == nullptr || events_.policies->policy().everywhere.enabled;
  return make_status(serving, enabled, controls_, hub_.health(), hub_.now().instant);
}

void Session::tell_status() {
  if (!takes_status_ || !initialized_) return;
  Status now = status();
  if (now == told_status_) return;
  dispatcher_.send_notification("inkling/status", to_json(now));
  told_status_ = std::move(now);
}

} // namespace inkling::session
