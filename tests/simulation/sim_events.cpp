// What else happens at a desk, besides typing: tools that edit, rules that change, and what the
// editor tells of the suggestions that it shows.

#include "plain_text.hpp"
#include "script.hpp"
#include "sim_editor.hpp"

#include <algorithm>
#include <utility>

namespace inkling::simulation {

/// Escape: what is shown goes away, and the editor says so.
void SimEditor::dismiss() {
  plan_.emplace_back([this] {
    Document& document = active();
    if (!document.shown) return type_key();
    const SuggestionId suggestion = document.shown->suggestion;
    document.shown.reset();
    shared_.send(engine::SuggestionDismissed{document.id, suggestion});
    if (rng_.chance(30)) request(document.id, engine::Trigger::automatic);
  });
}

/// A formatter on save: many small changes in one message, the last in the text first.
void SimEditor::format() {
  plan_.emplace_back([this] {
    Document& document = active();
    std::string text = document.text;
    std::size_t cursor = document.cursor;
    std::vector<std::size_t> places;
    for (std::size_t count = rng_.between(1, 12); count > 0; --count)
      places.push_back(line_begin(text, cursor_place(text, rng_.below(text.size() + 1))));
    std::sort(places.rbegin(), places.rend());
    std::vector<Splice> splices;
    for (const std::size_t place : places) {
      const std::size_t blanks_end = std::min(text.find_first_not_of(' ', place), text.size());
      const std::size_t removed = rng_.below(blanks_end - place + 1);
      const Splice splice{place, removed, std::string(rng_.below(5), ' ')};
      apply(text, splice);
      cursor = cursor_place(text, moved(cursor, splice));
      splices.push_back(splice);
    }
    apply_and_send(document.id, std::move(splices), cursor, By::tool);
  });
}

/// A tool writes into a document by itself, many pieces a second, while the person goes on.
void SimEditor::let_agent_edit() {
  const Document& document = documents_[rng_.below(documents_.size())];
  agent_edits(document.id, cursor_place(document.text, rng_.below(document.text.size() + 1)),
              rng_.between(5, 60));
}

void SimEditor::agent_edits(DocumentId id, std::size_t place, std::size_t left) {
  Document* document = find(id);
  if (document == nullptr || stopped_ || left == 0) return;
  // It writes along, and now and then elsewhere.
  if (rng_.chance(15)) place = rng_.below(document->text.size() + 1);
  place = cursor_place(document->text, place);
  const std::string_view piece = random_piece(rng_);
  std::string written(piece.substr(0, cursor_place(piece, 1 + rng_.below(30))));
  const std::size_t end =
      rng_.chance(20) ? cursor_place(document->text, place + rng_.below(20)) : place;
  const std::size_t next = place + written.size();
  const Splice splice{place, end - place, std::move(written)};
  apply_and_send(id, {splice}, moved(document->cursor, splice), By::tool);
  shared_.world.after(rng_.between(3ms, 60ms),
                      [this, id, next, left] { agent_edits(id, next, left - 1); });
}

/// Quiet for a while; some take it back before, some forget that they have.
void SimEditor::snooze() {
  plan_.emplace_back([this] {
    shared_.send(engine::SessionSnoozed{session_, shared_.world.now() + rng_.between(100ms, 20s)});
    if (rng_.chance(40)) return;
    shared_.world.after(rng_.between(Duration{0}, 5s), [this] {
      if (!stopped_) shared_.send(engine::SessionSnoozed{session_, {}});
    });
  });
  type_script();
}

void SimEditor::clear_memory() {
  plan_.emplace_back([this] { shared_.send(engine::MemoryCleared{}); });
}

/// The person wants more or less of it, or another moment; mostly not for long.
void SimEditor::change_rules() {
  Document& document = active();
  const bool changed = document.rules != engine::OfferRules{};
  document.rules = {};
  if (!changed) {
    document.rules.invoked_only = rng_.chance(25);
    document.rules.line_end_only = rng_.chance(30);
    document.rules.mid_word = rng_.chance(40);
    if (rng_.chance(40)) document.rules.show_delay = rng_.between(10ms, 400ms);
  }
  send_access(document);
  if (changed) return;
  type_script();
  if (document.rules.invoked_only) plan_.emplace_back([this] { invoke(); });
  if (rng_.chance(80)) plan_.emplace_back([this] { change_rules(); });
}

void SimEditor::tell_shown(DocumentId document, SuggestionId suggestion) {
  if (!shared_.has(kFeedback) || client_ != Client::plugin) return;
  shared_.world.after(rng_.between(Duration{0}, 20ms), [this, document, suggestion] {
    if (find(document) == nullptr) return;
    shared_.send(engine::SuggestionShown{document, suggestion});
    if (rng_.chance(5)) shared_.send(engine::SuggestionShown{document, suggestion});
  });
}

/// The command of an accepted item runs before or after its edit is told, and not in all editors.
void SimEditor::tell_accepted(DocumentId document, const Shown& shown, std::size_t bytes) {
  if (!shared_.has(kFeedback) || rng_.chance(20)) return;
  engine::SuggestionAccepted accepted{document, shown.suggestion, engine::Acceptance::all, {}};
  if (bytes < shown.text.size()) {
    static constexpr std::array kKinds = {engine::Acceptance::line, engine::Acceptance::word,
                                          engine::Acceptance::part};
    accepted.kind = rng_.pick(kKinds);
    accepted.length = bytes; // as good as any number: editors count in other units
  }
  shared_.world.after(rng_.between(Duration{0}, 2ms), [this, accepted] {
    if (find(accepted.document) != nullptr) shared_.send(accepted);
  });
}

void SimEditor::send_access(const Document& document) {
  shared_.send(engine::DocumentAccessChanged{.document = document.id,
                                             .availability = availability_of(document),
                                             .may_leave = document.may_leave,
                                             .bounds = {},
                                             .rules = document.rules});
}

} // namespace inkling::simulation
