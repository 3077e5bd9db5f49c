#include "backend/embedded/confidence.hpp"

#include <algorithm>
#include <cmath>

namespace inkling::backend {
namespace {

#include "backend/embedded/confidence_table.inc"

float logit(float probability) {
  const float clamped = std::clamp(probability, 0.01F, 0.99F);
  return std::log(clamped / (1 - clamped));
}

float flag(bool value) {
  return value ? 1.0F : 0.0F;
}

} // namespace

Features to_features(const Evidence& seen) {
  const auto length = static_cast<float>(seen.length);
  const float support = std::log2(1 + seen.support);
  const float opposition = std::log2(1 + seen.opposition);
  const bool alone = seen.opposition == 0;
  const float lead = length - static_cast<float>(seen.rival_length);
  const auto typed = static_cast<float>(std::min<std::uint32_t>(seen.typed, 6));
  return {
      1,
      logit(seen.probability),
      logit(seen.runner_up),
      logit(seen.longest_share),
      seen.probability,
      support,
      opposition,
      std::min(length, 2.0F),
      std::min(length, 4.0F),
      std::min(length, 8.0F),
      std::min(length, 16.0F),
      length,
      std::clamp(lead, -4.0F, 4.0F),
      flag(alone),
      flag(alone) * std::min(length, 8.0F),
      flag(seen.step == 0),
      std::log2(1.0F + static_cast<float>(seen.step)),
      flag(seen.from_document),
      flag(seen.from_corpus),
      flag(seen.from_document && seen.from_corpus),
      flag(seen.word),
      flag(seen.word && seen.typed == 0),
      flag(seen.line_end),
      flag(seen.after_line_start),
      flag(seen.guessed),
      typed,
      flag(seen.typed > 0) * std::log2(1.0F + static_cast<float>(seen.rest)),
      flag(seen.guessed) * typed,
  };
}

float confidence_of(const Features& features) {
  float sum = 0;
  for (std::size_t i = 0; i < kFeatures; ++i) sum += kCoefficients[i] * features[i];
  return 1 / (1 + std::exp(-sum));
}

std::size_t choose_cut(std::span<const Cut> cuts, double confidence_min, std::size_t bytes_min) {
  std::size_t best = cuts.size();
  double best_gain = 0;
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    const double confidence = cuts[i].confidence;
    if (confidence < confidence_min || cuts[i].bytes < bytes_min) continue;
    const double gain = confidence * confidence * static_cast<double>(cuts[i].bytes);
    if (gain <= best_gain) continue;
    best = i;
    best_gain = gain;
  }
  return best;
}

} // namespace inkling::backend
