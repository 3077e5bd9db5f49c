#include "engine/prompt_budget.hpp"

#include <algorithm>
#include <limits>

namespace inkling::engine {
namespace {

/// Bytes of the densest source code to an estimated token. (Prose and wide indentation have more.)
constexpr std::size_t kWindowBytesPerToken = 3;
/// Small vocabularies write four tokens where estimate_tokens() says three (docs/CONTEXT.md).
constexpr double kEstimateMargin = 4.0 / 3.0;
/// A text may have so many bytes a token, compared with what was measured on another.
constexpr double kDenser = 0.8;
/// Budgets are cut in so many steps; a window smaller than one of them in steps of bytes.
constexpr std::size_t kSteps = 8;
constexpr std::size_t kSmallStepBytes = 256;

/// In estimated tokens; SIZE_MAX: nothing is known that bounds it.
std::size_t tokens_by_context(const backend::ServerFacts& told, std::size_t max_tokens) {
  if (!told.context_tokens) return std::numeric_limits<std::size_t>::max();
  const std::size_t answer = max_tokens == SIZE_MAX ? kAnswerTokens : max_tokens;
  const std::size_t taken = answer + kWrappingTokens;
  if (*told.context_tokens <= taken) return 0;
  return static_cast<std::size_t>(static_cast<double>(*told.context_tokens - taken) /
                                  kEstimateMargin);
}

std::size_t tokens_by_speed(const backend::ServerFacts& told) {
  if (!told.prefill_tokens_per_second) return std::numeric_limits<std::size_t>::max();
  const double seconds = std::chrono::duration<double>(kColdPromptMax).count();
  // A double above the range of size_t would be undefined to convert.
  return static_cast<std::size_t>(std::min(1e9, *told.prefill_tokens_per_second * seconds));
}

/// What a server would cut off is not sent. Texts differ, so that some room is left.
std::size_t bytes_within(std::size_t bytes, std::optional<std::size_t> tokens_max,
                         const backend::ServerFacts& told) {
  if (!tokens_max) return bytes;
  const double known = told.bytes_per_token.value_or(kWindowBytesPerToken);
  const double surely = told.bytes_per_token ? known * kDenser : known / kEstimateMargin;
  return static_cast<std::size_t>(
      std::min(static_cast<double>(bytes), static_cast<double>(*tokens_max) * surely));
}

/// The greatest of kSteps parts of `wanted` that is not above `room`.
std::size_t part_of(std::size_t wanted, std::size_t room) {
  if (room >= wanted) return wanted;
  for (std::size_t parts = kSteps - 1; parts > 0; --parts)
    if (wanted * parts / kSteps <= room) return wanted * parts / kSteps;
  return 0;
}

std::size_t window_tokens(const context::Budget& budget) {
  const std::size_t bytes = budget.prefix_bytes_max + budget.suffix_bytes_max;
  return (bytes + kWindowBytesPerToken - 1) / kWindowBytesPerToken;
}

/// Both sides of the cursor lose the same part.
void shrink_window(context::Budget& budget, std::size_t tokens) {
  const std::size_t bytes = budget.prefix_bytes_max + budget.suffix_bytes_max;
  if (bytes == 0) return;
  const std::size_t most = std::min(bytes, tokens) * kWindowBytesPerToken;
  std::size_t room = part_of(bytes, most);
  if (room == 0) room = most / kSmallStepBytes * kSmallStepBytes;
  budget.prefix_bytes_max = budget.prefix_bytes_max * room / bytes;
  budget.suffix_bytes_max = budget.suffix_bytes_max * room / bytes;
}

} // namespace

context::Budget fit_prompt(const context::Budget& allowed, const backend::ServerFacts& told,
                           std::size_t max_tokens) {
  context::Budget wanted = allowed;
  wanted.prefix_bytes_max = bytes_within(allowed.prefix_bytes_max, told.prefix_tokens_max, told);
  wanted.suffix_bytes_max = bytes_within(allowed.suffix_bytes_max, told.suffix_tokens_max, told);
  const std::size_t by_context = tokens_by_context(told, max_tokens);
  const std::size_t by_speed = tokens_by_speed(told);
  context::Budget fitting = wanted;
  shrink_window(fitting, by_speed);
  fitting.prefix_bytes_max =
      std::max(fitting.prefix_bytes_max, std::min(wanted.prefix_bytes_max, kPrefixBytesFloor));
  fitting.suffix_bytes_max =
      std::max(fitting.suffix_bytes_max, std::min(wanted.suffix_bytes_max, kSuffixBytesFloor));
  shrink_window(fitting, by_context);
  const std::size_t room = std::min(by_context, by_speed);
  const std::size_t used = window_tokens(fitting);
  fitting.snippets_tokens_max = part_of(wanted.snippets_tokens_max, room > used ? room - used : 0);
  return fitting;
}

bool is_news(double known, double measured) {
  constexpr double kWavering = 1.4;
  return measured > known * kWavering || measured * kWavering < known;
}

} // namespace inkling::engine
