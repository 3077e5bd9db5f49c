#include "bench/host.hpp"

#include "bench/lsp_messages.hpp"

#include <algorithm>
#include <utility>

namespace inkling::harness {
namespace {

Duration between(Dice& dice, Duration low, Duration high) {
  return Duration(static_cast<std::int64_t>(
      dice.between(static_cast<double>(low.count()), static_cast<double>(high.count()))));
}

} // namespace

Host::Host(HostKind kind, const Trace& trace, Instant begin, std::uint64_t seed)
    : kind_(kind), trace_(trace), dice_(seed),
      key_at_(trace.keys.empty() ? Instant::max() : begin + trace.keys.front().pause) {}

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

void Host::press(Instant at, std::vector<Outgoing>& out) {
  ask_at_.reset();
  change_at_ = at;
  if (pending_ && kind_ != HostKind::neovim) {
    out.push_back({Outgoing::Kind::cancel, key_, *pending_, cancel_frame(*pending_)});
    pending_.reset();
    if (kind_ == HostKind::vscode) change_at_ = at + between(dice_, 500us, 1000us);
  }
  ++key_;
  key_at_ = key_ < trace_.keys.size() ? at + trace_.keys[key_].pause : Instant::max();
}

void Host::change(std::vector<Outgoing>& out) {
  const auto version = static_cast<std::int64_t>(changed_) + 2;
  out.push_back(
      {Outgoing::Kind::change, changed_, 0, change_frame(trace_.keys[changed_], version)});
  ++changed_;
  ask_at_ = *std::exchange(change_at_, std::nullopt) + request_delay();
  if (kind_ == HostKind::raw) ask(out);
}

void Host::ask(std::vector<Outgoing>& out) {
  ask_at_.reset();
  const std::size_t key = changed_ - 1;
  pending_ = kFirstId + static_cast<std::int64_t>(key);
  out.push_back({Outgoing::Kind::request, key, *pending_,
                 completion_frame(*pending_, trace_.keys[key].cursor)});
}

Duration Host::request_delay() {
  switch (kind_) {
  case HostKind::raw:
    return 0ms;
  case HostKind::vscode:
    return dice_.chance(0.5) ? between(dice_, 11ms, 34ms) : between(dice_, 34ms, 47ms);
  case HostKind::neovim:
    return 200ms;
  }
  return 0ms;
}

} // namespace inkling::harness
