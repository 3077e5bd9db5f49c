#include "app/doctor/sample.hpp"

#include <utility>

namespace inkling::app::doctor {
namespace {

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

std::string_view last_line(std::string_view text) {
  const auto end = text.rfind('\n');
  return end == text.npos ? text : text.substr(end + 1);
}

std::string_view without_blanks(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\n");
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\n") - begin + 1);
}

} // namespace

const Sample kGap{.prefix = "def add(a, b):\n"
                            "    return a + ",
                  .suffix = "\n\n\n"
                            "print(add(1, 2))\n",
                  .expected = "b",
                  .max_tokens = 16};

const Sample kLines{.prefix = "def fibonacci(n):\n"
                              "    \"\"\"The first n Fibonacci numbers, as a list.\"\"\"\n"
                              "    numbers = [0, 1]\n",
                    .suffix = "    return numbers[:n]\n"
                              "\n\n"
                              "def first_even(numbers):\n"
                              "    return next(n for n in numbers if n % 2 == 0)\n",
                    .expected = "",
                    .max_tokens = 64};

context::Prompt prompt_of(const Sample& sample) {
  context::Prompt prompt{.session = SessionId{1},
                         .document = DocumentId{1},
                         .language = "python",
                         .text =
                             text::Rope(std::string(sample.prefix) + std::string(sample.suffix)),
                         .offset = sample.prefix.size(),
                         .path = "sample.py"};
  prompt.max_tokens = sample.max_tokens;
  context::set_window(prompt, {});
  return prompt;
}

Verdict judge(const Sample& sample, std::string_view answer) {
  const std::string_view text = without_blanks(answer);
  if (text.empty()) return Verdict::empty;
  const std::string_view above = without_blanks(last_line(sample.prefix));
  const std::string_view head = sample.prefix.substr(0, sample.prefix.find('\n'));
  if ((!above.empty() && text.starts_with(above)) || text.find(head) != text.npos)
    return Verdict::repeats_above;
  if (text.find(without_blanks(sample.suffix)) != text.npos) return Verdict::repeats_below;
  const std::string_view expected = sample.expected;
  const bool ends_there =
      text.size() <= expected.size() || expected.empty() || !is_word(text[expected.size()]);
  return text.starts_with(expected) && ends_there ? Verdict::fills : Verdict::other;
}

} // namespace inkling::app::doctor
