// Answering a ticket: one lookup before any timer, then new work. Everything that ends a ticket is
// in this file.

#include "base/assert.hpp"
#include "engine/engine.hpp"
#include "shape/shape.hpp"

#include <utility>

namespace inkling::engine {
namespace {

std::string_view line_ending_of(const text::Rope& text) {
  const std::size_t end = text.line_end(0);
  if (end >= text.size()) return "\n";
  if (text.at(end) == '\n') return "\n";
  return end + 1 < text.size() && text.at(end + 1) == '\n' ? "\r\n" : "\r";
}

Reason reason_of(backend::Failure failure) {
  switch (failure) {
  case backend::Failure::refused:
    return Reason::refused;
  case backend::Failure::rate_limited:
    return Reason::rate_limited;
  case backend::Failure::timed_out:
    return Reason::timed_out;
  case backend::Failure::unauthorized:
    return Reason::unauthorized;
  case backend::Failure::rejected:
    return Reason::rejected;
  case backend::Failure::broken:
    break;
  }
  return Reason::backend_failed;
}

shape::Shaped shape_at(const text::Rope& text, std::size_t offset, std::string rest,
                       bool may_replace) {
  shape::Surroundings around{.line = shape::line_around(text, offset),
                             .placement = {},
                             .line_ending = line_ending_of(text),
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

  if (Stream* awaited = find_stream(ticket.stream)) {
    if (serve_stream(document, place, *awaited)) return;
  } else if (!invoked && serve_remembered(document, place)) {
    return;
  }
  begin_work(document, place);
}

bool Engine::serve_remembered(Document& document, const Place& place) {
  if (document.shown) {
    const Suggestion& shown = *document.shown;
    const Match match = shown.anchor.match(shown.text, place.vicinity);
    if (match.agreement == Agreement::agrees && match.typed < shown.text.size() &&
        answer_with(document, place, shown, match.typed, Reason::typed_through))
      return true;
  }
  for (const StreamId id : document.streams)
    if (serve_stream(document, place, *find_stream(id))) return true;
  if (const auto hit = cache_.find(document.id, place.vicinity, now_))
    return answer_with(document, place, *hit->suggestion, hit->typed, Reason::cached);
  return false;
}

/// True where the ticket is answered from the stream, or waits for it. False where the stream
/// cannot help: everything it wrote is typed already, or it belongs to another place.
bool Engine::serve_stream(Document& document, const Place& place, Stream& stream) {
  Ticket& ticket = *document.ticket;
  const Match match = stream.anchor.match(stream.text, place.vicinity, !stream.finished);
  if (match.agreement == Agreement::disagrees) return false;
  if (!stream.finished) {
    ticket.stream = stream.id;
    ticket.work_begins.reset();
    stream.grace_ends.reset();
    return true;
  }
  if (stream.failure && ticket.stream != stream.id) return false;
  if (stream.failure) {
    answer_empty(document, reason_of(*stream.failure));
    return true;
  }
  if (stream.text.empty()) {
    answer_empty(document, Reason::nothing_found);
    return true;
  }
  if (match.typed == stream.text.size()) return false;
  const Source source = options_.backends[stream.backend].source;
  const Reason own = source == Source::embedded ? Reason::embedded : Reason::fresh;
  const Reason reason = stream.begun_for == ticket.id ? own : Reason::adopted;
  return answer_with(document, place,
                     Suggestion{suggestion_ids_.next(), stream.anchor, stream.text, source},
                     match.typed, reason);
}

/// Offers what is left of a suggestion after `typed` bytes of it. False where it cannot be shown
/// here and is not what was generated for this very ticket: then something else may be found, or
/// generated.
bool Engine::answer_with(Document& document, const Place& place, Suggestion suggestion,
                         std::size_t typed, Reason reason) {
  const std::optional<SelectedCompletion>& selected = document.ticket->selected;
  shape::Shaped shaped =
      shape_at(place.text, place.offset, suggestion.text.substr(typed), !selected);
  if (shaped.candidate && selected && is_there(document.text, *selected, shaped.candidate->text))
    shaped = {std::nullopt, shape::Drop::invisible};
  if (!shaped.candidate) {
    if (reason != Reason::fresh && reason != Reason::embedded) return false;
    answer_empty(document, Reason::filtered, shaped.drop);
    return true;
  }
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
  const TicketId id = document.ticket->id;
  document.ticket.reset();
  if (reason != Reason::typed_through) {
    cache_.insert(document.id, suggestion, now_);
    document.shown = std::move(suggestion);
  }
  record({.ticket = id, .document = document.id, .item = std::move(item), .reason = reason});
  return true;
}

/// Nothing to offer. Nobody waits for the ticket's stream any more, so it is stopped.
void Engine::answer_empty(Document& document, Reason reason, shape::Drop drop) {
  const TicketId id = document.ticket->id;
  if (document.ticket->stream) abort(document, document.ticket->stream);
  document.ticket.reset();
  document.shown.reset();
  record({.ticket = id, .document = document.id, .item = {}, .reason = reason, .drop = drop});
}

void Engine::answer_cancelled(Document& document, Reason reason) {
  const TicketId id = document.ticket->id;
  document.ticket.reset();
  record({.ticket = id, .document = document.id, .item = {}, .cancelled = true, .reason = reason});
}

/// Ends the waiting ticket in favour of a newer request, which may adopt its stream. An error
/// leaves on screen what is there (Neovim), which is right only where that still continues the
/// text; else the screen is cleared.
void Engine::supersede(Document& document) {
  Ticket& ticket = *document.ticket;
  const bool clear = document.shown && !still_shows(document, place_of(document, ticket).vicinity);
  ticket.stream = {};
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
