#pragma once
// The figures of a replay for people and programs. What they mean stands in figures.hpp.

#include "bench/figures.hpp"
#include "bench/metrics.hpp"

#include <string>
#include <vector>

namespace inkling::harness {

struct NamedFigures {
  std::string program;
  Figures figures;
};

/// A column a program, a row a figure; times in ms.
std::string table(const std::vector<NamedFigures>& programs);
std::vector<Metrics> to_metrics(const std::vector<NamedFigures>& programs);

} // namespace inkling::harness
