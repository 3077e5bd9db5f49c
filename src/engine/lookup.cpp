// Answering a ticket: one lookup before any timer, then new work. Everything that ends a ticket is
// in this file.

#include "base/assert.hpp"
#include "engine/engine.hpp"
#include "shape/shape.hpp"

#include <algorithm>
#include <utility>

namespace inkling::engine {
namespace {

shape::Shaped shape_at(const text::Rope& text, std::size_t offset, std::string rest,
                       bool may_replace) {
  shape::Surroundings around{.line = shape::line_around(text, offset),
                             .placement = {},
                             .line_ending = shape::line_ending_of(text),
                             .may_replace = may_replace};
  around.placement = shape::classify(around.line);
  return shape::apply({.text = std::move(rest), .replace_after = 0}, around);
}

/// The entry and the text behind it would replace themselves.
bool is_there(const text::Rope& text, const SelectedCompletion& selected, std::string_view rest) {
  return text.slice(selected.begin, selected.end) == selected.text + std::string(rest);
}

} // namespace

/// Shown text typed through → growing stream that agrees → cache → only then new work.
void Engine::serve(Document& document) {
  const Ticket& ticket = *document.ticket;
  if (document.availability == Availability::excluded)
    return answer_empty(document, Reason::excluded);
  if (document.availability == Availability::disabled)
    return answer_empty(document, Reason::disabled);
  if (document.availability == Availability::out_of_sync)
    return answer_empty(document, Reason::out_of_sync);

  const Place place = place_of(document, ticket);
  const bool invoked = ticket.trigger == Trigger::invoked;
  if (!invoked &&
      shape::classify(shape::line_around(place.text, place.offset)) == shape::Placement::mid_word)
    return answer_empty(document, Reason::mid_word);

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

bool Engine::serve_remembered(Document& document, const Place& place) {
  if (document.shown) {
    if (serve_improved(document, place)) return true;
    const Suggestion& shown = *document.shown;
    const Match match = shown.anchor.match(shown.text, place.vicinity);
    if (match.agreement == Agreement::agrees && match.typed < shown.text.size() &&
        !offer(document, place, shown, match.typed, Reason::typed_through))
      return true;
  }
  for (const StreamId id : document.streams) {
    Stream& stream = *find_stream(id);
    // The stand-in's, which had nothing for this ticket: what it waits for may have.
    if (stream.finished && stream.begun_for == document.ticket->id) continue;
    if (serve_stream(document, place, stream)) return true;
  }
  const auto hit = cache_.find(document.id, place.vicinity, now_);
  return hit && !offer(document, place, *hit->suggestion, hit->typed, Reason::cached);
}

/// Where the text on screen is the stand-in's, and a better source has something by now.
bool Engine::serve_improved(Document& document, const Place& place) {
  const Source source = document.shown->source;
  if (source == Source::remote || !options_.primary ||
      options_.backends[*options_.primary].source == source)
    return false;
  const auto hit = cache_.find(document.id, place.vicinity, now_);
  return hit && hit->suggestion->source > source &&
         !offer(document, place, *hit->suggestion, hit->typed, Reason::cached);
}

/// True where the ticket is answered from the stream, or waits for it. False where the stream
/// cannot help: everything it wrote is typed already, or it belongs to another place.
bool Engine::serve_stream(Document& document, const Place& place, Stream& stream) {
  Ticket& ticket = *document.ticket;
  const Match match = stream.anchor.match(stream.text, place.vicinity, !stream.finished);
  if (match.agreement == Agreement::disagrees) return false;
  const std::string_view rest =
      std::string_view(stream.text).substr(std::min(match.typed, stream.text.size()));
  if (!stream.finished && shape::is_complete(rest, shape::line_around(place.text, place.offset)))
    stop(stream);
  if (!stream.finished) {
    ticket.stream = stream.id;
    ticket.work_begins.reset();
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
  const Source source = options_.backends[stream.backend].source;
  const Reason own = source == Source::embedded ? Reason::embedded : Reason::fresh;
  const bool begun_for_it = stream.begun_for == ticket.id;
  const auto drop =
      offer(document, place, Suggestion{suggestion_ids_.next(), stream.anchor, stream.text, source},
            match.typed, begun_for_it ? own : Reason::adopted);
  // What was generated for this very ticket and cannot be shown would only be generated again.
  if (drop && begun_for_it) answer_empty(document, Reason::filtered, *drop);
  return !drop || begun_for_it;
}

/// Offers what is left of a suggestion after `typed` bytes of it. Where it cannot be shown here,
/// returns the pass that dropped it, and the ticket still waits.
std::optional<shape::Drop> Engine::offer(Document& document, const Place& place,
                                         Suggestion suggestion, std::size_t typed, Reason reason) {
  const std::optional<SelectedCompletion>& selected = document.ticket->selected;
  shape::Shaped shaped =
      shape_at(place.text, place.offset, suggestion.text.substr(typed), !selected);
  if (shaped.candidate && selected && is_there(document.text, *selected, shaped.candidate->text))
    shaped = {std::nullopt, shape::Drop::invisible};
  if (!shaped.candidate) return shaped.drop;
  Item item{.suggestion = suggestion.id,
            .begin = place.offset,
            .end = place.offset + shaped.candidate->replace_after,
            .text = std::move(shaped.candidate->text)};
  // What is remembered is what the person sees: later answers must continue exactly that.
  suggestion.text.resize(typed);
  suggestion.text += item.text;
  if (selected) {
    item.text.insert(0, selected->text);
    item.begin = selected->begin;
    item.end = selected->end;
  }
  const TicketId id = end_ticket(document);
  if (reason != Reason::typed_through) {
    cache_.insert(document.id, suggestion, now_);
    document.shown = std::move(suggestion);
  }
  record({.ticket = id, .document = document.id, .item = std::move(item), .reason = reason});
  return std::nullopt;
}

/// Nothing to offer. Nobody waits for the ticket's stream any more, so it is stopped.
void Engine::answer_empty(Document& document, Reason reason, shape::Drop drop) {
  for (const StreamId stream : {document.ticket->stream, document.ticket->stand_in})
    if (stream) abort(document, stream);
  const TicketId id = end_ticket(document);
  document.shown.reset();
  record({.ticket = id, .document = document.id, .item = {}, .reason = reason, .drop = drop});
}

void Engine::answer_cancelled(Document& document, Reason reason) {
  const TicketId id = end_ticket(document);
  record({.ticket = id, .document = document.id, .item = {}, .cancelled = true, .reason = reason});
}

/// Every way of ending a ticket passes here.
TicketId Engine::end_ticket(Document& document) {
  const Ticket ticket = std::move(*document.ticket);
  document.ticket.reset();
  if (ticket.queued) leave_queue(document.id);
  return ticket.id;
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

bool Engine::still_shows(const Document& document, const Vicinity& vicinity) {
  const Suggestion& shown = *document.shown;
  return shown.anchor.match(shown.text, vicinity).agreement == Agreement::agrees;
}

void Engine::record(Answer answer) {
  ++reasons_[static_cast<std::size_t>(answer.reason)];
  actions_.push_back(std::move(answer));
}

Engine::Place Engine::place_of(const Document& document, const Ticket& ticket) const {
  if (!ticket.selected)
    return {document.text, ticket.offset, Vicinity(document.text, ticket.offset)};
  const SelectedCompletion& selected = *ticket.selected;
  text::Rope text = document.text;
  text.replace(selected.begin, selected.end, selected.text);
  const std::size_t offset = selected.begin + selected.text.size();
  return {text, offset, Vicinity(text, offset)};
}

} // namespace inkling::engine
