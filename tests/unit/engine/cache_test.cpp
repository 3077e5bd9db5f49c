#include "engine/cache.hpp"

#include "marked.hpp"

#include "support/catch.hpp"

using namespace inkling;
using namespace inkling::engine;

namespace {

constexpr DocumentId kDocument{1};
constexpr DocumentId kOther{2};
constexpr Instant kNow{std::chrono::hours(1)};

Suggestion suggestion(std::uint64_t id, std::string_view place, std::string text,
                      Source source = Source::embedded) {
  return {SuggestionId{id}, Anchor(vicinity(place)), std::move(text), source};
}

/// What is offered at a place: the rest of the text found, or "nothing".
std::string found(SuggestionCache& cache, std::string_view place, Instant now = kNow,
                  DocumentId document = kDocument) {
  const auto hit = cache.find(document, vicinity(place), now);
  return hit ? hit->suggestion->text.substr(hit->typed) : "nothing";
}

} // namespace

TEST_CASE("what is remembered is found where it fits", "[engine]") {
  SuggestionCache cache(1 << 20, 1min);
  cache.insert(kDocument, suggestion(1, "let x^", " = 1;"), kNow);
  CHECK(found(cache, "let x^") == " = 1;");
  CHECK(found(cache, "let x =^") == " 1;");
  CHECK(found(cache, "let x = 1;^") == "nothing");
  CHECK(found(cache, "let y^") == "nothing");
  CHECK(found(cache, "let x^", kNow, kOther) == "nothing");
}

TEST_CASE("the better source is preferred, then the newer text", "[engine]") {
  SuggestionCache cache(1 << 20, 1min);
  cache.insert(kDocument, suggestion(1, "let x^", " = remote;", Source::remote), kNow);
  cache.insert(kDocument, suggestion(2, "let x^", " = old;"), kNow);
  cache.insert(kDocument, suggestion(3, "let x^", " = new;"), kNow);
  CHECK(found(cache, "let x^") == " = remote;");
  CHECK(found(cache, "let x = n^") == "ew;");
  CHECK(found(cache, "let x = o^") == "ld;");
}

TEST_CASE("a text is forgotten when its time is over", "[engine]") {
  SuggestionCache cache(1 << 20, 1min);
  cache.insert(kDocument, suggestion(1, "let x^", " = 1;"), kNow);
  CHECK(found(cache, "let x^", kNow + 1min - 1ns) == " = 1;");
  CHECK(found(cache, "let x^", kNow + 1min) == "nothing");
}

TEST_CASE("the same suggestion is kept once", "[engine]") {
  SuggestionCache cache(1 << 20, 1min);
  cache.insert(kDocument, suggestion(1, "let x^", " = 1;"), kNow);
  const std::size_t bytes = cache.bytes();
  cache.insert(kDocument, suggestion(1, "let x^", " = 2;"), kNow);
  CHECK(cache.size() == 1);
  CHECK(cache.bytes() == bytes);
  CHECK(found(cache, "let x^") == " = 2;");
}

TEST_CASE("one document keeps so many entries, the oldest go", "[engine]") {
  SuggestionCache cache(1 << 20, 1min);
  for (std::size_t id = 1; id <= SuggestionCache::kEntriesPerDocumentMax + 1; ++id)
    cache.insert(kDocument, suggestion(id, "let x" + std::to_string(id) + "^", " = 1;"), kNow);
  CHECK(cache.size() == SuggestionCache::kEntriesPerDocumentMax);
  CHECK(found(cache, "let x1^") == "nothing");
  CHECK(found(cache, "let x2^") == " = 1;");
}

TEST_CASE("over the bound the least recently used go, of all documents together", "[engine]") {
  const std::string text(100, 'x');
  SuggestionCache one(1 << 20, 1min);
  one.insert(kDocument, suggestion(1, "a^", text), kNow);
  SuggestionCache cache(3 * one.bytes(), 1min);
  cache.insert(kDocument, suggestion(1, "a^", text), kNow);
  cache.insert(kOther, suggestion(2, "b^", text), kNow);
  cache.insert(kDocument, suggestion(3, "c^", text), kNow);
  CHECK(found(cache, "a^") == text); // used: the one in the other document is the oldest now
  cache.insert(kDocument, suggestion(4, "d^", text), kNow);
  CHECK(cache.bytes() <= 3 * one.bytes());
  CHECK(found(cache, "a^") == text);
  CHECK(found(cache, "b^", kNow, kOther) == "nothing");
}

TEST_CASE("a text larger than the whole cache is not kept", "[engine]") {
  SuggestionCache cache(1000, 1min);
  cache.insert(kDocument, suggestion(1, "a^", "small"), kNow);
  cache.insert(kDocument, suggestion(2, "b^", std::string(1000, 'x')), kNow);
  CHECK(found(cache, "a^") == "small");
  CHECK(found(cache, "b^") == "nothing");
}

TEST_CASE("a closed document is forgotten", "[engine]") {
  SuggestionCache cache(1 << 20, 1min);
  cache.insert(kDocument, suggestion(1, "a^", "b"), kNow);
  cache.insert(kOther, suggestion(2, "a^", "c"), kNow);
  cache.forget(kDocument);
  cache.forget(kDocument);
  CHECK(found(cache, "a^") == "nothing");
  CHECK(found(cache, "a^", kNow, kOther) == "c");
  cache.forget(kOther);
  CHECK(cache.bytes() == 0);
  CHECK(cache.size() == 0);
}
