// Answering a ticket: one lookup before any timer, then new work. Everything that ends a ticket is
// in this file.

#include "base/assert.hpp"
#include "engine/engine.hpp"
#include "shape/shape.hpp"
#include "shape/shown.hpp"

#include <algorithm>
#include <utility>

namespace inkling::engine {
namespace {

/// The entry and the text behind it would replace themselves.
bool is_there(const text::Rope& text, const SelectedCompletion& selected, std::string_view rest) {
  return text.slice(selected.begin, selected.end) == selected.text + std::string(rest);
}

} // namespace

/// Shown text typed through → growing stream that agrees → cache → only then new work.
void Engine::serve(Document& document) {
  if (const auto why = refused(document)) return answer_empty(document, *why);
  Ticket& ticket = *document.ticket;
  const Place place = place_of(document, ticket);
  const bool invoked = ticket.trigger == Trigger::invoked;
  if (const auto why = unwanted(document, place, invoked)) return answer_empty(document, *why);
  if (hold(document, place)) return;

  if (Stream* stand_in = find_stream(ticket.stand_in);
      stand_in != nullptr && serve_stand_in(document, place, *stand_in))
    return;
  if (Stream* awaited = find_stream(ticket.stream)) {
    if (serve_stream(document, place, *awaited)) return;
  } else if (!invoked && !ticket.failed && serve_remembered(document, place)) {
    return;
  }
  begin_work(document, place);
}

/// Why nothing is to be offered in a document, and nothing is to be done for it.
std::optional<Reason> Engine::refused(const Document& document) const {
  if (document.availability == Availability::excluded) return Reason::excluded;
  if (document.availability == Availability::disabled) return Reason::disabled;
  if (document.availability == Availability::out_of_sync) return Reason::out_of_sync;
  const auto snoozed = snoozed_.find(document.session);
  if (snoozed != snoozed_.end() && now_ < snoozed->second) return Reason::snoozed;
  return std::nullopt;
}

/// Why nothing is to be offered at a place, whatever there is.
std::optional<Reason> Engine::unwanted(const Document& document, const Place& place,
                                       bool invoked) const {
  if (invoked) return std::nullopt;
  const OfferRules& rules = document.rules;
  if (rules.invoked_only) return Reason::invoked_only;
  const shape::Placement placement = shape::classify(shape::line_around(place.text, place.offset));
  if (!rules.mid_word && placement == shape::Placement::mid_word) return Reason::mid_word;
  if (rules.line_end_only && placement >= shape::Placement::mid_line) return Reason::not_line_end;
  return std::nullopt;
}

/// Where the person wants to wait for new text: the ticket does, while work goes on without it.
/// Text that goes on on the screen is not new.
bool Engine::hold(Document& document, const Place& place) {
  Ticket& ticket = *document.ticket;
  ticket.held = false;
  if (!ticket.shows_from || now_ >= *ticket.shows_from) return false;
  if (document.shown && still_shows(document, place.vicinity)) return false;
  ticket.held = true;
  // What runs goes on for whoever takes it up.
  ticket.stream = {};
  ticket.stand_in = {};
  ticket.work_begins.reset();
  ticket.relieved_at.reset();
  if (std::exchange(ticket.queued, false)) leave_queue(document.id);
  if (std::exchange(ticket.planned, true)) return true;
  if (const BackendState* state = remote_for(document))
    plan_ahead(document, ticket.offset, work_begins(document, place, *state));
  return true;
}

/// Whether the backend had nothing to say just here, when it was asked ahead of the request.
bool Engine::is_barren(const Document& document, const Vicinity& vicinity) const {
  if (!document.barren || now_ >= document.barren->until) return false;
  const Match match = document.barren->anchor.match({}, vicinity);
  return match.agreement == Agreement::agrees;
}

bool Engine::serve_remembered(Document& document, const Place& place) {
  if (on_screen(document) != nullptr) {
    if (serve_better(document, place)) return true;
    const Suggestion& shown = *document.shown;
    const Match match = shown.anchor.match(shown.text, place.vicinity);
    if (match.agreement == Agreement::agrees && match.typed < shown.text.size() &&
        !offer(document, place, shown, match.typed, Reason::typed_through))
      return true;
  }
  for (const StreamId id : document.streams) {
    Stream& stream = *find_stream(id);
    if (stream.purpose == Purpose::speculation) continue;
    // The stand-in's had nothing for this ticket: what it waits for may have.
    if (stream.purpose == Purpose::stand_in && stream.finished) continue;
    if (serve_stream(document, place, stream)) return true;
  }
  if (is_barren(document, place.vicinity)) {
    answer_empty(document, Reason::nothing_found);
    return true;
  }
  const auto hit = cache_.find(document.id, place.vicinity, now_);
  if (!hit) return false;
  const Origin origin = hit->suggestion->origin;
  const auto refusal = offer(document, place, *hit->suggestion, hit->typed, reason_of(origin));
  if (!refusal) return true;
  // What was made for just this request and cannot be shown would only be made again.
  if (origin != Origin::ahead || hit->typed > 0) return false;
  answer_empty(document, refusal->reason, refusal->drop);
  return true;
}

/// True where the ticket is answered from the stream, or waits for it. False where the stream
/// cannot help: everything it wrote is typed already, or it belongs to another place.
bool Engine::serve_stream(Document& document, const Place& place, Stream& stream) {
  Ticket& ticket = *document.ticket;
  const Match match = stream.anchor.match(stream.text, place.vicinity, !stream.finished);
  if (match.agreement == Agreement::disagrees) return false;
  if (!stream.finished && stream.alternatives.empty() && match.agreement == Agreement::agrees)
    stop_if_complete(document, place, stream, match.typed);
  if (!stream.finished) {
    ticket.stream = stream.id;
    ticket.work_begins.reset();
    if (std::exchange(ticket.queued, false)) leave_queue(document.id);
    stream.grace_ends.reset();
    expect_relief(ticket, stream.backend);
    return true;
  }
  if (stream.failure && ticket.stream != stream.id) return false;
  if (stream.failure) {
    give_up(document, place, reason_of(*stream.failure));
    return true;
  }
  if (stream.text.empty()) {
    answer_empty(document, Reason::nothing_found);
    return true;
  }
  if (match.typed == stream.text.size()) return false;
  const Reason own =
      source_of(stream.backend) == Source::embedded ? Reason::embedded : Reason::fresh;
  const bool begun_for_it = stream.begun_for == ticket.id;
  take_times(ticket, stream);
  const Reason reason = begun_for_it ? own : Reason::adopted;
  std::span<const std::string> others = stream.alternatives;
  auto refusal =
      offer(document, place, suggestion_of(stream, stream.text), match.typed, reason, others);
  // Where the first text is none that can be shown, another may be.
  while (refusal && match.typed == 0 && !others.empty()) {
    const std::string& text = others.front();
    others = others.subspan(1);
    refusal = offer(document, place, suggestion_of(stream, text), 0, reason, others);
  }
  // What was generated for this very ticket and cannot be shown would only be generated again.
  if (refusal && begun_for_it) answer_empty(document, refusal->reason, refusal->drop);
  return !refusal || begun_for_it;
}

/// More of a text that holds all that can be shown here would be for nothing.
void Engine::stop_if_complete(const Document& document, const Place& place, Stream& stream,
                              std::size_t typed) {
  const std::size_t looked_at = stream.looked_at_text == document.revision ? stream.looked_at : 0;
  stream.looked_at = stream.text.size();
  stream.looked_at_text = document.revision;
  if (!shape::may_be_complete(stream.text, typed, looked_at)) return;
  const bool selected = document.ticket && document.ticket->selected;
  const shape::Setting setting{document.shape_language, !selected, document.line_ending};
  const shape::Shaped shaped =
      shape::shape_complete(place.text, place.offset, stream.text, typed, setting);
  if (!shaped.complete) return;
  // What came behind it is in no later answer either.
  stream.cut = !shaped.candidate;
  if (shaped.candidate) stream.text.replace(typed, stream.text.npos, shaped.candidate->text);
  // It is about to be offered, and shaping it again would change nothing.
  if (shaped.candidate && !selected)
    shape_memo_.insert(shape_key(document, place, typed, stream.cut), stream.text, shaped);
  stop(stream);
}

/// Offers what is left of a suggestion after `typed` bytes of it. Where it cannot be shown here,
/// says why, and the ticket still waits.
std::optional<Engine::Refusal> Engine::offer(Document& document, const Place& place,
                                             Suggestion suggestion, std::size_t typed,
                                             Reason reason,
                                             std::span<const std::string> alternatives) {
  const std::optional<SelectedCompletion>& selected = document.ticket->selected;
  shape::Shaped shaped = shape_at(document, place, suggestion, typed, !selected);
  if (shaped.candidate && selected && is_there(document.text, *selected, shaped.candidate->text))
    shaped = {std::nullopt, shape::Drop::invisible};
  if (!shaped.candidate) return Refusal{Reason::filtered, shaped.drop};
  const bool invoked = document.ticket->trigger == Trigger::invoked;
  if (!invoked && is_dismissed(document, place.vicinity, shaped.candidate->text))
    return Refusal{Reason::dismissed, shape::Drop::none};
  Item item{.suggestion = suggestion.id,
            .begin = place.offset,
            .end = place.offset + shaped.candidate->replace_after,
            .text = std::move(shaped.candidate->text)};
  // What is remembered is what the person sees: later answers must continue exactly that.
  suggestion.text.resize(typed);
  suggestion.text += item.text;
  suggestion.cut = false;
  suggestion.shown_before = shape::line_after(place.text, item.end);
  if (selected) {
    item.text.insert(0, selected->text);
    item.begin = selected->begin;
    item.end = selected->end;
  }
  std::vector<Item> more;
  if (invoked && !selected) more = offer_more(document, place, suggestion, typed, alternatives);
  const BackendIndex backend = suggestion.backend;
  const Ticket ticket = end_ticket(document);
  show(document, std::move(suggestion), reason);
  improve_on(document, ticket, place);
  record(document, ticket,
         {.ticket = ticket.id,
          .document = document.id,
          .item = std::move(item),
          .more = std::move(more),
          .reason = reason},
         backend);
  return std::nullopt;
}

/// What else can be shown at the place of a suggestion that is offered; each is remembered.
std::vector<Item> Engine::offer_more(Document& document, const Place& place,
                                     const Suggestion& first, std::size_t typed,
                                     std::span<const std::string> alternatives) {
  std::vector<Item> items;
  std::vector<std::string> known = {first.text};
  for (const std::string& alternative : alternatives) {
    const std::string_view text = alternative;
    if (!text.starts_with(std::string_view(first.text).substr(0, typed))) continue;
    shape::Shaped shaped = shape_at(document, place, shape::Candidate{.text = alternative}, typed);
    if (!shaped.candidate) continue;
    Suggestion suggestion = first;
    suggestion.id = suggestion_ids_.next();
    suggestion.text.resize(typed);
    suggestion.text += shaped.candidate->text;
    if (std::find(known.begin(), known.end(), suggestion.text) != known.end()) continue;
    known.push_back(suggestion.text);
    const std::size_t end = place.offset + shaped.candidate->replace_after;
    suggestion.shown_before = shape::line_after(place.text, end);
    items.push_back({.suggestion = suggestion.id,
                     .begin = place.offset,
                     .end = end,
                     .text = std::move(shaped.candidate->text)});
    cache_.insert(document.id, std::move(suggestion), now_);
  }
  return items;
}

/// What the client is about to show is remembered.
void Engine::show(Document& document, Suggestion suggestion, Reason reason) {
  if (!tellers_.contains(document.session))
    acceptance_.on_shown(suggestion.id, document.language, suggestion.backend);
  // The text it was, and where: what is offered of it may be shorter for the moment.
  if (reason == Reason::typed_through) {
    document.shown_confirmed = true;
    return;
  }
  if (suggestion.origin == Origin::speculated) backends_[suggestion.backend].speculation.on_used();
  suggestion.origin = Origin::asked;
  cache_.insert(document.id, suggestion, now_);
  document.shown = std::move(suggestion);
  document.shown_at = now_;
  document.shown_forgotten = false;
  document.shown_confirmed = false;
}

/// An answer of a lesser source never stops the work of a better one: what the ticket would have
/// begun is begun without it.
void Engine::improve_on(Document& document, const Ticket& ticket, const Place& place) {
  if (document.shown->source == Source::remote || ticket.failed || ticket.selected) return;
  const BackendState* state = remote_for(document);
  if (state == nullptr) return;
  plan_ahead(document, ticket.offset,
             ticket.work_begins.value_or(work_begins(document, place, *state)));
}

/// Nothing to offer. Nobody waits for the ticket's stream any more, so it is stopped.
void Engine::answer_empty(Document& document, Reason reason, shape::Drop drop) {
  for (const StreamId stream : {document.ticket->stream, document.ticket->stand_in})
    if (stream) abort(document, stream);
  const Ticket ticket = end_ticket(document);
  document.shown.reset();
  record(document, ticket,
         {.ticket = ticket.id, .document = document.id, .item = {}, .reason = reason, .drop = drop},
         {});
}

void Engine::answer_cancelled(Document& document, Reason reason) {
  const Ticket ticket = end_ticket(document);
  record(document, ticket,
         {.ticket = ticket.id,
          .document = document.id,
          .item = {},
          .cancelled = true,
          .reason = reason},
         {});
}

/// Every way of ending a ticket passes here.
Engine::Ticket Engine::end_ticket(Document& document) {
  Ticket ticket = std::move(*document.ticket);
  document.ticket.reset();
  if (ticket.queued) leave_queue(document.id);
  return ticket;
}

/// Ends the waiting ticket in favour of a newer request, which may adopt its stream. An error
/// leaves on screen what is there (Neovim), which is right only where that still continues the
/// text; else the screen is cleared.
void Engine::supersede(Document& document) {
  Ticket& ticket = *document.ticket;
  const bool clear = document.shown && !still_shows(document, place_of(document, ticket).vicinity);
  ticket.stream = {};
  ticket.stand_in = {};
  if (clear)
    answer_empty(document, Reason::superseded);
  else
    answer_cancelled(document, Reason::superseded);
}

/// What is on the screen, unless it is to be forgotten.
const Suggestion* Engine::on_screen(const Document& document) {
  return document.shown && !document.shown_forgotten ? &*document.shown : nullptr;
}

bool Engine::still_shows(const Document& document, const Vicinity& vicinity) {
  const Suggestion& shown = *document.shown;
  return shown.anchor.match(shown.text, vicinity).agreement == Agreement::agrees;
}

Engine::Place Engine::place_at(const Document& document, std::size_t offset) {
  return {document.text, offset, Vicinity(document.text, offset)};
}

ShapeKey Engine::shape_key(const Document& document, const Place& place, std::size_t typed,
                           bool cut) {
  return {.document = document.id,
          .revision = document.revision,
          .offset = place.offset,
          .typed = typed,
          .cut = cut};
}

/// What can be shown of a text of which `typed` bytes stand left of the place already.
shape::Shaped Engine::shape_at(const Document& document, const Place& place,
                               shape::Candidate candidate, std::size_t typed, bool may_replace) {
  const shape::Setting setting{document.shape_language, may_replace, document.line_ending};
  // With an entry put in it is another text than the document's.
  if (!may_replace)
    return shape::shape_at(place.text, place.offset, std::move(candidate), typed, setting);
  const ShapeKey key = shape_key(document, place, typed, candidate.cut);
  if (const shape::Shaped* known = shape_memo_.find(key, candidate.text)) return *known;
  return shape_memo_.insert(key, candidate.text,
                            shape::shape_at(place.text, place.offset, candidate, typed, setting));
}

/// Of what was shown, its rest; anything else is shaped.
shape::Shaped Engine::shape_at(const Document& document, const Place& place,
                               const Suggestion& suggestion, std::size_t typed, bool may_replace) {
  if (suggestion.shown_before) {
    auto rest = shape::rest_of_shown(suggestion.text, typed, *suggestion.shown_before,
                                     shape::line_after(place.text, place.offset), may_replace);
    if (rest) return {std::move(rest)};
  }
  return shape_at(document, place, shape::Candidate{.text = suggestion.text, .cut = suggestion.cut},
                  typed, may_replace);
}

Engine::Place Engine::place_of(const Document& document, const Ticket& ticket) const {
  if (!ticket.selected) return place_at(document, ticket.offset);
  const SelectedCompletion& selected = *ticket.selected;
  text::Rope text = document.text;
  text.replace(selected.begin, selected.end, selected.text);
  const std::size_t offset = selected.begin + selected.text.size();
  return {text, offset, Vicinity(text, offset)};
}

} // namespace inkling::engine
