#include "context/prompt.hpp"

#include "support/catch.hpp"

#include <string>

using namespace inkling::context;

namespace {

/// The window as text; `^` marks the cursor in what goes in and what comes out.
std::string window_of(std::string text, Budget budget) {
  Prompt prompt;
  prompt.offset = text.find('^');
  prompt.text = inkling::text::Rope(text.erase(prompt.offset, 1));
  set_window(prompt, budget);
  return prompt.text.slice(prompt.window_begin, prompt.offset) + "^" +
         prompt.text.slice(prompt.offset, prompt.window_end);
}

struct Case {
  std::string text;
  Budget budget;
  std::string window;
};

} // namespace

TEST_CASE("a window holds whole lines within its budget", "[context]") {
  const auto example = GENERATE(values<Case>({
      {"^", {8, 8}, "^"},
      {"one\ntwo^three\nfour", {100, 100}, "one\ntwo^three\nfour"},
      {"one\ntwo\nth^ree\nfour\nfive", {6, 9}, "two\nth^ree\nfour\n"},
      {"one\ntwo\nth^ree\nfour\nfive", {7, 8}, "two\nth^ree\n"},
      {"one\ntwo\nth^ree\nfour\nfive", {2, 4}, "th^ree\n"},
      {"a long line^ that goes on", {4, 5}, "line^ that"},
      {"let x^", {4, 4}, "et x^"},
      {"one\ntwo\n^", {4, 4}, "two\n^"},
  }));
  CAPTURE(example.text);
  CHECK(window_of(example.text, example.budget) == example.window);
}

TEST_CASE("a window never cuts a code point", "[context]") {
  for (std::size_t budget = 0; budget < 16; ++budget) {
    const std::string window = window_of("äöüß€^€ßäöü", {budget, budget});
    CAPTURE(budget);
    CHECK((window.front() & 0xC0) != 0x80);
    const auto cursor = window.find('^');
    CHECK(cursor <= budget);
    CHECK(window.size() - cursor - 1 <= budget);
    CHECK(std::string("äöüß€").ends_with(window.substr(0, cursor)));
    CHECK(std::string("€ßäöü").starts_with(window.substr(cursor + 1)));
    if (!window.substr(cursor + 1).empty()) {
      const std::string rest = std::string("€ßäöü").substr(window.size() - cursor - 1);
      CHECK((rest.empty() || (rest.front() & 0xC0) != 0x80));
    }
  }
}

TEST_CASE("a window stays where it begins while a line is typed", "[context]") {
  std::string text = "first line\nsecond line\n";
  const Budget budget{20, 20};
  const std::string begin = window_of(text + "^", budget).substr(0, 6);
  for (const char c : std::string("let x =")) {
    text += c;
    CHECK(window_of(text + "^", budget).substr(0, 6) == begin);
  }
}
