// Work in flight: when a stream is begun, kept, and stopped. A stream lives only while it has a
// reason to.

#include "base/assert.hpp"
#include "context/tokens.hpp"
#include "engine/engine.hpp"
#include "engine/prompt_budget.hpp"
#include "shape/placement.hpp"

#include <algorithm>
#include <utility>

namespace inkling::engine {
namespace {

/// How long a backend that had nothing to say at a place is taken at its word.
constexpr Duration kBarrenFor = 2s;

/// Of a text that was cut in pieces anywhere.
std::size_t tokens_of_window(const context::Prompt& prompt) {
  std::size_t tokens = 0;
  prompt.text.visit(prompt.window_begin, prompt.window_end, [&](std::string_view chunk) {
    tokens += context::estimate_tokens(chunk);
    return true;
  });
  return tokens;
}

std::size_t tokens_of(const context::Prompt& prompt) {
  std::size_t tokens = tokens_of_window(prompt);
  if (!prompt.snippets) return tokens;
  for (std::size_t at = 0; at < std::min(prompt.snippets_max, prompt.snippets->size()); ++at)
    tokens += (*prompt.snippets)[at].tokens;
  return tokens;
}

/// So many of them, from the first one on, are within a budget.
std::size_t snippets_within(const context::Snippets& snippets, std::size_t tokens_max) {
  std::size_t count = 0;
  std::size_t tokens = 0;
  if (!snippets) return 0;
  for (const context::Snippet& snippet : *snippets) {
    tokens += snippet.tokens;
    if (tokens > tokens_max) break;
    ++count;
  }
  return count;
}

} // namespace

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

  BackendState& state = backends_[*backend];
  const bool invoked = ticket.trigger == Trigger::invoked;
  const Health::Gate gate = state.health.gate(now_);
  if (gate != Health::Gate::open && (!invoked || gate == Health::Gate::told))
    return give_up(document, place, reason_of(state.health.last_failure()));

  if (!state.budget.allows(Urgency::waited_for, now_)) {
    state.over_budget = true;
    return give_up(document, place, Reason::over_budget);
  }

  if (!ticket.work_begins && !ticket.queued) {
    const Instant begins = invoked ? now_ : work_begins(document, place, state);
    ticket.work_begins = std::min(begins, ticket.expires);
    expect_relief(ticket, *backend);
  }
  if (ticket.work_begins && *ticket.work_begins > now_) return;
  ticket.work_began = ticket.work_begins ? now_ : ticket.work_began;
  ticket.work_begins.reset();
  if (!take_turn(document, *backend)) return;
  ticket.stream = start_stream(document, place, *backend, Purpose::answer, Urgency::waited_for).id;
  call_next(*backend);
}

/// Whom this document's work goes to: a text that may not leave goes to nobody outside.
std::optional<BackendIndex> Engine::backend_for(const Document& document) const {
  if (!options_.primary) return std::nullopt;
  const bool local = options_.backends[*options_.primary].source == Source::embedded;
  return local || document.may_leave ? options_.primary : options_.stand_in;
}

/// When work for a place that is wanted now is begun. The debounce counts from the last change of
/// the text: an editor that asks late has done the waiting itself.
Instant Engine::work_begins(const Document& document, const Place& place,
                            const BackendState& state) const {
  const std::string_view before = place.vicinity.before();
  const Duration delay = options_.debounce.delay(
      {.embedded = state.traits.source == Source::embedded,
       .metered = state.traits.metered,
       .ttft = state.usual_ttft(),
       .interval = document.rhythm.interval(),
       .at_boundary = before.empty() || !shape::is_word_byte(before.back()),
       .acceptance = acceptance_.rate(document.language,
                                      static_cast<BackendIndex>(&state - backends_.data()))});
  return std::max(now_, document.changed_at.value_or(now_) + delay);
}

Engine::Stream& Engine::start_stream(Document& document, const Place& place, BackendIndex backend,
                                     Purpose purpose, Urgency urgency) {
  end_prefill(backend, true); // the backend has better things to do
  const Ticket* ticket = document.ticket ? &*document.ticket : nullptr;
  const bool for_ticket = purpose == Purpose::answer || purpose == Purpose::stand_in;
  INKLING_ASSERT(!for_ticket || ticket != nullptr);
  context::Prompt prompt = prompt_for(document, place, backend);
  prompt.invoked = for_ticket && ticket->trigger == Trigger::invoked;
  if (prompt.invoked) prompt.candidates = options_.candidates;
  const StreamId id = stream_ids_.next();
  Stream stream{.id = id,
                .document = document.id,
                .backend = backend,
                .purpose = purpose,
                .begun_for = for_ticket ? ticket->id : TicketId{},
                .anchor = Anchor(place.vicinity),
                .offset = for_ticket ? ticket->offset : place.offset,
                .begun = now_,
                .expires = now_ + std::min(options_.deadline, document.bounds.deadline)};
  if (ticket != nullptr) stream.expires = std::min(stream.expires, ticket->expires);
  if (purpose == Purpose::stand_in) stream.expires = std::max(stream.expires, now_ + kStandInTime);
  document.streams.push_back(id);
  ++document.key.begun;
  BackendState& state = backends_[backend];
  ++state.running;
  state.over_budget = false;
  state.health.on_begun(now_);
  state.begun_last = now_;
  pay(state, urgency, prompt);
  actions_.push_back(StartStream{id, backend, std::move(prompt)});
  return streams_.emplace(id, std::move(stream)).first->second;
}

/// Of the backend's budget. Tokens are only counted where somebody bounds them.
void Engine::pay(BackendState& state, Urgency urgency, const context::Prompt& prompt) {
  state.budget.on_request(urgency, state.budget.counts_tokens() ? tokens_of(prompt) : 0, now_);
}

