#pragma once
// An editor's habits: which messages a key causes, and when. Sans-IO; the replay's loop writes what
// it says.
//
//   Host host({.kind = HostKind::neovim}, trace, begin);
//   wait_until(host.due());
//   for (Outgoing& message : host.step(now)) write(message.frame);
//
// raw: everything at once, and the pending request is cancelled before the change. vscode, measured
// on 1.139: the cancel comes 0.5 to 1 ms before the change, the request 11 to 47 ms (median 34)
// after it, and not at all where the next key comes sooner. neovim, measured on 0.12.4: the change
// at once, the request 200 ms after the last key, and no cancel while typing.

#include "base/time.hpp"
#include "bench/acceptance.hpp"
#include "bench/trace.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace inkling::harness {

enum class HostKind : std::uint8_t { raw, vscode, neovim };

struct HostOptions {
  HostKind kind = HostKind::raw;
  /// What the request's delay after the change is instead, evenly spread. Neovim's is configurable.
  std::optional<std::pair<Duration, Duration>> gap = {};
  /// Delays depend on this and on the key, not on what a server does: all see the same ones.
  std::uint64_t seed = 1;
};

struct Outgoing {
  enum class Kind : std::uint8_t { cancel, change, request };
  Kind kind;
  std::size_t key;   ///< which keystroke caused it
  std::int64_t id;   ///< of the request that is made or cancelled
  std::string frame; ///< ready to be written
};

class Host {
public:
  /// The request for key k has this id plus k; the nth time that it is asked again, n times
  /// kAgain more.
  static constexpr std::int64_t kFirstId = 1000;
  static constexpr std::int64_t kAgain = 1'000'000;

  /// The first key is due its pause after `begin`.
  Host(const HostOptions& options, const Trace& trace, Instant begin);

  /// When step() has something to say next; Instant::max() after the last request.
  Instant due() const;
  /// The messages that are due, in order of writing.
  std::vector<Outgoing> step(Instant now);
  /// The request was answered: it is not cancelled any more.
  void on_answer(std::int64_t id);
  /// There is more for the text as it is: asks again, unless a question is on its way.
  void ask_again(Instant now);
  /// Presses one key at `at` in place of those that it stands for.
  void accept(const Acceptance& taken, Instant at);

  /// The keys as they are pressed: an acceptance stands where the last of its keys stood.
  const std::vector<Keystroke>& keys() const { return keys_; }
  /// The last key whose change was written; nothing before the first, and nothing between a press
  /// and its change.
  std::optional<std::size_t> current() const { return change_at_ ? std::nullopt : written_; }

private:
  void press(Instant at, std::vector<Outgoing>& out);
  void change(std::vector<Outgoing>& out);
  void ask(std::vector<Outgoing>& out);
  Duration request_delay(std::size_t key) const;

  HostOptions options_;
  std::vector<Keystroke> keys_;
  std::size_t key_ = 0; ///< the next to be pressed
  Instant key_at_;      ///< when
  std::size_t pressed_ = 0;
  std::optional<std::size_t> written_;
  std::optional<Instant> change_at_;
  std::optional<Instant> ask_at_;
  std::int64_t asked_again_ = 0;        ///< since the last change
  std::optional<std::int64_t> pending_; ///< request without an answer
};

} // namespace inkling::harness
