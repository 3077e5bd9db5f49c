#include "base/assert.hpp"

#include <cstdio>
#include <cstdlib>
#include <string>

namespace inkling {

void assertion_failed(const char* condition, const char* file, int line) {
  const std::string what =
      std::string("assertion failed: ") + condition + " at " + file + ":" + std::to_string(line);
#if INKLING_ASSERTS
  std::fprintf(stderr, "%s\n", what.c_str());
  std::abort();
#else
  throw AssertionFailure(what);
#endif
}

} // namespace inkling
