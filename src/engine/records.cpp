// What is told of suggestions, and what the engine tells of keys: acceptance (told by the editor,
// or seen in the text), dismissal, and the record that every key press ends with.

#include "engine/engine.hpp"
#include "engine/typing.hpp"

#include <algorithm>
#include <utility>

namespace inkling::engine {
namespace {

/// Refused texts that a document remembers.
constexpr std::size_t kDismissedMax = 16;

/// How much of the offered text an insertion took; nothing where it is something else.
std::optional<Acceptance> acceptance_of(std::string_view inserted, std::string_view offered) {
  if (!offered.starts_with(inserted)) return std::nullopt;
  if (inserted.size() == offered.size()) return Acceptance::all;
  const std::string_view line = offered.substr(0, offered.find_first_of("\r\n"));
  if (inserted == line) return Acceptance::line;
  return inserted.size() < line.size() ? Acceptance::word : Acceptance::part;
}

Duration positive(Duration duration) {
  return std::max(duration, Duration{0});
}

} // namespace

// --- suggestions
// -----------------------------------------------------------------------------------

/// From the first time on that a session says so, only what it says it shows is counted as shown.
void Engine::apply(SuggestionShown& event) {
  const Document* document = find_document(event.document);
  if (document == nullptr) return;
  tellers_.insert(document->session);
  const bool on_screen = document->shown && document->shown->id == event.suggestion;
  const Suggestion* suggestion =
      on_screen ? &*document->shown : cache_.find(document->id, event.suggestion);
  if (suggestion != nullptr)
    acceptance_.on_shown(event.suggestion, document->language, suggestion->backend);
}

void Engine::apply(SuggestionAccepted& event) {
  acceptance_.on_accepted(event.suggestion, event.kind);
}

void Engine::apply(SuggestionDismissed& event) {
  acceptance_.on_dismissed(event.suggestion);
  Document* document = find_document(event.document);
  if (document == nullptr) return;
  const bool on_screen = document->shown && document->shown->id == event.suggestion;
  const Suggestion* suggestion =
      on_screen ? &*document->shown : cache_.find(document->id, event.suggestion);
  if (suggestion == nullptr) return;
  if (document->dismissed.size() >= kDismissedMax)
    document->dismissed.erase(document->dismissed.begin());
  document->dismissed.push_back(
      {suggestion->anchor, suggestion->text, now_ + options_.cache_time_to_live});
  cache_.forget(document->id, event.suggestion);
  if (on_screen) document->shown.reset();
  document->ahead.reset();
  touch(*document); // what was in flight for it is judged again
}

/// An editor without our plugin inserts what it was offered like any other text. Before the text is
/// replaced by the new one.
void Engine::infer_acceptance(Document& document, const DocumentChanged& event) {
  // What one key does may look like a beginning of the text.
  if (document.typed || !on_screen(document) || event.edits.size() != 1) return;
  const text::Edit& edit = event.edits[0];
  if (edit.whole || edit.inserted.size() < 2 || is_one_character(edit.inserted)) return;
  const Suggestion& shown = *document.shown;
  const Match match = shown.anchor.match(
      shown.text, Vicinity(document.text, std::min(edit.begin, document.text.size())));
  if (match.agreement != Agreement::agrees) return;
  const std::string_view offered = std::string_view(shown.text).substr(match.typed);
  const auto kind = acceptance_of(edit.inserted, offered);
  if (!kind) return;
  acceptance_.on_accepted(shown.id, *kind);
  document.typed = edit.begin + edit.inserted.size();
  // It is on the screen no more, even if the text behind it looks like the text before it.
  if (*kind == Acceptance::all) document.shown_forgotten = true;
}

bool Engine::is_dismissed(const Document& document, const Vicinity& vicinity,
                          std::string_view rest) const {
  return std::any_of(document.dismissed.begin(), document.dismissed.end(),
                     [&](const Dismissed& dismissed) {
                       const Match match = dismissed.anchor.match(dismissed.text, vicinity);
                       if (match.agreement != Agreement::agrees || now_ >= dismissed.until)
                         return false;
                       return std::string_view(dismissed.text).substr(match.typed) == rest;
                     });
}

// --- keys
// ------------------------------------------------------------------------------------------

/// A change begins the record of a key. What was not asked about before ends here.
void Engine::begin_key(Document& document) {
  end_key(document);
  document.key.changed = now_;
}

void Engine::end_key(Document& document) {
  KeyRecord key = std::exchange(document.key, {});
  if (!key.changed) return;
  key.session = document.session;
  key.document = document.id;
  key.ended = now_;
  actions_.push_back(std::move(key));
}

/// When things happened to the stream that a ticket is about to be answered from.
void Engine::take_times(Ticket& ticket, const Stream& stream) {
  ticket.begun = stream.begun;
  ticket.sent = stream.sent;
  ticket.first_text = stream.first_text;
}

namespace {

/// From one moment to another, as far as it lies after the request.
Duration between(Instant requested, std::optional<Instant> from, std::optional<Instant> to) {
  if (!from || !to) return Duration{0};
  return positive(*to - std::max(*from, requested));
}

} // namespace

Stages Engine::stages_of(const Ticket& ticket) const {
  const Instant requested = ticket.requested;
  Stages stages;
  stages.total = now_ - requested;
  if (ticket.work_began) {
    stages.debounce = positive(*ticket.work_began - requested);
    stages.queue = between(requested, ticket.work_began, ticket.begun);
  }
  if (!ticket.begun) return stages;
  stages.lead = positive(requested - *ticket.begun);
  const Instant sent = ticket.sent.value_or(*ticket.begun);
  stages.dial = between(requested, ticket.begun, sent);
  stages.ttft = between(requested, sent, ticket.first_text.value_or(now_));
  stages.stream = between(requested, ticket.first_text, now_);
  return stages;
}

void Engine::record(Document& document, const Ticket& ticket, Answer answer,
                    std::optional<BackendIndex> backend) {
  ++reasons_[static_cast<std::size_t>(answer.reason)];
  KeyRecord key = std::exchange(document.key, {});
  key.session = document.session;
  key.document = document.id;
  key.ticket = ticket.id;
  key.ended = now_;
  key.invoked = ticket.trigger == Trigger::invoked;
  key.cancelled = answer.cancelled;
  key.reason = answer.reason;
  key.drop = answer.drop;
  if (answer.item) {
    key.suggestion = answer.item->suggestion;
    key.offered_bytes = answer.item->text.size();
  }
  key.backend = backend ? backend : backend_for(document);
  key.stages = stages_of(ticket);
  actions_.push_back(std::move(answer));
  actions_.push_back(std::move(key));
}

} // namespace inkling::engine
