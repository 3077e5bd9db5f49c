// The way of a key press, as a table of contents. Answers are given in lookup.cpp, streams are kept
// in streams.cpp.

#include "engine/engine.hpp"

#include "base/assert.hpp"
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
/// tidy up.
void Engine::settle(Document& document) {
  document.touched = false;
  judge_streams(document);
  if (document.ticket) serve(document);
  if (document.ticket) relieve(document);
  retire_finished(document);
  schedule(document);
  document.edited.reset();
}

/// Deadlines that have passed: of streams, of the grace of orphans, and whatever a ticket has to
/// do.
void Engine::expire() {
  std::vector<StreamId> late;
  for (const auto& [id, stream] : streams_) {
    if (stream.finished) continue; // in this burst, just in time
    if (now_ >= stream.expires || (stream.grace_ends && now_ >= *stream.grace_ends))
      late.push_back(id);
  }
  std::sort(late.begin(), late.end()); // the map's order is not ours
  for (const StreamId id : late) expire_stream(*find_stream(id));

  std::erase_if(timed_, [this](DocumentId id) {
    Document* document = find_document(id);
    if (document == nullptr) return true;
    const auto when = document->ticket ? wakes(*document->ticket) : std::nullopt;
    if (when && *when > now_) return false;
    document->timed = false;
    if (when) touch(*document);
    return true;
  });
}

/// A stream out of time. A ticket that waits for it gets the whole lines that have come, if any.
void Engine::expire_stream(Stream& stream) {
  Document& document = *find_document(stream.document);
  if (!document.ticket || document.ticket->stream != stream.id) {
    if (!stream.spoke && now_ >= stream.expires)
      backends_[stream.backend].health.on_failure(backend::Failure::timed_out, {}, now_);
    if (document.ticket && document.ticket->stand_in == stream.id) touch(document);
    return abort(document, stream.id);
  }
  const std::size_t lines_end = stream.text.find_last_of("\r\n");
  stop(stream);
  if (lines_end != std::string::npos)
    stream.text.resize(lines_end);
  else
    fail(stream, backend::Failure::timed_out, {});
  touch(document);
}

/// When a ticket has to be looked at though nothing happens.
std::optional<Instant> Engine::wakes(const Ticket& ticket) {
  std::optional<Instant> earliest = ticket.work_begins;
  const auto consider = [&](Instant when) { earliest = std::min(when, earliest.value_or(when)); };
  if (ticket.relieved_at) consider(*ticket.relieved_at);
  if (!ticket.failed) consider(ticket.expires);
  return earliest;
}

void Engine::schedule(Document& document) {
  if (document.timed || !document.ticket || !wakes(*document.ticket)) return;
  document.timed = true;
  timed_.push_back(document.id);
}

std::optional<Instant> Engine::deadline() const {
  std::optional<Instant> earliest;
  const auto consider = [&](Instant when) {
    if (!earliest || when < *earliest) earliest = when;
  };
  for (const auto& [id, stream] : streams_) {
    consider(stream.expires);
    if (stream.grace_ends) consider(*stream.grace_ends);
  }
  for (const DocumentId id : timed_) {
    const auto document = documents_.find(id);
    if (document == documents_.end() || !document->second.ticket) continue;
    if (const auto when = wakes(*document->second.ticket)) consider(*when);
  }
  return earliest;
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
    if (!document.ticket) continue;
    Ticket& ticket = *document.ticket;
    ticket = {.id = ticket.id,
              .offset = ticket.offset,
              .trigger = ticket.trigger,
              .selected = std::move(ticket.selected),
              .expires = ticket.expires,
              .work_begins = now_,
              .queued = false,
              .stream = {},
              .stand_in = {}};
    schedule(document);
  }
  for (const DocumentId id : touched_) // somebody's turn had come: the next step serves everybody
    if (Document* document = find_document(id)) document->touched = false;
  options_ = std::move(options);
  backends_ = std::vector<BackendState>(options_.backends.begin(), options_.backends.end());
  cache_ = SuggestionCache(options_.limits.cache_bytes_max, options_.cache_time_to_live);
  return actions_;
}

