#include "backend/embedded/vocabulary.hpp"

#include "support/catch.hpp"

#include <string>

using namespace inkling::backend;

TEST_CASE("a text keeps its id, and an id its text", "[embedded]") {
  Vocabulary vocabulary;
  const TokenId foo = vocabulary.intern("foo");
  CHECK(foo == kFirstText);
  CHECK(vocabulary.intern("bar") != foo);
  CHECK(vocabulary.intern("foo") == foo);
  CHECK(vocabulary.text(foo) == "foo");
  CHECK(vocabulary.find("bar") == foo + 1);
  CHECK(vocabulary.find("ba") == kNoToken);
  CHECK(vocabulary.text(kLineSame).empty());
}

TEST_CASE("a vocabulary grows to many words without mixing them up", "[embedded]") {
  constexpr TokenId kWords = 20'000;
  Vocabulary vocabulary;
  const auto word = [](TokenId n) { return "a_rather_long_name_" + std::to_string(n); };
  for (TokenId n = 0; n < kWords; ++n) REQUIRE(vocabulary.intern(word(n)) == kFirstText + n);
  for (TokenId n = 0; n < kWords; ++n) {
    REQUIRE(vocabulary.find(word(n)) == kFirstText + n);
    REQUIRE(vocabulary.text(kFirstText + n) == word(n));
  }
  CHECK(vocabulary.size() == kFirstText + kWords);
}

TEST_CASE("a copy of a vocabulary does not follow the original", "[embedded]") {
  Vocabulary vocabulary;
  vocabulary.intern("before");
  const Vocabulary copy = vocabulary;
  vocabulary.intern("after");
  CHECK(copy.find("before") != kNoToken);
  CHECK(copy.find("after") == kNoToken);
}
