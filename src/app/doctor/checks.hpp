#pragma once
// The checks of `inkling doctor`, in the order in which one depends on the other; where one fails,
// those that need it are left out. Each finding is told as soon as there is one.

#include "app/doctor/finding.hpp"
#include "config/layers.hpp"

#include <functional>
#include <string>
#include <vector>

namespace inkling::app::doctor {

/// Figures of the speed test, for programs; zeros where it was not made.
struct Speed {
  std::size_t runs = 0;
  std::size_t ready = 0; ///< of them found a connection that stood ready
  double ttft_ms_p50 = 0;
  double ttft_ms_min = 0;
  double ttft_ms_max = 0;
  double tokens_per_second = 0; ///< estimated from bytes; 0: too short to tell
};

struct Diagnosis {
  std::string backend; ///< that was checked; "embedded" where nothing is configured
  std::vector<Finding> findings = {};
  Speed speed = {};
  bool interrupted = false;
};

/// Blocks: opens connections to the configured backend, and to nobody else. Only samples of its own
/// are sent.
Diagnosis diagnose(const config::Layers& layers,
                   const std::function<void(const Finding&)>& on_finding);

} // namespace inkling::app::doctor