context::Prompt Engine::prompt_for(const Document& document, const Place& place,
                                   BackendIndex backend) const {
  context::Prompt prompt{.session = document.session,
                         .document = document.id,
                         .language = document.language,
                         .text = place.text,
                         .offset = place.offset,
                         .path = document.path,
                         .max_tokens = document.bounds.max_tokens,
                         .repository = document.repository};
  const Bounds& bounds = document.bounds;
  const context::Budget& all = options_.prompt_budget;
  const context::Budget budget =
      fit_prompt({std::min(all.prefix_bytes_max, bounds.prefix_bytes_max),
                  std::min(all.suffix_bytes_max, bounds.suffix_bytes_max),
                  std::min(all.snippets_tokens_max, bounds.snippets_tokens_max)},
                 backends_[backend].told, bounds.max_tokens);
  context::set_window(prompt, budget);
  if (source_of(backend) == Source::embedded) return prompt; // it knows the workspace itself
  prompt.snippets = document.snippets;
  prompt.snippets_max = snippets_within(document.snippets, budget.snippets_tokens_max);
  return prompt;
}

/// Stops, in this very step, every stream that the text or its own output has proved wrong.
void Engine::judge_streams(Document& document) {
  const std::vector<StreamId> streams = document.streams;
  for (const StreamId id : streams) {
    Stream& stream = *find_stream(id);
    const bool speculates = stream.purpose == Purpose::speculation;
    if (speculates ? !worth_preparing(document, stream) : !worth_keeping(document, stream)) {
      if (stream.purpose == Purpose::ahead && may_work(document, stream.backend))
        document.disproved = stream.offset;
      abort(document, id);
      continue;
    }
    if (document.changed) ++document.key.kept;
    if (document.ticket) stream.offset = document.ticket->offset;
  }
}

/// Whether anything may be in flight for a document at a backend.
bool Engine::may_work(const Document& document, BackendIndex backend) const {
  if (refused(document)) return false;
  return document.may_leave || source_of(backend) == Source::embedded;
}

bool Engine::worth_keeping(const Document& document, const Stream& stream) const {
  if (!may_work(document, stream.backend)) return false;
  const BackendState& state = backends_[stream.backend];
  const auto judge = [&](const text::Rope& text, std::size_t offset) {
    const Match match = stream.anchor.match(stream.text, Vicinity(text, offset), !stream.finished);
    if (match.agreement != Agreement::undecided) return match.agreement == Agreement::agrees;
    // Where nothing would be begun instead, the next request decides.
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
    const bool whole = !stream.failure && now_ < stream.expires;
    remember(document, stream, whole ? stream.text : std::string(whole_lines(stream.text)));
    forget(document, id);
  }
}

void Engine::remember(Document& document, const Stream& stream, std::string text) {
  // The request that is coming would only ask the same again.
  if (stream.text.empty() && stream.purpose == Purpose::ahead && !stream.failure)
    document.barren = Barren{stream.anchor, now_ + kBarrenFor};
  if (text.empty()) return;
  const bool taken = document.shown && document.shown->anchor == stream.anchor &&
                     document.shown->source == source_of(stream.backend) &&
                     document.shown->text.size() >= text.size();
  if (!taken) cache_.insert(document.id, suggestion_of(stream, std::move(text)), now_);
}

Suggestion Engine::suggestion_of(const Stream& stream, std::string text) {
  const Origin origin = stream.purpose == Purpose::speculation ? Origin::speculated
                        : stream.purpose == Purpose::ahead     ? Origin::ahead
                                                               : Origin::asked;
  return {.id = suggestion_ids_.next(),
          .anchor = stream.anchor,
          .text = std::move(text),
          .source = source_of(stream.backend),
          .backend = stream.backend,
          .origin = origin,
          .cut = stream.cut};
}

/// The document's ticket is being cancelled: its streams may go on for as long as it takes the
/// change behind the cancel to arrive. Also those of tickets that this one superseded and had no
/// time to adopt.
void Engine::orphan(Document& document) {
  for (const StreamId id : document.streams)
    find_stream(id)->grace_ends = now_ + options_.cancel_grace;
}

/// Silence until the end of its time. One that had hardly any time says nothing about the backend.
void Engine::time_out(Stream& stream) {
  if (stream.spoke || now_ - stream.begun >= options_.deadline / 2)
    return fail(stream, backend::Failure::timed_out, {});
  stream.failure = backend::Failure::timed_out;
  backends_[stream.backend].health.on_abandoned();
}

/// Notes what a failure says about the backend.
void Engine::fail(Stream& stream, backend::Failure failure, std::optional<Duration> retry_after) {
  stream.failure = failure;
  backends_[stream.backend].health.on_failure(failure, retry_after, now_);
}

/// No more of it is wanted; what it has said stays.
void Engine::stop(Stream& stream) {
  if (std::exchange(stream.finished, true)) return;
  ++find_document(stream.document)->key.aborted;
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
  BackendState& state = backends_[backend];
  // What was stopped while it spoke was well; one that breaks off later is not.
  if (!stream.failure && stream.spoke) state.health.on_success(now_);
  if (!stream.failure && !stream.spoke) state.health.on_abandoned();
  if (state.budget.counts_tokens())
    state.budget.on_generated(context::estimate_tokens(stream.text), now_);
  if (document.ticket && document.ticket->stream == id) document.ticket->stream = {};
  if (document.ticket && document.ticket->stand_in == id) document.ticket->stand_in = {};
  std::erase(document.streams, id);
  streams_.erase(id);
  --state.running;
  call_next(backend);
}

} // namespace inkling::engine
