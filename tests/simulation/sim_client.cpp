// The editor half of SimEditor: what each kind of client sends, and when.

#include "plain_text.hpp"
#include "script.hpp"
#include "sim_editor.hpp"

#include <algorithm>

namespace inkling::simulation {

void SimEditor::open() {
  Document document;
  document.id = shared_.documents.next();
  document.line_ending = rng_.chance(15) ? "\r\n" : "\n";
  document.excluded = rng_.chance(3);
  document.may_leave = !shared_.has(kAccess) || !rng_.chance(4);
  const std::size_t bytes = rng_.chance(5) ? 100'000 : rng_.chance(30) ? 0 : rng_.below(6000);
  for (const char c : bytes == 0 ? std::string() : random_script(rng_, bytes)) {
    if (c == '\n')
      document.text += document.line_ending;
    else
      document.text += c;
  }
  document.cursor = document.text.size();
  document.script = random_script(rng_, 600);
  shared_.send(Open{.session = session_,
                    .document = document.id,
                    .text = document.text,
                    .availability = availability_of(document),
                    .may_leave = document.may_leave,
                    .rules = document.rules,
                    .refreshes = client_ == Client::plugin});
  documents_.push_back(std::move(document));
  active_ = documents_.size() - 1;
}

engine::Availability SimEditor::availability_of(const Document& document) {
  if (document.excluded) return engine::Availability::excluded;
  if (document.disabled) return engine::Availability::disabled;
  return document.lost ? engine::Availability::out_of_sync : engine::Availability::offered;
}

void SimEditor::close(std::size_t index) {
  shared_.send(engine::DocumentClosed{documents_[index].id});
  documents_.erase(documents_.begin() + static_cast<std::ptrdiff_t>(index));
  active_ = documents_.empty() ? 0 : std::min(active_, documents_.size() - 1);
  ++quiet_;
}

void SimEditor::close_all() {
  stopped_ = true;
  plan_.clear();
  while (!documents_.empty()) close(rng_.below(documents_.size()));
}

/// One change by key press. VS Code cancels first and sends the change 0.5 to 1 ms later.
void SimEditor::press(std::vector<Splice> splices, std::size_t cursor) {
  Document& document = active();
  const bool cancels = client_ == Client::vscode || client_ == Client::selecting;
  if (!cancels || !document.pending) {
    apply_and_send(document.id, std::move(splices), cursor, By::key);
    return;
  }
  cancel(document);
  shared_.world.after(rng_.between(500us, 1000us),
                      [this, id = document.id, cursor, splices = std::move(splices)]() mutable {
                        apply_and_send(id, std::move(splices), cursor, By::key);
                      });
}

void SimEditor::apply_and_send(DocumentId id, std::vector<Splice> splices, std::size_t cursor,
                               By by) {
  Document* document = find(id);
  if (document == nullptr) return;
  std::vector<Splice> backwards;
  for (const Splice& splice : splices) {
    backwards.push_back(inverse(document->text, splice));
    apply(document->text, splice);
  }
  std::reverse(backwards.begin(), backwards.end());
  if (by != By::undo) document->undo.push_back(std::move(backwards));
  if (document->undo.size() > 30) document->undo.erase(document->undo.begin());
  document->cursor = cursor_place(document->text, cursor);
  ++document->version;
  ++quiet_;
  follow_shown(*document, splices);
  shared_.send(Change{id, std::move(splices), availability_of(*document)});
  if (by != By::tool) plan_request(*document);
}

/// What is shown stays where typing agrees with it; other changes take it away.
void SimEditor::follow_shown(Document& document, const std::vector<Splice>& splices) {
  if (!document.shown) return;
  Shown& shown = *document.shown;
  const bool typed = splices.size() == 1 && splices[0].removed == 0 &&
                     splices[0].begin == shown.begin && shown.text.starts_with(splices[0].inserted);
  if (!typed || shown.text.size() == splices[0].inserted.size()) {
    document.shown.reset();
    return;
  }
  const std::size_t bytes = splices[0].inserted.size();
  shown.text.erase(0, bytes);
  shown.begin += bytes;
  shown.end += bytes;
}

void SimEditor::plan_request(Document& document) {
  Duration delay{0};
  switch (client_) {
  case Client::vscode:
  case Client::selecting:
    delay = rng_.between(30ms, 40ms);
    break;
  case Client::neovim:
    delay = rng_.between(150ms, 200ms);
    break;
  case Client::silent:
    return;
  case Client::rare:
    if (!rng_.chance(3)) return;
    delay = rng_.between(Duration{0}, 300ms);
    break;
  case Client::plugin:
  case Client::raw:
    request(document.id, engine::Trigger::automatic);
    return;
  case Client::careless:
    delay = rng_.between(Duration{0}, 60ms);
    break;
  }
  shared_.world.after(delay, [this, id = document.id, quiet = quiet_] {
    if (quiet == quiet_ || client_ == Client::careless) request(id, engine::Trigger::automatic);
  });
}

void SimEditor::request(DocumentId id, engine::Trigger trigger) {
  Document* document = find(id);
  if (document == nullptr || stopped_) return;
  if (client_ == Client::vscode && document->pending) cancel(*document);
  const TicketId ticket = shared_.tickets.next();
  document->pending = ticket;
  shared_.send(engine::CompletionRequested{ticket, id, document->cursor, trigger,
                                           selected_entry(*document)});
  recent_.emplace_back(id, ticket);
  if (recent_.size() > 6) recent_.erase(recent_.begin());
  if (client_ != Client::careless || !shared_.has(kStrayCancels) || !rng_.chance(40)) return;
  const auto& [some_document, some_ticket] = recent_[rng_.below(recent_.size())];
  shared_.send(engine::CompletionCancelled{some_document, some_ticket});
}

std::optional<engine::SelectedCompletion> SimEditor::selected_entry(const Document& document) {
  if (client_ != Client::selecting || !shared_.has(kSelected) || !rng_.chance(50)) return {};
  std::size_t begin = document.cursor;
  while (begin > 0 && is_word_byte(document.text[begin - 1])) --begin;
  std::size_t end = document.cursor;
  if (rng_.chance(20))
    while (end < document.text.size() && is_word_byte(document.text[end])) ++end;
  // Mostly an extension of the word, sometimes quite another entry.
  std::string text = rng_.chance(80) ? document.text.substr(begin, document.cursor - begin) : "";
  text += rng_.chance(50) ? "ed_größe" : upcoming(document.id).substr(0, rng_.below(4));
  text.resize(std::min(text.find('\n'), text.size()));
  while (!is_utf8(text)) text.pop_back();
  return engine::SelectedCompletion{begin, end, std::move(text)};
}

void SimEditor::cancel(Document& document) {
  if (!document.pending) return;
  shared_.send(engine::CompletionCancelled{document.id, *document.pending});
  document.pending.reset();
}

void SimEditor::on_answer(const engine::Answer& answer, std::size_t version) {
  Document* document = find(answer.document);
  if (document == nullptr || document->pending != answer.ticket) return;
  document->pending.reset();
  if (answer.cancelled) return;
  document->shown.reset();
  if (!answer.item || version != document->version) return;
  if (document->cursor < answer.item->begin || document->cursor > answer.item->end) return;
  const engine::Item& item = *answer.item;
  document->shown = Shown{item.suggestion, item.begin, item.end, item.text};
  tell_shown(document->id, item.suggestion);
}

/// Mostly it asks again at once; sometimes the person is quicker, or the editor does not care.
void SimEditor::on_refresh(const engine::Refresh& refresh) {
  if (find(refresh.document) == nullptr || client_ != Client::plugin || rng_.chance(10)) return;
  const bool slow = rng_.chance(10);
  shared_.world.after(slow ? rng_.between(10ms, 200ms) : rng_.between(100us, 2ms),
                      [this, id = refresh.document, quiet = quiet_, slow] {
                        if (slow || quiet == quiet_) request(id, engine::Trigger::automatic);
                      });
}

std::string SimEditor::upcoming(DocumentId id) const {
  for (const Document& document : documents_)
    if (document.id == id) return document.script.substr(document.script_at, 400);
  return {};
}

const std::string* SimEditor::text_of(DocumentId id) const {
  for (const Document& document : documents_)
    if (document.id == id) return &document.text;
  return nullptr;
}

SimEditor::Document* SimEditor::find(DocumentId id) {
  const auto found = std::find_if(documents_.begin(), documents_.end(),
                                  [&](const Document& document) { return document.id == id; });
  return found == documents_.end() ? nullptr : &*found;
}

} // namespace inkling::simulation
