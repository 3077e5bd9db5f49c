#include "backend/embedded/tokenizer.hpp"

#include "support/catch.hpp"

#include <string>
#include <vector>

using namespace inkling::backend;

namespace {

/// Tokens in brackets, with the white space before each: "=>" same, ">>" deeper, "<<" shallower,
/// "<<<" far out, "--" blank, "?" too long.
std::string show(const Vocabulary& vocabulary, const std::vector<Token>& tokens) {
  std::string shown;
  for (const Token token : tokens) {
    switch (token.space()) {
    case Space::none:
      break;
    case Space::one:
      shown += "_";
      break;
    case Space::several:
      shown += "__";
      break;
    case Space::tab:
      shown += "\\t";
      break;
    }
    static constexpr const char* kNames[] = {"^", "=>", ">>", "<<", "<<<", "--", "?"};
    shown += has_text(token.id()) ? std::string(vocabulary.text(token.id())) : kNames[token.id()];
    shown += ' ';
  }
  if (!shown.empty()) shown.pop_back();
  return shown;
}

std::string tokenise(std::string_view text) {
  Vocabulary vocabulary;
  std::vector<Token> tokens;
  Tokenizer tokenizer(vocabulary, tokens);
  for_each_line(text, [&](std::string_view line) { tokenizer.add_line(line); });
  return show(vocabulary, tokens);
}

struct Case {
  std::string text;
  std::string tokens;
};

} // namespace

TEST_CASE("code is split into words, punctuation and line starts", "[embedded]") {
  const auto example = GENERATE(values<Case>({
      {"", "--"},
      {"x", "=> x"},
      {"foo(bar, 12)", "=> foo ( bar , _12 )"},
      {"a->b  =\tc;", "=> a - > b __= \\tc ;"},
      {"$x_1 9px naïve", "=> $x_1 _9px _naïve"},
      {"s = \"two words\"", "=> s _= _\" two _words \""},
      {"if x:\n    y\n    z\nw", "=> if _x : >> y => z << w"},
      {"a\n  b\n\n  c\n", "=> a >> b -- => c --"},
      {"a\n        b\nc", "=> a >> b <<< c"},
      {"a\r\nb\rc", "=> a => b => c"},
      {"trailing  ", "=> trailing"},
      {"\tx\n    y", ">> x => y"},
      {std::string(kWordBytesMax, 'w'), "=> " + std::string(kWordBytesMax, 'w')},
      {std::string(kWordBytesMax + 1, 'w') + " x", "=> ? _x"},
  }));
  CAPTURE(example.text);
  CHECK(tokenise(example.text) == example.tokens);
}

TEST_CASE("a long line is cut before the word that crosses the bound", "[embedded]") {
  const std::string most(kLineBytesMax - 2, '.');
  const std::string cut = tokenise(most + " äöü");
  CHECK(cut == tokenise(most));
}

TEST_CASE("the line being typed is indented even while it is blank", "[embedded]") {
  Vocabulary vocabulary;
  std::vector<Token> tokens;
  Tokenizer tokenizer(vocabulary, tokens);
  tokenizer.add_line("if x:");
  tokenizer.add_open_line("    ");
  CHECK(show(vocabulary, tokens) == "=> if _x : >>");
}

TEST_CASE("a run of lines is tokenised alike alone and in its place", "[embedded]") {
  const std::string text = "a:\n  b\n\n\n    c\n\n\n\n\n\n\n\n\n\n  d\n  e\nf\n   g\n h\n\n  i";
  std::vector<std::string> lines;
  for_each_line(text, [&](std::string_view line) { lines.emplace_back(line); });
  Vocabulary vocabulary;
  std::vector<Token> whole;
  std::vector<std::size_t> begins;
  Tokenizer tokenizer(vocabulary, whole);
  for (const std::string& line : lines) {
    begins.push_back(whole.size());
    tokenizer.add_line(line);
  }
  for (std::size_t first = 0; first < lines.size(); ++first) {
    const std::size_t lead = first - std::min(first, kLineLookBack);
    std::vector<Token> part;
    Tokenizer again(vocabulary, part);
    std::size_t begin = 0;
    for (std::size_t line = lead; line < lines.size(); ++line) {
      if (line == first) begin = part.size();
      again.add_line(lines[line]);
    }
    CAPTURE(first);
    CHECK(std::equal(part.begin() + static_cast<std::ptrdiff_t>(begin), part.end(),
                     whole.begin() + static_cast<std::ptrdiff_t>(begins[first]), whole.end()));
  }
}
