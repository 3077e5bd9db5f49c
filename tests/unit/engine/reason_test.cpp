#include "engine/reason.hpp"

#include "support/catch.hpp"

#include <set>
#include <string>

using namespace inkling::engine;

TEST_CASE("every reason has its own name, in kebab case", "[engine]") {
  std::set<std::string> names;
  for (std::size_t at = 0; at < kReasonCount; ++at) {
    const std::string name(to_string(static_cast<Reason>(at)));
    CHECK(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") == std::string::npos);
    CHECK(name != "unknown");
    names.insert(name);
  }
  CHECK(names.size() == kReasonCount);
  CHECK(to_string(Reason::typed_through) == "typed-through");
}
