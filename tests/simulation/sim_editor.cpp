// The person half of SimEditor: what somebody does at the keyboard, and in what rhythm.

#include "sim_editor.hpp"

#include "plain_text.hpp"
#include "script.hpp"

#include <algorithm>

namespace inkling::simulation {
namespace {

char closer_of(char c) {
  switch (c) {
  case '(':
    return ')';
  case '[':
    return ']';
  case '{':
    return '}';
  case '"':
    return '"';
  default:
    return 0;
  }
}

} // namespace

SimEditor::SimEditor(Shared& shared, Rng rng, Client client)
    : shared_(shared), rng_(rng), client_(client), session_(shared.sessions.next()),
      eager_(rng_.chance(30)) {}

void SimEditor::start() {
  open();
  shared_.world.after(rng_.between(Duration{0}, 500ms), [this] { act(); });
}

/// One key press, or one other thing that a hand does; then the next after a human pause.
void SimEditor::act() {
  if (stopped_ || shared_.keys_left == 0) return;
  if (plan_.empty()) choose();
  if (!plan_.empty()) {
    const auto key = std::move(plan_.front());
    plan_.pop_front();
    --shared_.keys_left;
    key();
  }
  shared_.world.after(pause(), [this] { act(); });
}

/// Fast within a burst, slow between bursts, and now and then away for a coffee.
Duration SimEditor::pause() {
  if (!plan_.empty()) return rng_.chance(10) ? rng_.between(3ms, 30ms) : rng_.between(45ms, 170ms);
  // Who takes what is offered looks first.
  if (eager_ && rng_.chance(50)) return rng_.between(500ms, 3s);
  if (rng_.chance(2)) return rng_.between(1s, 6s);
  return rng_.between(120ms, 900ms);
}

void SimEditor::choose() {
  if (eager_ && shared_.has(kAccepts) && active().shown && rng_.chance(60)) return accept();
  struct Choice {
    void (SimEditor::*act)();
    std::uint32_t feature;
    std::size_t weight;
  };
  static constexpr Choice kChoices[] = {
      {&SimEditor::type_script, 0, 50},
      {&SimEditor::make_typo, kTypos, 8},
      {&SimEditor::type_along, kAccepts, 12},
      {&SimEditor::accept, kAccepts, 12},
      {&SimEditor::paste, kPastes, 2},
      {&SimEditor::move, kMoves, 4},
      {&SimEditor::undo, kUndo, 4},
      {&SimEditor::edit_elsewhere, kEditsElsewhere, 3},
      {&SimEditor::edit_many, kMultiEdits, 2},
      {&SimEditor::invoke, kInvoked, 3},
      {&SimEditor::change_access, kAccess, 1},
      {&SimEditor::use_another_document, kManyDocuments, 3},
      {&SimEditor::reopen, kReopens, 1},
      {&SimEditor::replace_whole, kWholeReplaced, 1},
      {&SimEditor::lose_sync, kSyncLoss, 1},
      {&SimEditor::dismiss, kFeedback, 3},
      {&SimEditor::format, kFormats, 1},
      {&SimEditor::let_agent_edit, kAgents, 1},
      {&SimEditor::snooze, kSnoozes, 1},
      {&SimEditor::clear_memory, kClears, 1},
      {&SimEditor::change_rules, kOfferRules, 2},
  };
  std::size_t total = 0;
  for (const Choice& choice : kChoices)
    if (choice.feature == 0 || (shared_.features & choice.feature) != 0) total += choice.weight;
  std::size_t drawn = rng_.below(total);
  for (const Choice& choice : kChoices) {
    if (choice.feature != 0 && (shared_.features & choice.feature) == 0) continue;
    if (drawn < choice.weight) return (this->*choice.act)();
    drawn -= choice.weight;
  }
}

void SimEditor::type_script() {
  if (active().text.size() > 150'000) return reopen();
  for (std::size_t keys = rng_.between(2, 14); keys > 0; --keys)
    plan_.emplace_back([this] { type_key(); });
}

/// The next key of the script: one code point, or a line end with its indentation.
void SimEditor::type_key() {
  Document& document = active();
  if (document.script_at >= document.script.size()) {
    document.script = random_script(rng_, 600);
    document.script_at = 0;
  }
  const std::size_t end = place_after(document.script, document.script_at);
  std::string key = document.script.substr(document.script_at, end - document.script_at);
  document.script_at = end;
  if (key == "\n") {
    key = document.line_ending;
    while (
        document.script_at < document.script.size() &&
        (document.script[document.script_at] == ' ' || document.script[document.script_at] == '\t'))
      key += document.script[document.script_at++];
  }
  const char closer = closer_of(key[0]);
  if (shared_.has(kAutoClose) && closer != 0 && rng_.chance(60)) {
    press({{document.cursor, 0, key + closer}}, document.cursor + 1);
    return;
  }
  // An editor that inserted the closer lets it be typed over.
  const bool over = document.cursor < document.text.size() &&
                    document.text[document.cursor] == key[0] &&
                    std::string_view(")]}\"").find(key[0]) != std::string_view::npos;
  if (over && shared_.has(kAutoClose))
    press({{document.cursor, 1, key}}, document.cursor + 1);
  else
    insert(key);
}

void SimEditor::insert(std::string text) {
  const Document& document = active();
  const std::size_t cursor = document.cursor + text.size();
  press({{document.cursor, 0, std::move(text)}}, cursor);
}

/// Types what is shown, key by key, as long as it is shown.
void SimEditor::type_along() {
  for (std::size_t keys = rng_.between(1, 8); keys > 0; --keys) {
    plan_.emplace_back([this] {
      const Document& document = active();
      if (!document.shown || document.shown->begin != document.cursor) return type_key();
      insert(document.shown->text.substr(0, place_after(document.shown->text, 0)));
    });
  }
}

void SimEditor::make_typo() {
  const std::size_t wrong = rng_.between(1, 3);
  for (std::size_t key = 0; key < wrong; ++key)
    plan_.emplace_back(
        [this] { insert(rng_.chance(10) ? "é" : std::string(1, "xqz;( "[rng_.below(6)])); });
  backspace(wrong + (rng_.chance(30) ? rng_.below(4) : 0));
  type_script();
}

void SimEditor::backspace(std::size_t keys) {
  for (; keys > 0; --keys) {
    plan_.emplace_back([this] {
      const Document& document = active();
      const std::size_t begin = place_before(document.text, document.cursor);
      press({{begin, document.cursor - begin, ""}}, begin);
    });
  }
}

void SimEditor::paste() {
  plan_.emplace_back([this] {
    Document& document = active();
    const std::string pasted =
        rng_.chance(20) ? random_script(rng_, rng_.below(4000)) : std::string(random_piece(rng_));
    const std::size_t removed_end =
        rng_.chance(30) ? cursor_place(document.text, document.cursor + rng_.below(40))
                        : document.cursor;
    press({{document.cursor, removed_end - document.cursor, pasted}},
          document.cursor + pasted.size());
  });
}

/// The cursor goes elsewhere; the hub hears of it only by the next request.
void SimEditor::move() {
  Document& document = active();
  const std::size_t near = document.cursor - std::min<std::size_t>(document.cursor, rng_.below(80));
  const std::size_t to = rng_.chance(70)   ? document.text.size()
                         : rng_.chance(50) ? near
                                           : rng_.below(document.text.size() + 1);
  document.cursor = cursor_place(document.text, to);
  document.shown.reset();
  ++quiet_;
  if (client_ != Client::neovim) plan_request(document);
}

/// Tab: the whole of what is shown, or its first line, or its first word.
void SimEditor::accept() {
  plan_.emplace_back([this] {
    Document& document = active();
    if (!document.shown) return type_key();
    const Shown shown = *document.shown;
    std::string text = shown.text;
    std::size_t end = shown.end;
    if (!eager_ && rng_.chance(40)) {
      text.resize(cursor_place(text, rng_.below(text.size() + 1)));
      end = std::max(shown.begin, document.cursor);
    }
    document.shown.reset();
    tell_accepted(document.id, shown, text.size());
    const std::string upcoming_text = upcoming(document.id);
    if (upcoming_text.starts_with(text)) document.script_at += text.size();
    press({{shown.begin, end - shown.begin, text}}, shown.begin + text.size());
  });
  if (rng_.chance(20)) undo();
}

void SimEditor::undo() {
  for (std::size_t times = rng_.between(1, 3); times > 0; --times) {
    plan_.emplace_back([this] {
      Document& document = active();
      if (document.undo.empty()) return type_key();
      std::vector<Splice> splices = std::move(document.undo.back());
      document.undo.pop_back();
      const std::size_t cursor = splices.back().begin + splices.back().inserted.size();
      apply_and_send(document.id, std::move(splices), cursor, By::undo);
    });
  }
}

/// A formatter, another person, a tool: text changes where the cursor is not.
void SimEditor::edit_elsewhere() {
  Document& document = active();
  const std::size_t begin = cursor_place(document.text, rng_.below(document.text.size() + 1));
  const std::size_t end = cursor_place(document.text, begin + rng_.below(12));
  const Splice splice{begin, end - begin, rng_.chance(60) ? "elsewhere = ü;" : ""};
  apply_and_send(document.id, {splice}, moved(document.cursor, splice), By::key);
}

void SimEditor::edit_many() {
  Document& document = active();
  std::string text = document.text;
  std::vector<Splice> splices;
  std::size_t cursor = document.cursor;
  for (std::size_t count = rng_.between(2, 5); count > 0; --count) {
    const std::size_t begin =
        rng_.chance(40) ? cursor : cursor_place(text, rng_.below(text.size() + 1));
    const std::size_t end = cursor_place(text, begin + rng_.below(4));
    const Splice splice{begin, end - begin, rng_.chance(50) ? "é(" : rng_.chance(50) ? "\n" : ""};
    apply(text, splice);
    cursor = cursor_place(text, moved(cursor, splice));
    splices.push_back(splice);
  }
  apply_and_send(document.id, std::move(splices), cursor, By::key);
}

/// Formatting on save, as one change of everything.
void SimEditor::replace_whole() {
  Document& document = active();
  std::string text = document.text;
  if (rng_.chance(50)) text += document.line_ending;
  document.lost = false;
  const Splice splice{0, document.text.size(), text};
  apply_and_send(document.id, {splice}, std::min(document.cursor, text.size()), By::key);
}

/// A change that the hub cannot read; until the next whole text it offers nothing.
void SimEditor::lose_sync() {
  active().lost = true;
  for (std::size_t keys = rng_.between(1, 4); keys > 0; --keys)
    plan_.emplace_back([this] { type_key(); });
  plan_.emplace_back([this] { replace_whole(); });
}

/// The person edits an ignore rule or a setting, and mostly takes it back soon.
void SimEditor::change_access() {
  Document& document = active();
  const bool restricted = document.disabled || !document.may_leave;
  document.disabled = !restricted && rng_.chance(30);
  document.may_leave = restricted || rng_.chance(40);
  send_access(document);
  if (restricted) return;
  type_script();
  plan_.emplace_back([this] { change_access(); });
}

void SimEditor::invoke() {
  request(active().id, engine::Trigger::invoked);
}

void SimEditor::use_another_document() {
  ++quiet_;
  if (documents_.size() < 5 && rng_.chance(30))
    open();
  else
    active_ = rng_.below(documents_.size());
  if (rng_.chance(50)) request(active().id, engine::Trigger::automatic);
}

void SimEditor::reopen() {
  close(rng_.below(documents_.size()));
  if (documents_.empty() || rng_.chance(50)) open();
}

} // namespace inkling::simulation
