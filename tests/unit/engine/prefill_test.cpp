// Prompts that are read ahead in idle, and what they give way to.

#include "engine_fixture.hpp"

#include "support/catch.hpp"

using namespace inkling;
using namespace inkling::engine;
using namespace inkling::engine::test;

namespace {

context::Snippets some(std::string text) {
  return std::make_shared<const std::vector<context::Snippet>>(
      std::vector<context::Snippet>{{"a.h", std::move(text)}});
}

/// One that was asked, and answered nothing.
class Asked : public Fixture {
public:
  explicit Asked(EngineOptions options = remote()) : Fixture(std::move(options)) {
    step({request(1, 5)});
    step({StreamFinished{StreamId{1}}}, 10ms);
  }
};

std::vector<StartStream> started(const Actions& actions) {
  return only<StartStream>(actions);
}

} // namespace

TEST_CASE("new snippets are read ahead when the person rests", "[engine]") {
  Asked fixture;
  CHECK(fixture.step({SnippetsGathered{kDocument, some("int f();")}}, 50ms).empty());
  REQUIRE(fixture.engine.deadline() == kStart + 1s);
  const auto starts = started(fixture.step({}, 1s));
  REQUIRE(starts.size() == 1);
  const context::Prompt& prompt = starts[0].prompt;
  CHECK(prompt.prefill);
  CHECK(prompt.max_tokens == 1);
  CHECK(prompt.offset == 5);
  CHECK(prompt.snippets->front().text == "int f();");
  // Nothing of it is used, and it is not asked for twice.
  CHECK(fixture.step({StreamDelta{starts[0].stream, "x"}, StreamFinished{starts[0].stream}}, 1300ms)
            .empty());
  CHECK_FALSE(fixture.engine.deadline());
  CHECK(fixture.step({SnippetsGathered{kDocument, prompt.snippets}}, 1400ms).empty());
  CHECK_FALSE(fixture.engine.deadline());
}

TEST_CASE("a prompt that is read ahead gives way to everything", "[engine]") {
  Asked fixture;
  fixture.step({SnippetsGathered{kDocument, some("a")}}, 50ms);
  const auto prefills = started(fixture.step({}, 1s));
  REQUIRE(prefills.size() == 1);
  SECTION("to a request") {
    // What the backend had nothing for is not asked again within two seconds.
    const Actions actions = fixture.step({request(2, 3)}, 1010ms);
    REQUIRE(actions.size() == 2);
    CHECK(std::get<AbortStream>(actions[0]).stream == prefills[0].stream);
    CHECK(std::get<StartStream>(actions[1]).prompt.snippets);
  }
  SECTION("to the end of its document") {
    const auto aborts = only<AbortStream>(fixture.step({DocumentClosed{kDocument}}, 1010ms));
    REQUIRE(aborts.size() == 1);
    CHECK(aborts[0].stream == prefills[0].stream);
  }
  SECTION("to a text that may not leave any more") {
    DocumentAccessChanged change{.document = kDocument};
    change.may_leave = false;
    CHECK(only<AbortStream>(fixture.step({change}, 1010ms)).size() == 1);
  }
  SECTION("to time") {
    CHECK(fixture.engine.deadline() == kStart + 6s);
    CHECK(only<AbortStream>(fixture.step({}, 6s)).size() == 1);
  }
}

TEST_CASE("nothing is read ahead where that costs or nobody asks", "[engine]") {
  EngineOptions metered = remote();
  metered.backends[0].metered = true;
  EngineOptions off = remote();
  off.head_start = false;
  for (const EngineOptions& options : {metered, off}) {
    Asked fixture(options);
    fixture.step({SnippetsGathered{kDocument, some("a")}}, 50ms);
    CHECK(fixture.step({}, 3s).empty());
  }
  Fixture never_asked;
  never_asked.step({SnippetsGathered{kDocument, some("a")}}, 50ms);
  CHECK(never_asked.step({}, 3s).empty());
}

