// What a gathering does at its bounds.

#include "context/neighbours/gather.hpp"

#include "context/neighbours/candidates.hpp"
#include "support/catch.hpp"

#include <functional>
#include <memory>
#include <string>

using namespace inkling::context;
using inkling::DocumentId;

namespace {

constexpr std::size_t kOthers = 3;

std::string name_of(std::size_t at) {
  return "function_" + std::string(1, static_cast<char>('a' + at / 26)) +
         static_cast<char>('a' + at % 26);
}

/// A document that uses `names`, and others that define each of them `times`.
struct Gathering {
  Gathering(std::size_t names, std::size_t times) {
    std::string uses;
    std::string definitions;
    for (std::size_t at = 0; at < names; ++at) {
      uses += "int x = " + name_of(at) + "(1);\n";
      for (std::size_t time = 0; time < times; ++time)
        definitions += "int " + name_of(at) + "(int a" + std::to_string(time) + ") {\n  return a" +
                       std::to_string(time) + ";\n}\n\n";
    }
    wish.around = {DocumentId{1}, "/w/use.cpp", "cpp", inkling::text::Rope(uses)};
    for (std::size_t at = 0; at < kOthers; ++at)
      wish.others.push_back({DocumentId{2 + at}, "/w/" + std::to_string(at) + ".cpp", "cpp",
                             inkling::text::Rope(definitions)});
  }

  std::vector<Candidate> find() {
    sources = std::make_unique<Sources>(wish, git.get(), ignore);
    around = std::make_unique<Around>(wish, *sources->of(DocumentId{1}));
    return Finding(*around, wish, index, *sources, never).run();
  }
  std::size_t gathered(const Patience& patience) {
    Sources own(wish, git.get(), ignore);
    return gather(wish, index, own, scanner, patience).size();
  }

  Wish wish;
  WorkspaceIndex index;
  LazyGitLibrary git;
  IgnoreRules ignore;
  SecretScanner scanner;
  std::function<bool()> never = [] { return false; };
  std::unique_ptr<Sources> sources;
  std::unique_ptr<Around> around;
};

} // namespace

TEST_CASE("of one name a few definitions in open documents are enough", "[neighbours]") {
  CHECK(Gathering(1, 1).find().size() == kOthers);
  CHECK(Gathering(1, 2000).find().size() == 4);
  CHECK(Gathering(3, 2000).find().size() == 12);
}

TEST_CASE("a gathering finds so many pieces and no more", "[neighbours]") {
  Gathering many(60, 50);
  many.wish.offset = many.wish.around.text.line_begin(35);
  for (std::size_t line = 0; line < 48; ++line) // where the person was
    many.wish.regions.push_back({DocumentId{2}, line * 20, 1});
  const std::size_t found = many.find().size();
  CHECK(found <= Finding::kCandidatesMax);
  CHECK(found > Finding::kCandidatesMax - 20);
}

TEST_CASE("a gathering that is over looks at no more of what it found", "[neighbours]") {
  Gathering some(20, 1);
  const auto asked_times = [](std::size_t times) {
    return [times]() mutable { return times == 0 || times-- == 0; };
  };
  const std::size_t all = some.gathered({some.never, some.never});
  REQUIRE(all > 3);
  CHECK(some.gathered({some.never, [] { return true; }}) == 0);
  CHECK(some.gathered({[] { return true; }, some.never}) == 0); // nothing was looked for
  const std::size_t found = some.find().size();
  CHECK(some.gathered({some.never, asked_times(found)}) == 0);
  std::size_t before = 0;
  for (std::size_t more = 1; more <= found; ++more) {
    const std::size_t now = some.gathered({some.never, asked_times(found + more)});
    CHECK(now >= before);
    CHECK(now <= before + 1);
    before = now;
  }
  CHECK(before == all);
}

TEST_CASE("a gathering that is late looks for no more imports, found or not", "[neighbours]") {
  Gathering none(0, 0);
  std::string imports = "import (\n";
  for (std::size_t at = 0; at < 20; ++at) imports += "\t\"a/" + name_of(at) + "\"\n";
  none.wish.around = {DocumentId{1}, "/w/use.go", "go", inkling::text::Rope(imports + ")\n")};
  std::size_t asked = 0;
  const std::function<bool()> counts = [&] { return ++asked == 0; };
  CHECK(none.gathered({counts, none.never}) == 0);
  CHECK(asked >= 20);
}
