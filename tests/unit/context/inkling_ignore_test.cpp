#include "context/inkling_ignore.hpp"

#include "support/catch.hpp"
#include "support/temporary_folder.hpp"

#include <sys/stat.h>
#include <unistd.h>

using inkling::context::InklingIgnore;

namespace {

struct Example {
  const char* rules; ///< of the upper folder
  const char* lower; ///< of the folder sub/; empty: none there
  const char* path;
  bool ignored;
};

const Example kExamples[] = {
    {"*.sql\n", "", "a.sql", true},
    {"*.sql\n", "", "sub/deep/a.sql", true},
    {"*.sql\n", "", "a.sqlx", false},
    {"/a.c\n", "", "a.c", true},
    {"/a.c\n", "", "sub/a.c", false},
    {"customers/\n", "", "customers/x.py", true},
    {"customers/\n", "", "sub/customers/x.py", true},
    {"customers/\n", "", "customers", false}, // a file of that name
    {"customers/\n", "", "customers/", true},
    {"sub/x.c\n", "", "sub/x.c", true},
    {"a/**/b.c\n", "", "a/x/y/b.c", true},
    {"# a.c\n\n   \n", "", "a.c", false},
    {"\\#a.c\n", "", "#a.c", true},
    {"a.c  \t\r\nb.c", "", "a.c", true},
    {"a.c\r\nb.c", "", "b.c", true},
    {"\xEF\xBB\xBF"
     "a.c\n",
     "", "a.c", true},
    {"*.c\n!keep.c\n", "", "keep.c", false},
    {"!keep.c\n*.c\n", "", "keep.c", true},
    // A deeper file goes before, and cannot take back what lies in a folder that is named.
    {"*.c\n", "!mine.c\n", "sub/mine.c", false},
    {"*.c\n", "!mine.c\n", "mine.c", true},
    {"*.c\n", "!mine.c\n", "sub/other.c", true},
    {"sub/\n", "!mine.c\n", "sub/mine.c", true},
    {"", "/x.c\n", "sub/x.c", true},
    {"", "/x.c\n", "sub/deep/x.c", false},
    {"", "x.c\n", "x.c", false},
    {"", "*\n!*.py\n", "sub/a.py", false},
    {"", "*\n!*.py\n", "sub/a.sql", true},
};

} // namespace

TEST_CASE("an .inklingignore means what a .gitignore means, without git", "[context]") {
  for (const Example& example : kExamples) {
    CAPTURE(example.rules, example.lower, example.path);
    const TemporaryFolder folder;
    folder.write(".inklingignore", example.rules);
    if (*example.lower != '\0') folder.write("sub/.inklingignore", example.lower);
    InklingIgnore ignore;
    CHECK(ignore.is_ignored(folder.path() + '/' + example.path) == example.ignored);
  }
}

TEST_CASE("what an .inklingignore says is remembered until it is forgotten", "[context]") {
  const TemporaryFolder folder;
  const std::string path = folder.path() + "/a/b.c";
  InklingIgnore ignore;
  CHECK_FALSE(ignore.is_ignored(path));
  folder.write(".inklingignore", "b.c\n");
  CHECK_FALSE(ignore.is_ignored(path));
  ignore.forget();
  CHECK(ignore.is_ignored(path));
  CHECK_FALSE(ignore.is_ignored("Untitled-1"));
}

TEST_CASE("an .inklingignore that cannot be read excludes all that lies below it", "[context]") {
  const TemporaryFolder folder;
  const std::string rules = folder.path() + "/sub/.inklingignore";
  folder.write("sub/x.c", "");
  InklingIgnore ignore(InklingIgnore::Warnings::none);
  SECTION("a folder") {
    folder.write("sub/.inklingignore/x", "");
  }
  SECTION("a pipe") {
    REQUIRE(::mkfifo(rules.c_str(), 0600) == 0);
  }
  SECTION("a link to nothing") {
    REQUIRE(::symlink("/nowhere/at/all", rules.c_str()) == 0);
  }
  SECTION("too large") {
    folder.write("sub/.inklingignore", std::string(InklingIgnore::kFileBytesMax + 1, '\n'));
  }
  SECTION("too many patterns") {
    std::string many;
    for (std::size_t i = 0; i <= inkling::context::Globs::kPatternsMax; ++i) many += "a\n";
    folder.write("sub/.inklingignore", many);
  }
  SECTION("no text") {
    folder.write("sub/.inklingignore", std::string("a\0b", 3));
  }
  CHECK(ignore.is_ignored(folder.path() + "/sub/x.c"));
  CHECK(ignore.is_ignored(folder.path() + "/sub/deep/y.c"));
  CHECK_FALSE(ignore.is_ignored(folder.path() + "/y.c"));
}

TEST_CASE("a file of the bound is read", "[context]") {
  const TemporaryFolder folder;
  std::string rules(InklingIgnore::kFileBytesMax - 4, '\n');
  folder.write(".inklingignore", rules + "a.c\n");
  InklingIgnore ignore;
  CHECK(ignore.is_ignored(folder.path() + "/a.c"));
  CHECK_FALSE(ignore.is_ignored(folder.path() + "/b.c"));
}

TEST_CASE("paths deeper than the bound count as ignored", "[context]") {
  std::string path;
  for (std::size_t i = 0; i + 1 < InklingIgnore::kDepthMax; ++i) path += "/a";
  InklingIgnore ignore;
  CHECK_FALSE(ignore.is_ignored(path + "/x.c"));
  CHECK(ignore.is_ignored(path + "/a/x.c"));
}
