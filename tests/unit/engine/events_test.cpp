// What the engine does with events that come at odd times. Situations of real editors:
// tests/simulation.

#include "engine_fixture.hpp"

#include "support/catch.hpp"

#include <string>
#include <vector>

using namespace inkling;
using namespace inkling::engine;
using namespace inkling::engine::test;

TEST_CASE("an idle engine does nothing and needs no timer", "[engine]") {
  Fixture fixture;
  CHECK(fixture.step({}, 1h).empty());
  CHECK_FALSE(fixture.engine.deadline());
}

TEST_CASE("a request for a document that is not open is answered", "[engine]") {
  Fixture fixture;
  const auto answers = only<Answer>(fixture.step({request(1, 0, DocumentId{99})}));
  REQUIRE(answers.size() == 1);
  CHECK(answers[0].ticket == TicketId{1});
  CHECK(answers[0].reason == Reason::closed);
  CHECK_FALSE(answers[0].item);
}

TEST_CASE("events about what is unknown are ignored", "[engine]") {
  Fixture fixture;
  CHECK(fixture
            .step({StreamDelta{StreamId{5}, "text"}, StreamFinished{StreamId{5}},
                   StreamFailed{StreamId{5}, backend::Failure::broken, {}},
                   CompletionCancelled{kDocument, TicketId{5}},
                   CompletionCancelled{DocumentId{99}, TicketId{5}}, DocumentClosed{DocumentId{99}},
                   DocumentChanged{DocumentId{99}, {}, {}, Availability::offered}})
            .empty());
}

TEST_CASE("nothing is heard of a stream after its end", "[engine]") {
  Fixture fixture;
  fixture.step({request(1, 5)});
  const auto answers = only<Answer>(fixture.step(
      {StreamDelta{StreamId{1}, " = 1;"}, StreamFinished{StreamId{1}},
       StreamDelta{StreamId{1}, "more"}, StreamFailed{StreamId{1}, backend::Failure::broken, {}}},
      20ms));
  REQUIRE(answers.size() == 1);
  REQUIRE(answers[0].item);
  CHECK(answers[0].item->text == " = 1;");
  CHECK(fixture.step({StreamDelta{StreamId{1}, "more"}}, 30ms).empty());
}

TEST_CASE("a document opened, asked about and closed in one burst leaves nothing", "[engine]") {
  Fixture fixture;
  const auto actions = fixture.step({opened("a", DocumentId{8}), request(1, 1, DocumentId{8}),
                                     DocumentClosed{DocumentId{8}}, DocumentClosed{kDocument}});
  REQUIRE(actions.size() == 2);
  CHECK(std::get<Answer>(actions[0]).reason == Reason::closed);
  CHECK(std::get<KeyRecord>(actions[1]).reason == Reason::closed);
  CHECK(fixture.engine.stats().documents == 0);
}

TEST_CASE("a document's stream ends with it, another document's goes on", "[engine]") {
  Fixture fixture;
  fixture.step({opened("let y", DocumentId{8}), request(1, 5), request(2, 5, DocumentId{8})});
  CHECK(fixture.engine.stats().streams == 2);
  const auto aborts = only<AbortStream>(fixture.step({DocumentClosed{kDocument}}, 10ms));
  REQUIRE(aborts.size() == 1);
  CHECK(fixture.engine.stats().streams == 1);
  CHECK(fixture.engine.stats().tickets == 1);
}

TEST_CASE("the deadline is the earliest of what waits", "[engine]") {
  EngineOptions options = remote();
  options.debounce = DebouncePolicy::fixed(75ms);
  Fixture fixture(options);
  fixture.step({request(1, 5)});
  CHECK(fixture.engine.deadline() == kStart + 75ms);
  fixture.step({}, 75ms);
  CHECK(fixture.engine.deadline() == kStart + 75ms + options.soft_deadline.unmeasured);
  fixture.step({}, 75ms + options.soft_deadline.unmeasured);
  CHECK(fixture.engine.deadline() == kStart + options.deadline);
  fixture.step({CompletionCancelled{kDocument, TicketId{1}}}, 780ms);
  CHECK(fixture.engine.deadline() == kStart + 780ms + options.cancel_grace);
  fixture.step({}, 783ms);
  CHECK_FALSE(fixture.engine.deadline());
}

