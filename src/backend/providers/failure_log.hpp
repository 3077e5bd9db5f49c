#pragma once
// One log line for a cause of failure, at most one in 30 s for the same cause: a server that is off
// fails on each key press. Says which backend, what HTTP status, and why in words of ours; never a
// prompt, an answer, an error body or a key.

#include "base/time.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace inkling::backend {

class FailureLog {
public:
  static constexpr Duration kEvery = 30s;

  FailureLog(std::string backend, std::function<Instant()> now)
      : backend_(std::move(backend)), now_(std::move(now)) {}

  /// `cause` is one of a few literals and with `status` (0: none) tells one cause from another, so
  /// that what is remembered is bounded; `detail` only goes into the line.
  void report(std::string_view cause, int status, std::string_view detail = {});

private:
  bool is_due(std::string_view cause, int status);

  std::string backend_;
  std::function<Instant()> now_;
  std::map<std::pair<std::string, int>, Instant> said_;
};

} // namespace inkling::backend
