// What happens because time passes: deadlines, graces, debounces, and when the next of them is due.

#include "engine/engine.hpp"

#include <algorithm>

namespace inkling::engine {

/// Deadlines that have passed: of streams, of the grace of orphans, and whatever a document has to
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
  expire_prefills();

  std::erase_if(timed_, [this](DocumentId id) {
    Document* document = find_document(id);
    if (document == nullptr) return true;
    const auto when = wakes(*document);
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
    if (!stream.spoke && now_ >= stream.expires) time_out(stream);
    touch(document);
    // What it has said by the end of its time is remembered; an orphan's is not.
    return now_ >= stream.expires ? stop(stream) : abort(document, stream.id);
  }
  const std::size_t lines_end = stream.text.find_last_of("\r\n");
  stop(stream);
  if (lines_end != std::string::npos)
    stream.text.resize(lines_end);
  else
    time_out(stream);
  touch(document);
}

/// When a document has to be looked at though nothing happens.
std::optional<Instant> Engine::wakes(const Document& document) const {
  std::optional<Instant> earliest;
  const auto consider = [&](std::optional<Instant> when) {
    if (when) earliest = std::min(*when, earliest.value_or(*when));
  };
  if (document.ahead) consider(document.ahead->begins);
  const auto snoozed = snoozed_.find(document.session);
  if (snoozed != snoozed_.end() && now_ < snoozed->second && document.shown)
    consider(snoozed->second);
  if (!document.ticket) {
    consider(speculates_at(document));
    consider(prefills_at(document));
    return earliest;
  }
  const Ticket& ticket = *document.ticket;
  consider(ticket.work_begins);
  consider(ticket.early_at);
  consider(ticket.relieved_at);
  if (ticket.held) consider(ticket.shows_from);
  if (!ticket.failed) consider(ticket.expires);
  return earliest;
}

void Engine::schedule(Document& document) {
  if (document.timed || !wakes(document)) return;
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
  for (const BackendState& state : backends_)
    if (state.prefill) consider(state.prefill->expires);
  for (const DocumentId id : timed_) {
    const auto document = documents_.find(id);
    if (document == documents_.end()) continue;
    if (const auto when = wakes(document->second)) consider(*when);
  }
  return earliest;
}

} // namespace inkling::engine
