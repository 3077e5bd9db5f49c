#pragma once
// What one step of the engine costs on this machine, with a hundred people typing: wall-clock time
// and bytes allocated. The only part of the panel whose numbers differ between machines.

#include <cstddef>
#include <string>

namespace inkling::simulation {

/// Bytes asked of the allocator since the program began.
std::size_t allocated_bytes();
/// How often it was asked.
std::size_t allocations();

/// A table for documents of 1 KB and of 10 MB. `well`: nothing allocated is proportional to them.
struct StepReport {
  std::string table;
  bool well = false;
};
StepReport measure_steps();

} // namespace inkling::simulation
