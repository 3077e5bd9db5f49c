// Snapshots read by one thread while another edits. Says most under the tsan preset.

#include "random_text.hpp"
#include "support/catch.hpp"
#include "text/rope.hpp"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace inkling::text::test {
namespace {

struct Snapshot {
  Rope rope;
  std::string expected;
};

/// Hands snapshots from the editing thread to the reading one, one at a time.
class Hatch {
public:
  /// Replaces what was not taken yet; nothing ends the reader.
  void put(std::optional<Snapshot> snapshot) {
    const std::lock_guard lock(mutex_);
    snapshot_ = std::move(snapshot);
    is_full_ = true;
    filled_.notify_one();
  }
  std::optional<Snapshot> take() {
    std::unique_lock lock(mutex_);
    filled_.wait(lock, [this] { return is_full_; });
    is_full_ = false;
    return std::exchange(snapshot_, std::nullopt);
  }

private:
  std::mutex mutex_;
  std::condition_variable filled_;
  std::optional<Snapshot> snapshot_;
  bool is_full_ = false;
};

std::size_t count_wrong_snapshots(Hatch& hatch) {
  std::size_t wrong = 0;
  while (const auto snapshot = hatch.take()) {
    const Rope copy = snapshot->rope;
    copy.check();
    if (copy.str() != snapshot->expected || !(copy == Rope(snapshot->expected))) ++wrong;
  }
  return wrong;
}

} // namespace

TEST_CASE("snapshots may be read and dropped on another thread while the text is edited",
          "[text]") {
  Random random(seed_of_run());
  std::string expected = random_text(random, all_line_ends().front(), 20'000);
  Rope text(expected);
  Hatch hatch;
  std::size_t wrong = 0;
  std::thread reader([&] { wrong = count_wrong_snapshots(hatch); });
  for (std::size_t edit = 0; edit < 3'000; ++edit) {
    const std::size_t begin = text.floor_boundary(random.below(text.size()));
    const std::size_t end = text.floor_boundary(begin + random.below(8));
    const std::string inserted = random_text(random, all_line_ends().front(), random.below(8));
    text.replace(begin, end, inserted);
    expected.replace(begin, end - begin, inserted);
    if (edit % 3 == 0) hatch.put(Snapshot{text, expected});
  }
  hatch.put(std::nullopt);
  reader.join();
  CHECK(wrong == 0);
  CHECK(text.str() == expected);
}

} // namespace inkling::text::test
