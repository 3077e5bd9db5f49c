// The way of a key press, as a table of contents: events, and the order in which a burst is
// settled. Answers are given in lookup.cpp, streams are kept in streams.cpp.

#include "engine/engine.hpp"

#include "engine/prompt_budget.hpp"
#include "engine/typing.hpp"
#include "shape/placement.hpp"

#include <algorithm>
#include <utility>

namespace inkling::engine {

Engine::Engine(EngineOptions options)
    : options_(std::move(options)), backends_(options_.backends.begin(), options_.backends.end()),
      cache_(options_.limits.cache_bytes_max, options_.cache_time_to_live) {}

const Actions& Engine::step(std::span<Event> burst, Instant now) {
  now_ = now;
  actions_.clear();
  touched_.clear();
  for (Event& event : burst) std::visit([this](auto& one) { apply(one); }, event);
  expire();
  for (std::size_t at = 0; at < touched_.size(); ++at)
    if (Document* document = find_document(touched_[at])) settle(*document);
  return actions_;
}

/// What follows from a burst for one document: first stop what has become wrong, then serve, then
/// look ahead, then tidy up.
void Engine::settle(Document& document) {
  document.touched = false;
  judge_streams(document);
  judge_prefills(document);
  if (document.ticket) serve(document);
  if (document.ticket) paint_first(document);
  if (document.ticket) answer_early(document);
  if (document.ticket) relieve(document);
  stop_complete(document);
  end_speculation(document);
  work_ahead(document);
  retire_finished(document);
  refresh(document);
  speculate(document);
  prefill(document);
  schedule(document);
  document.changed = false;
  document.edited.reset();
  document.typed.reset();
  document.disproved.reset();
}

const Actions& Engine::reconfigure(EngineOptions options, Instant now) {
  now_ = now;
  actions_.clear();
  touched_.clear();
  std::vector<DocumentId> ids;
  for (const auto& [id, document] : documents_) ids.push_back(id);
  std::sort(ids.begin(), ids.end()); // the map's order is not ours
  for (const DocumentId id : ids) {
    Document& document = *find_document(id);
    abort_all(document);
    document.ahead.reset();
    document.barren.reset();
    document.prefill_wanted = false;
    document.shown_forgotten = true; // its backend may have another number now
    if (!document.ticket) continue;
    Ticket& ticket = *document.ticket;
    ticket = {.id = ticket.id,
              .offset = ticket.offset,
              .trigger = ticket.trigger,
              .selected = std::move(ticket.selected),
              .requested = ticket.requested,
              .expires = ticket.expires,
              .shows_from = ticket.shows_from,
              .work_begins = now_};
    schedule(document);
  }
  for (BackendIndex at = 0; at < backends_.size(); ++at) end_prefill(at, true);
  for (const DocumentId id : touched_) // somebody's turn had come: the next step serves everybody
    if (Document* document = find_document(id)) document->touched = false;
  options_ = std::move(options);
  std::vector<BackendState> backends(options_.backends.begin(), options_.backends.end());
  // What was used of a budget stays used.
  for (std::size_t at = 0; at < std::min(backends.size(), backends_.size()); ++at)
    if (backends[at].traits.is_same(backends_[at].traits))
      backends[at].budget = backends_[at].budget;
  backends_ = std::move(backends);
  cache_ = SuggestionCache(options_.limits.cache_bytes_max, options_.cache_time_to_live);
  acceptance_.clear();
  return actions_;
}

// --- documents -----------------------------------------------------------------------------------

void Engine::apply(DocumentOpened& event) {
  Document& document = documents_[event.document];
  document.id = event.document;
  document.session = event.session;
  document.language = std::move(event.language);
  document.path = std::move(event.path);
  document.repository = std::move(event.repository);
  document.may_leave = event.may_leave;
  document.refreshes = event.refreshes;
  document.bounds = event.bounds;
  document.rules = event.rules;
  document.text = std::move(event.text);
  document.shape_language = shape::language_of(document.language);
  document.line_ending = shape::line_ending_of(document.text);
  document.availability = event.availability;
}

namespace {

/// Where a cursor at `offset` stands after an edit: typing at the cursor moves it along.
std::size_t follow(std::size_t offset, const text::Edit& edit) {
  if (offset < edit.begin) return offset;
  const std::size_t removed_end = edit.begin + edit.removed_bytes;
  const std::size_t kept = offset > removed_end ? offset - removed_end : 0;
  return edit.begin + edit.inserted.size() + kept;
}

} // namespace

void Engine::apply(DocumentChanged& event) {
  Document* document = find_document(event.document);
  if (document == nullptr) return;
  begin_key(*document);
  document->typed = typed_cursor(event.edits);
  infer_acceptance(*document, event);
  document->text = std::move(event.text);
  if (std::any_of(event.edits.begin(), event.edits.end(),
                  [](const text::Edit& edit) { return edit.whole || edit.line <= 1; })) {
    // What is shown has the old one, and is never shaped again.
    const std::string_view before =
        std::exchange(document->line_ending, shape::line_ending_of(document->text));
    if (before != document->line_ending) document->shown_forgotten = true;
  }
  ++document->revision;
  document->availability = event.availability;
  document->rhythm.on_key(now_);
  document->habit.on_change(now_);
  document->changed = true;
  document->changed_at = now_;
  document->ahead.reset();
  if (document->asked) document->asked->current = false;
  if (event.availability != Availability::offered)
    document->asked.reset(); // there is no such place
  // A change behind a cancel: from here on the text decides, in settle().
  for (const StreamId id : document->streams) find_stream(id)->grace_ends.reset();
  for (const text::Edit& edit : event.edits) follow_edit(*document, edit);
  // An entry selected in a completion list of an older text cannot be followed.
  if (document->ticket && std::exchange(document->ticket->selected, std::nullopt))
    supersede(*document);
  touch(*document);
}

/// Whatever stands somewhere in the text moves with it.
void Engine::follow_edit(Document& document, const text::Edit& edit) {
  document.edited = edit.begin + edit.inserted.size();
  if (document.ticket) {
    document.ticket->offset = follow(document.ticket->offset, edit);
    document.ticket->planned = false;
  }
  if (document.asked) document.asked->offset = follow(document.asked->offset, edit);
  for (const StreamId id : document.streams) {
    Stream& stream = *find_stream(id);
    stream.offset = follow(stream.offset, edit);
  }
}

void Engine::apply(DocumentAccessChanged& event) {
  Document* document = find_document(event.document);
  if (document == nullptr) return;
  document->availability = event.availability;
  document->may_leave = event.may_leave;
  document->bounds = event.bounds;
  document->rules = event.rules;
  document->ahead.reset();
  document->barren.reset();
  // It may be another backend's turn now.
  if (document->ticket && std::exchange(document->ticket->queued, false))
    leave_queue(event.document);
  touch(*document);
}

void Engine::apply(DocumentClosed& event) {
  Document* document = find_document(event.document);
  if (document == nullptr) return;
  abort_all(*document);
  for (BackendIndex at = 0; at < backends_.size(); ++at)
    if (const auto& prefill = backends_[at].prefill; prefill && prefill->document == document->id)
      end_prefill(at, true);
  if (document->ticket) answer_empty(*document, Reason::closed);
  end_key(*document);
  cache_.forget(event.document);
  shape_memo_ = {};
  documents_.erase(event.document);
}

// --- requests ------------------------------------------------------------------------------------

void Engine::apply(CompletionRequested& event) {
  Document* document = find_document(event.document);
  if (document == nullptr) {
    ++reasons_[static_cast<std::size_t>(Reason::closed)];
    actions_.push_back(Answer{
        .ticket = event.ticket, .document = event.document, .item = {}, .reason = Reason::closed});
    return;
  }
  if (document->ticket) supersede(*document);
  const bool invoked = event.trigger == Trigger::invoked;
  if (!invoked) document->habit.on_request(now_);
  document->ahead.reset(); // the request takes over
  document->asked =
      Asked{.at = now_, .offset = event.offset, .selected = event.selected.has_value()};
  Ticket ticket{.id = event.ticket,
                .offset = event.offset,
                .trigger = event.trigger,
                .selected = std::move(event.selected),
                .requested = now_,
                .expires = now_ + std::min(options_.deadline, document->bounds.deadline)};
  if (!invoked && document->rules.show_delay > Duration{0})
    ticket.shows_from = std::min(now_ + document->rules.show_delay, ticket.expires);
  document->ticket = std::move(ticket);
  touch(*document);
}

void Engine::apply(CompletionCancelled& event) {
  Document* document = find_document(event.document);
  if (document == nullptr || !document->ticket || document->ticket->id != event.ticket) return;
  document->asked.reset(); // whatever comes now, nobody wants to hear of it
  document->typed.reset();
  document->ahead.reset();
  orphan(*document);
  answer_cancelled(*document, Reason::cancelled);
}

/// What is in flight for the session's documents is stopped.
void Engine::apply(SessionSnoozed& event) {
  snoozed_.erase(event.session);
  if (event.until && now_ < *event.until) snoozed_[event.session] = *event.until;
  touch_documents_of(event.session);
}

void Engine::touch_documents_of(SessionId session) {
  std::vector<DocumentId> ids;
  for (const auto& [id, document] : documents_)
    if (document.session == session) ids.push_back(id);
  std::sort(ids.begin(), ids.end()); // the map's order is not ours
  for (const DocumentId id : ids) touch(*find_document(id));
}

void Engine::apply(SessionClosed& event) {
  snoozed_.erase(event.session);
  tellers_.erase(event.session);
}

void Engine::apply(MemoryCleared&) {
  cache_.clear();
  std::vector<DocumentId> ids;
  for (auto& [id, document] : documents_) {
    document.shown_forgotten = true;
    document.barren.reset();
    document.dismissed.clear();
    ids.push_back(id);
  }
  std::sort(ids.begin(), ids.end()); // the map's order is not ours
  for (const DocumentId id : ids) touch(*find_document(id));
}

// --- backends ------------------------------------------------------------------------------------

void Engine::apply(StreamSent& event) {
  Stream* stream = find_stream(event.stream);
  if (stream != nullptr && !stream->sent) stream->sent = std::clamp(event.at, stream->begun, now_);
}

void Engine::apply(StreamDelta& event) {
  Stream* stream = find_stream(event.stream);
  if (stream == nullptr || stream->finished) return;
  BackendState& backend = backends_[stream->backend];
  if (!std::exchange(stream->spoke, true)) {
    backend.health.on_spoken(now_);
    backend.ttft.add(now_ - stream->begun);
    stream->first_text = now_;
  }
  append(*stream, stream->text, event.text);
  if (stream->text.size() >= options_.limits.stream_bytes_max) {
    stream->text.resize(options_.limits.stream_bytes_max);
    stream->cut = true;
    stop(*stream);
  }
  touch(*find_document(stream->document));
}

void Engine::apply(StreamAlternative& event) {
  Stream* stream = find_stream(event.stream);
  if (stream == nullptr || stream->finished || event.candidate == 0 ||
      event.candidate >= options_.candidates)
    return;
  auto& alternatives = stream->alternatives;
  alternatives.resize(std::max(alternatives.size(), event.candidate));
  std::string& text = alternatives[event.candidate - 1];
  append(*stream, text, event.text);
  text.resize(std::min(text.size(), options_.limits.stream_bytes_max));
}

/// Models write \n. A stream holds the document's line end, so that typing over one agrees with it.
void Engine::append(Stream& stream, std::string& to, std::string_view text) {
  const std::string_view line_ending = shape::line_ending_of(find_document(stream.document)->text);
  if (line_ending == "\n") {
    to += text;
    return;
  }
  for (const char c : text) {
    if (c == '\n')
      to += line_ending;
    else if (c != '\r')
      to += c;
  }
}

void Engine::apply(StreamFinished& event) {
  if (take_prefill_end(event.stream, nullptr)) return;
  Stream* stream = find_stream(event.stream);
  if (stream == nullptr || stream->finished) return;
  BackendState& backend = backends_[stream->backend];
  backend.health.on_success(now_);
  backend.response.add(now_ - stream->begun);
  if (stream->first_text) backend.output.add(stream->text.size(), now_ - *stream->first_text, true);
  stream->spoke = true;
  stream->cut = event.cut;
  stream->finished = true;
  touch(*find_document(stream->document));
}

void Engine::apply(StreamFailed& event) {
  if (take_prefill_end(event.stream, &event)) return;
  Stream* stream = find_stream(event.stream);
  if (stream == nullptr || stream->finished) return;
  stream->finished = true;
  fail(*stream, event.failure, event.retry_after);
  touch(*find_document(stream->document));
}

void Engine::apply(BackendTold& event) {
  if (event.backend >= backends_.size()) return;
  BackendState& state = backends_[event.backend];
  const backend::ServerFacts& told = event.facts;
  if (told.context_tokens) state.told.context_tokens = told.context_tokens;
  if (const auto speed = told.prefill_tokens_per_second) {
    auto& known = state.told.prefill_tokens_per_second;
    if (!known || is_news(*known, *speed)) known = speed;
  }
  if (told.bytes_per_token) state.told.bytes_per_token = told.bytes_per_token;
  if (told.prefix_tokens_max) state.told.prefix_tokens_max = told.prefix_tokens_max;
  if (told.suffix_tokens_max) state.told.suffix_tokens_max = told.suffix_tokens_max;
  if (!told.slots || *told.slots == 0) return;
  state.told.slots = told.slots;
  call_next(event.backend);
}

// --- small things --------------------------------------------------------------------------------

void Engine::touch(Document& document) {
  if (std::exchange(document.touched, true)) return;
  touched_.push_back(document.id);
}

Engine::Document* Engine::find_document(DocumentId id) {
  const auto found = documents_.find(id);
  return found == documents_.end() ? nullptr : &found->second;
}

Engine::Stream* Engine::find_stream(StreamId id) {
  const auto found = streams_.find(id);
  return found == streams_.end() ? nullptr : &found->second;
}

} // namespace inkling::engine
