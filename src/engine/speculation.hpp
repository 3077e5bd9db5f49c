#pragma once
// Whether speculating pays: how often what was prepared was reached. Where it is seldom, only some
// of the chances are taken, so that it finds out when that changes. Pure; one for each backend.

#include <cstddef>
#include <cstdint>

namespace inkling::engine {

class SpeculationGauge {
public:
  /// Until so many were begun, each chance is taken.
  static constexpr std::uint64_t kNeeded = 12;
  /// Below these shares of used ones, every second and every eighth chance is taken.
  static constexpr double kHalved = 0.30;
  static constexpr double kSeldom = 0.12;

  /// A chance to speculate has come: take it?
  bool take_chance();
  void on_begun();
  /// What was prepared was reached, before it was forgotten.
  void on_used();

  std::uint64_t begun() const { return begun_; }
  std::uint64_t used() const { return used_; }
  /// Moving share of those begun that were used.
  double recent() const { return recent_; }

private:
  std::uint64_t begun_ = 0;
  std::uint64_t used_ = 0;
  std::uint64_t chances_ = 0;
  double recent_ = 0.5;
};

} // namespace inkling::engine
