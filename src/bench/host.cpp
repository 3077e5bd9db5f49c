#include "bench/host.hpp"

#include "bench/lsp_messages.hpp"
#include "bench/random.hpp"

#include <algorithm>
#include <utility>

namespace inkling::harness {
namespace {

/// Nobody types on before having seen what was inserted.
constexpr Duration kAfterAccepting = 250ms;

Duration between(Dice& dice, Duration low, Duration high) {
  return Duration(static_cast<std::int64_t>(
      dice.between(static_cast<double>(low.count()), static_cast<double>(high.count()))));
}

} // namespace

Host::Host(const HostOptions& options, const Trace& trace, Instant begin)
    : options_(options), keys_(trace.keys),
      key_at_(keys_.empty() ? Instant::max() : begin + keys_.front().pause) {}

Instant Host::due() const {
  return std::min({key_at_, change_at_.value_or(Instant::max()), ask_at_.value_or(Instant::max())});
}

std::vector<Outgoing> Host::step(Instant now) {
  std::vector<Outgoing> out;
  while (due() <= now) {
    // In the order in which they were due, whatever the delay of this call.
    const Instant at = due();
    if (change_at_ && *change_at_ == at)
      change(out);
    else if (ask_at_ && *ask_at_ == at && at < key_at_)
      ask(out);
    else
      press(at, out);
  }
  return out;
}

void Host::on_answer(std::int64_t id) {
  if (pending_ == id) pending_.reset();
}

void Host::ask_again(Instant now) {
  if (!current() || pending_ || ask_at_) return;
  ++asked_again_;
  ask_at_ = now;
}

void Host::accept(const Acceptance& taken, Instant at) {
  keys_[taken.last] = taken.keystroke;
  if (taken.last + 1 < keys_.size()) {
    Duration& pause = keys_[taken.last + 1].pause;
    pause = std::max(pause, kAfterAccepting);
  }
  key_ = taken.last;
  key_at_ = at;
}

void Host::press(Instant at, std::vector<Outgoing>& out) {
  if (change_at_) change(out); // of a key that came sooner than its change was due
  ask_at_.reset();
  pressed_ = key_;
  change_at_ = at;
  if (pending_ && options_.kind != HostKind::neovim) {
    out.push_back({Outgoing::Kind::cancel, key_, *pending_, cancel_frame(*pending_)});
    pending_.reset();
    Dice dice(~options_.seed, key_);
    if (options_.kind == HostKind::vscode) change_at_ = at + between(dice, 500us, 1000us);
  }
  ++key_;
  key_at_ = key_ < keys_.size() ? at + keys_[key_].pause : Instant::max();
}

void Host::change(std::vector<Outgoing>& out) {
  // Versions may have gaps (LSP 3.18 §versionedTextDocumentIdentifier).
  const auto version = static_cast<std::int64_t>(pressed_) + 2;
  out.push_back({Outgoing::Kind::change, pressed_, 0, change_frame(keys_[pressed_], version)});
  written_ = pressed_;
  asked_again_ = 0;
  ask_at_ = *std::exchange(change_at_, std::nullopt) + request_delay(pressed_);
  if (options_.kind == HostKind::raw && !options_.gap) ask(out);
}

void Host::ask(std::vector<Outgoing>& out) {
  ask_at_.reset();
  const std::size_t key = *written_;
  pending_ = kFirstId + static_cast<std::int64_t>(key) + kAgain * asked_again_;
  out.push_back(
      {Outgoing::Kind::request, key, *pending_, completion_frame(*pending_, keys_[key].cursor)});
}

Duration Host::request_delay(std::size_t key) const {
  Dice dice(options_.seed, key);
  if (options_.gap) return between(dice, options_.gap->first, options_.gap->second);
  switch (options_.kind) {
  case HostKind::raw:
    return 0ms;
  case HostKind::vscode:
    return dice.chance(0.5) ? between(dice, 11ms, 34ms) : between(dice, 34ms, 47ms);
  case HostKind::neovim:
    return 200ms;
  }
  return 0ms;
}

} // namespace inkling::harness
