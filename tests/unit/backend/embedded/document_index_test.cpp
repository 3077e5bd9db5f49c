#include "backend/embedded/document_index.hpp"

#include "support/catch.hpp"
#include "text/edit_text.hpp"

#include <algorithm>
#include <random>
#include <set>
#include <string>

using namespace inkling::backend;
using inkling::text::Edit;
using inkling::text::Encoding;
using inkling::text::Rope;

namespace {

constexpr std::size_t kNoLine = static_cast<std::size_t>(-1);
constexpr std::size_t kPlenty = std::size_t{64} << 20;

/// Every place after a token, as the words before it (as far as a query's context would reach) and
/// after it.
std::multiset<std::string> places(const DocumentIndex& index, Vocabulary& vocabulary,
                                  std::string_view word, std::size_t line, std::size_t own_line) {
  const TokenId id = word == "=>" ? kLineSame : vocabulary.find(word);
  std::multiset<std::string> found;
  if (id == kNoToken) return found;
  const auto name = [&](Token token) {
    return has_text(token.id()) ? std::string(vocabulary.text(token.id())) + ' '
                                : '#' + std::to_string(token.id()) + ' ';
  };
  index.for_each_place(id, line, own_line, kPlenty, [&](const Token* place, const Token* end) {
    std::string shown = "| ";
    for (const Token* at = place; at != end && (at == place || has_text(at->id())); ++at) {
      shown += name(*at);
    }
    std::size_t lines = 0;
    for (const Token* at = place - 1; lines < kContextLines; --at) {
      shown = name(*at) + shown;
      if (is_line_start(at->id())) ++lines;
      if (at->id() == kFileStart) break;
    }
    found.insert(shown);
  });
  return found;
}

std::string random_code(std::mt19937& random, std::size_t lines) {
  static constexpr const char* kPieces[] = {"foo", "bar", "(", ")", " ", "  ", "x", ",", "=", "\t"};
  static constexpr const char* kEnds[] = {"\n", "\r\n", "\r", "\n\n", "\n"};
  std::string text;
  for (std::size_t line = 0; line < lines; ++line) {
    if (line != 0) text += kEnds[random() % 5];
    for (auto pieces = random() % 7; pieces > 0; --pieces) text += kPieces[random() % 10];
  }
  return text;
}

Edit random_edit(std::mt19937& random, Rope& text) {
  const auto begin = static_cast<std::size_t>(random() % (text.size() + 1));
  const auto length = random() % 4 == 0 ? random() % 600 : random() % 3;
  const std::size_t end = std::min(text.size(), begin + static_cast<std::size_t>(length));
  const std::size_t lines = random() % 20 == 0 ? 300 : random() % 3;
  const std::string inserted = random_code(random, lines);
  const auto at = inkling::text::to_position(text, begin, Encoding::utf8);
  const auto to = inkling::text::to_position(text, end, Encoding::utf8);
  return inkling::text::apply_change(text, {at, to}, inserted, Encoding::utf8);
}

} // namespace

TEST_CASE("places after a token are found outwards from the cursor", "[embedded]") {
  Vocabulary vocabulary;
  const Rope text("foo(a)\nfoo(b)\nbar(c)\nfoo(d)");
  DocumentIndex index(vocabulary, text);
  index.refresh(0, kPlenty, kPlenty);
  CHECK(places(index, vocabulary, "foo", 0, kNoLine).size() == 3);
  CHECK(places(index, vocabulary, "bar", 0, kNoLine) ==
        std::multiset<std::string>{"#0 #1 foo ( a ) #1 foo ( b ) #1 bar | ( c ) "});
}

TEST_CASE("the cursor's own line is not found, nor what follows it", "[embedded]") {
  Vocabulary vocabulary;
  const Rope text("foo(a)\nfoo(b)\nfoo(c)");
  DocumentIndex index(vocabulary, text);
  index.refresh(1, kPlenty, kPlenty);
  CHECK(places(index, vocabulary, "foo", 1, 1).size() == 2);
  // That line 1 ends after its ")" is what the person is about to find out.
  CHECK(places(index, vocabulary, ")", 1, kNoLine).size() == 2);
  CHECK(places(index, vocabulary, ")", 1, 1).size() == 1);
}

