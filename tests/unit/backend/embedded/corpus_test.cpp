#include "backend/embedded/corpus.hpp"

#include "backend/embedded/corpus_view.hpp"
#include "backend/embedded/tokenizer.hpp"
#include "support/catch.hpp"

#include <string>

using namespace inkling::backend;

namespace {

std::shared_ptr<const Corpus> corpus_of(const std::vector<std::string>& texts) {
  Vocabulary vocabulary;
  std::vector<Corpus::File> files;
  for (const std::string& text : texts) {
    std::vector<Token> tokens{Token(kFileStart)};
    Tokenizer tokenizer(vocabulary, tokens);
    for_each_line(text, [&](std::string_view line) { tokenizer.add_line(line); });
    files.push_back({"/w/" + std::to_string(files.size()), text.size(),
                     std::make_shared<const std::vector<Token>>(std::move(tokens))});
  }
  return std::make_shared<const Corpus>(files, vocabulary);
}

std::vector<TokenId> context_of(const Corpus& corpus, std::string_view words) {
  std::vector<TokenId> context;
  Vocabulary scratch;
  std::vector<Token> tokens;
  Tokenizer(scratch, tokens).add_line(words);
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    context.push_back(corpus.vocabulary().find(scratch.text(tokens[i].id())));
  }
  return context;
}

/// How many places match in 1, 2, … tokens.
std::vector<std::uint32_t> match(const Corpus& corpus, std::string_view words) {
  std::vector<Corpus::Range> levels;
  corpus.match(context_of(corpus, words), levels);
  std::vector<std::uint32_t> sizes;
  for (const Corpus::Range level : levels) sizes.push_back(level.size());
  return sizes;
}

} // namespace

TEST_CASE("a context is matched as far back as it occurs", "[embedded]") {
  const auto corpus = corpus_of({"a b c\nx b c\nb d", "a b c"});
  using Sizes = std::vector<std::uint32_t>;
  CHECK(match(*corpus, "") == Sizes{});
  CHECK(match(*corpus, "unknown") == Sizes{});
  CHECK(match(*corpus, "b") == Sizes{4});
  CHECK(match(*corpus, "a b") == Sizes{4, 2});
  CHECK(match(*corpus, "x b") == Sizes{4, 1});
  CHECK(match(*corpus, "unknown b") == Sizes{4});
  // The last token of the last file has nothing after it.
  CHECK(match(*corpus, "c") == Sizes{2});
}

TEST_CASE("no context reaches over the start of a file", "[embedded]") {
  const auto corpus = corpus_of({"a", "b c"});
  std::vector<Corpus::Range> levels;
  const TokenId b = corpus->vocabulary().find("b");
  corpus->match(std::vector<TokenId>{corpus->vocabulary().find("a"), kFileStart, kLineSame, b},
                levels);
  CHECK(levels.size() == 3); // b, its line start, its file start
}

TEST_CASE("the likeliest words are the most frequent longer ones", "[embedded]") {
  const auto corpus =
      corpus_of({"value valid value va 12345 12345 vast vary vain\nx value valid x"});
  const auto likeliest = [&](std::string_view prefix) {
    std::string words;
    for (const Corpus::Word& word : corpus->likeliest_words(prefix)) {
      if (word.id == kNoToken) break;
      words += std::string(corpus->vocabulary().text(word.id)) + std::to_string(word.count) + ' ';
      CHECK(corpus->tokens_from(corpus->place_after(word.id) - 1).front().id() == word.id);
    }
    return words;
  };
  CHECK(likeliest("val") == "value3 valid2 ");
  CHECK(likeliest("va").starts_with("value3 valid2 "));
  CHECK(likeliest("valid").empty());
  CHECK(likeliest("123").empty());
  CHECK(likeliest("zz").empty());
}

TEST_CASE("a view translates ids both ways and masks files", "[embedded]") {
  Vocabulary loop;
  const TokenId other = loop.intern("other");
  const auto corpus = corpus_of({"one two", "two three"});
  CorpusView view(corpus, loop);
  const TokenId two = corpus->vocabulary().find("two");
  const TokenId loop_two = view.to_loop(two);
  CHECK(loop.text(loop_two) == "two");
  CHECK(view.from_loop(loop_two) == two);
  CHECK(view.from_loop(other) == kNoToken);
  CHECK(view.from_loop(kLineDeeper) == kLineDeeper);
  CHECK(view.to_loop(kFileStart) == kFileStart);

  const std::uint32_t in_second = 4; // tokens: ^ => one two | ^ => two three
  CHECK_FALSE(view.is_masked(in_second));
  view.set_masked("/w/1", true);
  view.set_masked("/w/1", true);
  view.set_masked("/nowhere", true);
  CHECK(view.is_masked(in_second));
  CHECK_FALSE(view.is_masked(3));
  view.set_masked("/w/1", false);
  CHECK_FALSE(view.is_masked(in_second));
}
