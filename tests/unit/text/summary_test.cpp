// The monoid that the whole rope rests on.

#include "random_text.hpp"
#include "support/catch.hpp"
#include "text/summary.hpp"

namespace inkling::text::test {
namespace {

struct Case {
  std::string text;
  std::uint32_t utf16;
  std::uint32_t utf32;
  std::uint32_t breaks;
};

const Case kCases[] = {
    {"", 0, 0, 0},
    {"abc", 3, 3, 0},
    {"\n", 1, 1, 1},
    {"\r\n", 2, 2, 1},
    {"\n\r", 2, 2, 2},
    {"\r\r\n\n", 4, 4, 3},
    {"a\nb\r\nc\rd", 8, 8, 3},
    {"caf\xC3\xA9", 4, 4, 0},
    {"\xE2\x82\xAC 5", 3, 3, 0},
    {"\xF0\x9F\x98\x80!", 3, 2, 0},
    {"next line \xC2\x85 and \xE2\x80\xA8 are characters like any other", 47, 47, 0},
    {std::string(5'000, '\n'), 5'000, 5'000, 5'000},
    {std::string(5'000, '\r'), 5'000, 5'000, 5'000},
    {"\r" + std::string(5'000, 'x') + "\r", 5'002, 5'002, 2},
};

/// Counted one byte after the other, as it says in the standard.
Summary count_plainly(std::string_view text) {
  Summary total{.bytes = static_cast<std::uint32_t>(text.size()),
                .starts_with_lf = text.substr(0, 1) == "\n",
                .ends_with_cr = !text.empty() && text.back() == '\r'};
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x80 || byte >= 0xC0) {
      total.utf32 += 1;
      total.utf16 += byte >= 0xF0 ? 2 : 1;
    }
    const bool after_cr = i > 0 && text[i - 1] == '\r';
    if (byte == '\r' || (byte == '\n' && !after_cr)) total.breaks += 1;
  }
  return total;
}

/// Longest start that counts at most `most`, not ending inside a code point or a line end.
std::size_t skip_plainly(std::string_view text, Unit unit, std::uint32_t most) {
  std::size_t longest = 0;
  for (std::size_t end = 0; end <= text.size(); ++end) {
    const bool inside = end < text.size() && is_continuation(text[end]);
    if (!inside && count(count_plainly(text.substr(0, end)), unit) <= most) longest = end;
  }
  return longest;
}

} // namespace

TEST_CASE("a summary counts UTF-16 units, code points and line ends", "[text]") {
  for (const Case& c : kCases) {
    CAPTURE(c.text.substr(0, 60));
    const Summary summary = summarise(c.text);
    CHECK(summary.bytes == c.text.size());
    CHECK(summary.utf16 == c.utf16);
    CHECK(summary.utf32 == c.utf32);
    CHECK(summary.breaks == c.breaks);
    CHECK(summary == count_plainly(c.text));
  }
}

TEST_CASE("the summary of a text is the sum of its parts, wherever it is cut", "[text]") {
  Random random(seed_of_run());
  for (const LineEnds& line_ends : all_line_ends()) {
    for (std::size_t round = 0; round < 20; ++round) {
      const std::string text = random_text(random, line_ends, round * 5);
      CAPTURE(line_ends.name, text);
      const Summary whole = summarise(text);
      REQUIRE(whole == count_plainly(text));
      for (std::size_t cut = 0; cut <= text.size(); ++cut) {
        const std::string_view view(text);
        REQUIRE(summarise(view.substr(0, cut)) + summarise(view.substr(cut)) == whole);
      }
    }
  }
}

TEST_CASE("skipping units stops in front of a code point or a line end", "[text]") {
  Random random(seed_of_run());
  for (const LineEnds& line_ends : all_line_ends()) {
    for (std::size_t round = 0; round < 12; ++round) {
      const std::string text = random_text(random, line_ends, round * 5);
      CAPTURE(line_ends.name, text);
      for (const Unit unit : {Unit::utf16, Unit::utf32, Unit::line_break}) {
        for (std::uint32_t most = 0; most <= count(summarise(text), unit); ++most) {
          CAPTURE(most);
          REQUIRE(skip(text, unit, most) == skip_plainly(text, unit, most));
        }
      }
    }
  }
}

} // namespace inkling::text::test
