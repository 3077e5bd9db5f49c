#pragma once
// Lines that look like some of everyday.hpp and hold no secret.

#include <cstddef>

namespace panel {

struct Lines {
  const char* const* first;
  std::size_t count;
  const char* const* begin() const { return first; }
  const char* const* end() const { return first + count; }
};

/// "{h}" stands for hex digits, "{b}" for letters and digits, "{d}" for digits.
Lines tricky_lines();

} // namespace panel
