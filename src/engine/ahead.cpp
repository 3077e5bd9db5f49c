// Work that nobody asked for yet: for the request that a change will bring (a head start), for a
// better text than the one that was offered, and for what follows the text on screen (speculation).

#include "base/assert.hpp"
#include "engine/engine.hpp"

#include <algorithm>
#include <utility>

namespace inkling::engine {
namespace {

/// Before work beside an answer looks again whether a busy backend has room.
constexpr Duration kBusyPause = 20ms;

/// Whether more than blanks is left of a text behind the first `typed` bytes.
bool is_visible(std::string_view text, std::size_t typed) {
  return text.find_first_not_of(" \t\r\n", typed) != text.npos;
}

} // namespace

/// The backend of a document, where it is a remote one; null where nothing is worth preparing,
/// because the answer takes microseconds anyway.
const BackendState* Engine::remote_for(const Document& document) const {
  const auto backend = backend_for(document);
  if (!backend || source_of(*backend) == Source::embedded) return nullptr;
  return &backends_[*backend];
}

void Engine::work_ahead(Document& document) {
  const bool asked_now = document.asked && document.asked->current;
  if (document.changed && !document.ticket && !asked_now)
    document.key.head_start = plan_head_start(document);
  // Its first words have disproved a head start that was kept in silence.
  else if (document.disproved && !document.ticket && !asked_now && options_.head_start &&
           document.bounds.head_start)
    plan_ahead(document, *document.disproved, now_);
  if (document.ahead && now_ >= document.ahead->begins) begin_ahead(document);
}

/// A change that looks like typing: the editor is about to ask.
HeadStart Engine::plan_head_start(Document& document) {
  const BackendState* state = remote_for(document);
  const bool wanted = options_.head_start && document.bounds.head_start;
  if (!wanted || state == nullptr || refused(document)) return HeadStart::unavailable;
  if (!document.typed) return HeadStart::not_typing;
  if (!document.habit.expects_request(now_)) return HeadStart::not_asked;
  const Place place = place_at(document, *document.typed);
  if (unwanted(document, place, false)) return HeadStart::unavailable;
  if (remembers(document, place)) return HeadStart::remembered;
  if (state->health.gate(now_) != Health::Gate::open) return HeadStart::unavailable;
  if (!state->budget.allows(Urgency::ahead, now_)) return HeadStart::over_budget;
  plan_ahead(document, place.offset, work_begins(document, place, *state));
  return HeadStart::debounced;
}

/// What nobody asked for yet ends where it would if somebody had.
void Engine::stop_complete(Document& document) {
  if (document.ticket) return;
  const std::vector<StreamId> streams = document.streams;
  for (const StreamId id : streams) {
    Stream& stream = *find_stream(id);
    const bool waits = stream.purpose == Purpose::ahead || stream.purpose == Purpose::answer;
    if (!waits || stream.finished || !stream.alternatives.empty() ||
        (stream.looked_at == stream.text.size() && stream.looked_at_text == document.revision))
      continue;
    const Place place = place_at(document, stream.offset);
    const Match match = stream.anchor.match(stream.text, place.vicinity, true);
    if (match.agreement == Agreement::agrees)
      stop_if_complete(document, place, stream, match.typed);
  }
}

void Engine::plan_ahead(Document& document, std::size_t offset, Instant begins) {
  document.ahead = Ahead{.offset = offset, .begins = begins};
}

void Engine::begin_ahead(Document& document) {
  const Ahead ahead = *std::exchange(document.ahead, std::nullopt);
  if (refused(document)) return;
  if (document.ticket && !document.ticket->held) return; // it has its own work by now
  const Place place = place_at(document, ahead.offset);
  const BackendState* state = remote_for(document);
  if (state == nullptr || unwanted(document, place, false) || remembers(document, place)) return;
  const bool beside_answer = document.asked && document.asked->current;
  if (!beside_answer && !document.habit.expects_request(now_)) return;
  // For somebody who was given the text of a lesser source it is as good as waited for.
  const Urgency urgency = beside_answer ? Urgency::waited_for : Urgency::ahead;
  if (state->health.gate(now_) != Health::Gate::open || !state->budget.allows(urgency, now_))
    return;
  const BackendIndex backend = *backend_for(document);
  if (!make_room(backend, urgency) || !state->waiting.empty()) {
    const bool late = !beside_answer || now_ >= document.asked->at + options_.deadline;
    if (!late) plan_ahead(document, ahead.offset, now_ + kBusyPause);
    return;
  }
  abort_others(document);
  Stream& stream = start_stream(document, place, backend, Purpose::ahead, urgency);
  stream.offset = place.offset;
  if (beside_answer) return;
  document.habit.on_head_start();
  document.key.head_start = HeadStart::begun;
}

/// Whether the best source has what comes next already, or is writing it.
bool Engine::remembers(const Document& document, const Place& place) {
  if (is_barren(document, place.vicinity)) return true;
  if (const Suggestion* shown = on_screen(document); shown && shown->source == Source::remote) {
    const Match match = shown->anchor.match(shown->text, place.vicinity);
    if (match.agreement == Agreement::agrees && is_visible(shown->text, match.typed)) return true;
  }
  for (const StreamId id : document.streams) {
    const Stream& stream = *find_stream(id);
    if (source_of(stream.backend) == Source::embedded || stream.failure) continue;
    const Match match = stream.anchor.match(stream.text, place.vicinity, !stream.finished);
    const bool exhausted =
        stream.finished && match.typed > 0 && !is_visible(stream.text, match.typed);
    if (match.agreement != Agreement::disagrees && !exhausted) return true;
  }
  const auto hit = cache_.find(document.id, place.vicinity, now_);
  return hit && hit->suggestion->source == Source::remote &&
         is_visible(hit->suggestion->text, hit->typed);
}

// --- speculation ---------------------------------------------------------------------------------

/// When what follows the suggestion on screen is worth preparing; nothing where it is not.
std::optional<Instant> Engine::speculates_at(const Document& document) const {
  const Speculation wanted = std::min(options_.speculation, document.bounds.speculation);
  if (wanted == Speculation::never || refused(document) || document.ticket ||
      !on_screen(document) || !document.asked || !document.asked->current ||
      document.asked->selected || document.ahead)
    return std::nullopt;
  const Suggestion& shown = *document.shown;
  if (shown.source != Source::remote || shown.id == document.speculated_on) return std::nullopt;
  const BackendState& state = backends_[shown.backend];
  if (state.traits.metered && wanted != Speculation::always) return std::nullopt;
  // It is still growing.
  if (!document.streams.empty()) return std::nullopt;
  return document.shown_confirmed ? now_ : document.shown_at + options_.speculation_dwell;
}

void Engine::speculate(Document& document) {
  const auto when = speculates_at(document);
  if (!when || now_ < *when) return;
  document.speculated_on = document.shown->id;
  begin_speculation(document);
}

void Engine::begin_speculation(Document& document) {
  const Suggestion& shown = *document.shown;
  BackendState& state = backends_[shown.backend];
  const bool can = backend_for(document) == shown.backend && state.has_room() &&
                   state.waiting.empty() && state.health.gate(now_) == Health::Gate::open &&
                   state.budget.allows(Urgency::ahead, now_);
  Place place = place_at(document, document.asked->offset);
  if (!can || unwanted(document, place, false)) return;
  const Match match = shown.anchor.match(shown.text, place.vicinity);
  if (match.agreement != Agreement::agrees || match.typed == shown.text.size()) return;
  const shape::Shaped shaped = shape_at(document, place, shown, match.typed);
  if (!shaped.candidate || !state.speculation.take_chance()) return;
  const std::size_t end = place.offset + shaped.candidate->replace_after;
  place.text.replace(place.offset, end, shaped.candidate->text);
  place.offset += shaped.candidate->text.size();
  place.vicinity = Vicinity(place.text, place.offset);
  if (const auto hit = cache_.find(document.id, place.vicinity, now_);
      hit && is_visible(hit->suggestion->text, hit->typed))
    return;
  Stream& stream =
      start_stream(document, place, shown.backend, Purpose::speculation, Urgency::ahead);
  stream.based_on = shown.id;
  stream.offset = document.asked->offset;
  state.speculation.on_begun();
}

/// A speculative stream lives while its suggestion may still be accepted. Once that has happened it
/// is as good as a head start.
bool Engine::worth_preparing(const Document& document, Stream& stream) {
  if (!may_work(document, stream.backend)) return false;
  const bool shows = document.shown && document.shown->id == stream.based_on;
  const auto judge = [&](std::size_t offset) {
    const Vicinity vicinity(document.text, offset);
    if (stream.anchor.match(stream.text, vicinity, !stream.finished).agreement !=
        Agreement::disagrees) {
      stream.purpose = Purpose::ahead;
      stream.offset = offset;
      backends_[stream.backend].speculation.on_used();
      return true;
    }
    return shows && still_shows(document, vicinity);
  };
  if (document.ticket) return judge(document.ticket->offset);
  return judge(stream.offset) || (document.edited && judge(*document.edited));
}

/// What was prepared for a text that is on the screen no more is of no use.
void Engine::end_speculation(Document& document) {
  const std::vector<StreamId> streams = document.streams;
  for (const StreamId id : streams) {
    const Stream& stream = *find_stream(id);
    const bool shows = document.shown && document.shown->id == stream.based_on;
    if (stream.purpose == Purpose::speculation && !stream.finished && !shows) abort(document, id);
  }
}

/// Work that somebody waits for goes before head starts, and these before speculation.
bool Engine::make_room(BackendIndex backend, Urgency urgency) {
  if (!backends_[backend].has_room()) end_prefill(backend, true);
  if (backends_[backend].has_room()) return true;
  StreamId idle;
  bool idle_speculates = false;
  for (const auto& [id, stream] : streams_) {
    const bool speculates = stream.purpose == Purpose::speculation;
    const bool head_start = stream.purpose == Purpose::ahead && urgency == Urgency::waited_for;
    if (stream.backend != backend || stream.finished || !(speculates || head_start)) continue;
    const Document& document = documents_.at(stream.document);
    if (document.ticket && (document.ticket->stream == id || document.ticket->held)) continue;
    if (idle && (idle_speculates != speculates ? idle_speculates : idle < id)) continue;
    idle = id;
    idle_speculates = speculates;
  }
  if (!idle) return false;
  Document& document = *find_document(find_stream(idle)->document);
  abort(document, idle);
  touch(document);
  return backends_[backend].has_room();
}

} // namespace inkling::engine
