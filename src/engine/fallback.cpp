// Never blank, never late: who answers a ticket where its backend is late, fails, is busy, or must
// not be asked at all.

#include "base/assert.hpp"
#include "engine/engine.hpp"

#include <algorithm>
#include <utility>

namespace inkling::engine {

/// The backend gives nothing to the waiting ticket. The stand-in is asked, once; if it has nothing
/// either, the ticket ends with this reason.
void Engine::give_up(Document& document, const Place& place, Reason reason) {
  Ticket& ticket = *document.ticket;
  ticket.failed = reason;
  ticket.stream = {};
  ticket.work_begins.reset();
  ticket.relieved_at.reset();
  ticket.relieved = true;
  if (std::exchange(ticket.queued, false)) leave_queue(document.id);
  if (ticket.stand_in || ask_stand_in(document, place)) return;
  answer_empty(document, reason);
}

/// A client that takes refreshes is shown what the stand-in has until something better comes.
void Engine::paint_first(Document& document) {
  const Ticket& ticket = *document.ticket;
  if (!document.refreshes || ticket.stand_in_asked || ticket.held || ticket.failed ||
      ticket.trigger != Trigger::automatic || remote_for(document) == nullptr)
    return;
  ask_stand_in(document, place_of(document, ticket));
}

bool Engine::ask_stand_in(Document& document, const Place& place) {
  Ticket& ticket = *document.ticket;
  // What it asked for an earlier ticket and is still writing serves this one: one at a time.
  const Stream* awaited = find_stream(ticket.stream);
  if (awaited != nullptr && awaited->purpose == Purpose::stand_in) return false;
  if (!options_.stand_in || std::exchange(ticket.stand_in_asked, true)) return false;
  ticket.stand_in =
      start_stream(document, place, *options_.stand_in, Purpose::stand_in, Urgency::waited_for).id;
  return true;
}

/// True where the stand-in's word ended the ticket.
bool Engine::serve_stand_in(Document& document, const Place& place, Stream& stream) {
  if (!stream.finished) return false;
  Ticket& ticket = *document.ticket;
  const Match match = stream.anchor.match(stream.text, place.vicinity);
  if (!stream.failure && match.agreement == Agreement::agrees && match.typed < stream.text.size()) {
    if (!offer(document, place, suggestion_of(stream, stream.text), match.typed, Reason::embedded))
      return true;
  }
  ticket.stand_in = {};
  if (!ticket.failed) return false;
  answer_empty(document, *ticket.failed);
  return true;
}

/// A ticket begins to wait for a remote backend: how long before others may answer it.
void Engine::expect_relief(Ticket& ticket, BackendIndex backend) {
  const BackendState& state = backends_[backend];
  if (ticket.relieved || ticket.relieved_at || state.traits.source == Source::embedded) return;
  const Instant begins = ticket.work_begins.value_or(now_);
  ticket.relieved_at =
      begins + options_.soft_deadline.after(state.response.quantile(0.9), ticket.expires - begins);
}

/// From the soft deadline on, whole lines that have come are as good as the whole text: they are
/// offered, and the stream goes on for later requests. If there are none the stand-in is asked.
void Engine::relieve(Document& document) {
  Ticket& ticket = *document.ticket;
  const bool expired = !ticket.failed && now_ >= ticket.expires;
  const bool due = expired || (ticket.relieved_at && now_ >= *ticket.relieved_at);
  if (!due && !ticket.relieved) return;
  if (due) ticket.relieved_at.reset();
  ticket.relieved = true;
  const Stream* stream = find_stream(ticket.stream);
  if (stream == nullptr && !due) return;
  const Place place = place_of(document, ticket);
  if (stream != nullptr && offer_whole_lines(document, place, *stream)) return;
  if (expired) return give_up(document, place, Reason::timed_out);
  if (due) ask_stand_in(document, place);
}

// --- whose turn it is at a backend that runs only so many generations at once
// ---------------------

/// True where the document may start a stream at the backend now; else its ticket waits for its
/// turn.
bool Engine::take_turn(Document& document, BackendIndex backend) {
  BackendState& state = backends_[backend];
  Ticket& ticket = *document.ticket;
  if (!ticket.queued && (!make_room(backend, Urgency::waited_for) || !state.waiting.empty())) {
    ticket.queued = true;
    state.waiting.push_back(document.id);
  }
  if (!ticket.queued) return true;
  if (!state.has_room()) return false;
  if (Document* next = next_in_queue(state); next != &document) {
    touch(*next);
    return false;
  }
  ticket.queued = false;
  std::erase(state.waiting, document.id);
  return true;
}

/// Of those who wait, the one whose session has least in flight there; among equals the first.
Engine::Document* Engine::next_in_queue(const BackendState& state) {
  const BackendIndex backend = static_cast<BackendIndex>(&state - backends_.data());
  Document* next = nullptr;
  std::size_t least = 0;
  for (const DocumentId id : state.waiting) {
    Document* document = find_document(id);
    std::size_t running = 0;
    for (const auto& [stream_id, stream] : streams_)
      if (stream.backend == backend && documents_.at(stream.document).session == document->session)
        ++running;
    if (next == nullptr || running < least) {
      next = document;
      least = running;
    }
  }
  return next;
}

void Engine::leave_queue(DocumentId document) {
  for (BackendIndex at = 0; at < backends_.size(); ++at)
    if (std::erase(backends_[at].waiting, document) > 0) call_next(at);
}

/// Room may have come: who is next looks for himself.
void Engine::call_next(BackendIndex backend) {
  const BackendState& state = backends_[backend];
  if (state.waiting.empty() || !state.has_room()) return;
  touch(*next_in_queue(state));
}

} // namespace inkling::engine
