// Random runs. INKLING_SIM_KEYS=5000000 for a long one, INKLING_SEED=n for another beginning.

#include "simulation.hpp"

#include "support/catch.hpp"

#include <algorithm>
#include <cstdio>

using namespace inkling;
using namespace inkling::simulation;

namespace {

constexpr std::size_t kKeysDefault = 200'000;
constexpr std::size_t kKeysPerRun = 4'000;

void tell(std::uint64_t first, std::uint64_t last, std::size_t keys, std::size_t steps,
          const std::array<std::uint64_t, engine::kReasonCount>& reasons) {
  std::printf("seeds %llu to %llu: %zu key presses, %zu steps;",
              static_cast<unsigned long long>(first), static_cast<unsigned long long>(last), keys,
              steps);
  for (std::size_t at = 0; at < engine::kReasonCount; ++at)
    std::printf(" %s %llu", std::string(to_string(static_cast<engine::Reason>(at))).c_str(),
                static_cast<unsigned long long>(reasons[at]));
  std::printf("\n");
}

} // namespace

TEST_CASE("whatever editors and backends do, the engine keeps its rules", "[random]") {
  Parameters parameters;
  const std::size_t keys = from_environment("INKLING_SIM_KEYS").value_or(kKeysDefault);
  parameters.seed = from_environment("INKLING_SEED").value_or(1);
  parameters.editors_max = from_environment("INKLING_SIM_EDITORS").value_or(4);
  parameters.features =
      static_cast<std::uint32_t>(from_environment("INKLING_SIM_FEATURES").value_or(kAllFeatures));
  const std::uint64_t first = parameters.seed;
  std::array<std::uint64_t, engine::kReasonCount> reasons{};
  std::size_t done = 0;
  std::size_t steps = 0;
  for (; done < keys; ++parameters.seed) {
    parameters.keys = std::min(kKeysPerRun, keys - done);
    const Outcome outcome = run(parameters);
    if (outcome.broken) FAIL(explain(parameters));
    done += parameters.keys;
    steps += outcome.steps;
    for (std::size_t at = 0; at < reasons.size(); ++at) reasons[at] += outcome.reasons[at];
  }
  tell(first, parameters.seed - 1, done, steps, reasons);
  // A simulator that never gets anywhere would keep every rule.
  if (keys < kKeysDefault || parameters.features != kAllFeatures) return;
  for (std::size_t at = 0; at < reasons.size(); ++at) {
    INFO(to_string(static_cast<engine::Reason>(at)));
    CHECK(reasons[at] > 0);
  }
}

TEST_CASE("the same seed gives the same decisions", "[random]") {
  for (const std::uint64_t seed : {11u, 12u, 13u, 14u, 15u, 16u}) {
    const Parameters parameters{.seed = seed, .keys = 1500};
    const Outcome once = run(parameters);
    const Outcome again = run(parameters);
    CHECK(once.hash == again.hash);
    CHECK(once.steps == again.steps);
    CHECK(once.hash != run({.seed = seed + 100, .keys = 1500}).hash);
  }
}
