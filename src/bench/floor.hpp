#pragma once
// `inkling bench floor`: what this machine takes for the steps that no completion server can do
// without. Figures of servers mean little without these beside them.

#include <cstddef>

namespace inkling::harness {

struct FloorOptions {
  std::size_t count = 2000;       ///< exchanges for each row but those below
  std::size_t spaced_count = 200; ///< exchanges 20 ms apart
  std::size_t starts = 100;       ///< processes started
  bool json = false;
};

/// Returns the exit code.
int run_floor(const FloorOptions& options);

} // namespace inkling::harness
