#include "config/schema.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

using namespace inkling;
using namespace inkling::config;

TEST_CASE("every limit has a key, and no name comes twice", "[config]") {
  std::set<std::string_view> paths;
  std::size_t limits = 0;
  for (const Key& key : keys()) {
    CHECK(paths.insert(key.path).second);
    if (key.path.starts_with("limits.")) ++limits;
  }
  CHECK(limits == sizeof(Limits) / sizeof(std::size_t));
}

TEST_CASE("every default can be written as it is shown", "[config]") {
  for (const Key& key : keys()) {
    Config config;
    BackendConfig backend;
    const Slot slot = key.slot({config, backend});
    const auto number = number_in(slot);
    if (!number) continue;
    INFO(key.path);
    CHECK(assign(slot, Value(*number), key.range));
    CHECK(std::to_string(*number) == default_of(key));
  }
}
