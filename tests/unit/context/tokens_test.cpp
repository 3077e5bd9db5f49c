#include "context/tokens.hpp"

#include "support/catch.hpp"

#include <cmath>
#include <fstream>
#include <sstream>
#include <string>

using inkling::context::estimate_tokens;

namespace {

std::string read_sample(const std::string& name) {
  std::ifstream file(std::string(INKLING_TEST_TOKEN_SAMPLES) + "/token_samples/" + name);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

} // namespace

TEST_CASE("an estimate is within 15 % of what two tokenizers count", "[tokens]") {
  std::ifstream counts(std::string(INKLING_TEST_TOKEN_SAMPLES) +
                       "/token_counts.txt"); // count_tokens.mjs
  std::size_t samples = 0;
  std::string name;
  double o200k = 0;
  double llama = 0;
  double mistral = 0;
  for (; counts >> name >> o200k >> llama >> mistral; ++samples) {
    const auto estimate = static_cast<double>(estimate_tokens(read_sample(name)));
    CAPTURE(name, estimate, o200k, llama, mistral);
    CHECK(std::abs(estimate / o200k - 1) <= 0.15);
    CHECK(std::abs(estimate / llama - 1) <= 0.15);
    // What a prompt leaves free of a context length covers the smaller vocabularies.
    CHECK(mistral <= 1.4 * estimate);
  }
  CHECK(samples == 8);
}

TEST_CASE("an estimate grows with the text, and is nothing for nothing", "[tokens]") {
  CHECK(estimate_tokens("") == 0);
  std::string text;
  std::size_t before = 0;
  for (const char c :
       std::string("if (veryLongName_2 == 0x1F) return \"\xC3\xA4\";\n\n    call();\n")) {
    text += c;
    const std::size_t now = estimate_tokens(text);
    CAPTURE(text);
    CHECK(now + 3 >= before); // a capital may turn out to begin the next piece
    CHECK(now <= text.size() + 3);
    before = now;
  }
}

TEST_CASE("an estimate knows what costs tokens", "[tokens]") {
  struct Case {
    const char* less;
    const char* more;
  };
  for (const auto& [less, more] :
       {Case{"parse", "parse parse"}, Case{"parse", "parseHeader"},
        Case{"file", "internationalisation"}, Case{"12", "1234567"}, Case{"====", "=!<+"},
        Case{"a b", "a    b"}, Case{"a\nb", "a\n    b"}, Case{"ab", "\xE4\xB8\xAD\xE6\x96\x87"}}) {
    CAPTURE(less, more);
    CHECK(estimate_tokens(less) < estimate_tokens(more));
  }
}
