// Counts what is allocated: replaces the global operator new of this program.

#include "panel_steps.hpp"

#include <cstdlib>
#include <new>

namespace {
std::size_t g_bytes = 0;
std::size_t g_count = 0;
} // namespace

void* operator new(std::size_t size) {
  g_bytes += size;
  ++g_count;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}

namespace inkling::simulation {

std::size_t allocated_bytes() {
  return g_bytes;
}
std::size_t allocations() {
  return g_count;
}

} // namespace inkling::simulation