TEST_CASE("the end of the own line is not found in the next chunk either", "[embedded]") {
  Vocabulary vocabulary;
  std::string lines;
  for (int i = 0; i < 130; ++i) lines += "f(" + std::to_string(i) + ")\n";
  const Rope text(lines);
  DocumentIndex index(vocabulary, text);
  index.refresh(0, kPlenty, kPlenty);
  for (std::size_t own = 0; own < 130; ++own) {
    CAPTURE(own);
    CHECK(places(index, vocabulary, ")", own, kNoLine).size() == 130);
    CHECK(places(index, vocabulary, ")", own, own).size() == 129);
    CHECK(places(index, vocabulary, std::to_string(own), own, own).empty());
  }
}

TEST_CASE("an index that followed random edits equals a fresh one", "[embedded]") {
  for (unsigned seed = 1; seed <= 25; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    Vocabulary vocabulary;
    Rope text(random_code(random, 400));
    DocumentIndex index(vocabulary, text);
    for (int round = 0; round < 40; ++round) {
      std::vector<Edit> edits;
      for (auto count = 1 + random() % 3; count > 0; --count) {
        edits.push_back(random_edit(random, text));
        if (random() % 4 != 0) {
          index.on_change(text, edits);
          edits.clear();
        }
      }
      index.on_change(text, edits);
      const std::size_t line = random() % text.line_count();
      if (random() % 3 == 0) index.refresh(line, 2000, kPlenty);
      if (round % 4 != 3) continue;
      // An outdated lead may wait while the cursor is just above it: ask from the first line.
      index.refresh(0, kPlenty, kPlenty);
      DocumentIndex fresh(vocabulary, text);
      fresh.refresh(0, kPlenty, kPlenty);
      for (const char* word : {"foo", "(", "=>", "x"}) {
        CAPTURE(round, word);
        REQUIRE(places(index, vocabulary, word, 0, 0) == places(fresh, vocabulary, word, 0, 0));
      }
    }
  }
}

TEST_CASE("typing on one line outdates nothing else", "[embedded]") {
  Vocabulary vocabulary;
  Rope text("one(1)\ntwo(2)\n\nthree(3)");
  DocumentIndex index(vocabulary, text);
  index.refresh(2, kPlenty, kPlenty);
  for (const char c : std::string("foo(bar)")) {
    const auto at = inkling::text::to_position(text, text.line_end(2), Encoding::utf8);
    const Edit edit =
        inkling::text::apply_change(text, {at, at}, std::string(1, c), Encoding::utf8);
    index.on_change(text, {&edit, 1});
    CHECK(index.refresh(2, kPlenty, kPlenty) == 0);
  }
  CHECK(places(index, vocabulary, "foo", 2, 2).empty());
  CHECK(index.refresh(0, kPlenty, kPlenty) > 0);
  CHECK(places(index, vocabulary, "foo", 0, 0).size() == 1);
}

TEST_CASE("a query reads and keeps no more than it may", "[embedded]") {
  constexpr std::size_t kRead = 8 << 10;
  constexpr std::size_t kKeep = 64 << 10;
  std::string lines;
  while (lines.size() < (1 << 20)) lines += "some_function(with, arguments);\n";
  const Rope text(lines);
  Vocabulary vocabulary;
  DocumentIndex index(vocabulary, text);
  const std::size_t count = text.line_count();
  CHECK(index.refresh(count / 2, kRead, kKeep) < 2 * kRead);
  for (std::size_t line = 0; line < count; line += count / 50) {
    for (int query = 0; query < 20; ++query) index.refresh(line, kRead, kKeep);
    CHECK(index.indexed_bytes() <= 3 * kKeep);
    CHECK(places(index, vocabulary, "some_function", line, kNoLine).size() > kKeep / 64);
  }
}

TEST_CASE("a line of a megabyte is data and does not get in the way", "[embedded]") {
  Vocabulary vocabulary;
  const Rope text("foo(a)\n" + std::string(1 << 20, ',') + "\nfoo(b)");
  DocumentIndex index(vocabulary, text);
  CHECK(index.refresh(0, kPlenty, kPlenty) == 0);
  CHECK(places(index, vocabulary, "foo", 0, kNoLine).empty());
}
