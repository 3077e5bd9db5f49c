// The rope as its header promises it, case by case. Random edits are in rope_fuzz_test.cpp.

#include "random_text.hpp"
#include "support/catch.hpp"
#include "text/rope.hpp"

namespace inkling::text::test {
namespace {

/// Cuts `text` in as many leaves as it takes for every seam to lie somewhere else: built whole, and
/// byte by byte.
std::vector<Rope> made_in_every_way(const std::string& text) {
  std::vector<Rope> ropes{Rope(text)};
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    if (cut < text.size() && (text[cut] & 0xC0) == 0x80) continue;
    Rope rope(std::string_view(text).substr(cut));
    rope.replace(0, 0, std::string_view(text).substr(0, cut));
    ropes.push_back(rope);
  }
  return ropes;
}

struct LinesCase {
  std::string text;
  std::vector<std::string> lines;
};

const LinesCase kLines[] = {
    {"", {""}},
    {"one", {"one"}},
    {"one\n", {"one", ""}},
    {"one\r\ntwo", {"one", "two"}},
    {"one\rtwo\r", {"one", "two", ""}},
    {"\n\r\r\n\n", {"", "", "", "", ""}},
    {"\r\n\r\n", {"", "", ""}},
    {"a form feed \f and \xE2\x80\xA8 end no line",
     {"a form feed \f and \xE2\x80\xA8 end no line"}},
};

} // namespace

TEST_CASE("an empty rope has one empty line", "[text]") {
  const Rope rope;
  CHECK(rope.empty());
  CHECK(rope.line_count() == 1);
  CHECK(rope.line_begin(0) == 0);
  CHECK(rope.line_end(0) == 0);
  CHECK(rope.line_begin(1) == 0);
  CHECK(rope.line_of(7) == 0);
  CHECK(rope.offset_of_units(3, Encoding::utf16) == 0);
  CHECK(rope.str().empty());
  CHECK(rope == Rope(""));
  rope.check();
}

TEST_CASE("lines end at LF, CRLF and CR, and nowhere else", "[text]") {
  for (const LinesCase& c : kLines) {
    for (const Rope& rope : made_in_every_way(c.text)) {
      CAPTURE(c.text);
      REQUIRE(rope.str() == c.text);
      REQUIRE(rope.line_count() == c.lines.size());
      for (std::size_t line = 0; line < c.lines.size(); ++line) {
        CAPTURE(line);
        CHECK(rope.line(line) == c.lines[line]);
        CHECK(rope.line_of(rope.line_begin(line)) == line);
        CHECK(rope.line_of(rope.line_end(line)) == line);
      }
    }
  }
}

TEST_CASE("an offset between CR and LF lies in the line that they end", "[text]") {
  for (const Rope& rope : made_in_every_way("some text\r\nmore")) {
    CHECK(rope.line_of(9) == 0);
    CHECK(rope.line_of(10) == 0);
    CHECK(rope.line_of(11) == 1);
    CHECK(rope.line_begin(1) == 11);
    CHECK(rope.line_end(0) == 9);
  }
}

TEST_CASE("units are counted to code point boundaries", "[text]") {
  const Rope rope("a\xC3\xA9\xF0\x9F\x98\x80z"); // bytes 0, 1, 3, 7; UTF-16 units 0, 1, 2, 4
  CHECK(rope.utf16_size() == 5);
  CHECK(rope.utf32_size() == 4);
  CHECK(rope.units_before(3, Encoding::utf16) == 2);
  CHECK(rope.units_before(5, Encoding::utf16) == 2); // inside the emoji
  CHECK(rope.units_before(7, Encoding::utf16) == 4);
  CHECK(rope.offset_of_units(3, Encoding::utf16) == 3); // its second half
  CHECK(rope.offset_of_units(4, Encoding::utf16) == 7);
  CHECK(rope.offset_of_units(3, Encoding::utf32) == 7);
  CHECK(rope.offset_of_units(2, Encoding::utf8) == 1);
  CHECK(rope.offset_of_units(99, Encoding::utf16) == rope.size());
  CHECK(rope.floor_boundary(6) == 3);
  CHECK(rope.floor_boundary(99) == rope.size());
}

