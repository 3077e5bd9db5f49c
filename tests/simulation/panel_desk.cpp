#include "panel_desk.hpp"

#include "plain_text.hpp"

#include <algorithm>
#include <utility>

namespace inkling::simulation {
namespace {

constexpr Duration kVsCodeCancelsBefore = 750us;
constexpr Duration kVsCodeAsksAfter = 34ms;
constexpr Duration kNeovimAsksAfter = 200ms;
/// A pause as long as this, and something to take: the person has seen it and takes it.
constexpr Duration kSeen = 600ms;
constexpr std::size_t kAcceptedBytesMin = 3;
/// Below the cursor.
constexpr std::string_view kAfter = "\n\nvoid last_function();\n";

std::string_view trimmed(std::string_view text) {
  const std::size_t end = text.find_last_not_of(" \t\r\n");
  return text.substr(0, end == text.npos ? 0 : end + 1);
}

} // namespace

Desk::Desk(World& world, const Scene& scene, const Story& story, std::size_t number,
           const text::Rope& before, Ledger& ledger, IdSource<TicketId>& tickets, Send send)
    : world_(world), scene_(scene), story_(story),
      person_(number), session_{number + 1}, document_{number + 1}, ledger_(ledger),
      tickets_(tickets), send_(std::move(send)), begin_(before.size()), text_(before) {
  text_.replace(begin_, begin_, kAfter);
}

void Desk::start() {
  engine::DocumentOpened open;
  open.session = session_;
  open.document = document_;
  open.language = "cpp";
  open.text = text_;
  open.refreshes = scene_.editor == EditorKind::plugin;
  send_({std::move(open)});
  // People do not begin together.
  world_.after(std::chrono::milliseconds(37 * person_), [this] { press(); });
}

// --- the person ----------------------------------------------------------------------------------

void Desk::press() {
  if (at_ >= story_.text().size()) return close_key();
  write(story_.text().substr(at_, story_.key_end(at_) - at_), {});
}

void Desk::plan_next() {
  const Duration pause = story_.pause(scene_.typist, at_);
  if (!story_.takes(scene_.typist, at_) || pause < 2 * kSeen) {
    world_.after(pause, [this] { press(); });
    return;
  }
  world_.after(kSeen, [this, pause] {
    if (!accept()) world_.after(pause - kSeen, [this] { press(); });
  });
}

bool Desk::accept() {
  if (!shown_ || shown_->text.size() < kAcceptedBytesMin || !is_right(shown_->text)) return false;
  ++ledger_.tally().accepted;
  write(shown_->text, shown_->suggestion);
  return true;
}

void Desk::write(std::string text, std::optional<SuggestionId> accepted) {
  if (scene_.editor != EditorKind::vscode || !pending_) return change(text, accepted);
  send_({engine::CompletionCancelled{document_, *std::exchange(pending_, std::nullopt)}});
  world_.after(kVsCodeCancelsBefore,
               [this, text = std::move(text), accepted] { change(text, accepted); });
}

// --- the editor ----------------------------------------------------------------------------------

void Desk::change(const std::string& text, std::optional<SuggestionId> accepted) {
  close_key();
  key_ = Key{world_.now(), false, {}};
  text::Edit edit;
  edit.begin = begin_ + at_;
  edit.inserted = text;
  edit.line = text_.line_of(edit.begin);
  text_.replace(edit.begin, edit.begin, text);
  at_ += text.size();
  edit.inserted_lines = text_.line_of(begin_ + at_) - edit.line;
  ++changes_;
  ledger_.written(person_, at_, world_.now());
  if (shown_ && !accepted && shown_->text.size() > text.size() && shown_->text.starts_with(text))
    shown_->text.erase(0, text.size());
  else
    shown_.reset();

  std::vector<engine::Event> burst;
  const bool asks = scene_.editor == EditorKind::plugin;
  if (asks && pending_) burst.push_back(engine::CompletionCancelled{document_, *pending_});
  burst.push_back(engine::DocumentChanged{document_, text_, {std::move(edit)}});
  if (accepted)
    burst.push_back(engine::SuggestionAccepted{document_, *accepted, engine::Acceptance::all, {}});
  if (asks) burst.push_back(request());
  plan_next();
  if (!asks) plan_request();
  send_(std::move(burst));
}

void Desk::plan_request() {
  const Duration delay = scene_.editor == EditorKind::vscode ? kVsCodeAsksAfter : kNeovimAsksAfter;
  world_.after(delay, [this, changes = changes_] {
    if (changes == changes_) send_({request()});
  });
}

engine::Event Desk::request() {
  pending_ = tickets_.next();
  return engine::CompletionRequested{
      *pending_, document_, begin_ + at_, engine::Trigger::automatic, {}};
}

void Desk::on(const engine::Refresh&) {
  ++ledger_.tally().refreshes;
  if (scene_.editor != EditorKind::plugin || pending_) return;
  world_.after(200us, [this, changes = changes_] {
    if (changes == changes_ && !pending_) send_({request()});
  });
}

void Desk::on(const engine::Answer& answer) {
  if (pending_ == answer.ticket) pending_.reset();
  if (answer.cancelled) return;
  if (!answer.item) {
    shown_.reset();
    return;
  }
  const engine::Item& item = *answer.item;
  Tally& tally = ledger_.tally();
  ++tally.offers;
  if (key_) key_->shown = true;
  // Neovim shows what comes too late, too, at a place where the text has gone on.
  if (item.begin != begin_ + at_) {
    shown_.reset();
    return;
  }
  const bool first = !shown_ || shown_->suggestion != item.suggestion;
  shown_ = Shown{item.suggestion, item.text, world_.now()};
  ledger_.offered(person_, at_, trimmed(item.text));
  if (is_right(item.text)) {
    ++tally.right_offers;
    if (key_ && !key_->right) {
      key_->right = world_.now() - key_->pressed;
      tally.right_bytes += item.text.size();
    }
  }
  if (!first || scene_.editor != EditorKind::plugin) return;
  world_.after(200us, [this, suggestion = item.suggestion] {
    send_({engine::SuggestionShown{document_, suggestion}});
  });
}

/// The person goes on to write just this.
bool Desk::is_right(std::string_view text) const {
  return std::string_view(story_.text()).substr(at_).starts_with(trimmed(text));
}

void Desk::close_key() {
  if (!key_) return;
  Tally& tally = ledger_.tally();
  ++tally.keys;
  if (key_->shown) ++tally.shown;
  if (key_->right) {
    ++tally.right;
    tally.waits.push_back(*key_->right);
  }
  key_.reset();
}

std::optional<std::size_t> Desk::place_of(const text::Rope& text, std::size_t offset) const {
  if (offset < begin_) return std::nullopt;
  const std::size_t at = offset - begin_;
  if (at > story_.text().size()) return std::nullopt;
  // What is new is at the end.
  const std::size_t known = std::min(at, at_) > 64 ? std::min(at, at_) - 64 : 0;
  const bool same = text.slice(begin_ + known, offset) == story_.text().substr(known, at - known);
  return same ? std::optional(at) : std::nullopt;
}

} // namespace inkling::simulation