namespace {

DocumentOpened opened_by(std::uint64_t session, std::uint64_t document) {
  return {SessionId{session}, DocumentId{document}, "cpp", text::Rope("let x"),
          Availability::offered};
}

std::vector<std::uint64_t> started_for(const Actions& actions) {
  std::vector<std::uint64_t> documents;
  for (const StartStream& start : only<StartStream>(actions))
    documents.push_back(start.prompt.document.value);
  return documents;
}

} // namespace

TEST_CASE("a busy backend is given to the session that has least of it", "[engine]") {
  EngineOptions options = remote();
  options.backends[0].concurrency_max = 2;
  Fixture fixture(options);
  // Session 1 has four documents that ask, session 2 one, and comes last.
  std::vector<Event> burst;
  for (const std::uint64_t document : {11, 12, 13, 14}) burst.push_back(opened_by(1, document));
  burst.push_back(opened_by(2, 21));
  for (const std::uint64_t document : {11, 12, 13, 14, 21})
    burst.push_back(request(document, 5, DocumentId{document}));
  CHECK(started_for(fixture.step(std::move(burst))) == std::vector<std::uint64_t>{11, 12});
  CHECK(started_for(fixture.step({StreamFinished{StreamId{1}}}, 10ms)) ==
        std::vector<std::uint64_t>{21});
  CHECK(started_for(fixture.step({StreamFinished{StreamId{2}}}, 20ms)) ==
        std::vector<std::uint64_t>{13});
  // Who leaves makes room in the queue, not at the backend.
  CHECK(
      started_for(fixture.step({CompletionCancelled{DocumentId{14}, TicketId{14}}}, 30ms)).empty());
}

TEST_CASE("a ticket that waits for its turn is answered at its deadline", "[engine]") {
  EngineOptions options = remote();
  options.backends[0].concurrency_max = 1;
  Fixture fixture(options);
  fixture.step({opened_by(1, 11), request(1, 5)});
  fixture.step({request(2, 5, DocumentId{11})}, 500ms);
  // The first one's stream ends with it, and its place is free only for what has time left.
  const Actions at_first = fixture.step({}, options.deadline);
  CHECK(started_for(at_first) == std::vector<std::uint64_t>{11});
  const auto answers = only<Answer>(fixture.step({}, 500ms + options.deadline));
  REQUIRE(answers.size() == 1);
  CHECK(answers[0].ticket == TicketId{2});
  CHECK(answers[0].reason == Reason::timed_out);
}

TEST_CASE("the backend's own word on its slots counts unless a person said otherwise", "[engine]") {
  for (const bool configured : {false, true}) {
    EngineOptions options = remote();
    if (configured) options.backends[0].concurrency_max = 2;
    Fixture fixture(options);
    fixture.step({BackendTold{0, {.slots = 1}}, opened_by(1, 11), opened_by(1, 12)});
    const Actions actions =
        fixture.step({request(1, 5, DocumentId{11}), request(2, 5, DocumentId{12})}, 1ms);
    CHECK(started_for(actions).size() == (configured ? 2 : 1));
    CHECK(started_for(fixture.step({BackendTold{0, {.slots = 4}}}, 2ms)).size() ==
          (configured ? 0 : 1));
  }
}

TEST_CASE("reconfiguring stops every stream and serves who waits from the new backend",
          "[engine]") {
  EngineOptions options = remote();
  options.backends[0].concurrency_max = 1;
  Fixture fixture(options);
  fixture.step({opened_by(1, 11), request(1, 5), request(2, 5, DocumentId{11})});
  const Actions stopped = fixture.engine.reconfigure(embedded(), kStart + 10ms);
  CHECK(only<AbortStream>(stopped).size() == 1);
  CHECK(stopped.size() == 1);
  CHECK(fixture.engine.deadline() == kStart + 10ms);
  CHECK(started_for(fixture.step({}, 10ms)) == std::vector<std::uint64_t>{7, 11});
  // The old stream is not known any more.
  CHECK(fixture.step({StreamDelta{StreamId{1}, "late"}}, 11ms).empty());
}

TEST_CASE("a prompt carries the snapshot, the cursor and its window", "[engine]") {
  EngineOptions options = remote();
  options.prompt_budget = {.prefix_bytes_max = 8, .suffix_bytes_max = 0};
  Fixture fixture(options);
  const DocumentId document{8};
  const auto starts = only<StartStream>(
      fixture.step({opened("let a\nlet x\nlet z", document), request(1, 11, document)}));
  REQUIRE(starts.size() == 1);
  const context::Prompt& prompt = starts[0].prompt;
  CHECK(prompt.session == SessionId{1});
  CHECK(prompt.document == document);
  CHECK(prompt.language == "cpp");
  CHECK(prompt.text.str() == "let a\nlet x\nlet z");
  CHECK(prompt.offset == 11);
  CHECK(prompt.window_begin == 6);
  CHECK(prompt.window_end == 11);
  CHECK_FALSE(prompt.invoked);
}

