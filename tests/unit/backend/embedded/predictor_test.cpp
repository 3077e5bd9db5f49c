#include "backend/embedded/predictor.hpp"

#include "backend/embedded/tokenizer.hpp"
#include "support/catch.hpp"

#include <string>

using namespace inkling::backend;

namespace {

/// What is written at `^` in a document, knowing besides it only `workspace`.
std::string predict(std::string text, const std::vector<std::string>& workspace = {}) {
  const std::size_t offset = text.find('^');
  const inkling::text::Rope rope(text.erase(offset, 1));
  Vocabulary vocabulary;
  DocumentIndex document(vocabulary, rope);
  Vocabulary words;
  std::vector<Corpus::File> files;
  for (const std::string& file : workspace) {
    std::vector<Token> tokens{Token(kFileStart)};
    Tokenizer tokenizer(words, tokens);
    for_each_line(file, [&](std::string_view line) { tokenizer.add_line(line); });
    files.push_back({std::to_string(files.size()), file.size(),
                     std::make_shared<const std::vector<Token>>(std::move(tokens))});
  }
  const CorpusView view(std::make_shared<const Corpus>(files, words), vocabulary);
  Query query;
  if (!make_query(rope, offset, vocabulary, query)) return {};
  document.refresh(query.line, 1 << 20, 1 << 20);
  Sources sources;
  sources.documents.push_back({&document, query.line, query.line});
  sources.corpora.push_back(&view);
  Predictor predictor(vocabulary);
  return predictor.predict(query, sources, 0).text;
}

struct Case {
  std::string text;
  std::vector<std::string> workspace;
  std::string written;
};

} // namespace

TEST_CASE("a line is written as it was written before", "[embedded]") {
  const auto example = GENERATE(values<Case>({
      {"for (int i = 0; i < n; ++i) {\n}\nfor (^", {}, "int i = 0; i < n; ++i) {"},
      {"return ^", {"x\nreturn value;\n"}, "value;"},
      {"return^", {"x\nreturn value;\n"}, " value;"},
      {"retur^", {"x\nreturn value;\n"}, "n value;"},
      {"  ^", {"  only.line();\n"}, "only.line();"},
      {"a^", {}, ""},
      {"^", {}, ""},
      {"", {}, ""},
      {"foo.^", {"foo\t= 1;\nfoo.bar  // two"}, "bar  // two"},
  }));
  if (example.text.empty()) return;
  CAPTURE(example.text);
  CHECK(predict(example.text, example.workspace) == example.written);
}

TEST_CASE("the longest match decides", "[embedded]") {
  const std::vector<std::string> workspace = {
      "open(file, read)\nopen(file, read)\nopen(file, read)\nopen(socket, write)"};
  CHECK(predict("x\nopen(socket, ^", workspace) == "write)");
  CHECK(predict("x\nopen(file, ^", workspace) == "read)");
}

TEST_CASE("the open document outweighs other files", "[embedded]") {
  const std::vector<std::string> workspace = {"size = count\nsize = count\nsize = count"};
  CHECK(predict("y\nsize = ^", workspace) == "count");
  CHECK(predict("size = length\ny\nsize = ^", workspace) == "length");
}

TEST_CASE("the line being typed is no example for itself", "[embedded]") {
  CHECK(predict("alpha beta ^").empty());
  CHECK(predict("one\nalpha beta^\ntwo").empty());
}

TEST_CASE("a typed word that follows nothing known is guessed and gone on with", "[embedded]") {
  CHECK(predict("unseen.vec^", {"auto vector = make();\nuse(vector);"}).starts_with("tor"));
  CHECK(predict("unseen.v^", {"auto vector = make();"}).empty());
  CHECK(predict("auto vector = make();\nunseen.v^").starts_with("ector"));
}

TEST_CASE("what is written leads up to what stands right of the cursor", "[embedded]") {
  const std::vector<std::string> workspace = {"call(first, (second), third);\n"};
  CHECK(predict("call(^)", workspace) == "first, (second), third");
  CHECK(predict("call(^, third);", workspace) == "first");
  CHECK(predict("call(first, ^)", workspace) == "(second), third");
  CHECK(predict("call(^ // never reached", workspace).empty());
  CHECK(predict("call(^]", workspace).empty());
}

TEST_CASE("a prediction ends no word half-way and grows with its cuts", "[embedded]") {
  Vocabulary vocabulary;
  const inkling::text::Rope rope("value = compute(first, second)\nvalue = ");
  DocumentIndex document(vocabulary, rope);
  Query query;
  REQUIRE(make_query(rope, rope.size(), vocabulary, query));
  document.refresh(query.line, 1 << 20, 1 << 20);
  Sources sources;
  sources.documents.push_back({&document, query.line, query.line});
  Predictor predictor(vocabulary);
  const Prediction& prediction = predictor.predict(query, sources, 0);
  CHECK(prediction.text == "compute(first, second)");
  REQUIRE(prediction.cuts.size() == 6);
  float before = 1;
  for (const Cut& cut : prediction.cuts) {
    CHECK(cut.confidence <= before);
    before = cut.confidence;
    const bool inside = cut.bytes < prediction.text.size() &&
                        is_word_byte(prediction.text[cut.bytes - 1]) &&
                        is_word_byte(prediction.text[cut.bytes]);
    CHECK_FALSE(inside);
  }
}
