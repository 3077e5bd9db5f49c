#include "engine/prompt_budget.hpp"

#include "support/catch.hpp"

#include <ostream>

using namespace inkling;
using namespace inkling::engine;

namespace {

constexpr context::Budget kWanted{8192, 2048, 1500};

struct Case {
  const char* what;
  backend::ServerFacts told;
  context::Budget fitting;
};

/// The most tokens that a prompt of that budget may have with the least frugal vocabulary.
double tokens_at_most(const context::Budget& budget) {
  const auto window = static_cast<double>(budget.prefix_bytes_max + budget.suffix_bytes_max) / 3;
  return (window + static_cast<double>(budget.snippets_tokens_max)) * 4 / 3;
}

} // namespace

TEST_CASE("a prompt is made to fit the server that is asked", "[prompt_budget]") {
  const Case cases[] = {
      {"nothing is known", {}, kWanted},
      {"a long context", {.context_tokens = 32'768}, kWanted},
      {"a usual context", {.context_tokens = 8192}, kWanted},
      {"the window just fits", {.context_tokens = 4800}, {8192, 2048, 0}},
      {"some snippets fit", {.context_tokens = 6000}, {8192, 2048, 937}},
      {"the far window goes", {.context_tokens = 4096}, {6144, 1536, 187}},
      {"hardly anything fits", {.context_tokens = 512}, {409, 102, 0}},
      {"no room at all", {.context_tokens = 100}, {0, 0, 0}},
      {"a fast server", {.prefill_tokens_per_second = 10'000}, kWanted},
      {"snippets go first", {.prefill_tokens_per_second = 3000}, {8192, 2048, 937}},
      {"then the far window", {.prefill_tokens_per_second = 1000}, {3072, 768, 187}},
      {"the near window stays", {.prefill_tokens_per_second = 20}, {2048, 512, 0}},
      {"a server that cuts",
       {.prefix_tokens_max = 1536, .suffix_tokens_max = 504},
       {3456, 1134, 1500}},
      {"and is known",
       {.bytes_per_token = 1.0, .prefix_tokens_max = 1536, .suffix_tokens_max = 504},
       {1228, 403, 1500}},
      {"both", {.context_tokens = 1024, .prefill_tokens_per_second = 20}, {1280, 320, 0}},
  };
  for (const Case& example : cases) {
    CAPTURE(example.what);
    const context::Budget fitting = fit_prompt(kWanted, example.told, 128);
    CHECK(fitting.prefix_bytes_max == example.fitting.prefix_bytes_max);
    CHECK(fitting.suffix_bytes_max == example.fitting.suffix_bytes_max);
    CHECK(fitting.snippets_tokens_max == example.fitting.snippets_tokens_max);
  }
}

TEST_CASE("prompt and answer never exceed the context", "[prompt_budget]") {
  for (std::size_t context = 1; context < 20'000; context += 37)
    for (const std::size_t answer :
         {std::size_t{1}, std::size_t{128}, std::size_t{4096}, SIZE_MAX}) {
      const auto fitting = fit_prompt(kWanted, {.context_tokens = context}, answer);
      const auto wants = static_cast<double>(answer == SIZE_MAX ? kAnswerTokens : answer);
      CAPTURE(context, answer);
      const double most = tokens_at_most(fitting);
      CHECK((most == 0 || most + wants + kWrappingTokens <= static_cast<double>(context)));
    }
}

TEST_CASE("a budget of the person's is never exceeded", "[prompt_budget]") {
  const context::Budget small{100, 0, 10};
  for (const double speed : {1.0, 50.0, 1000.0, 1e12}) {
    const auto fitting = fit_prompt(small, {.prefill_tokens_per_second = speed}, 128);
    CHECK(fitting.prefix_bytes_max == 100);
    CHECK(fitting.suffix_bytes_max == 0);
    CHECK(fitting.snippets_tokens_max <= 10);
  }
}

TEST_CASE("a speed that wavers is no news", "[prompt_budget]") {
  CHECK_FALSE(is_news(1000, 1000));
  CHECK_FALSE(is_news(1000, 1390));
  CHECK_FALSE(is_news(1000, 720));
  CHECK(is_news(1000, 1500));
  CHECK(is_news(1000, 500));
}
