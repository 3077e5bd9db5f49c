// Work in flight: when a stream is begun, kept, and stopped. A stream lives only while it has a
// reason to.

#include "base/assert.hpp"
#include "engine/engine.hpp"
#include "shape/placement.hpp"

#include <algorithm>

namespace inkling::engine {

/// Starts a stream for the waiting ticket: now, when its debounce has passed, or when its turn
/// comes.
void Engine::begin_work(Document& document, const Place& place) {
  Ticket& ticket = *document.ticket;
  // Whatever still ran for this document was begun for another place: the cursor has left it.
  abort_others(document);
  if (ticket.failed) {
    if (!ticket.stand_in) answer_empty(document, *ticket.failed);
    return;
  }
  const std::optional<BackendIndex> backend = backend_for(document);
  if (!backend)
    return answer_empty(document, options_.primary ? Reason::local_only : Reason::no_backend);
  // A ticket whose stream was stopped late does not get a second deadline.
  if (now_ >= ticket.expires) return give_up(document, place, Reason::timed_out);

  const BackendState& state = backends_[*backend];
  const bool invoked = ticket.trigger == Trigger::invoked;
  const Health::Gate gate = state.health.gate(now_);
  if (gate != Health::Gate::open && (!invoked || gate == Health::Gate::told))
    return give_up(document, place, reason_of(state.health.last_failure()));

  if (!ticket.work_begins && !ticket.queued) {
    const Duration delay = invoked ? Duration{0} : debounce(document, place, state);
    ticket.work_begins = std::min(now_ + delay, ticket.expires);
    expect_relief(ticket, *backend);
  }
  if (ticket.work_begins && *ticket.work_begins > now_) return;
  ticket.work_begins.reset();
  if (!take_turn(document, *backend)) return;
  ticket.stream = start_stream(document, place, *backend);
  call_next(*backend);
}

/// Whom this document's work goes to: a text that may not leave goes to nobody outside.
std::optional<BackendIndex> Engine::backend_for(const Document& document) const {
  if (!options_.primary) return std::nullopt;
  const bool local = options_.backends[*options_.primary].source == Source::embedded;
  return local || document.may_leave ? options_.primary : options_.stand_in;
}

Duration Engine::debounce(const Document& document, const Place& place,
                          const BackendState& state) const {
  const std::string_view before = place.vicinity.before();
  return options_.debounce.delay(
      {.embedded = state.traits.source == Source::embedded,
       .metered = state.traits.metered,
       .ttft = state.usual_ttft(),
       .interval = document.rhythm.interval(),
       .at_boundary = before.empty() || !shape::is_word_byte(before.back())});
}

StreamId Engine::start_stream(Document& document, const Place& place, BackendIndex backend) {
  const Ticket& ticket = *document.ticket;
  context::Prompt prompt{.session = document.session,
                         .document = document.id,
                         .language = document.language,
                         .text = place.text,
                         .offset = place.offset,
                         .window_begin = 0,
                         .window_end = 0,
                         .path = document.path,
                         .invoked = ticket.trigger == Trigger::invoked,
                         .max_tokens = document.bounds.max_tokens};
  const Bounds& bounds = document.bounds;
  const context::Budget& budget = options_.prompt_budget;
  context::set_window(prompt, {std::min(budget.prefix_bytes_max, bounds.prefix_bytes_max),
                               std::min(budget.suffix_bytes_max, bounds.suffix_bytes_max)});
  const StreamId id = stream_ids_.next();
  streams_.emplace(id, Stream{.id = id,
                              .document = document.id,
                              .backend = backend,
                              .begun_for = ticket.id,
                              .anchor = Anchor(place.vicinity),
                              .offset = ticket.offset,
                              .text = {},
                              .begun = now_,
                              .expires = backend == options_.stand_in
                                             ? std::max(ticket.expires, now_ + kStandInTime)
                                             : ticket.expires,
                              .grace_ends = {},
                              .spoke = false,
                              .finished = false,
                              .failure = {}});
  document.streams.push_back(id);
  ++backends_[backend].running;
  backends_[backend].health.on_begun(now_);
  actions_.push_back(StartStream{id, backend, std::move(prompt)});
  return id;
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
  const BackendState& state = backends_[stream.backend];
  if (!document.may_leave && state.traits.source == Source::remote) return false;
  const auto judge = [&](const text::Rope& text, std::size_t offset) {
    const Match match = stream.anchor.match(stream.text, Vicinity(text, offset), !stream.finished);
    if (match.agreement != Agreement::undecided) return match.agreement == Agreement::agrees;
    // Without a request nothing would be begun instead; the next one decides.
    if (!document.ticket) return match.typed <= options_.keep.typed_bytes_max;
    return options_.keep.keep_undecided(now_ - stream.begun, state.usual_ttft(), match.typed);
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
    if (document.ticket)
      INKLING_ASSERT(document.ticket->stream != id && document.ticket->stand_in != id);
    const bool taken = document.shown && document.shown->anchor == stream.anchor &&
                       document.shown->source == backends_[stream.backend].traits.source &&
                       document.shown->text.size() >= stream.text.size();
    const bool whole = !stream.failure && now_ < stream.expires;
    if (whole && !stream.text.empty() && !taken)
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

/// Notes what a failure says about the backend.
void Engine::fail(Stream& stream, backend::Failure failure, std::optional<Duration> retry_after) {
  stream.failure = failure;
  backends_[stream.backend].health.on_failure(failure, retry_after, now_);
}

/// No more of it is wanted; what it has said stays.
void Engine::stop(Stream& stream) {
  if (std::exchange(stream.finished, true)) return;
  actions_.push_back(AbortStream{stream.id, stream.backend});
}

void Engine::abort(Document& document, StreamId id) {
  stop(*find_stream(id));
  forget(document, id);
}

/// All but the stand-in's.
void Engine::abort_others(Document& document) {
  const StreamId kept = document.ticket ? document.ticket->stand_in : StreamId{};
  const std::vector<StreamId> streams = document.streams;
  for (const StreamId id : streams)
    if (id != kept) abort(document, id);
}

void Engine::abort_all(Document& document) {
  const std::vector<StreamId> streams = document.streams;
  for (const StreamId id : streams) abort(document, id);
}

void Engine::forget(Document& document, StreamId id) {
  const Stream& stream = *find_stream(id);
  const BackendIndex backend = stream.backend;
  if (!stream.spoke && !stream.failure) backends_[backend].health.on_abandoned();
  if (document.ticket && document.ticket->stream == id) document.ticket->stream = {};
  if (document.ticket && document.ticket->stand_in == id) document.ticket->stand_in = {};
  std::erase(document.streams, id);
  streams_.erase(id);
  --backends_[backend].running;
  call_next(backend);
}

} // namespace inkling::engine
