// What of elsewhere goes with a prompt, and what it costs.

#include "engine/engine.hpp"

#include "support/catch.hpp"

#include <string>
#include <vector>

using namespace inkling;
using namespace inkling::engine;

namespace {

constexpr DocumentId kDocument{7};

EngineOptions remote_with_stand_in() {
  EngineOptions options;
  options.backends = {{Source::remote, 100ms}, {Source::embedded, 0ms}};
  options.primary = 0;
  options.stand_in = 1;
  return options;
}

context::Snippets three_snippets() {
  return std::make_shared<const std::vector<context::Snippet>>(std::vector<context::Snippet>{
      {"a.hpp", "int a;\n", 300}, {"b.hpp", "int b;\n", 300}, {"c.hpp", "int c;\n", 300}});
}

/// The prompts that a request leads to, by backend.
std::vector<StartStream> ask(Engine& engine, bool may_leave = true, Bounds bounds = {}) {
  std::vector<Event> burst;
  burst.emplace_back(DocumentOpened{.session = SessionId{1},
                                    .document = kDocument,
                                    .language = "cpp",
                                    .text = text::Rope("let x"),
                                    .may_leave = may_leave,
                                    .bounds = bounds});
  burst.emplace_back(SnippetsGathered{kDocument, three_snippets()});
  burst.emplace_back(CompletionRequested{TicketId{1}, kDocument, 5, Trigger::invoked, {}});
  std::vector<StartStream> starts;
  for (const Action& action : engine.step(burst, Instant{}))
    if (const auto* start = std::get_if<StartStream>(&action)) starts.push_back(*start);
  return starts;
}

} // namespace

TEST_CASE("a remote prompt carries what was gathered, within its budget", "[snippets]") {
  struct Case {
    std::size_t of_person;
    std::size_t of_workspace;
    std::size_t carried;
  };
  for (const auto& [of_person, of_workspace, carried] :
       {Case{1500, SIZE_MAX, 3}, Case{899, SIZE_MAX, 2}, Case{1500, 300, 1}, Case{0, SIZE_MAX, 0},
        Case{1500, 299, 0}}) {
    CAPTURE(of_person, of_workspace);
    EngineOptions options = remote_with_stand_in();
    options.prompt_budget.snippets_tokens_max = of_person;
    Engine engine(options);
    Bounds bounds;
    bounds.snippets_tokens_max = of_workspace;
    const auto starts = ask(engine, true, bounds);
    REQUIRE(starts.size() == 1);
    CHECK(*starts[0].prompt.snippets == *three_snippets());
    CHECK(starts[0].prompt.snippets_max == carried); // the stable part, in front, stays
  }
}

TEST_CASE("the embedded model is given nothing of elsewhere", "[snippets]") {
  Engine engine(remote_with_stand_in());
  const auto starts = ask(engine, false);
  REQUIRE(starts.size() == 1);
  CHECK(starts[0].backend == 1);
  CHECK(starts[0].prompt.snippets == nullptr);
}

TEST_CASE("a server with a short context is sent less of elsewhere", "[snippets]") {
  Engine engine(remote_with_stand_in());
  std::vector<Event> told;
  told.emplace_back(BackendTold{0, {.context_tokens = 6000}});
  engine.step(told, Instant{});
  Bounds bounds;
  bounds.max_tokens = 128;
  const auto starts = ask(engine, true, bounds);
  REQUIRE(starts.size() == 1);
  CHECK(starts[0].prompt.snippets_max == 3); // 937 tokens
  told.clear();
  told.emplace_back(DocumentClosed{kDocument});
  told.emplace_back(BackendTold{0, {.context_tokens = 5000}});
  engine.step(told, Instant{});
  CHECK(ask(engine, true, bounds).at(0).prompt.snippets_max == 0);
}

TEST_CASE("what of elsewhere is sent counts against a token budget", "[snippets]") {
  for (const auto& [allowed, of_elsewhere] : {std::pair{1500u, 900u}, std::pair{1500u, 0u}}) {
    EngineOptions options = remote_with_stand_in();
    options.backends[0].allowance.tokens_per_minute = 900;
    options.prompt_budget.snippets_tokens_max = of_elsewhere == 0 ? 0 : allowed;
    Engine engine(options);
    REQUIRE(ask(engine).at(0).backend == 0);
    std::vector<Event> again;
    again.emplace_back(CompletionRequested{TicketId{2}, kDocument, 0, Trigger::invoked, {}});
    engine.step(again, Instant{} + 10ms);
    const bool over = engine.stats().backends.at(0).over_budget;
    CHECK(over == (of_elsewhere != 0));
  }
}
