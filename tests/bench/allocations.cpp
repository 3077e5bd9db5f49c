#include "allocations.hpp"

#include <atomic>
#include <cstdlib>
#include <new>

namespace {

std::atomic<std::size_t>& counter() {
  static std::atomic<std::size_t> count{0};
  return count;
}

} // namespace

std::size_t inkling::bench::allocations() {
  return counter().load(std::memory_order_relaxed);
}

// Replaced for the whole program; the array and nothrow forms of the standard library end here too.

void* operator new(std::size_t bytes) {
  counter().fetch_add(1, std::memory_order_relaxed);
  if (void* memory = std::malloc(bytes == 0 ? 1 : bytes)) return memory;
  throw std::bad_alloc();
}

void operator delete(void* memory) noexcept {
  std::free(memory);
}

void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}
