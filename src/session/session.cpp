#include "session/session.hpp"

#include "base/log.hpp"
#include "session/uri.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

namespace inkling::session {

Session::Session(Hub& hub, const Limits& limits, lsp::Outlet& outlet, Events events)
    : hub_(hub), dispatcher_(*this, outlet), events_(std::move(events)), limits_(limits),
      id_(hub.join(*this)), documents_(limits, text::Encoding::utf16) {}

Session::~Session() {
  close_everything();
  hub_.queue(engine::SessionClosed{id_});
  hub_.settle();
  hub_.withdraw(*this);
  for (context::WorkspaceObserver* observer : hub_.observers()) observer->on_session_closed(id_);
}

// --- lifecycle ---------------------------------------------------------------------------------

lsp::InitializeResult Session::initialize(lsp::InitializeParams params) {
  // The client's order is its preference; where it offers nothing we know, LSP says UTF-16.
  const text::Encoding encoding =
      params.position_encodings.empty() ? text::Encoding::utf16 : params.position_encodings.front();
  documents_ = Documents(limits_, encoding);
  can_register_watchers_ = params.can_register_watchers;
  log::info("client connected", {{"name", params.client_name}});
  take_options(params);
  add_folders(params.folder_uris);
  announce_folders();
  if (events_.on_initialized) events_.on_initialized(params);
  return {encoding};
}

void Session::initialized() {
  initialized_ = true;
  const bool watch_files = can_register_watchers_ && !folders_.empty();
  if (watch_files || can_register_configuration_)
    dispatcher_.send_request("client/registerCapability",
                             lsp::registrations(watch_files, can_register_configuration_));
  ask_for_settings();
  tell_messages();
  tell_status();
}

void Session::shutdown() {
  answer_waiting();
}

void Session::answer_waiting() {
  hub_.settle(); // what was asked before is answered before
  close_everything();
  hub_.settle();
}

void Session::exit(bool clean) {
  if (events_.on_exit) events_.on_exit(clean);
}

void Session::close_everything() {
  documents_.for_each([this](const Document& document) {
    hub_.queue(engine::DocumentClosed{document.id});
    for (context::WorkspaceObserver* observer : hub_.observers()) observer->on_close(document.id);
  });
  documents_.clear();
}

// --- documents ---------------------------------------------------------------------------------

void Session::did_open(lsp::DidOpenParams params) {
  if (Document* already = documents_.find(params.uri)) {
    log::debug("document opened twice: the newer text counts");
    close(*already);
  }
  Document* document = documents_.open(std::move(params), hub_.next_document());
  if (document == nullptr) return;
  context::Decision decision = decide(*document); // before anything of it is told to anybody
  document->access = decision.access;
  hub_.queue(engine::DocumentOpened{.session = id_,
                                    .document = document->id,
                                    .language = document->language,
                                    .text = document->text,
                                    .availability = document->availability(),
                                    .path = std::move(decision.path),
                                    .repository = std::move(decision.repository),
                                    .may_leave = document->may_leave(),
                                    .bounds = bounds_,
                                    .rules = rules_,
                                    .refreshes = takes_refresh_});
  observe_opened(*document);
  if (document->may_leave()) hub_.warm();
}

void Session::observe_opened(const Document& document) {
  const context::OpenDocument opened{.session = id_,
                                     .document = document.id,
                                     .uri = document.uri,
                                     .path = document.path,
                                     .language = document.language,
                                     .excluded = document.excluded(),
                                     .may_leave = document.may_leave()};
  for (context::WorkspaceObserver* observer : hub_.observers())
    observer->on_open(opened, document.text);
}

void Session::did_change(lsp::DidChangeParams params) {
  Document* document = documents_.find(params.uri);
  if (document == nullptr) return log::debug("change of a document that is not open");
  tell_changed(*document, documents_.change(*document, params));
}

void Session::tell_changed(const Document& document, std::vector<text::Edit> edits) {
  for (context::WorkspaceObserver* observer : hub_.observers())
    observer->on_change(document.id, document.text, edits);
  hub_.queue(engine::DocumentChanged{.document = document.id,
                                     .text = document.text,
                                     .edits = std::move(edits),
                                     .availability = document.availability()});
}

void Session::did_change_unreadable(const std::string& uri) {
  if (Document* document = documents_.find(uri)) return lose_sync(*document);
  // It meant one of these, and nobody can say which.
  if (uri.empty()) documents_.for_each([this](Document& document) { lose_sync(document); });
}

void Session::on_unreadable_body(std::string_view body) {
  // Without "textDocument/": some clients escape the slash.
  if (body.find("didChange\"") == body.npos) return;
  bool named = false;
  documents_.for_each([&](Document& document) {
    if (body.find(document.uri) == body.npos) return;
    named = true;
    lose_sync(document);
  });
  if (!named) did_change_unreadable({});
}

void Session::on_refused_body(std::string_view head) {
  // Nearly every client writes the method before the params.
  if (head.find("\"method\"") == head.npos) return did_change_unreadable({});
  on_unreadable_body(head);
}

void Session::lose_sync(Document& document) {
  log::warn("a change could not be read: the document offers nothing until it is sent whole");
  std::vector<text::Edit> edits;
  edits.push_back(documents_.lose_sync(document));
  tell_changed(document, std::move(edits));
}

void Session::did_close(lsp::DidCloseParams params) {
  if (Document* document = documents_.find(params.uri))
    close(*document);
  else
    log::debug("close of a document that is not open");
}

void Session::close(Document& document) {
  hub_.queue(engine::DocumentClosed{document.id});
  for (context::WorkspaceObserver* observer : hub_.observers()) observer->on_close(document.id);
  documents_.close(document);
}

// --- workspace ---------------------------------------------------------------------------------

void Session::did_change_watched_files(lsp::DidChangeWatchedFilesParams params) {
  std::vector<std::string> paths;
  for (const std::string& uri : params.uris)
    if (std::string path = path_of_uri(uri); !path.empty()) paths.push_back(std::move(path));
  for (context::WorkspaceObserver* observer : hub_.observers()) observer->on_files_changed(paths);
  look_for_rules(paths);
}

void Session::did_change_workspace_folders(lsp::DidChangeWorkspaceFoldersParams params) {
  for (const std::string& uri : params.removed_uris) std::erase(folders_, path_of_uri(uri));
  add_folders(params.added_uris);
  announce_folders();
  refresh_policy();
}

void Session::add_folders(const std::vector<std::string>& uris) {
  for (const std::string& uri : uris) {
    std::string path = path_of_uri(uri);
    const bool known = std::find(folders_.begin(), folders_.end(), path) != folders_.end();
    if (!path.empty() && !known) folders_.push_back(std::move(path));
  }
}

void Session::announce_folders() {
  if (events_.policies != nullptr) events_.policies->on_folders(folders_);
  take_policy(); // before the folders are read
  for (context::WorkspaceObserver* observer : hub_.observers())
    observer->set_folders(id_, folders_);
}

// --- requests ----------------------------------------------------------------------------------

void Session::inline_completion(lsp::InlineCompletionParams params, lsp::ReplyOnce reply) {
  const Document* document = documents_.find(params.uri);
  if (document == nullptr) return reply.items({});
  // An item must have the range of the entry, and its range must be on one line: there can be none.
  if (params.selected && params.selected->range.start.line != params.selected->range.end.line)
    return reply.items({});
  engine::CompletionRequested request{.ticket = hub_.next_ticket(),
                                      .document = document->id,
                                      .offset = documents_.to_offset(*document, params.position),
                                      .trigger =
                                          params.trigger == lsp::InlineCompletionTrigger::invoked
                                              ? engine::Trigger::invoked
                                              : engine::Trigger::automatic,
                                      .selected = {}};
  if (params.selected) {
    const std::size_t start = documents_.to_offset(*document, params.selected->range.start);
    const std::size_t end = documents_.to_offset(*document, params.selected->range.end);
    request.selected = engine::SelectedCompletion{std::min(start, end), std::max(start, end),
                                                  std::move(params.selected->text)};
  }
  for (context::WorkspaceObserver* observer : hub_.observers())
    observer->on_visit(document->id, request.offset);
  pending_.emplace(request.ticket, Pending{std::move(reply), document->id, document->uri});
  hub_.queue_request(std::move(request), *this);
}

void Session::cancel(const wire::RequestId& id) {
  // An id may be used again once answered, and a careless client may even use it twice: the newest
  // is meant.
  const auto found = std::find_if(pending_.rbegin(), pending_.rend(),
                                  [&](const auto& entry) { return entry.second.reply.id() == id; });
  if (found == pending_.rend()) return;
  hub_.queue(engine::CompletionCancelled{found->second.document, found->first});
}

void Session::on_answer(const engine::Answer& answer) {
  auto entry = pending_.extract(answer.ticket);
  if (entry.empty()) return;
  Pending& pending = entry.mapped();
  log::debug("answered", {{"reason", to_string(answer.reason)}});
  if (answer.cancelled)
    return pending.reply.error(
        make_error(Errc::request_cancelled, std::string(to_string(answer.reason))));
  const Document* document = documents_.find(pending.uri);
  if (!answer.item || document == nullptr || document->id != answer.document)
    return pending.reply.items({});
  std::vector<lsp::InlineCompletionItem> items;
  const auto add = [&](const engine::Item& item) {
    suggestions_.note(item.suggestion, document->id);
    items.push_back({.insert_text = item.text,
                     .range = {documents_.to_position(document->text, item.begin),
                               documents_.to_position(document->text, item.end)},
                     .suggestion = item.suggestion});
  };
  add(*answer.item);
  for (const engine::Item& item : answer.more) add(item);
  pending.reply.items(items);
}

} // namespace inkling::session
