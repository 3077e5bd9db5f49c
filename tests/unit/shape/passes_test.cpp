// Each pass alone.

#include "marked.hpp"
#include "shape/passes.hpp"

#include "support/catch.hpp"

#include <vector>

using namespace inkling;
using namespace inkling::shape;

namespace {

struct Case {
  const char* line; ///< with the cursor
  const char* text;
  const char* expected;
  const char* replaced = "";
  Drop drop = Drop::none;
};

void check(Pass pass, const std::vector<Case>& cases) {
  for (const Case& one : cases) {
    INFO(one.line << " + " << one.text);
    const Surroundings around = surroundings(one.line);
    Candidate candidate{one.text};
    CHECK(pass(candidate, around) == one.drop);
    CHECK(candidate.text == one.expected);
    CHECK(around.line.after.substr(0, candidate.replace_after) == one.replaced);
  }
}

} // namespace

TEST_CASE("a text is cut where it is no longer UTF-8", "[shape]") {
  check(cut_at_broken_utf8, {
                                {"^", "", ""},
                                {"^", "größe 東京 🗼", "größe 東京 🗼"},
                                {"^", "a\xC3", "a"},
                                {"^", "a\xE6\x9D", "a"},
                                {"^", "a\xF0\x9F\x97", "a"},
                                {"^", "a\x80z", "a"},
                                {"^", "a\xC3 z", "a"},
                                {"^", "a\xC0\x80z", "a"},         // overlong
                                {"^", "a\xE0\x80\x80z", "a"},     // overlong
                                {"^", "a\xED\xA0\x80z", "a"},     // a surrogate
                                {"^", "a\xF4\x90\x80\x80z", "a"}, // beyond U+10FFFF
                                {"^", "a\xFFz", "a"},
                            });
}

TEST_CASE("joiners stay where they join something", "[shape]") {
  check(remove_controls, {
                             {"^",
                              "a\xE2\x80\x8D"
                              "b",
                              "ab"},
                             {"^",
                              "\xE2\x80\x8C"
                              "b",
                              "b"},
                             {"^", "\xE2\x80\x8D", "", "", Drop::broken_text},
                             {"^", "👩\xE2\x80\x8D💻", "👩\xE2\x80\x8D💻"},
                             {"👩^", "\xE2\x80\x8D💻", "\xE2\x80\x8D💻"},
                             {"^", "❤\xEF\xB8\x8F\xE2\x80\x8D🔥", "❤\xEF\xB8\x8F\xE2\x80\x8D🔥"},
                             {"^", "می\xE2\x80\x8Cخواهم", "می\xE2\x80\x8Cخواهم"},
                             {"^", "é\xE2\x80\x8D\xE2\x80\x8Dé", "é\xE2\x80\x8Dé"},
                             {"^",
                              "é\xE2\x80\x8D\xE2\x80\xAE"
                              "b",
                              "éb"},
                             {"^",
                              "é\xE2\x80\x8B"
                              "é\xC2\xAD",
                              "éé"},
                         });
}

TEST_CASE("control tokens are those that are no code", "[shape]") {
  check(cut_at_control_token, {
                                  {"^", "a<|im_end|>b", "a"},
                                  {"^", "a<fim_suffix>b", "a"},
                                  {"^", "a<｜end▁of▁sentence｜>b", "a"},
                                  {"^", "<|eot_id|>", "", "", Drop::control_token},
                                  {"^", "f <| x |> g", "f <| x |> g"},
                                  {"^", "<s>a</s>b", "<s>a</s>b"},
                                  {"^", "a[PREFIX] + b[SUFFIX]", "a[PREFIX] + b[SUFFIX]"},
                                  {"^", "vector<PRE> and <MID>", "vector<PRE> and <MID>"},
                                  {"^", "while (<EOT>) {}", "while (<EOT>) {}"},
                              });
  check(trim_end_token, {
                            {"^", "</s>", "", "", Drop::control_token},
                            {"^", "a; <EOT>", "a;"},
                            {"^", "a;\n</s>", "a;"},
                            {"^", "vector<EOT>", "vector<EOT>"},
                            {"^", "<s> a </s>", "<s> a </s>"},
                            {"<s>^", "a </s>", "a </s>"},
                        });
}

