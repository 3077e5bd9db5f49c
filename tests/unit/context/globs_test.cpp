#include "context/globs.hpp"
#include "support/catch.hpp"

using inkling::context::Globs;
using Patterns = std::vector<std::string>;

namespace {

bool match(const Patterns& patterns, std::string_view path) {
  const auto globs = Globs::parse(patterns);
  REQUIRE(globs.has_value());
  return globs->match(path);
}

} // namespace

TEST_CASE("patterns mean what they mean in .gitignore", "[context][globs]") {
  struct Case {
    Patterns patterns;
    std::string path;
    bool matches;
  };
  const Case cases[] = {
      {{}, "a", false},
      {{"secret.txt"}, "secret.txt", true},
      {{"secret.txt"}, "a/b/secret.txt", true},
      {{"secret.txt"}, "a/not-secret.txt", false},
      {{"secret.txt"}, "Secret.txt", false},
      {{"secret"}, "a/secret/b/c.cpp", true}, // all below a folder that is named
      {{"/secret"}, "secret/x", true},
      {{"/secret"}, "a/secret", false},
      {{"a/b"}, "a/b", true},
      {{"a/b"}, "x/a/b", false},
      {{"./a"}, "a", true},
      {{"./a"}, "b/a", false},
      {{"logs/"}, "logs/today", true},
      {{"logs/"}, "x/logs/today", true},
      {{"logs/"}, "logs", false}, // a file of that name
      {{"*.pem"}, "a/b.pem", true},
      {{"*.pem"}, ".pem", true},
      {{"*.pem"}, "a.pem.txt", false},
      {{"a/*"}, "a/b", true},
      {{"a/*/c"}, "a/b/c", true},
      {{"a/*/c"}, "a/b/b/c", false}, // * stays within a component
      {{"a/?.c"}, "a/b.c", true},
      {{"a/?.c"}, "a/bb.c", false},
      {{"[ab].c"}, "a.c", true},
      {{"[!ab].c"}, "a.c", false},
      {{"\\*.c"}, "*.c", true},
      {{"\\*.c"}, "a.c", false},
      {{"\\!x"}, "!x", true},
      {{"**/x"}, "x", true},
      {{"**/x"}, "a/b/x", true},
      {{"a/**/x"}, "a/x", true},
      {{"a/**/x"}, "a/b/c/x", true},
      {{"a/**/x"}, "b/x", false},
      {{"a/**/b/**/c"}, "a/1/b/2/b/3/c", true},
      {{"a/**"}, "a/b", true},
      {{"a/**"}, "a", false},
      {{"**"}, "a", true},
      {{"*.c", "!keep.c"}, "keep.c", false},
      {{"*.c", "!keep.c"}, "lose.c", true},
      {{"!keep.c", "*.c"}, "keep.c", true},   // the last one counts
      {{"a", "!a/keep.c"}, "a/keep.c", true}, // nothing comes back out of a folder
      {{"# a comment", ""}, "# a comment", false},
      {{"\\#x"}, "#x", true},
      {{"/"}, "a", false},
      {{"a"}, "", false},
  };
  for (const Case& one : cases) {
    INFO((one.patterns.empty() ? "" : one.patterns.front()) << " on " << one.path);
    CHECK(match(one.patterns, one.path) == one.matches);
  }
}

TEST_CASE("an absolute path is taken from the root", "[context][globs]") {
  CHECK(match({"/home/me/private/"}, "/home/me/private/x"));
  CHECK_FALSE(match({"/home/me/private/"}, "/home/you/private/x"));
}

TEST_CASE("a list without end is refused", "[context][globs]") {
  CHECK(Globs::parse(Patterns(Globs::kPatternsMax, "a")).has_value());
  CHECK_FALSE(Globs::parse(Patterns(Globs::kPatternsMax + 1, "a")).has_value());
  CHECK_FALSE(Globs::parse({std::string(Globs::kPatternBytesMax + 1, 'a')}).has_value());
  CHECK_FALSE(Globs::parse({std::string("a\0b", 3)}).has_value());
}

TEST_CASE("a pattern made to be slow is not", "[context][globs]") {
  std::string components;
  std::string path;
  for (int at = 0; at < 190; ++at) {
    components += "**/a/";
    path += "a/";
  }
  CHECK_FALSE(match({components + "b"}, path + "c"));
  std::string stars;
  for (int at = 0; at < 400; ++at) stars += "*a";
  CHECK_FALSE(match({stars + "b"}, std::string(250, 'a')));
}
