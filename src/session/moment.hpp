#pragma once
// The same point in time on both clocks: the steady one, by which everything is done, and the
// wall's, which people read.

#include "base/time.hpp"

#include <chrono>

namespace inkling::session {

using WallTime = std::chrono::system_clock::time_point;

struct Moment {
  Instant instant;
  WallTime wall;

  /// A later (or earlier) one, seen from here.
  Moment at(Instant other) const {
    const auto apart = std::chrono::duration_cast<WallTime::duration>(other - instant);
    return {other, wall + apart};
  }
};

} // namespace inkling::session
