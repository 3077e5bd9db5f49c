// The way of a key press, as a table of contents. Answers are given in lookup.cpp, streams are kept
// in streams.cpp.

#include "engine/engine.hpp"

#include "base/assert.hpp"

#include <algorithm>
#include <utility>

namespace inkling::engine {

Engine::Engine(EngineOptions options)
    : options_(std::move(options)),
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
  retire_finished(document);
  document.edited.reset();
}

/// Deadlines that have passed: the grace of orphans, debounces, and streams that took too long.
void Engine::expire() {
  std::vector<StreamId> late;
  for (const auto& [id, stream] : streams_) {
    if (stream.finished) continue; // in this burst, just in time
    if (now_ >= stream.expires || (stream.grace_ends && now_ >= *stream.grace_ends))
      late.push_back(id);
  }
  std::sort(late.begin(), late.end()); // the map's order is not ours
  for (const StreamId id : late) expire_stream(*find_stream(id));

  std::erase_if(debouncing_, [this](DocumentId id) {
    Document* document = find_document(id);
    if (document == nullptr || !document->ticket || !document->ticket->work_begins) return true;
    if (*document->ticket->work_begins > now_) return false;
    touch(*document);
    return true;
  });
}

/// A stream out of time. A ticket that waits for it gets the whole lines that have come, if any.
void Engine::expire_stream(Stream& stream) {
  Document& document = *find_document(stream.document);
  const bool awaited = document.ticket && document.ticket->stream == stream.id;
  const std::size_t lines_end = stream.text.find_last_of("\r\n");
  if (!awaited || lines_end == std::string::npos) {
    abort(document, stream.id);
    if (awaited) answer_empty(document, Reason::timed_out);
    return;
  }
  stream.text.resize(lines_end);
  stream.finished = true;
  actions_.push_back(AbortStream{stream.id, stream.backend});
  touch(document);
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
  for (const DocumentId id : debouncing_) {
    const auto document = documents_.find(id);
    if (document == documents_.end() || !document->second.ticket) continue;
    if (const auto& begins = document->second.ticket->work_begins) consider(*begins);
  }
  return earliest;
}

// --- documents -----------------------------------------------------------------------------------

void Engine::apply(DocumentOpened& event) {
  Document& document = documents_[event.document];
  document.id = event.document;
  document.session = event.session;
  document.language = std::move(event.language);
  document.path = std::move(event.path);
  document.may_leave = event.may_leave;
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
  document->ticket = Ticket{.id = event.ticket,
                            .offset = event.offset,
                            .trigger = event.trigger,
                            .selected = std::move(event.selected),
                            .expires = now_ + options_.deadline,
                            .stream = {},
                            .work_begins = {}};
  touch(*document);
}

void Engine::apply(CompletionCancelled& event) {
  Document* document = find_document(event.document);
  if (document == nullptr || !document->ticket || document->ticket->id != event.ticket) return;
  orphan(*document);
  answer_cancelled(*document, Reason::cancelled);
}

// --- backends ------------------------------------------------------------------------------------

void Engine::apply(StreamDelta& event) {
  Stream* stream = find_stream(event.stream);
  if (stream == nullptr || stream->finished) return;
  stream->text += event.text;
  Document& document = *find_document(stream->document);
  if (stream->text.size() >= options_.limits.stream_bytes_max) {
    stream->text.resize(options_.limits.stream_bytes_max);
    stream->finished = true;
    actions_.push_back(AbortStream{stream->id, stream->backend});
  }
  touch(document);
}

void Engine::apply(StreamFinished& event) {
  Stream* stream = find_stream(event.stream);
  if (stream == nullptr) return;
  stream->finished = true;
  touch(*find_document(stream->document));
}

void Engine::apply(StreamFailed& event) {
  Stream* stream = find_stream(event.stream);
  if (stream == nullptr || stream->finished) return;
  stream->finished = true;
  stream->failure = event.failure;
  touch(*find_document(stream->document));
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
    // A ticket waits for something: a stream of its document, or the end of its debounce.
    INKLING_ASSERT(static_cast<bool>(ticket.stream) != ticket.work_begins.has_value());
    if (ticket.stream) INKLING_ASSERT(streams_.contains(ticket.stream));
  }
  INKLING_ASSERT(listed == streams_.size());
  for (const auto& [id, stream] : streams_) {
    INKLING_ASSERT(documents_.contains(stream.document));
    INKLING_ASSERT(!stream.finished);
    INKLING_ASSERT(stream.text.size() <= options_.limits.stream_bytes_max);
  }
  INKLING_ASSERT(cache_.bytes() <= options_.limits.cache_bytes_max);
}

} // namespace inkling::engine
