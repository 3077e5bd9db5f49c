#pragma once
// Virtual time: a clock that jumps from one thing that happens to the next.

#include "base/time.hpp"

#include <functional>
#include <map>
#include <utility>

namespace inkling::simulation {

class World {
public:
  Instant now() const { return now_; }

  /// Things due at the same instant happen in the order in which they were arranged.
  void at(Instant when, std::function<void()> what) {
    queue_.emplace(when < now_ ? now_ : when, std::move(what));
  }
  void after(Duration delay, std::function<void()> what) { at(now_ + delay, std::move(what)); }

  /// Lets the next thing happen. False where nothing is left to happen.
  bool run_one() {
    if (queue_.empty()) return false;
    auto next = queue_.extract(queue_.begin());
    now_ = next.key();
    next.mapped()();
    return true;
  }

private:
  Instant now_{std::chrono::hours(1)};
  std::multimap<Instant, std::function<void()>> queue_;
};

} // namespace inkling::simulation
