#pragma once
// Sums over key presses, from the daemon's start: why each ended as it did, how long its stages
// took, what became of head starts and streams. Pure; no IO, no clock, no source text. Of fixed
// size. Fed by the tracer (app/tracer.hpp), shown by `inkling/stats`.

#include "engine/key_record.hpp"
#include "engine/reason.hpp"
#include "metrics/histogram.hpp"
#include "metrics/stages.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace inkling::metrics {

inline constexpr std::size_t kHeadStartCount =
    static_cast<std::size_t>(engine::HeadStart::unavailable) + 1;

class Statistics {
public:
  /// Backends beyond are counted as the last.
  static constexpr std::size_t kBackendsMax = 16;

  struct Backend {
    std::uint64_t offered = 0; ///< answers with its text
    std::uint64_t in_vain = 0; ///< it was asked, and nothing was offered
  };

  void add(const engine::KeyRecord& record, const OwnTimes& own);
  /// Backends are numbered anew.
  void forget_backends() { backends_.clear(); }

  std::uint64_t keys() const { return keys_; }
  /// Keys that the editor did not ask about: the person typed on. In none of the other sums but
  /// those of head starts and streams.
  std::uint64_t unasked() const { return unasked_; }
  std::uint64_t count(engine::Reason reason) const { return reasons_[index(reason)]; }
  std::uint64_t count(engine::HeadStart fate) const { return head_starts_[index(fate)]; }
  /// `total`, `shape` and `reply` of every answer that was no error; each other stage of those in
  /// which it took time.
  const Histogram& stage(Stage stage) const { return stages_[index(stage)]; }
  /// By engine::BackendIndex, as far as they were heard of.
  const std::vector<Backend>& backends() const { return backends_; }

  std::uint64_t streams_begun() const { return begun_; }
  std::uint64_t streams_kept() const { return kept_; } ///< times one went on through a change
  std::uint64_t streams_aborted() const { return aborted_; }

private:
  template<class Enum>
  static constexpr std::size_t index(Enum value) {
    return static_cast<std::size_t>(value);
  }
  void add_times(const engine::KeyRecord& record, const OwnTimes& own);
  void add_backend(const engine::KeyRecord& record);

  std::uint64_t keys_ = 0;
  std::uint64_t unasked_ = 0;
  std::array<std::uint64_t, engine::kReasonCount> reasons_{};
  std::array<std::uint64_t, kHeadStartCount> head_starts_{};
  std::array<Histogram, kStageCount> stages_;
  std::vector<Backend> backends_;
  std::uint64_t begun_ = 0;
  std::uint64_t kept_ = 0;
  std::uint64_t aborted_ = 0;
};

} // namespace inkling::metrics
