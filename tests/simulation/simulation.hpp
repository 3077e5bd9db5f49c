#pragma once
// One simulated run, from its parameters alone; and what to do when it breaks a rule.

#include "engine/reason.hpp"
#include "parameters.hpp"
#include "shrink.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace inkling::simulation {

struct Outcome {
  std::optional<std::string> broken; ///< the rule that did not hold
  std::size_t steps = 0;
  std::size_t keys = 0;
  std::uint64_t hash = 0; ///< of every action: the same parameters give the same
  std::array<std::uint64_t, engine::kReasonCount> reasons{};
  std::string trace; ///< the last events, where asked for
};

Outcome run(const Parameters& parameters, bool with_trace = false);

/// The same run, and everything that its engine was told.
Recording record(const Parameters& parameters);

/// The simplest parameters near `failing` that still fail.
Parameters shrink(Parameters failing);

/// Everything a person needs: the rule, the last events, the command to see it again. Shrinks
/// first.
std::string explain(const Parameters& failing);

/// The environment's wishes: INKLING_SEED, INKLING_SIM_KEYS, INKLING_SIM_EDITORS,
/// INKLING_SIM_FEATURES.
std::optional<std::uint64_t> from_environment(const char* name);

} // namespace inkling::simulation