TEST_CASE("a snapshot handed out does not change with the document", "[engine]") {
  Fixture fixture;
  const auto starts = only<StartStream>(fixture.step({request(1, 5)}));
  fixture.step({DocumentChanged{kDocument, text::Rope("other"), {}, Availability::offered}}, 1ms);
  CHECK(starts.at(0).prompt.text.str() == "let x");
}

TEST_CASE("reasons are counted", "[engine]") {
  Fixture fixture;
  fixture.step({request(1, 2), request(2, 2), CompletionCancelled{kDocument, TicketId{2}}});
  const auto reasons = fixture.engine.stats().reasons;
  CHECK(reasons[static_cast<std::size_t>(Reason::superseded)] == 1);
  CHECK(reasons[static_cast<std::size_t>(Reason::cancelled)] == 1);
  CHECK(reasons[static_cast<std::size_t>(Reason::fresh)] == 0);
}

TEST_CASE("a document's bounds narrow what is asked, and never widen it", "[engine]") {
  EngineOptions options = remote();
  options.prompt_budget = {.prefix_bytes_max = 8, .suffix_bytes_max = 100};
  Fixture fixture(options);
  const DocumentId document{8};
  DocumentOpened narrow = opened("let a\nlet x\nlet z", document);
  narrow.bounds = {
      .prefix_bytes_max = 100, .suffix_bytes_max = 0, .max_tokens = 5, .deadline = 200ms};
  const auto starts = only<StartStream>(fixture.step({narrow, request(1, 11, document)}));
  REQUIRE(starts.size() == 1);
  CHECK(starts[0].prompt.window_begin == 6);
  CHECK(starts[0].prompt.window_end == 11);
  CHECK(starts[0].prompt.max_tokens == 5);
  const auto answers = only<Answer>(fixture.step({}, 200ms));
  REQUIRE(answers.size() == 1);
  CHECK(answers[0].reason == Reason::timed_out);
}

namespace {

constexpr DocumentId kOther{8};

EngineOptions one_at_a_time() {
  EngineOptions options;
  options.backends = {{Source::remote, 100ms}, {Source::embedded, 0ms}};
  options.backends[0].concurrency_max = 1;
  options.primary = 0;
  options.stand_in = 1;
  return options;
}

/// The stream that was begun for a document at a backend.
StreamId begun(const Actions& actions, DocumentId document, std::size_t backend) {
  for (const StartStream& start : only<StartStream>(actions))
    if (start.prompt.document == document && start.backend == backend) return start.stream;
  return {};
}

} // namespace

TEST_CASE("where the stand-in has nothing a ticket keeps its place in the queue", "[engine]") {
  Fixture fixture(one_at_a_time());
  const StreamId first = begun(fixture.step({request(1, 5)}), kDocument, 0);
  CHECK(only<StartStream>(fixture.step({opened("let y", kOther), request(2, 5, kOther)})).empty());
  const StreamId stand_in = begun(fixture.step({}, 600ms), kOther, 1);
  REQUIRE(stand_in);
  const std::string_view text = GENERATE("", "  ");
  std::vector<Event> said;
  if (!text.empty()) said.push_back(StreamDelta{stand_in, std::string(text)});
  said.push_back(StreamFinished{stand_in});
  CHECK(only<Answer>(fixture.step(said, 600ms)).empty());
  const StreamId second = begun(fixture.step({StreamFinished{first}}, 700ms), kOther, 0);
  REQUIRE(second);
  const auto answers =
      only<Answer>(fixture.step({StreamDelta{second, " = 1;"}, StreamFinished{second}}, 800ms));
  REQUIRE(answers.size() == 1);
  CHECK(answers[0].reason == Reason::fresh);
}

TEST_CASE("a stand-in that says nothing does not hold a ticket for ever", "[engine]") {
  Fixture fixture(one_at_a_time());
  const StreamId remote = begun(fixture.step({request(1, 5)}), kDocument, 0);
  const Actions failed = fixture.step({StreamFailed{remote, backend::Failure::broken, {}}}, 100ms);
  REQUIRE(begun(failed, kDocument, 1));
  const auto answers = only<Answer>(fixture.step({}, 1600ms));
  REQUIRE(answers.size() == 1);
  CHECK(answers[0].reason == Reason::backend_failed);
}
