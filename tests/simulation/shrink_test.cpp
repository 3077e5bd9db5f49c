// The shrinker against rules that are broken on purpose.

#include "checker.hpp"
#include "scenario.hpp"
#include "shrink.hpp"
#include "simulation.hpp"

#include "support/catch.hpp"

#include <algorithm>
#include <memory>

using namespace inkling;
using namespace inkling::simulation;

namespace {

std::size_t messages_of(const Recording& recording) {
  std::size_t count = 0;
  for (const Recording::Moment& moment : recording.moments) count += moment.burst.size();
  return count;
}

/// Says that a document is never answered from memory directly after a stream was aborted.
MakeRule no_memory_after_an_abort() {
  return [] {
    auto aborted = std::make_shared<bool>(false);
    return Rule([aborted](const engine::Action& action) {
      if (std::holds_alternative<engine::AbortStream>(action)) *aborted = true;
      const auto* answer = std::get_if<engine::Answer>(&action);
      if (answer == nullptr) return;
      if (*aborted && answer->reason == engine::Reason::typed_through)
        throw Violation("nothing is typed through after an abort (ticket " +
                        std::to_string(answer->ticket.value) + ")");
    });
  };
}

/// One editor, and nothing that the language of the scenarios cannot say.
Parameters simple(std::uint64_t seed) {
  return {.seed = seed, .keys = 600, .editors_max = 1, .features = kTypos | kAccepts | kUndo};
}

} // namespace

TEST_CASE("a recording played again does what the run did", "[shrink]") {
  for (const std::uint64_t seed : {21u, 22u, 23u, 24u}) {
    const Parameters parameters{.seed = seed, .keys = 800};
    const Recording recording = record(parameters);
    INFO("seed " << seed);
    std::vector<Played> played;
    const auto broken = replay(recording, {}, &played);
    CHECK(broken.value_or("") == "");
    std::size_t starts = 0;
    for (const Played& one : played)
      starts += static_cast<std::size_t>(
          std::count_if(one.actions.begin(), one.actions.end(), [](const engine::Action& action) {
            return std::holds_alternative<engine::StartStream>(action);
          }));
    CHECK(starts == recording.starts.size());
    CHECK(starts > 0);
  }
}

TEST_CASE("what breaks no rule is not shrunk", "[shrink]") {
  const Recording recording = record(simple(3));
  CHECK(messages_of(shrink(recording)) == messages_of(recording));
}

TEST_CASE("thousands of messages shrink to the few that break a rule", "[shrink]") {
  std::size_t failing = 0;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    const Recording recording = record(simple(seed));
    const auto broken = replay(recording, no_memory_after_an_abort());
    if (!broken) continue;
    ++failing;
    const Recording least = shrink(recording, no_memory_after_an_abort());
    const std::string script = to_script(least, no_memory_after_an_abort());
    INFO(script);
    CHECK(messages_of(recording) > 100);
    CHECK(messages_of(least) <= 12);
    CHECK(rule_of(replay(least, no_memory_after_an_abort())) == rule_of(broken));
    // The engine keeps its real rules in it: pasted into a scenario, the script passes.
    check_scenario(least.options, script);
  }
  CHECK(failing >= 3);
}
