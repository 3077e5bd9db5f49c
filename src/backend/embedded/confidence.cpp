#include "backend/embedded/confidence.hpp"

#include <algorithm>
#include <cmath>

namespace inkling::backend {
namespace {

constexpr float kNearlyAsSure = 0.75F;

#include "backend/embedded/confidence_table.inc"

float logit(float probability) {
  const float clamped = std::clamp(probability, 0.01F, 0.99F);
  return std::log(clamped / (1 - clamped));
}

float scaled(float count) {
  return std::log2(1 + count);
}

float flag(bool value) {
  return value ? 1.0F : 0.0F;
}

} // namespace

Features to_features(const Evidence& seen) {
  const auto length = static_cast<float>(seen.length);
  const bool alone = seen.against_in_documents + seen.against_in_corpora == 0;
  const float lead = length - static_cast<float>(seen.rival_length);
  const auto typed = static_cast<float>(std::min<std::uint32_t>(seen.typed, 6));
  const bool word = seen.kind == Evidence::Kind::word;
  const bool guessed = seen.length == 0;
  return {
      1,
      logit(seen.probability),
      logit(seen.runner_up),
      logit(seen.longest_share),
      seen.probability,
      scaled(seen.in_documents),
      scaled(seen.in_corpora),
      scaled(seen.against_in_documents),
      scaled(seen.against_in_corpora),
      flag(seen.in_documents > 0),
      flag(seen.in_corpora > 0),
      flag(seen.in_documents > 0 && seen.in_corpora > 0),
      flag(seen.against_in_documents > 0),
      scaled(static_cast<float>(seen.choices)),
      std::min(length, 2.0F),
      std::min(length, 4.0F),
      std::min(length, 8.0F),
      std::min(length, 16.0F),
      std::clamp(lead, -4.0F, 4.0F),
      flag(alone),
      flag(alone) * std::min(length, 8.0F),
      flag(seen.step == 0),
      scaled(static_cast<float>(seen.step)),
      flag(word),
      flag(word && seen.typed == 0),
      flag(seen.kind == Evidence::Kind::number),
      flag(seen.kind == Evidence::Kind::closer),
      flag(seen.after_line_start),
      flag(seen.in_prose),
      flag(guessed),
      flag(guessed) * typed,
      typed,
      flag(seen.typed > 0) * scaled(static_cast<float>(seen.rest)),
      flag(seen.typed > 0 && seen.rest == 0),
  };
}

float ConfidenceNetwork::operator()(const Features& features) const {
  const auto weigh = [&features](const Features& weights) {
    float sum = 0;
    for (std::size_t i = 0; i < kFeatures; ++i) sum += weights[i] * features[i];
    return sum;
  };
  float odds = weigh(direct);
  for (std::size_t unit = 0; unit < kHidden; ++unit) {
    odds += output[unit] * std::max(0.0F, weigh(hidden[unit]));
  }
  return odds;
}

float confidence_of(const Features& features) {
  return 1 / (1 + std::exp(-kNetwork(features)));
}

namespace {

/// What a person would have to type after an almost finished text: `f(a, b` is shown as `f(a, b);`
/// where that is nearly as sure. The cut that pays best in keys leaves the last byte or two off.
std::size_t finish_construct(std::string_view text, std::span<const Cut> cuts, std::size_t cut,
                             double confidence_min) {
  const float enough = cuts[cut].confidence * kNearlyAsSure;
  while (cut + 1 < cuts.size()) {
    const Cut& next = cuts[cut + 1];
    const std::string_view token = text.substr(cuts[cut].bytes, next.bytes - cuts[cut].bytes);
    const bool closes = !token.empty() && token.find_first_not_of(")]}>\"'`;") == token.npos;
    if (!closes || next.confidence < enough || next.confidence < confidence_min) break;
    ++cut;
  }
  return cut;
}

} // namespace

std::size_t choose_cut(std::string_view text, std::span<const Cut> cuts, double confidence_min,
                       std::size_t bytes_min) {
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
  return best == cuts.size() ? best : finish_construct(text, cuts, best, confidence_min);
}

} // namespace inkling::backend