// --- documents -----------------------------------------------------------------------------------

void Engine::apply(DocumentOpened& event) {
  Document& document = documents_[event.document];
  document.id = event.document;
  document.session = event.session;
  document.language = std::move(event.language);
  document.path = std::move(event.path);
  document.may_leave = event.may_leave;
  document.bounds = event.bounds;
  document.text = std::move(event.text);
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
  document->text = std::move(event.text);
  document->availability = event.availability;
  document->rhythm.on_key(now_);
  // A change behind a cancel: from here on the text decides, in settle().
  for (const StreamId id : document->streams) find_stream(id)->grace_ends.reset();
  for (const text::Edit& edit : event.edits) {
    document->edited = edit.begin + edit.inserted.size();
    if (document->ticket) document->ticket->offset = follow(document->ticket->offset, edit);
    for (const StreamId id : document->streams) {
      Stream& stream = *find_stream(id);
      stream.offset = follow(stream.offset, edit);
    }
  }
  // An entry selected in a completion list of an older text cannot be followed.
  if (document->ticket && std::exchange(document->ticket->selected, std::nullopt))
    supersede(*document);
  touch(*document);
}

void Engine::apply(DocumentAccessChanged& event) {
  Document* document = find_document(event.document);
  if (document == nullptr) return;
  document->availability = event.availability;
  document->may_leave = event.may_leave;
  document->bounds = event.bounds;
  // It may be another backend's turn now.
  if (document->ticket && std::exchange(document->ticket->queued, false))
    leave_queue(event.document);
  touch(*document);
}

void Engine::apply(DocumentClosed& event) {
  Document* document = find_document(event.document);
  if (document == nullptr) return;
  abort_all(*document);
  if (document->ticket) answer_empty(*document, Reason::closed);
  cache_.forget(event.document);
  documents_.erase(event.document);
}

// --- requests ------------------------------------------------------------------------------------

void Engine::apply(CompletionRequested& event) {
  Document* document = find_document(event.document);
  if (document == nullptr) {
    record(
        {.ticket = event.ticket, .document = event.document, .item = {}, .reason = Reason::closed});
    return;
  }
  if (document->ticket) supersede(*document);
  document->ticket =
      Ticket{.id = event.ticket,
             .offset = event.offset,
             .trigger = event.trigger,
             .selected = std::move(event.selected),
             .expires = now_ + std::min(options_.deadline, document->bounds.deadline),
             .work_begins = {},
             .queued = false,
             .stream = {},
             .stand_in = {}};
  touch(*document);
}

void Engine::apply(CompletionCancelled& event) {
  Document* document = find_document(event.document);
  if (document == nullptr || !document->ticket || document->ticket->id != event.ticket) return;
  orphan(*document);
  answer_cancelled(*document, Reason::cancelled);
}

// --- backends ------------------------------------------------------------------------------------

void Engine::apply(SessionSnoozed&) {}
void Engine::apply(SuggestionShown&) {}
void Engine::apply(SuggestionAccepted&) {}
void Engine::apply(SuggestionDismissed&) {}
void Engine::apply(MemoryCleared&) {}
void Engine::apply(StreamSent&) {}

void Engine::apply(StreamDelta& event) {
  Stream* stream = find_stream(event.stream);
  if (stream == nullptr || stream->finished) return;
  BackendState& backend = backends_[stream->backend];
  if (!std::exchange(stream->spoke, true)) {
    backend.health.on_success(now_);
    backend.ttft.add(now_ - stream->begun);
  }
  append(*stream, event.text);
  if (stream->text.size() >= options_.limits.stream_bytes_max) {
    stream->text.resize(options_.limits.stream_bytes_max);
    stop(*stream);
  }
  touch(*find_document(stream->document));
}

