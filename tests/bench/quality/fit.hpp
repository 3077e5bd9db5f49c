#pragma once
// Fits the coefficients of backend/embedded/confidence_table.inc to what predictions turned out to
// be worth.

#include "backend/embedded/confidence.hpp"
#include "quality/replay.hpp"

#include <vector>

namespace inkling::quality {

struct Sample {
  backend::Features features;
  bool right = false;
};

/// One sample per predicted token, up to the first wrong one of each prediction. Line ends are left
/// out: where a line ends decides nothing about what is shown of it.
void collect_samples(const Replay& replay, std::vector<Sample>& samples);

/// Stochastic gradient descent (Adam) on the log loss; the same weights for the same samples.
backend::ConfidenceNetwork fit_network(const std::vector<Sample>& samples);

/// Mean -log2 of the probability given to what happened: lower is better.
double log_loss(const std::vector<Sample>& samples);

} // namespace inkling::quality
