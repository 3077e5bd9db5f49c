// All passes in their order, and what holds of any input.

#include "marked.hpp"

#include "base/utf8.hpp"
#include "support/catch.hpp"

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

using namespace inkling;
using namespace inkling::shape;

namespace {

struct Case {
  const char* line;
  const char* text;
  const char*
      accepted; ///< the line after accepting, with the cursor; empty where nothing is offered
  Drop drop = Drop::none;
};

/// What the line becomes.
std::string accept(const Marked& place, const Candidate& candidate) {
  return place.text.slice(0, place.offset) + candidate.text + "^" +
         place.text.slice(place.offset + candidate.replace_after, place.text.size());
}

/// splitmix64: the same numbers everywhere.
class Numbers {
public:
  std::size_t below(std::size_t n) {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return static_cast<std::size_t>((z ^ (z >> 31)) % n);
  }
  /// One line of valid UTF-8.
  std::string line(std::size_t size_max) { return pieces(size_max, 18); }
  /// Anything.
  std::string text(std::size_t size_max) { return pieces(size_max, 23); }

private:
  std::string pieces(std::size_t size_max, std::size_t kinds) {
    static constexpr std::string_view kPieces[] = {
        "a", "b", "(", ")", "{", "}", "[",  "]",  "<",        ">",    "\"",  "'",
        "`", ";", ",", ":", " ", "ö", "\n", "\r", "\xE6\x9D", "\xC3", "\x80"};
    std::string out;
    for (std::size_t size = below(size_max + 1); size > 0; --size) out += kPieces[below(kinds)];
    return out;
  }

  std::uint64_t state_ = 7;
};

bool is_subsequence(std::string_view part, std::string_view whole) {
  for (const char c : whole)
    if (!part.empty() && part.front() == c) part.remove_prefix(1);
  return part.empty();
}

} // namespace

TEST_CASE("what a backend wrote becomes what an editor may show", "[shape]") {
  const Case cases[] = {
      {"foo(^);", "a, b);\nbar();", "foo(a, b);^"},
      {"foo(^);", "a, b", "foo(a, b^);"},
      {"foo(^)", ")", "", Drop::invisible},
      {"foo(^)", ");", "foo();^"},
      {"foo(^, c)", "a, b", "foo(a, b^, c)"},
      {"if (x^) {", " > 1) {\n  return;\n}", "if (x > 1^) {"},
      {"if (x)^", " {\n  return;\n}\n\n", "if (x) {\n  return;\n}^"},
      {"let x^", " = 1;\xF0\x9F", "let x = 1;^"},
      {"let x^", "\n\n", "", Drop::empty},
      {"let x^ = y;", "= y;", "", Drop::repeats_suffix},
      {"al^pha", "pha beta", "alpha beta^"},
      {"fo^o)", "o(bar))", "foo(bar))^"},
      {"fo^o", "x()", "", Drop::glued},
      {"my_^name", "first_", "my_first_^name"},
      {"fo^o", "o", "", Drop::invisible},
      {"calc^ulate(x)", "ulate(x)", "", Drop::repeats_suffix},
      {"print(\"^\")", "größe\")", "print(\"größe\")^"},
  };
  for (const Case& one : cases) {
    INFO(one.line << " + " << one.text);
    const Shaped shaped = apply({.text = one.text, .replace_after = 0}, surroundings(one.line));
    CHECK(shaped.drop == one.drop);
    CHECK(shaped.candidate.has_value() == (one.drop == Drop::none));
    if (shaped.candidate) CHECK(accept(marked(one.line), *shaped.candidate) == one.accepted);
  }
}

TEST_CASE("shaping twice is shaping once", "[shape]") {
  Numbers numbers;
  for (int round = 0; round < 20'000; ++round) {
    const std::string line = numbers.line(8) + "^" + numbers.line(8);
    const Surroundings around = surroundings(line);
    const std::string wrote = numbers.text(16);
    const Shaped once = apply({.text = wrote}, around);
    if (!once.candidate) continue;
    const Shaped twice = apply(*once.candidate, around);
    INFO(line << " + " << wrote << "\nbecame " << once.candidate->text << ", then "
              << to_string(twice.drop));
    REQUIRE(twice.candidate);
    REQUIRE(twice.candidate->text == once.candidate->text);
    REQUIRE(twice.candidate->replace_after == once.candidate->replace_after);
  }
}

TEST_CASE("what is replaced is written again, whatever comes", "[shape]") {
  Numbers numbers;
  for (int round = 0; round < 20'000; ++round) {
    const Surroundings around = surroundings(numbers.line(8) + "^" + numbers.line(8));
    const Shaped shaped = apply({.text = numbers.text(16)}, around);
    if (!shaped.candidate) {
      REQUIRE(shaped.drop != Drop::none);
      continue;
    }
    const std::string& text = shaped.candidate->text;
    const std::string replaced = around.line.after.substr(0, shaped.candidate->replace_after);
    REQUIRE(is_subsequence(replaced, text));
    REQUIRE(replaced != text);
    const std::size_t blanks = text.size() - text.find_last_not_of(" \t\r\n") - 1;
    const std::string behind = around.line.after.substr(shaped.candidate->replace_after);
    REQUIRE(blanks <= (behind.empty() || behind.front() == ' ' ? 0 : 1));
    REQUIRE(is_utf8(text));
  }
}

TEST_CASE("every way to drop a text has a name of its own", "[shape]") {
  std::set<std::string_view> names;
  for (std::size_t drop = 0; drop < kDropCount; ++drop) {
    const std::string_view name = to_string(static_cast<Drop>(drop));
    CHECK(name != "unknown");
    CHECK(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") == name.npos);
    names.insert(name);
  }
  CHECK(names.size() == kDropCount);
  CHECK(to_string(static_cast<Drop>(kDropCount)) == "unknown");
}
