#include "metrics/statistics.hpp"

#include <algorithm>

namespace inkling::metrics {

void Statistics::add(const engine::KeyRecord& record, const OwnTimes& own) {
  ++keys_;
  ++head_starts_[index(record.head_start)];
  begun_ += record.begun;
  kept_ += record.kept;
  aborted_ += record.aborted;
  if (!record.ticket) {
    ++unasked_;
    return;
  }
  ++reasons_[index(record.reason)];
  if (!record.cancelled) add_times(record, own);
  add_backend(record);
}

void Statistics::add_times(const engine::KeyRecord& record, const OwnTimes& own) {
  for (std::size_t at = 0; at < kStageCount; ++at) {
    const auto stage = static_cast<Stage>(at);
    const Duration took = time_of(stage, record.stages, own);
    const bool always = stage == Stage::shape || stage == Stage::reply || stage == Stage::total;
    if (always || took > Duration::zero()) stages_[at].add(took);
  }
}

void Statistics::add_backend(const engine::KeyRecord& record) {
  if (!record.backend) return;
  const std::size_t place = std::min(*record.backend, kBackendsMax - 1);
  if (backends_.size() <= place) backends_.resize(place + 1);
  Backend& backend = backends_[place];
  ++(record.offered_bytes > 0 ? backend.offered : backend.in_vain);
}

} // namespace inkling::metrics
