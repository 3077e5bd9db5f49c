// Work in flight: when a stream is begun, kept, and stopped. A stream lives only while it has a
// reason to.

#include "base/assert.hpp"
#include "engine/engine.hpp"

#include <algorithm>

namespace inkling::engine {

/// Starts a stream for the waiting ticket, now or when its debounce has passed.
void Engine::begin_work(Document& document, const Place& place) {
  Ticket& ticket = *document.ticket;
  // Whatever still ran for this document was begun for another place: the cursor has left it.
  abort_all(document);
  if (!options_.primary) return answer_empty(document, Reason::no_backend);
  // A ticket whose stream was stopped late does not get a second deadline.
  if (now_ >= ticket.expires) return answer_empty(document, Reason::timed_out);

  const BackendIndex backend = *options_.primary;
  const Duration delay = ticket.trigger == Trigger::invoked
                             ? Duration{0}
                             : options_.debounce.delay(options_.backends[backend]);
  if (!ticket.work_begins) {
    ticket.work_begins = std::min(now_ + delay, ticket.expires);
    if (delay > Duration{0}) debouncing_.push_back(document.id);
  }
  if (*ticket.work_begins > now_) return;

  context::Prompt prompt{.session = document.session,
                         .document = document.id,
                         .language = document.language,
                         .text = place.text,
                         .offset = place.offset,
                         .window_begin = 0,
                         .window_end = 0,
                         .path = document.path,
                         .invoked = ticket.trigger == Trigger::invoked};
  context::set_window(prompt, options_.prompt_budget);
  const StreamId id = stream_ids_.next();
  streams_.emplace(id, Stream{.id = id,
                              .document = document.id,
                              .backend = backend,
                              .begun_for = ticket.id,
                              .anchor = Anchor(place.vicinity),
                              .offset = ticket.offset,
                              .text = {},
                              .begun = now_,
                              .expires = ticket.expires,
                              .grace_ends = {},
                              .finished = false,
                              .failure = {}});
  document.streams.push_back(id);
  ticket.stream = id;
  ticket.work_begins.reset();
  actions_.push_back(StartStream{id, backend, std::move(prompt)});
}

/// Stops, in this very step, every stream that the text or its own output has proved wrong.
void Engine::judge_streams(Document& document) {
  const std::vector<StreamId> streams = document.streams;
  for (const StreamId id : streams) {
    Stream& stream = *find_stream(id);
    if (!worth_keeping(document, stream))
      abort(document, id);
    else if (document.ticket)
      stream.offset = document.ticket->offset;
  }
}

bool Engine::worth_keeping(const Document& document, const Stream& stream) const {
  if (document.availability != Availability::offered) return false;
  const auto judge = [&](const text::Rope& text, std::size_t offset) {
    const Match match = stream.anchor.match(stream.text, Vicinity(text, offset), !stream.finished);
    if (match.agreement != Agreement::undecided) return match.agreement == Agreement::agrees;
    const Duration ttft = options_.backends[stream.backend].expected_ttft;
    return options_.keep.keep_undecided(now_ - stream.begun, ttft, match.typed);
  };
  // A request says where the cursor is; without one, it is where this stream last saw it or where
  // the edit ended.
  if (document.ticket) {
    const Place place = place_of(document, *document.ticket);
    return judge(place.text, place.offset);
  }
  return judge(document.text, stream.offset) ||
         (document.edited && judge(document.text, *document.edited));
}

/// What a finished stream wrote is remembered, whether or not a ticket took it.
void Engine::retire_finished(Document& document) {
  const std::vector<StreamId> streams = document.streams;
  for (const StreamId id : streams) {
    Stream& stream = *find_stream(id);
    if (!stream.finished) continue;
    INKLING_ASSERT(!document.ticket || document.ticket->stream != id);
    const bool taken = document.shown && document.shown->anchor == stream.anchor;
    if (!stream.failure && !stream.text.empty() && !taken)
      cache_.insert(document.id,
                    Suggestion{suggestion_ids_.next(), stream.anchor, stream.text,
                               options_.backends[stream.backend].source},
                    now_);
    forget(document, id);
  }
}

/// The document's ticket is being cancelled: its streams may go on for as long as it takes the
/// change behind the cancel to arrive. Also those of tickets that this one superseded and had no
/// time to adopt.
void Engine::orphan(Document& document) {
  for (const StreamId id : document.streams)
    find_stream(id)->grace_ends = now_ + options_.cancel_grace;
}

void Engine::abort(Document& document, StreamId id) {
  const Stream& stream = *find_stream(id);
  if (!stream.finished) actions_.push_back(AbortStream{id, stream.backend});
  forget(document, id);
}

void Engine::abort_all(Document& document) {
  const std::vector<StreamId> streams = document.streams;
  for (const StreamId id : streams) abort(document, id);
}

void Engine::forget(Document& document, StreamId id) {
  if (document.ticket && document.ticket->stream == id) document.ticket->stream = {};
  std::erase(document.streams, id);
  streams_.erase(id);
}

} // namespace inkling::engine
