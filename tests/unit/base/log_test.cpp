// What a log line's parts look like, and which levels have names.

#include "base/log.hpp"
#include "support/catch.hpp"

#include <optional>
#include <vector>

namespace inkling::log {
namespace {

struct LevelCase {
  std::string_view name;
  std::optional<Level> level;
};

const LevelCase kLevels[] = {
    {"debug", Level::debug}, {"info", Level::info},     {"warn", Level::warn},
    {"error", Level::error}, {"off", Level::off},       {"", std::nullopt},
    {"WARN", std::nullopt},  {"warning", std::nullopt}, {"info ", std::nullopt},
};

struct FieldCase {
  Field field;
  std::string value;
};

const FieldCase kFields[] = {
    {{"n", 3}, "3"},
    {{"n", -1}, "-1"},
    {{"n", std::uint64_t{7}}, "7"},
    {{"uri", "file:///a.cpp"}, "file:///a.cpp"},
    {{"why", ""}, "\"\""},
    {{"why", "two words"}, "\"two words\""},
    {{"why", "a=b"}, "\"a=b\""},
    {{"why", "say \"no\""}, "\"say \\\"no\\\"\""},
    {{"why", "back\\slash"}, "\"back\\\\slash\""},
    {{"why", "one\nevent\tone\rline"}, "\"one event one line\""},
};

} // namespace

TEST_CASE("a level is parsed from its exact name", "[base]") {
  for (const LevelCase& c : kLevels) {
    CAPTURE(c.name);
    Level level = Level::error;
    CHECK(parse_level(c.name, level) == c.level.has_value());
    CHECK((level == c.level.value_or(Level::error))); // left alone where there is no such name
  }
}

TEST_CASE("a field's value is quoted where it would not stay one word of one line", "[base]") {
  for (const FieldCase& c : kFields) CHECK(c.field.value() == c.value);
}

TEST_CASE("only warnings and errors are logged unless asked for more", "[base]") {
  set_up({});
  CHECK(enabled(Level::error));
  CHECK(enabled(Level::warn));
  CHECK_FALSE(enabled(Level::info));
  CHECK_FALSE(enabled(Level::debug));
}

} // namespace inkling::log
