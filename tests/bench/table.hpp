#pragma once
// The one aligned table that the benchmarks print. A row is measured, perhaps compared with
// something measured in turn with it, and perhaps held against a bar.

#include "stats.hpp"

#include <optional>
#include <string>
#include <vector>

namespace inkling::bench {

enum class Unit { microseconds, per_second, bytes, count };

struct Row {
  std::string what;
  Samples samples;
  Unit unit = Unit::microseconds;

  /// What was measured in turn with it, in the same unit. Then `bar` is about the ratio of medians.
  struct Compared {
    std::string with;
    Samples samples;
  };
  std::optional<Compared> compared = {};

  /// The median, or the ratio of medians, may be at most this; for rates it must be at least this.
  std::optional<double> bar = {};
  std::optional<double> bar_p99 = {}; ///< in the samples' unit
};

class Table {
public:
  void begin_section(const std::string& title);
  /// Printed at once: a full run takes minutes.
  void add(const Row& row);
  std::size_t missed() const { return missed_; }

private:
  void print_head();

  std::size_t missed_ = 0;
};

} // namespace inkling::bench