/// Models write \n. A stream holds the document's line end, so that typing over one agrees with it.
void Engine::append(Stream& stream, std::string_view text) {
  const std::string_view line_ending = shape::line_ending_of(find_document(stream.document)->text);
  if (line_ending == "\n") {
    stream.text += text;
    return;
  }
  for (const char c : text) {
    if (c == '\n')
      stream.text += line_ending;
    else if (c != '\r')
      stream.text += c;
  }
}

void Engine::apply(StreamFinished& event) {
  Stream* stream = find_stream(event.stream);
  if (stream == nullptr || stream->finished) return;
  BackendState& backend = backends_[stream->backend];
  if (!stream->spoke) backend.health.on_success(now_);
  backend.response.add(now_ - stream->begun);
  stream->spoke = true;
  stream->finished = true;
  touch(*find_document(stream->document));
}

void Engine::apply(StreamFailed& event) {
  Stream* stream = find_stream(event.stream);
  if (stream == nullptr || stream->finished) return;
  stream->finished = true;
  fail(*stream, event.failure, event.retry_after);
  touch(*find_document(stream->document));
}

void Engine::apply(BackendSlots& event) {
  if (event.backend >= backends_.size() || event.slots == 0) return;
  backends_[event.backend].slots = event.slots;
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

Engine::Stats Engine::stats() const {
  Stats stats{.documents = documents_.size(),
              .tickets = 0,
              .streams = streams_.size(),
              .cache_bytes = cache_.bytes(),
              .reasons = reasons_};
  for (const auto& [id, document] : documents_) stats.tickets += document.ticket ? 1 : 0;
  return stats;
}

void Engine::check() const {
  std::size_t listed = 0;
  for (const auto& [id, document] : documents_) {
    INKLING_ASSERT(document.id == id);
    INKLING_ASSERT(!document.touched && !document.edited);
    INKLING_ASSERT(document.streams.size() <= options_.limits.streams_per_document_max);
    listed += document.streams.size();
    for (const StreamId stream : document.streams) INKLING_ASSERT(streams_.contains(stream));
    if (!document.ticket) continue;
    const Ticket& ticket = *document.ticket;
    INKLING_ASSERT(ticket.offset <= document.text.size());
    INKLING_ASSERT(ticket.stream || ticket.stand_in || ticket.queued || ticket.work_begins);
    for (const StreamId stream : {ticket.stream, ticket.stand_in})
      if (stream) INKLING_ASSERT(streams_.contains(stream));
    INKLING_ASSERT(!wakes(ticket) || document.timed);
    if (!ticket.queued) continue;
    const auto& waiting = backends_[*backend_for(document)].waiting;
    INKLING_ASSERT(std::count(waiting.begin(), waiting.end(), id) == 1);
  }
  INKLING_ASSERT(listed == streams_.size());
  for (const auto& [id, stream] : streams_) {
    INKLING_ASSERT(documents_.contains(stream.document));
    INKLING_ASSERT(!stream.finished);
    INKLING_ASSERT(stream.text.size() <= options_.limits.stream_bytes_max);
    const Document& document = documents_.at(stream.document);
    const bool local = options_.backends[stream.backend].source == Source::embedded;
    INKLING_ASSERT(local || document.may_leave);
  }
  for (std::size_t at = 0; at < backends_.size(); ++at) {
    const BackendState& state = backends_[at];
    INKLING_ASSERT(state.running == static_cast<std::size_t>(std::count_if(
                                        streams_.begin(), streams_.end(), [&](const auto& entry) {
                                          return entry.second.backend == at;
                                        })));
    // Room is never left unused while somebody waits for it.
    INKLING_ASSERT(state.waiting.empty() || !state.has_room());
    for (const DocumentId waiting : state.waiting)
      INKLING_ASSERT(documents_.contains(waiting) && documents_.at(waiting).ticket->queued);
  }
  INKLING_ASSERT(cache_.bytes() <= options_.limits.cache_bytes_max);
}

} // namespace inkling::engine
