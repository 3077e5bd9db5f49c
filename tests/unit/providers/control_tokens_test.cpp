// Control tokens in the user's text and in answers.

#include "backend/providers/control_tokens.hpp"

#include "backend/providers/fim_template.hpp"
#include "pieces.hpp"
#include "support/catch.hpp"

#include <random>

using namespace inkling;
using namespace inkling::backend;
using inkling::test::Pieces;

namespace {

constexpr std::string_view kTokens[] = {"<|end|>", "<|endless|>", "<EOT>", "[SUFFIX]", "<｜end▁"};

struct Case {
  std::string text;
  std::string expected;
};

const Case kBroken[] = {
    {"", ""},
    {"a < b", "a < b"},
    {"<|end|>", "< |end|>"},
    {"x<|end|><|end|>y", "x< |end|>< |end|>y"},
    {"<<|end|>", "<< |end|>"},
    {"<|end", "<|end"},
    {"[SUFFIX]", "[ SUFFIX]"},
    {"a[SUFFIX", "a[SUFFIX"},
    {"<｜end▁of", "< ｜end▁of"},
    {"< |end|>", "< |end|>"},
};

const Case kStopped[] = {
    {"", ""},
    {"a < b", "a < b"},
    {"a<|end|>b", "a"},
    {"<|end|>", ""},
    {"a<|end", "a<|end"},
    {"a<|en<|end|>b", "a<|en"},
    {"a<|endless|>b", "a"},
    {"a<|endles", "a<|endles"},
    {"a<<EOT>b<|end|>", "a<"},
    {"v[SUF", "v[SUF"},
    {"v[SUFFIX]", "v"},
    {"é<｜end▁of>", "é"},
    {"é<｜end", "é<｜end"},
    {"caf\xEF\xBF\xBD end", "caf"},
    {"\xEF\xBB\xBF!", "\xEF\xBB\xBF!"}, // begins like U+FFFD
};

} // namespace

TEST_CASE("control tokens in the user's text are broken up, and nothing else is", "[providers]") {
  for (const Case& c : kBroken) CHECK(break_tokens(c.text, kTokens) == c.expected);
  CHECK(break_tokens("<|end|>", {}) == "<|end|>");
}

TEST_CASE("text made of pieces of any family's tokens holds none when they are broken up",
          "[providers]") {
  std::mt19937 random(7);
  for (const std::string& name : fim_families()) {
    const FimTemplate fim = FimTemplate::choose(name, "");
    CAPTURE(name);
    for (int round = 0; round < 200; ++round) {
      std::string text;
      for (int piece = 0; piece < 8; ++piece) {
        const std::string_view token = fim.tokens()[random() % fim.tokens().size()];
        text += random() % 2 == 0 ? token : token.substr(0, random() % token.size());
      }
      const std::string broken = break_tokens(text, fim.tokens());
      for (const std::string_view token : fim.tokens()) CHECK(broken.find(token) == broken.npos);
      std::string same = broken; // but for what was put in
      for (std::size_t i = 0; i < text.size(); ++i) {
        if (same[i] != text[i]) same.erase(i, 1);
      }
      CHECK(same == text);
    }
  }
}

TEST_CASE("an answer ends at its first control token, however it is cut", "[providers]") {
  for (const Case& c : kStopped) {
    CAPTURE(c.text);
    test::for_each_cut(c.text, [&](const Pieces& pieces) {
      CHECK(test::filtered(StopFilter(kTokens), pieces) == c.expected);
    });
  }
}

TEST_CASE("nothing but the beginning of a token is held back", "[providers]") {
  StopFilter filter(kTokens);
  CHECK(filter.pass("a = b") == "a = b");
  CHECK(filter.pass(" < c <|en") == " < c ");
  CHECK_FALSE(filter.ended());
  CHECK(filter.pass("d) <") == "<|end) ");
  CHECK(filter.pass("|end|> x") == "");
  CHECK(filter.ended());
  CHECK(filter.pass("more") == "");
  CHECK(filter.finish() == "");
}
