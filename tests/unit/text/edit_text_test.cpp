// Editors' positions and changes, as tables. Random ones are in rope_fuzz_test.cpp.

#include "support/catch.hpp"
#include "text/edit_text.hpp"

namespace inkling::text::test {
namespace {

// é: 2 bytes, 1 unit. €: 3 bytes, 1 unit. 😀: 4 bytes, 2 UTF-16 units. �: the replacement character,
// 1 unit.

struct PlaceCase {
  const char* what;
  std::string marked; ///< ^ stands where the position is found
  Position position;
  Encoding encoding;
};

const PlaceCase kPlaces[] = {
    {"plain", "ab\nc^d\n", {1, 1}, Encoding::utf16},
    {"line start", "ab\n^cd\n", {1, 0}, Encoding::utf16},
    {"beyond the line: its end", "ab^\ncd\n", {0, 9}, Encoding::utf16},
    {"beyond a CRLF line: before the CR", "ab^\r\ncd\n", {0, 3}, Encoding::utf16},
    {"far beyond the line", "ab^\r\ncd\n", {0, 0xFFFF'FFFF}, Encoding::utf8},
    {"a line after CR", "ab\r^cd", {1, 0}, Encoding::utf32},
    {"the empty last line", "ab\n^", {1, 0}, Encoding::utf16},
    {"beyond the text: its end", "ab\ncd^", {7, 3}, Encoding::utf16},
    {"beyond the last line", "ab\ncd^", {1, 3}, Encoding::utf16},
    {"an empty text", "^", {3, 3}, Encoding::utf16},
    {"after é, in bytes", "é^x", {0, 2}, Encoding::utf8},
    {"after é, in units", "é^x", {0, 1}, Encoding::utf16},
    {"after an emoji, in UTF-16 units", "a😀^x", {0, 3}, Encoding::utf16},
    {"after an emoji, in code points", "a😀^x", {0, 2}, Encoding::utf32},
    {"half of a surrogate pair: before it", "a^😀x", {0, 2}, Encoding::utf16},
    {"a UTF-8 tail byte: before the character", "a^€x", {0, 3}, Encoding::utf8},
    {"half of the last pair of a line", "a^😀\nx", {0, 2}, Encoding::utf16},
};

struct ChangeCase {
  const char* what;
  std::string before;
  Range range;
  std::string inserted;
  std::string after;
  Encoding encoding = Encoding::utf16;
};

const ChangeCase kChanges[] = {
    {"typing", "ab\ncd", {{1, 1}, {1, 1}}, "x", "ab\ncxd"},
    {"replacing over lines", "ab\ncd\nef", {{0, 1}, {2, 1}}, "-", "a-f"},
    {"a reversed range", "abcd", {{0, 3}, {0, 1}}, "-", "a-d"},
    {"a range beyond the line end leaves the line end",
     "ab\r\ncd",
     {{0, 1}, {0, 9}},
     "",
     "a\r\ncd"},
    {"a range to the next line takes CRLF whole", "ab\r\ncd", {{0, 2}, {1, 0}}, "", "abcd"},
    {"beyond the text", "ab", {{5, 0}, {6, 0}}, "\ncd", "ab\ncd"},
    {"nothing into nothing", "", {{0, 0}, {0, 0}}, "", ""},
    {"into the empty text", "", {{0, 0}, {9, 9}}, "x", "x"},

    {"inserting into a pair leaves both halves", "a😀b", {{0, 2}, {0, 2}}, "x", "a�x�b"},
    {"inserting nothing into a pair leaves it", "a😀b", {{0, 2}, {0, 2}}, "", "a😀b"},
    {"removing the second half", "a😀b", {{0, 2}, {0, 3}}, "", "a�b"},
    {"removing the first half", "a😀b", {{0, 1}, {0, 2}}, "", "a�b"},
    {"removing from one pair's middle to another's", "😀ab😀", {{0, 1}, {0, 5}}, "", "��"},
    {"removing between two pairs", "😀ab😀", {{0, 2}, {0, 4}}, "", "😀😀"},
    {"replacing a half", "😀", {{0, 0}, {0, 1}}, "é", "é�"},

    {"UTF-8: a whole character", "a€b", {{0, 1}, {0, 4}}, "", "ab", Encoding::utf8},
    {"UTF-8: part of a character removes nothing",
     "a€b",
     {{0, 2}, {0, 3}},
     "",
     "a€b",
     Encoding::utf8},
    {"UTF-8: inserting into a character goes before it",
     "a€b",
     {{0, 2}, {0, 2}},
     "x",
     "ax€b",
     Encoding::utf8},
    {"UTF-8: only whole characters go", "€ab€", {{0, 1}, {0, 6}}, "-", "€-€", Encoding::utf8},
    {"UTF-8: from one character's middle into the next",
     "€€",
     {{0, 1}, {0, 4}},
     "-",
     "€-€",
     Encoding::utf8},
    {"UTF-32: an emoji is one", "a😀b", {{0, 1}, {0, 2}}, "", "ab", Encoding::utf32},
};

struct LinesCase {
  const char* what;
  std::string before;
  Range range;
  std::string inserted;
  std::size_t line;
  std::size_t removed_lines;
  std::size_t inserted_lines;
  std::size_t line_count; ///< after
};

const LinesCase kLines[] = {
    {"no line ends", "a\nb", {{1, 0}, {1, 1}}, "c", 1, 0, 0, 2},
    {"two lines in", "a\nb", {{1, 0}, {1, 0}}, "c\nd\n", 1, 0, 2, 4},
    {"two lines out", "a\nb\r\nc", {{0, 1}, {2, 0}}, "", 0, 2, 0, 1},
    {"a CR before an LF: still one line end", "a\nb", {{0, 1}, {0, 1}}, "\r", 0, 0, 0, 2},
    {"an LF after a CR makes one of two", "a\rb", {{1, 0}, {1, 0}}, "\n", 1, 0, 1, 2},
    {"removing what stood between CR and LF", "a\rx\nb", {{1, 0}, {1, 1}}, "", 1, 0, 0, 2},
    {"an LF and more after a CR", "a\rb", {{1, 0}, {1, 0}}, "\nc\n", 1, 0, 2, 3},
};

/// `marked` without its mark, and where that stood.
std::pair<std::string, std::size_t> unmark(std::string marked) {
  const std::size_t mark = marked.find('^');
  marked.erase(mark, 1);
  return {marked, mark};
}

} // namespace

TEST_CASE("positions are clamped and rounded down", "[text]") {
  for (const PlaceCase& c : kPlaces) {
    CAPTURE(c.what, c.marked);
    const auto [text, offset] = unmark(c.marked);
    CHECK(to_offset(Rope(text), c.position, c.encoding) == offset);
  }
}

TEST_CASE("an offset has one position in each encoding", "[text]") {
  const Rope text("é\r\n€😀x");
  CHECK(to_position(text, 4, Encoding::utf16) == Position{1, 0});
  CHECK(to_position(text, 11, Encoding::utf8) == Position{1, 7});
  CHECK(to_position(text, 11, Encoding::utf16) == Position{1, 3});
  CHECK(to_position(text, 11, Encoding::utf32) == Position{1, 2});
  CHECK(to_position(text, 3, Encoding::utf16) == Position{0, 1});  // between CR and LF: before both
  CHECK(to_position(text, 9, Encoding::utf16) == Position{1, 1});  // inside the emoji
  CHECK(to_position(text, 99, Encoding::utf16) == Position{1, 4}); // beyond the end
}

TEST_CASE("a change is applied as the editor meant it, and reported as it was applied", "[text]") {
  for (const ChangeCase& c : kChanges) {
    CAPTURE(c.what);
    Rope text(c.before);
    const Edit edit = apply_change(text, c.range, c.inserted, c.encoding);
    CHECK(text.str() == c.after);
    CHECK_FALSE(edit.whole);
    std::string replayed = c.before;
    replayed.replace(edit.begin, edit.removed_bytes, edit.inserted);
    CHECK(replayed == c.after);
  }
}

TEST_CASE("halves of surrogate pairs keep later positions where the editor has them", "[text]") {
  Rope text("a😀b");
  apply_change(text, {{0, 2}, {0, 2}}, "x", Encoding::utf16);
  CHECK(text.utf16_size() == 5);
  apply_change(text, {{0, 4}, {0, 5}}, "c", Encoding::utf16);
  CHECK(text.str() == "a�x�c");
}

TEST_CASE("an edit counts lines as line_of does, also where it makes a CRLF", "[text]") {
  for (const LinesCase& c : kLines) {
    CAPTURE(c.what);
    Rope text(c.before);
    const Edit edit = apply_change(text, c.range, c.inserted, Encoding::utf16);
    CHECK(edit.line == c.line);
    CHECK(edit.removed_lines == c.removed_lines);
    CHECK(edit.inserted_lines == c.inserted_lines);
    CHECK(text.line_count() == c.line_count);
    CHECK(text.line_of(edit.begin + edit.inserted.size()) - text.line_of(edit.begin) ==
          c.inserted_lines);
  }
}

TEST_CASE("replacing everything reports everything", "[text]") {
  Rope text("a\nb\n");
  const Edit edit = replace_all(text, "c\r\n");
  CHECK(edit == Edit{.removed_bytes = 4,
                     .inserted = "c\r\n",
                     .removed_lines = 2,
                     .inserted_lines = 1,
                     .whole = true});
  CHECK(text.str() == "c\r\n");
}

} // namespace inkling::text::test
