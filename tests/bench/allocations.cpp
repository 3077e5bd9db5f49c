#include "allocations.hpp"

#include <cstdlib>
#include <new>

namespace {

/// One for each thread: an atomic one would cost more than some of what is measured.
std::size_t& counter() {
  thread_local std::size_t count = 0;
  return count;
}

} // namespace

std::size_t inkling::bench::allocations() {
  return counter();
}

// Replaced for the whole program; the array and nothrow forms of the standard library end here too.

void* operator new(std::size_t bytes) {
  ++counter();
  if (void* memory = std::malloc(bytes == 0 ? 1 : bytes)) return memory;
  throw std::bad_alloc();
}

void operator delete(void* memory) noexcept {
  std::free(memory);
}

void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}
