// How much of a prompt a server that keeps the last one need not read again.

#include "context/prompt.hpp"
#include "typing_trace.hpp"

#include "support/catch.hpp"

#include <algorithm>
#include <vector>

using namespace inkling::context;

namespace {

std::string before_cursor(const TypingTrace& trace, const Budget& budget) {
  Prompt prompt;
  prompt.text = trace.text();
  prompt.offset = trace.offset();
  set_window(prompt, budget);
  return prompt.text.slice(prompt.window_begin, prompt.offset);
}

std::string after_cursor(const TypingTrace& trace, const Budget& budget) {
  Prompt prompt;
  prompt.text = trace.text();
  prompt.offset = trace.offset();
  set_window(prompt, budget);
  return prompt.text.slice(prompt.offset, prompt.window_end);
}

double kept_share(const std::string& before, const std::string& now) {
  const auto [at, other] = std::mismatch(now.begin(), now.end(), before.begin(), before.end());
  return static_cast<double>(at - now.begin()) / static_cast<double>(now.size());
}

double percentile(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

} // namespace

TEST_CASE("nearly all of a prompt is what the last one began with", "[context]") {
  const Budget budget;
  for (const Manner manner : kManners) {
    std::vector<double> shares;
    std::size_t suffixes_kept = 0;
    std::string before;
    std::string suffix;
    for (TypingTrace trace(manner); trace.next();) {
      const std::string now = before_cursor(trace, budget);
      if (!before.empty()) shares.push_back(kept_share(before, now));
      const std::string after = after_cursor(trace, budget);
      suffixes_kept += after == suffix ? 1 : 0;
      before = now;
      suffix = after;
      REQUIRE(now.size() <= budget.prefix_bytes_max);
      REQUIRE(now.size() >= budget.prefix_bytes_max / 2);
      REQUIRE(after.size() <= budget.suffix_bytes_max);
      REQUIRE(after.size() >= budget.suffix_bytes_max / 2);
    }
    CAPTURE(static_cast<int>(manner));
    CHECK(percentile(shares, 0.5) >= 0.99);
    CHECK(percentile(shares, 0.03) >= 0.99); // but for the jumps and the steps
    CHECK(suffixes_kept >= TypingTrace::kKeys * 95 / 100);
  }
}

TEST_CASE("a window does not move while one line grows, and moves in steps in a long one",
          "[context]") {
  std::string text;
  for (int line = 0; line < 500; ++line) text += "a line of the file\n";
  const std::size_t line_begin = text.size();
  std::size_t moves = 0;
  std::size_t begin = 0;
  for (std::size_t typed = 0; typed < 3000; ++typed) {
    Prompt prompt;
    prompt.text = inkling::text::Rope(text + std::string(typed, 'x') + "\nrest\n");
    prompt.offset = line_begin + typed;
    set_window(prompt, {4096, 1024});
    if (typed != 0 && prompt.window_begin != begin) ++moves;
    begin = prompt.window_begin;
    if (typed <= 4096 / 8) REQUIRE(moves == 0);
    REQUIRE(prompt.offset - begin <= 4096);
  }
  CHECK(moves == 3);
}
