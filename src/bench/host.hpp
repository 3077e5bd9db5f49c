#pragma once
// An editor's habits: which messages a key causes, and when. Sans-IO; the replay's loop writes what
// it says.
//
//   Host host(HostKind::neovim, trace, begin, seed);
//   wait_until(host.due());
//   for (Outgoing& message : host.step(now)) write(message.frame);
//
// raw: everything at once, and the pending request is cancelled before the change. vscode, measured
// on 1.139: the cancel comes 0.5 to 1 ms before the change, the request 11 to 47 ms (median 34)
// after it, and not at all where the next key comes sooner. neovim, measured on 0.12.4: the change
// at once, the request 200 ms after the last key, and no cancel while typing.

#include "base/time.hpp"
#include "bench/random.hpp"
#include "bench/trace.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace inkling::harness {

enum class HostKind : std::uint8_t { raw, vscode, neovim };

struct Outgoing {
  enum class Kind : std::uint8_t { cancel, change, request };
  Kind kind;
  std::size_t key;   ///< which keystroke caused it
  std::int64_t id;   ///< of the request that is made or cancelled
  std::string frame; ///< ready to be written
};

class Host {
public:
  /// The request for key k has this id plus k.
  static constexpr std::int64_t kFirstId = 1000;

  /// `trace` must outlive the host. The first key is due its pause after `begin`.
  Host(HostKind kind, const Trace& trace, Instant begin, std::uint64_t seed);

  /// When step() has something to say next; Instant::max() after the last request.
  Instant due() const;
  /// The messages that are due, in order of writing.
  std::vector<Outgoing> step(Instant now);
  /// The request of a key was answered: it is not cancelled any more.
  void on_answer(std::int64_t id);

private:
  void press(Instant at, std::vector<Outgoing>& out);
  void change(std::vector<Outgoing>& out);
  void ask(std::vector<Outgoing>& out);
  Duration request_delay();

  HostKind kind_;
  const Trace& trace_;
  Dice dice_;
  std::size_t key_ = 0;     ///< the next to be pressed
  Instant key_at_;          ///< when
  std::size_t changed_ = 0; ///< keys whose change was written
  std::optional<Instant> change_at_;
  std::optional<Instant> ask_at_;
  std::optional<std::int64_t> pending_; ///< request without an answer
};

} // namespace inkling::harness