TEST_CASE("a copy never changes", "[text]") {
  Rope text("let x = 1;\n");
  const Rope before = text;
  text.replace(4, 5, "answer");
  const Rope between = text;
  text.replace(0, text.size(), "");
  CHECK(before.str() == "let x = 1;\n");
  CHECK(between.str() == "let answer = 1;\n");
  CHECK(text.empty());
  CHECK(Rope(between) == between);
  CHECK_FALSE(before == between);
}

TEST_CASE("a moved-from rope is empty and may be used again", "[text]") {
  Rope first("one\ntwo");
  Rope second(std::move(first));
  CHECK(first.empty()); // NOLINT(bugprone-use-after-move): what the header promises
  first.replace(0, 0, "again");
  CHECK(first.str() == "again");
  first = std::move(second);
  CHECK(first.str() == "one\ntwo");
  first = *&first;
  CHECK(first.str() == "one\ntwo");
}

TEST_CASE("visiting passes over the asked bytes and stops when told to", "[text]") {
  Random random(seed_of_run());
  const std::string text = random_text(random, all_line_ends().back(), 3'000);
  const Rope rope(text);
  std::string seen;
  rope.visit(10, 2'500, [&seen](std::string_view chunk) {
    REQUIRE_FALSE(chunk.empty());
    seen += chunk;
    return true;
  });
  CHECK(seen == text.substr(10, 2'490));
  std::size_t calls = 0;
  rope.visit(0, rope.size() + 5, [&calls](std::string_view) { return ++calls < 2; });
  CHECK(calls == 2);
  rope.visit(5, 5, [](std::string_view) -> bool { throw std::logic_error("nothing to visit"); });
}

TEST_CASE("equality looks at the text, not at how it was made", "[text]") {
  Random random(seed_of_run());
  const std::string text = random_text(random, all_line_ends().front(), 2'000) + "end";
  const Rope whole(text);
  Rope pieces;
  for (const std::size_t byte : {0u, 1u, 2u})
    pieces.replace(0, 0, text.substr(text.size() - 1 - byte, 1));
  pieces.replace(0, 0, std::string_view(text).substr(0, text.size() - 3));
  CHECK(pieces == whole);
  pieces.replace(pieces.size() - 1, pieces.size(), "D");
  CHECK_FALSE(pieces == whole);
}

TEST_CASE("a rope stays in shape while it grows at one place and shrinks again", "[text]") {
  Rope rope("()");
  for (std::size_t i = 0; i < 5'000; ++i) rope.replace(1 + i, 1 + i, i % 40 == 39 ? "\n" : "x");
  rope.check();
  CHECK(rope.size() == 5'002);
  CHECK(rope.line_count() == 126);
  for (std::size_t i = 5'000; i > 0; --i) {
    rope.replace(i, i + 1, "");
    if (i % 100 == 0) rope.check();
  }
  CHECK(rope.str() == "()");
}

TEST_CASE("one line of ten megabytes is found by counts, not by reading it", "[text]") {
  const std::string unit = "f(\xF0\x9F\x98\x80);"; // 8 bytes, 6 UTF-16 units
  std::string text;
  for (std::size_t i = 0; i < 1'250'000; ++i) text += unit;
  const Rope rope(text);
  CHECK(rope.line_count() == 1);
  CHECK(rope.units_before(8'000'000, Encoding::utf16) == 6'000'000);
  CHECK(rope.offset_of_units(6'000'002, Encoding::utf16) == 8'000'002);
  CHECK(rope.offset_of_units(6'000'003, Encoding::utf16) == 8'000'002); // half of the emoji
  CHECK(rope.line_end(0) == rope.size());
}

} // namespace inkling::text::test
