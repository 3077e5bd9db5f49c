// An answered key over pipes, beside a program that only reads and writes messages of the same
// sizes. The two take turns, key by key.

#include "bars.hpp"
#include "messages.hpp"
#include "pipe_editor.hpp"
#include "session/uri.hpp"
#include "typing.hpp"

#include <array>
#include <random>
#include <thread>

namespace inkling::bench {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kStep = 7;
constexpr double kBar = 4;

/// How an answer looks from outside; `answered` is both of the first two.
enum Kind : std::size_t { from_memory, from_model, nothing, answered, kKinds };

struct Pair {
  Samples daemon;
  Samples echo;
};
using ByKind = std::array<Pair, kKinds>;

class Echo {
public:
  explicit Echo(const std::string& program) : child_({program}) {}

  /// Sends and receives so many bytes, and returns how long that took.
  Clock::duration exchange(std::size_t sent, std::size_t received) {
    char head[32];
    std::snprintf(head, sizeof head, "%08zu %08zu ", sent, received);
    message_.assign(head);
    message_.resize(sent, 'x');
    room_.resize(64 << 10);
    return time_of([&] {
      child_.write(message_);
      for (std::size_t have = 0; have < received;) have += child_.read(room_);
    });
  }

private:
  Child child_;
  std::string message_;
  std::vector<char> room_;
};

/// Types with the daemon and the echo in turn; between any two exchanges `pause` is waited.
class Typing {
public:
  Typing(const Setting& setting, bool spaced)
      : editor_(setting.daemon), echo_(setting.echo), spaced_(spaced) {
    editor_.initialize(setting.sources);
  }

  /// Stops early once `keys_max` keys have been typed.
  void type(const TypedFile& file, std::size_t keys_max) {
    const std::string uri = session::uri_of_path(file.path);
    editor_.write(open_frame(uri, ""));
    wait_until_idle(editor_.pid());
    shown_.clear();
    for (const Key& key : keys_of(file.text)) {
      if (typed_ >= keys_max) break;
      press(uri, key);
    }
    editor_.write(close_frame(uri));
  }

  const ByKind& measured() const { return measured_; }
  std::size_t typed() const { return typed_; }

private:
  void press(const std::string& uri, const Key& key) {
    const std::int64_t id = editor_.next_id();
    const std::string frames =
        change_frame(uri, id, key.before, key.text) + completion_frame(id, uri, key.after);
    pause();
    std::string body;
    const Clock::duration own = time_of([&] {
      editor_.write(frames);
      body = editor_.read();
    });
    pause();
    const Clock::duration echo = echo_.exchange(frames.size(), wire::to_frame(body).size());
    const Kind kind = kind_of(key.text, offered_text(body));
    add(kind, own, echo);
    if (kind != nothing) add(answered, own, echo);
    ++typed_;
  }

  void add(Kind kind, Clock::duration own, Clock::duration echo) {
    measured_[kind].daemon.add(own);
    measured_[kind].echo.add(echo);
  }

  Kind kind_of(const std::string& typed, std::string offered) {
    const bool along = !offered.empty() && shown_ == typed + offered;
    const Kind kind = offered.empty() ? nothing : along ? from_memory : from_model;
    shown_ = std::move(offered);
    return kind;
  }

  void pause() {
    if (spaced_) std::this_thread::sleep_for(std::chrono::microseconds(5000 + random_() % 15000));
  }

  PipeEditor editor_;
  Echo echo_;
  bool spaced_;
  std::mt19937 random_{1};
  std::string shown_;
  ByKind measured_;
  std::size_t typed_ = 0;
};

void measure(const Setting& setting, Table& table, bool spaced, std::size_t keys_max) {
  Typing typing(setting, spaced);
  for (const TypedFile& file : choose_files(setting.sources, setting.rounds(kStep, 60)))
    if (typing.typed() < keys_max) typing.type(file, keys_max);
  const char* names[kKinds] = {"from memory", "from the embedded model", "nothing to offer",
                               "every key that is answered with text"};
  for (std::size_t kind = 0; kind < kKinds; ++kind) {
    const Pair& pair = typing.measured()[kind];
    table.add({.what = names[kind],
               .samples = pair.daemon,
               .compared = Row::Compared{"echo", pair.echo},
               .bar = kBar});
  }
}

} // namespace

void measure_pipe(const Setting& setting, Table& table) {
  table.begin_section(
      "An answered key over pipes, back to back, in turn with an echo of equal sizes");
  measure(setting, table, false, setting.rounds(16'000, 50));
  table.begin_section("The same, 5 to 20 ms apart, like typing");
  measure(setting, table, true, setting.rounds(6'000, 10));
}

} // namespace inkling::bench
