#include "engine/speculation.hpp"

namespace inkling::engine {
namespace {

constexpr double kWeight = 1.0 / 12;

} // namespace

bool SpeculationGauge::take_chance() {
  ++chances_;
  if (begun_ < kNeeded || recent_ >= kHalved) return true;
  return chances_ % (recent_ < kSeldom ? 8 : 2) == 0;
}

void SpeculationGauge::on_begun() {
  ++begun_;
  recent_ -= recent_ * kWeight;
}

void SpeculationGauge::on_used() {
  ++used_;
  recent_ += kWeight;
}

} // namespace inkling::engine