TEST_CASE("line ends become the document's", "[shape]") {
  struct LineEnds {
    const char* document;
    const char* text;
    const char* expected;
  };
  const LineEnds cases[] = {
      {"\n", "a\r\nb\rc\nd", "a\nb\nc\nd"},
      {"\r\n", "a\r\nb\rc\nd", "a\r\nb\r\nc\r\nd"},
      {"\r", "a\r\nb\rc\nd", "a\rb\rc\rd"},
      {"\r\n", "\n\n", "\r\n\r\n"},
      {"\r\n", "none", "none"},
  };
  for (const LineEnds& one : cases) {
    Surroundings around = surroundings("^");
    around.line_ending = one.document;
    Candidate candidate{.text = one.text, .replace_after = 0};
    CHECK(use_document_line_ending(candidate, around) == Drop::none);
    CHECK(candidate.text == one.expected);
  }
}

TEST_CASE("before other text only one line is kept", "[shape]") {
  check(keep_one_line_before_text, {
                                       {"foo(^);", "a,\n  b;", "a,\n"},
                                       {"foo(^);", "a,\r\n  b;", "a,\r\n"},
                                       {"foo(^);", "\na", "\n", "", Drop::empty},
                                       // Unless the text closes all that stands there.
                                       {"foo(^);", "a,\n  b);", "a,\n  b);"},
                                       {"foo(^);", "a,\n  b)", "a,\n  b);"},
                                       {"foo(^", "a,\n  b);", "a,\n  b);"},
                                       {"foo(^  \nx", "a,\n  b);", "a,\n  b);"},
                                   });
}

TEST_CASE("a text ends where it reaches what stands right of the cursor", "[shape]") {
  check(cut_at_suffix, {
                           {"if (x^ && y) {", " > 1 && y) {", " > 1 "},
                           {"if (x^ && y) {", "&& y) {", "", "", Drop::repeats_suffix},
                           {"if (x^ && y) {", " > 1", " > 1"},
                           // Two bytes occur anywhere, but seldom at the end of both.
                           {"x = ^+1", "y+1*2", "y+1*2"},
                           {"x = ^+1", "y+1", "y"},
                           // Closers are covered, not cut.
                           {"foo(^);", "a);", "a);"},
                       });
}

TEST_CASE("closers that the text writes are covered", "[shape]") {
  check(cover_right, {
                         {"foo(^);", "a, b", "a, b", ""},
                         {"foo(^);", "a, b)", "a, b)", ")"},
                         {"foo(^);", "a, b);", "a, b);", ");"},
                         {"foo(^)", "bar(1)", "bar(1)", ""},
                         {"foo(^)", "bar(1))", "bar(1))", ")"},
                         {"foo(\"^\");", "text\");", "text\");", "\");"},
                         {"foo(\"^\");", "text", "text", ""},
                         {"x[{^}]", "1}]", "1}]", "}]"},
                         {"x[{^}]", "1]", "1]", ""},
                         {"vector<^>", "int>", "int>", ">"},
                         {"x = ^;", "1;", "1;", ";"},
                         {"[1, ^, 3]", "2,", "2,", ","},
                         {"case ^:", "Kind::a:", "Kind::a:", ":"},
                         // Blanks between closers are covered where the text writes them too.
                         {"foo( ^ )", "a )", "a )", " )"},
                         {"foo( ^ )", "a)", "a)", ""},
                         // Separators inside the text are its own.
                         {"foo(^, c)", "a, b", "a, b", ""},
                         {"foo(^, c)", "a, b)", "a, b)", ""},
                         {"for (^;)", "int i = 0; i < n", "int i = 0; i < n", ""},
                     });
}

TEST_CASE("where the client fixed the range nothing is covered", "[shape]") {
  Surroundings around = surroundings("foo(^);");
  around.may_replace = false;
  Candidate candidate{.text = "a);", .replace_after = 7};
  CHECK(cover_right(candidate, around) == Drop::none);
  CHECK(candidate.replace_after == 0);
}

TEST_CASE("blanks at the end are taken off", "[shape]") {
  check(trim_end, {
                      {"^", "a \t\r\n\n", "a"},
                      {"^", " a", " a"},
                      {"^", "\n  ", ""},
                      {"^", "", ""},
                  });
}

TEST_CASE("what cannot be seen is dropped", "[shape]") {
  const Surroundings around = surroundings("foo(^)");
  Candidate empty{.text = "", .replace_after = 0};
  Candidate same{.text = ")", .replace_after = 1};
  Candidate more{.text = ");", .replace_after = 1};
  CHECK(drop_invisible(empty, around) == Drop::empty);
  CHECK(drop_invisible(same, around) == Drop::invisible);
  CHECK(drop_invisible(more, around) == Drop::none);
}
