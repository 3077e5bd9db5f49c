#include "app/place.hpp"
#include "support/catch.hpp"

using namespace inkling;
using namespace inkling::app;

TEST_CASE("a place is a file, a line, and perhaps a column", "[app]") {
  const auto read = [](const std::string& text) {
    const Result<Place> place = parse_place(text);
    if (!place) return std::string("error");
    return place->file + '|' + std::to_string(place->line) + '|' +
           (place->column ? std::to_string(*place->column) : "-");
  };
  CHECK(read("a.py:3") == "a.py|3|-");
  CHECK(read("a.py:3:7") == "a.py|3|7");
  CHECK(read("a:b.py:3:7") == "a:b.py|3|7");
  for (const char* wrong : {"", "a.py", ":3", "a.py:0", "a.py:x", "a.py:"})
    CHECK(read(wrong) == "error");
}

TEST_CASE("columns are counted in characters, and end with the line", "[app]") {
  const text::Rope text("é = 1\nsecond");
  const auto at = [&](std::size_t line, std::optional<std::size_t> column) {
    const auto position = to_position({"f", line, column}, text);
    return position ? std::to_string(position->line) + ':' + std::to_string(position->character)
                    : "error";
  };
  CHECK(at(1, 2) == "0:2");
  CHECK(at(1, 99) == "0:6");
  CHECK(at(1, std::nullopt) == "0:6");
  CHECK(at(2, 1) == "1:0");
  CHECK(at(3, 1) == "error");
}