TEST_CASE("nothing is read ahead between two keys, of whatever document", "[engine]") {
  Asked typing;
  typing.step({SnippetsGathered{kDocument, some("a")}}, 50ms);
  const auto head_starts = started(
      typing.step({DocumentChanged{kDocument, text::Rope("let xy"), {{5, 0, "y"}}}}, 900ms));
  REQUIRE(head_starts.size() == 1);
  typing.step({StreamFinished{head_starts[0].stream}}, 910ms);
  CHECK(started(typing.step({}, 1899ms)).empty());
  CHECK(started(typing.step({}, 1900ms)).size() == 1);

  Asked elsewhere;
  constexpr DocumentId kOther{8};
  elsewhere.step({SnippetsGathered{kDocument, some("a")}, opened("let y", kOther)}, 50ms);
  CHECK(started(elsewhere.step({request(2, 5, kOther)}, 700ms)).size() == 1);
  elsewhere.step({StreamFinished{StreamId{2}}}, 720ms);
  CHECK(elsewhere.engine.deadline() == kStart + 1700ms);
  CHECK(elsewhere.step({}, 1s).empty());
  const auto starts = started(elsewhere.step({}, 1700ms));
  REQUIRE(starts.size() == 1);
  CHECK(starts[0].prompt.prefill);
}

TEST_CASE("explicit requests get several texts", "[engine]") {
  Fixture fixture;
  CompletionRequested invoked = request(1, 5);
  invoked.trigger = Trigger::invoked;
  const auto starts = started(fixture.step({invoked}));
  REQUIRE(starts.size() == 1);
  CHECK(starts[0].prompt.candidates == 3);
  const StreamId stream = starts[0].stream;
  fixture.step({StreamDelta{stream, " = 1;"}, StreamAlternative{stream, 1, " = 2"},
                StreamAlternative{stream, 2, " = 1;"}, StreamAlternative{stream, 9, "no"},
                StreamAlternative{stream, 0, "no"}},
               10ms);
  const auto answers =
      only<Answer>(fixture.step({StreamAlternative{stream, 1, ";"}, StreamFinished{stream}}, 20ms));
  REQUIRE(answers.size() == 1);
  REQUIRE(answers[0].item);
  CHECK(answers[0].item->text == " = 1;");
  REQUIRE(answers[0].more.size() == 1);
  CHECK(answers[0].more[0].text == " = 2;");
  CHECK(answers[0].more[0].suggestion != answers[0].item->suggestion);
  // The other one is typed along from memory.
  fixture.step({DocumentChanged{kDocument, text::Rope("let x = 2"), {{5, 0, " = 2"}}}}, 100ms);
  const auto typed = only<Answer>(fixture.step({request(2, 9)}, 101ms));
  REQUIRE(typed.size() == 1);
  REQUIRE(typed[0].item);
  CHECK(typed[0].item->text == ";");
}

TEST_CASE("where the first of several texts cannot be shown, the next one is", "[engine]") {
  Fixture fixture;
  CompletionRequested invoked = request(1, 5);
  invoked.trigger = Trigger::invoked;
  const auto starts = started(fixture.step({invoked}));
  REQUIRE(starts.size() == 1);
  const StreamId stream = starts[0].stream;
  const auto answers =
      only<Answer>(fixture.step({StreamDelta{stream, "\n"}, StreamAlternative{stream, 1, " = 2;"},
                                 StreamAlternative{stream, 2, " = 3;"}, StreamFinished{stream}},
                                10ms));
  REQUIRE(answers.size() == 1);
  REQUIRE(answers[0].item);
  CHECK(answers[0].item->text == " = 2;");
  REQUIRE(answers[0].more.size() == 1);
  CHECK(answers[0].more[0].text == " = 3;");
}

TEST_CASE("automatic requests get one text", "[engine]") {
  Fixture fixture;
  const auto starts = started(fixture.step({request(1, 5)}));
  REQUIRE(starts.size() == 1);
  CHECK(starts[0].prompt.candidates == 1);
}
