// Answering before all is there, and telling who wants to hear when there is more.
//
// LSP knows no way to extend an answer. A client that takes refreshes gets the first whole line at
// once and is told to ask again; for others a ticket waits for the rest where that is soon.

#include "engine/engine.hpp"

#include <algorithm>
#include <utility>

namespace inkling::engine {

/// The whole lines of a growing text, without the last line end; empty where there are none.
std::string_view Engine::whole_lines(std::string_view text) {
  const std::size_t end = text.find_last_of("\r\n");
  if (end == text.npos) return {};
  // A \r whose \n may still come belongs to the line end.
  return text.substr(0, text[end] == '\n' && end > 0 && text[end - 1] == '\r' ? end - 1 : end);
}

/// A ticket whose stream has a whole line may be answered with it.
void Engine::answer_early(Document& document) {
  Ticket& ticket = *document.ticket;
  ticket.early_at.reset();
  Stream* stream = find_stream(ticket.stream);
  if (stream == nullptr || stream->finished ||
      whole_lines(stream->text).find_first_not_of(" \t\r\n") == std::string::npos)
    return;
  if (!stream->first_line) stream->first_line = now_;
  // Who asked explicitly gets all that is coming, until the soft deadline.
  if (!stream->alternatives.empty() || (!document.refreshes && ticket.trigger == Trigger::invoked))
    return;
  if (!document.refreshes) {
    const auto rest = backends_[stream->backend].output.rest_after(stream->text.size());
    const Duration since = now_ - *stream->first_line;
    if (options_.early_answer.wait(rest, since)) {
      ticket.early_at = *stream->first_line + options_.early_answer.worth_waiting;
      return;
    }
  }
  offer_whole_lines(document, place_of(document, ticket), *stream);
}

bool Engine::offer_whole_lines(Document& document, const Place& place, const Stream& stream) {
  const std::string lines(whole_lines(stream.text));
  const Match match = stream.anchor.match(lines, place.vicinity);
  if (match.agreement != Agreement::agrees || match.typed >= lines.size()) return false;
  const bool begun_for_it = stream.begun_for == document.ticket->id;
  take_times(*document.ticket, stream);
  return !offer(document, place, suggestion_of(stream, lines), match.typed,
                begun_for_it ? Reason::fresh : Reason::adopted);
}

/// A text of a better source than the one on screen, or a longer one that begins like it.
std::optional<Engine::Better> Engine::better_than_shown(const Document& document,
                                                        const Place& place) {
  std::string_view current;
  Source source = Source::embedded;
  if (const Suggestion* shown = on_screen(document)) {
    const Match match = shown->anchor.match(shown->text, place.vicinity);
    if (match.agreement == Agreement::agrees)
      current = std::string_view(shown->text).substr(match.typed);
    if (!current.empty()) source = shown->source;
  }
  const auto is_better = [&](const Suggestion& other, std::size_t typed) {
    const Source from = other.source;
    if (typed >= other.text.size() || from < source) return false;
    if (from == source && current.starts_with(std::string_view(other.text).substr(typed)))
      return false; // it is what is there, or its beginning
    // What is cut off it for this place does not make it better.
    const shape::Shaped shaped = shape_at(document, place, other, typed);
    if (!shaped.candidate) return false;
    const std::string& rest = shaped.candidate->text;
    const bool grown = rest.size() > current.size() && rest.starts_with(current);
    return rest != current && (from > source || grown) &&
           !is_dismissed(document, place.vicinity, rest);
  };
  for (const StreamId id : document.streams) {
    const Stream& stream = *find_stream(id);
    if (stream.purpose == Purpose::speculation || stream.failure) continue;
    const std::string_view ready = stream.finished ? stream.text : whole_lines(stream.text);
    const Match match = stream.anchor.match(ready, place.vicinity);
    if (match.agreement != Agreement::agrees) continue;
    Suggestion suggestion = suggestion_of(stream, std::string(ready));
    if (is_better(suggestion, match.typed))
      return Better{std::move(suggestion), match.typed, Reason::adopted};
  }
  const auto hit = cache_.find(document.id, place.vicinity, now_);
  // Mostly it is what is on the screen.
  if (!hit || (document.shown && hit->suggestion->id == document.shown->id) ||
      !is_better(*hit->suggestion, hit->typed))
    return std::nullopt;
  return Better{*hit->suggestion, hit->typed, reason_of(hit->suggestion->origin)};
}

bool Engine::serve_better(Document& document, const Place& place) {
  auto better = better_than_shown(document, place);
  if (!better) return false;
  // A text that has grown is still the same suggestion; what follows one that is used up is not.
  const Suggestion& shown = *document.shown;
  const Match match = shown.anchor.match(shown.text, place.vicinity);
  const bool goes_on = match.agreement == Agreement::agrees && match.typed < shown.text.size();
  if (better->suggestion.source == shown.source && goes_on) better->suggestion.id = shown.id;
  return !offer(document, place, std::move(better->suggestion), better->typed, better->reason);
}

/// Tells a client that takes it to ask again, where the text is still what it asked about.
void Engine::refresh(Document& document) {
  if (!document.refreshes || document.ticket || !document.asked) return;
  Asked& asked = *document.asked;
  if (!asked.current || asked.selected || asked.refreshed || refused(document)) return;
  const Place place = place_at(document, asked.offset);
  // The client asks again by itself, whatever it did before.
  if (unwanted(document, place, false) || !better_than_shown(document, place)) return;
  asked.refreshed = true;
  actions_.push_back(Refresh{document.session, document.id, asked.offset});
}

} // namespace inkling::engine
