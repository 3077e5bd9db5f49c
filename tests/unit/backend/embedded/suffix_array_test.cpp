#include "backend/embedded/suffix_array.hpp"

#include "support/catch.hpp"

#include <algorithm>
#include <random>

using namespace inkling::backend;

namespace {

/// Contexts newest first, as far as they are compared.
std::vector<TokenId> context_of(const std::vector<Token>& tokens, std::size_t place) {
  std::vector<TokenId> context;
  while (place > 0 && context.size() < kContextTokensMax) {
    context.push_back(tokens[--place].id());
    if (context.back() == kFileStart) break;
  }
  return context;
}

void check(const std::vector<Token>& tokens, TokenId ids) {
  const SuffixArray array = make_suffix_array(tokens, ids);
  std::vector<std::uint32_t> sorted(array.places);
  std::sort(sorted.begin(), sorted.end());
  std::vector<std::uint32_t> expected;
  for (std::uint32_t place = 1; place < tokens.size(); ++place) {
    if (tokens[place].id() != kFileStart) expected.push_back(place);
  }
  REQUIRE(sorted == expected);
  for (std::size_t i = 1; i < array.places.size(); ++i) {
    REQUIRE(context_of(tokens, array.places[i - 1]) <= context_of(tokens, array.places[i]));
  }
  REQUIRE(array.bucket_begin.size() == ids + 1);
  for (TokenId id = 0; id < ids; ++id) {
    for (auto i = array.bucket_begin[id]; i < array.bucket_begin[id + 1]; ++i) {
      REQUIRE(tokens[array.places[i] - 1].id() == id);
    }
  }
}

} // namespace

TEST_CASE("places are sorted by what stands before them", "[embedded]") {
  check({}, kFirstText);
  check({Token(kFileStart)}, kFirstText);
  check({Token(kFileStart), Token(kFileStart), Token(7)}, 8);
  for (unsigned seed = 1; seed <= 30; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const TokenId words = 1 + seed % 7; // few: long common contexts
    std::vector<Token> tokens{Token(kFileStart)};
    while (tokens.size() < 600) {
      const bool start = random() % 90 == 0;
      tokens.emplace_back(start ? kFileStart : kFirstText + static_cast<TokenId>(random() % words),
                          random() % 2 == 0 ? Space::one : Space::none);
    }
    check(tokens, kFirstText + words);
  }
}

TEST_CASE("a file of one repeated token is sorted without comparing it all", "[embedded]") {
  std::vector<Token> tokens{Token(kFileStart)};
  tokens.resize(200'000, Token(kFirstText));
  const SuffixArray array = make_suffix_array(tokens, kFirstText + 1);
  CHECK(array.places.size() == tokens.size() - 1);
}

TEST_CASE("a sort that is told to stop ends soon", "[embedded]") {
  std::vector<Token> tokens{Token(kFileStart)};
  std::mt19937 random(1);
  for (int i = 0; i < 1'000'000; ++i) tokens.emplace_back(kFirstText + random() % 4);
  int looks = 0;
  make_suffix_array(tokens, kFirstText + 4, [&] { return ++looks == 3; });
  CHECK(looks == 3);
}
