// What holds of any text at any place of any document: thousands of random cases.

#include "documents.hpp"
#include "marked.hpp"
#include "shape/brackets.hpp"

#include "base/utf8.hpp"
#include "support/catch.hpp"

#include <cstdint>
#include <string>
#include <string_view>

using namespace inkling;
using namespace inkling::shape;

namespace {

/// splitmix64: the same numbers everywhere.
class Numbers {
public:
  explicit Numbers(std::uint64_t seed) : state_(seed) {}
  std::size_t below(std::size_t n) {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return static_cast<std::size_t>((z ^ (z >> 31)) % n);
  }
  bool chance(std::size_t percent) { return below(100) < percent; }

private:
  std::uint64_t state_;
};

struct Place {
  const Sample* sample = nullptr;
  std::string left;
  std::string right;
  std::string truth; ///< what was taken out here: the right continuation
};

/// A document with a hole in it, and the cursor there.
Place random_place(Numbers& numbers) {
  const Sample& sample = kSamples[numbers.below(std::size(kSamples))];
  const std::string_view text = sample.text;
  const std::size_t begin = numbers.below(text.size() + 1);
  const std::size_t hole = numbers.below(3) == 0 ? 0 : numbers.below(160);
  const std::size_t end = std::min(begin + hole, text.size());
  Place place{&sample, std::string(text.substr(0, begin)), std::string(text.substr(end)),
              std::string(text.substr(begin, end - begin))};
  // Half of all holes reach to the end of a line, as holes do that people type into.
  const std::size_t line_end = std::min(place.right.find('\n'), place.right.size());
  if (numbers.chance(50)) {
    place.truth += place.right.substr(0, line_end);
    place.right.erase(0, line_end);
  }
  return place;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != text.npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

constexpr std::string_view kOddities[] = {"a",
                                          "(",
                                          ")",
                                          "{",
                                          "}",
                                          "[",
                                          "]",
                                          "\"",
                                          "'",
                                          "`",
                                          ";",
                                          ",",
                                          ":",
                                          " ",
                                          "    ",
                                          "\t",
                                          "\n",
                                          "\n\n",
                                          "\r\n",
                                          "ö",
                                          "\xE6",
                                          "\xE2\x80\xAE",
                                          "\x1B[1m",
                                          "\xEF\xBF\xBD",
                                          "```\n",
                                          "<|im_end|>",
                                          "Sure! ",
                                          "return x;\n",
                                          "end\n",
                                          "</div>",
                                          "  foo(a, b)",
                                          "def f(x):\n",
                                          "else",
                                          "=>",
                                          "//",
                                          "#",
                                          "\xEF\xBB\xBF",
                                          "x)",
                                          "});\n",
                                          "if x {\n"};

/// What a model might write: the truth, more or less of it, mangled, or anything.
std::string random_text(Numbers& numbers, const Place& place) {
  std::string text =
      place.truth + (numbers.chance(40) ? place.right.substr(0, numbers.below(80)) : "");
  switch (numbers.below(12)) {
  case 0:
    text = replaced(text, "  ", " ");
    break;
  case 1:
    text = replaced(text, "    ", "\t");
    break;
  case 2:
    text = replaced(text, "\n", "\r\n");
    break;
  case 3:
    text = "```\n" + text + "\n```\nThis code works.";
    break;
  case 4:
    text = place.left.substr(place.left.size() - std::min(place.left.size(), numbers.below(60))) +
           text;
    break;
  case 5:
    text += text + text;
    break;
  case 6:
    text = place.left.substr(numbers.below(place.left.size() + 1), numbers.below(200));
    break;
  case 7:
  case 8:
    for (std::size_t count = numbers.below(12); count > 0; --count)
      text.insert(numbers.below(text.size() + 1), kOddities[numbers.below(std::size(kOddities))]);
    break;
  case 9:
    text.clear();
    for (std::size_t count = 1 + numbers.below(16); count > 0; --count)
      text += kOddities[numbers.below(std::size(kOddities))];
    break;
  default:
    break;
  }
  return text;
}

/// Closers that nothing opens before them, by kind, outside of strings (shape/brackets.hpp says
/// what is one).
std::size_t surplus_of(const std::string& text, const Language& language) {
  Balance balance;
  balance.feed(text, language);
  return balance.surplus;
}

bool is_subsequence(std::string_view part, std::string_view whole) {
  for (const char c : whole)
    if (!part.empty() && part.front() == c) part.remove_prefix(1);
  return part.empty();
}

struct Shown {
  std::string left;
  std::string right;
  Candidate item;
};

Shaped shaped_in(const std::string& left, const std::string& right, std::string_view text,
                 std::size_t typed, const Setting& setting, bool cut = false) {
  return shape_at(text::Rope(left + right), left.size(), {.text = std::string(text), .cut = cut},
                  typed, setting);
}

void check_item(const Place& place, const Candidate& item, const Setting& setting) {
  REQUIRE(is_utf8(item.text));
  REQUIRE_FALSE(item.text.empty());
  REQUIRE(item.replace_after <= place.right.size());
  const std::string taken = place.right.substr(0, item.replace_after);
  REQUIRE(taken.find_first_of("\r\n") == taken.npos);
  REQUIRE(is_subsequence(taken, item.text));
  REQUIRE(taken != item.text);
  REQUIRE(item.text.find("\r") == item.text.npos);
  if (!setting.language.prose) REQUIRE(item.text.find(" \n") == item.text.npos);
  for (const std::string_view bad :
       {"\x1B", "\xE2\x80\xAE", "\xEF\xBF\xBD", "\xEF\xBB\xBF", "<|im_end|>"})
    REQUIRE(item.text.find(bad) == item.text.npos);
  if (setting.language.prose) return;
  const std::string line = place.left.substr(place.left.find_last_of('\n') + 1);
  const bool line_goes_on = !place.right.empty() && place.right.front() != '\n';
  // What its own line has opened a text may close, also where something below relied on it.
  if (!line_goes_on &&
      surplus_of(line + item.text, setting.language) <= surplus_of(line, setting.language))
    return;
  const std::string after = place.left + item.text + place.right.substr(item.replace_after);
  REQUIRE(surplus_of(after, setting.language) <=
          surplus_of(place.left + place.right, setting.language));
}

/// Whether what is left out of a text stands below the cursor already: openers that are typed are
/// closed there.
bool stands_below(std::string_view left_out, const Place& place) {
  const std::string_view right = place.right;
  const std::string_view below = right.substr(std::min(right.find('\n'), right.size()));
  const auto first_byte = [](std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t\n"), text.size()));
    return text.substr(0, 1);
  };
  return !left_out.empty() && !below.empty() && first_byte(left_out) == first_byte(below);
}

/// Whoever types along sees the rest, and nothing else, until hardly anything is left.
void check_stable(const Place& place, const std::string& text, const Setting& setting) {
  for (std::size_t typed = 0; typed < text.size(); ++typed) {
    if ((static_cast<unsigned char>(text[typed]) & 0xC0) == 0x80) continue;
    const Shaped shaped =
        shaped_in(place.left + text.substr(0, typed), place.right, text, typed, setting);
    INFO("typed " << typed);
    const bool is_there = place.right.starts_with(text.substr(typed));
    const std::string expected = text.substr(typed);
    const bool is_closed = stands_below(expected, place);
    if (!shaped.candidate && (expected.size() <= 3 || is_there || is_closed)) continue;
    INFO(to_string(shaped.drop));
    REQUIRE(shaped.candidate);
    const std::string& rest = shaped.candidate->text;
    if (expected.starts_with(rest) && stands_below(expected.substr(rest.size()), place)) continue;
    REQUIRE(rest == expected);
  }
}

} // namespace

TEST_CASE("what is shown fits, stays as it is and can be typed along", "[shape][properties]") {
  for (std::uint64_t seed = 0; seed < 6'000; ++seed) {
    Numbers numbers(seed);
    const Place place = random_place(numbers);
    const Setting setting{language_of(place.sample->language), numbers.chance(90)};
    const std::string text = random_text(numbers, place);
    const Shaped shaped = shaped_in(place.left, place.right, text, 0, setting, numbers.chance(20));
    if (!shaped.candidate) {
      REQUIRE(shaped.drop != Drop::none);
      continue;
    }
    const Candidate& item = *shaped.candidate;
    INFO("seed " << seed << " " << place.sample->language << "\n"
                 << place.left << "^" << place.right << "\n-- wrote --\n"
                 << text << "\n-- shown --\n"
                 << item.text << "\n--");
    check_item(place, item, setting);
    const Shaped again = shaped_in(place.left, place.right, item.text, 0, setting);
    INFO("again: " << to_string(again.drop) << "\n"
                   << (again.candidate ? again.candidate->text : ""));
    REQUIRE(again.candidate);
    REQUIRE(again.candidate->text == item.text);
    REQUIRE(again.candidate->replace_after == item.replace_after);
    check_stable(place, item.text, setting);
  }
}

TEST_CASE("a stream is stopped only where more text would change nothing", "[shape][properties]") {
  std::size_t stopped = 0;
  for (std::uint64_t seed = 0; seed < 3'000; ++seed) {
    Numbers numbers(seed);
    const Place place = random_place(numbers);
    const Setting setting{language_of(place.sample->language), true};
    const std::string text = random_text(numbers, place);
    const text::Rope document(place.left + place.right);
    for (std::size_t size = 1; size <= text.size(); ++size) {
      const std::string_view growing = std::string_view(text).substr(0, size);
      if (!shape_complete(document, place.left.size(), growing, 0, setting).complete) continue;
      ++stopped;
      const Shaped then = shaped_in(place.left, place.right, growing, 0, setting);
      const Shaped later = shaped_in(place.left, place.right, text, 0, setting);
      INFO("seed " << seed << " " << place.sample->language << "\n"
                   << place.left << "^" << place.right << "\n-- wrote --\n"
                   << text << "\n-- of it --\n"
                   << growing << "\n--");
      INFO(to_string(then.drop) << " " << to_string(later.drop));
      REQUIRE(then.candidate.has_value() == later.candidate.has_value());
      if (then.candidate) REQUIRE(then.candidate->text == later.candidate->text);
      break;
    }
  }
  CHECK(stopped > 600);
}
