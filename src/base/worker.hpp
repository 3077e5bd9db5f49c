#pragma once
// The one background thread, seen from the rooms that may not know Asio: give it a job, get a call
// back on the loop.

#include <functional>

namespace inkling {

class Worker {
public:
  virtual ~Worker() = default;
  /// Runs `job` on the worker thread, in order; what it returns (may be empty) is then run on the
  /// loop thread. Jobs must look at stopping() now and then: exit waits for the running one.
  virtual void post(std::function<std::function<void()>()> job) = 0;
  /// True once the process is leaving. Callable from the worker thread.
  virtual bool stopping() const = 0;
};

/// Runs everything inside post(): for tests, `complete` and `demo`.
class InlineWorker final : public Worker {
public:
  void post(std::function<std::function<void()>()> job) override {
    if (auto then = job()) then();
  }
  bool stopping() const override { return false; }
};

} // namespace inkling
