#pragma once
// INKLING_ASSERT(condition): states what must hold if our own code is right. Never for input from
// outside.
//
// With INKLING_ASSERTS (dev, asan, tsan, fuzz and simulation builds) a failure prints and aborts.
// In a release it throws AssertionFailure, which one of the three walls (dispatcher, engine step,
// main) logs and answers as internal.

#include <stdexcept>

namespace inkling {

struct AssertionFailure : std::logic_error {
  using std::logic_error::logic_error;
};

[[noreturn]] void assertion_failed(const char* condition, const char* file, int line);

} // namespace inkling

#define INKLING_ASSERT(condition)                                                                  \
  (static_cast<bool>(condition) ? static_cast<void>(0)                                             \
                                : ::inkling::assertion_failed(#condition, __FILE__, __LINE__))
