#include "bench/known_text.hpp"

#include "bench/prompt_hole.hpp"
#include "support/catch.hpp"

using namespace inkling::harness;

namespace {

const std::string kFirst = "int add(int left, int right) {\n  return left + right;\n}\n";
const std::string kSecond = "int main() {\n  const int sum = add(1, 2);\n  return sum;\n}\n";
const KnownTexts kKnown({kFirst, kSecond});

/// The place of `^` in `marked`, which without it is a known text.
Place place_of(std::size_t text, const std::string& marked) {
  return {text, marked.find('^')};
}

} // namespace

TEST_CASE("a place is found by the text before it", "[bench]") {
  struct Case {
    const char* what;
    std::string prefix;
    std::optional<Place> place;
  };
  const Case cases[] = {
      {"a whole prefix", kFirst.substr(0, 40), Place{0, 40}},
      {"a window that begins somewhere", kSecond.substr(7, 30), Place{1, 37}},
      {"something else before it", "// other\n" + kSecond.substr(0, 30), Place{1, 30}},
      {"the end of a text", kSecond, Place{1, kSecond.size()}},
      {"sixteen bytes are enough", kFirst.substr(20, 16), Place{0, 36}},
      {"fifteen in the middle are not", kFirst.substr(20, 15), std::nullopt},
      {"the beginning of a text, short", "int m", Place{1, 5}},
      {"behind something else four bytes of the beginning do", "<x>int m", Place{1, 5}},
      {"a mistake at the end", kFirst.substr(0, 40) + "x", std::nullopt},
      {"nothing", "", std::nullopt},
  };
  for (const Case& tested : cases) {
    INFO(tested.what);
    CHECK(kKnown.locate(tested.prefix) == tested.place);
  }
}

TEST_CASE("among places with the same end the longest agreement wins", "[bench]") {
  const KnownTexts known({"aaaa\n  return left + right;\nbbbb\n  return left + right;\n"});
  CHECK(known.locate("bbbb\n  return left + right;\n")->offset == 56);
  CHECK(known.locate("aaaa\n  return left + right;\n")->offset == 28);
}

TEST_CASE("the hole of a prompt is found in every template", "[bench]") {
  const Place place =
      place_of(1, "int main() {\n  const int sum = ^add(1, 2);\n  return sum;\n}\n");
  const std::string prefix = kSecond.substr(0, place.offset);
  const std::string suffix = kSecond.substr(place.offset + 11); // the line's rest is to be written
  struct Case {
    const char* what;
    std::string prompt;
    std::optional<Place> place;
  };
  const Case cases[] = {
      {"Qwen", "<|fim_prefix|>" + prefix + "<|fim_suffix|>" + suffix + "<|fim_middle|>", place},
      {"Qwen with other files before",
       "<|repo_name|>r\n<|file_sep|>a.cpp\n" + kFirst + "<|file_sep|>b.cpp\n<|fim_prefix|>" +
           prefix + "<|fim_suffix|>" + suffix + "<|fim_middle|>",
       place},
      {"suffix first", "<|fim_prefix|><|fim_suffix|>" + suffix + "<|fim_middle|>" + prefix, place},
      {"Qwen, an empty file", "<|fim_prefix|><|fim_suffix|><|fim_middle|>", std::nullopt},
      {"Qwen, no suffix", "<|fim_prefix|>" + prefix + "<|fim_suffix|><|fim_middle|>", place},
      {"StarCoder", "<fim_prefix>" + prefix + "<fim_suffix>" + suffix + "<fim_middle>", place},
      {"DeepSeek", "<｜fim▁begin｜>" + prefix + "<｜fim▁hole｜>" + suffix + "<｜fim▁end｜>", place},
      {"Code Llama", "<PRE> " + prefix + " <SUF>" + suffix + " <MID>", place},
      {"Codestral", "[SUFFIX]" + suffix + "[PREFIX]" + prefix, place},
      {"no template", prefix, place},
      {"a chat with a hole", "Fill <HOLE> in:\n```\n" + prefix + "<HOLE>" + suffix + "\n```",
       place},
      {"a chat, text after the hole first",
       "AFTER:\n" + suffix + "\nBEFORE:\n" + prefix + "\n\nWrite what is between.", place},
      {"a chat that ends with the suffix", prefix + "[[here]]" + suffix, place},
      {"a chat about a mistake", "Fill:\n" + prefix + "adx<HOLE>" + suffix, std::nullopt},
      {"a mistake in a template", "<fim_prefix>" + prefix + "x<fim_suffix><fim_middle>",
       std::nullopt},
  };
  for (const Case& tested : cases) {
    INFO(tested.what);
    CHECK(find_hole(kKnown, tested.prompt) == tested.place);
  }
}
