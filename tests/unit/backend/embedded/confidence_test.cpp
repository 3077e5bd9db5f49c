#include "backend/embedded/confidence.hpp"

#include "support/catch.hpp"

#include <string>
#include <vector>

using namespace inkling::backend;

TEST_CASE("what is shown is cut where confidence squared times length is greatest", "[embedded]") {
  struct Case {
    std::vector<Cut> cuts;
    double confidence_min;
    std::size_t chosen;
  };
  const auto example = GENERATE(values<Case>({
      {{}, 0.5, 0},
      {{{4, 0.9F}}, 0.5, 0},
      {{{4, 0.4F}}, 0.5, 1},
      {{{1, 0.99F}}, 0.5, 1},                        // too short to be worth a glance
      {{{4, 0.9F}, {8, 0.8F}, {20, 0.3F}}, 0.5, 1},  // the long one is too unsure
      {{{4, 0.9F}, {8, 0.8F}, {200, 0.5F}}, 0.5, 2}, // the long one is worth it
      {{{4, 0.9F}, {5, 0.6F}}, 0.5, 0},              // one more byte is not
      {{{2, 0.6F}, {2, 0.6F}}, 0.5, 0},
  }));
  const std::string text(256, 'x');
  CHECK(choose_cut(text, example.cuts, example.confidence_min, 2) == example.chosen);
}

TEST_CASE("what is shown goes on to what closes it, where that is nearly as sure", "[embedded]") {
  const std::string text = "f(a, b); x";
  CHECK(choose_cut(text, std::vector<Cut>{{6, 0.9F}, {7, 0.8F}, {8, 0.75F}, {10, 0.5F}}, 0.5, 2) ==
        2);
  CHECK(choose_cut(text, std::vector<Cut>{{6, 0.9F}, {7, 0.6F}}, 0.5, 2) == 0);
  CHECK(choose_cut(text, std::vector<Cut>{{6, 0.6F}, {7, 0.52F}}, 0.55, 2) == 0);
}

TEST_CASE("better evidence makes more confident", "[embedded]") {
  Evidence weak;
  weak.probability = 0.3F;
  weak.longest_share = 0.3F;
  weak.in_corpora = 1;
  weak.against_in_corpora = 9;
  weak.length = 1;
  weak.rival_length = 2;
  weak.choices = 6;
  weak.kind = Evidence::Kind::word;
  Evidence strong = weak;
  strong.probability = 0.95F;
  strong.longest_share = 1;
  strong.in_corpora = 12;
  strong.against_in_corpora = 0;
  strong.length = 8;
  strong.rival_length = 0;
  strong.choices = 1;
  const float low = confidence_of(to_features(weak));
  const float high = confidence_of(to_features(strong));
  CHECK(low > 0);
  CHECK(low < 0.4F);
  CHECK(high > 0.8F);
  CHECK(high < 1);
}
