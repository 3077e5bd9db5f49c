#include "config/check.hpp"
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

namespace {

std::string_view who_sets(Trust trust) {
  switch (trust) {
  case Trust::user:
    return "you, a trusted client";
  case Trust::user_only:
    return "your file only";
  case Trust::client_only:
    return "a trusted client only";
  case Trust::only_off:
    return "all may turn it off";
  case Trust::only_on:
    return "all may turn it on";
  case Trust::only_raise:
    return "all may raise it";
  case Trust::only_lower:
    return "all may lower it";
  case Trust::only_more:
    return "all may add to it";
  case Trust::only_stricter:
    return "all may make it stricter";
  }
  return {};
}

/// As a cell of a table.
std::string escaped(std::string text) {
  for (std::size_t at = text.find('|'); at != text.npos; at = text.find('|', at + 2))
    text.insert(at, 1, '\\');
  return text;
}

std::string row_of(const Key& key) {
  const std::string type = expectation(key).substr(std::string("expected ").size());
  const std::string value = key.trust == Trust::client_only ? "none" : '`' + default_of(key) + '`';
  return "| `" + full_name(key, "NAME") + "` | " + escaped(type) + " | " + value + " | " +
         std::string(who_sets(key.trust)) + " | " + escaped(std::string(key.description)) + " |";
}

} // namespace

TEST_CASE("docs/CONFIG.md has every key, with its type, range, default and who may set it",
          "[config]") {
  std::ifstream file(INKLING_CONFIG_MD);
  std::stringstream text;
  text << file.rdbuf();
  std::set<std::string> lines;
  std::size_t rows = 0;
  for (std::string line; std::getline(text, line);) {
    if (line.starts_with("| `")) ++rows;
    lines.insert(line);
  }
  for (const Key& key : keys()) {
    INFO("expected the line\n" << row_of(key));
    CHECK(lines.count(row_of(key)) == 1);
  }
  CHECK(rows == keys().size()); // and none that is no more
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
