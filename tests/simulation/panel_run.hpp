#pragma once
// Plays one scene of the panel in virtual time.

#include "panel_ledger.hpp"
#include "panel_policy.hpp"
#include "panel_scene.hpp"

namespace inkling::simulation {

/// The same scene gives the same tally.
Tally play(const Scene& scene);
/// With a policy of the caller's, who can look at it afterwards.
Tally play(const Scene& scene, Policy& policy);

} // namespace inkling::simulation
