#include "backend/embedded/query.hpp"

#include "support/catch.hpp"

#include <string>

using namespace inkling::backend;

namespace {

struct Asked {
  bool possible = false;
  std::string context; ///< words of the last line only, unless `lines`
  Query query;
};

/// `^` marks the cursor.
Asked ask(std::string text) {
  const std::size_t offset = text.find('^');
  const inkling::text::Rope rope(text.erase(offset, 1));
  Vocabulary vocabulary;
  Asked asked;
  asked.possible = make_query(rope, offset, vocabulary, asked.query);
  static constexpr const char* kNames[] = {"^", "=>", ">>", "<<", "<<<", "--", "?"};
  for (const TokenId id : asked.query.context) {
    if (!asked.context.empty()) asked.context += ' ';
    asked.context += has_text(id) ? std::string(vocabulary.text(id)) : kNames[id];
  }
  return asked;
}

} // namespace

TEST_CASE("a query is what stands around the cursor", "[embedded]") {
  struct Case {
    std::string text;
    std::string context;
    std::string partial;
    std::string right;
    bool spaced;
    bool at_line_start;
  };
  const auto example = GENERATE(values<Case>({
      {"^", "^ =>", "", "", false, true},
      {"foo^", "^ =>", "foo", "", false, false},
      {"foo ^", "^ => foo", "", "", true, false},
      {"foo(^", "^ => foo (", "", "", false, false},
      {"foo(b^)", "^ => foo (", "b", ")", false, false},
      {"foo(^  ) ;  \nnext", "^ => foo (", "", ") ;", false, false},
      {"a {\n    ^", "^ => a { >>", "", "", false, true},
      {"a {\n^", "^ => a { =>", "", "", false, true},
      {"a\n\n  b.c^", "^ => a -- >> b .", "c", "", false, false},
      {"a\r\nb ^\r\nc", "^ => a => b", "", "", true, false},
      {"naï^ve", "^ =>", "naï", "ve", false, false},
  }));
  CAPTURE(example.text);
  const Asked asked = ask(example.text);
  CHECK(asked.possible);
  CHECK(asked.context == example.context);
  CHECK(asked.query.partial == example.partial);
  CHECK(asked.query.right == example.right);
  CHECK(asked.query.spaced == example.spaced);
  CHECK(asked.query.at_line_start == example.at_line_start);
}

TEST_CASE("a context reaches over a few lines and tokens, not more", "[embedded]") {
  CHECK(ask("a\nb\nc\nd\ne\nf\ng\nh ^").context == "=> c => d => e => f => g => h");
  std::string words;
  for (int i = 0; i < 100; ++i) words += "w ";
  CHECK(ask(words + "^").query.context.size() == kContextTokensMax);
}

TEST_CASE("nothing is asked about lines that are data", "[embedded]") {
  CHECK_FALSE(ask(std::string(5000, ',') + "^").possible);
  CHECK_FALSE(ask(std::string(200, 'x') + "^").possible);
  const Asked asked = ask(std::string(1 << 20, ',') + "\nfoo(^");
  CHECK(asked.possible);
  CHECK(asked.context.ends_with("foo ("));
}
