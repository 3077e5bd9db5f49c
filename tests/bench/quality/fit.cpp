#include "quality/fit.hpp"

#include "quality/score.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <string_view>

namespace inkling::quality {
namespace {

using backend::ConfidenceNetwork;
using backend::Features;
using backend::kFeatures;

constexpr int kEpochs = 8;
constexpr std::size_t kBatch = 256;
constexpr float kRateFirst = 0.003F;
constexpr float kRateLast = 0.0001F;
constexpr float kDecay = 1e-5F;

constexpr std::size_t kHidden = ConfidenceNetwork::kHidden;
static_assert(sizeof(ConfidenceNetwork) ==
              (kHidden * kFeatures + kHidden + kFeatures) * sizeof(float));
constexpr std::size_t kWeights = sizeof(ConfidenceNetwork) / sizeof(float);

float* weights_of(ConfidenceNetwork& network) {
  return network.hidden[0].data();
}

/// Mean 0 and deviation 1, but for the first feature, which is always 1. Descent needs it, use does
/// not: scale_back() puts it into the weights.
struct Scale {
  Features mean{};
  Features deviation{};

  explicit Scale(const std::vector<Sample>& samples) {
    const auto count = static_cast<double>(samples.size());
    for (std::size_t i = 0; i < kFeatures; ++i) {
      double sum = 0;
      double squares = 0;
      for (const Sample& sample : samples) {
        const auto value = static_cast<double>(sample.features[i]);
        sum += value;
        squares += value * value;
      }
      const double variance = squares / count - sum * sum / count / count;
      mean[i] = static_cast<float>(sum / count);
      deviation[i] = variance > 1e-9 ? static_cast<float>(std::sqrt(variance)) : 1;
    }
    mean[0] = 0;
  }

  Features operator()(const Features& features) const {
    Features scaled;
    for (std::size_t i = 0; i < kFeatures; ++i) scaled[i] = (features[i] - mean[i]) / deviation[i];
    return scaled;
  }
  void scale_back(Features& weights) const {
    for (std::size_t i = 1; i < kFeatures; ++i) {
      weights[i] /= deviation[i];
      weights[0] -= weights[i] * mean[i];
    }
  }
};

class Descent {
public:
  explicit Descent(std::mt19937& random) {
    std::normal_distribution<float> normal(0, 1);
    for (Features& unit : network_.hidden) {
      for (float& weight : unit) weight = normal(random) / std::sqrt(float{kFeatures});
    }
    for (float& weight : network_.output)
      weight = 0.3F * normal(random) / std::sqrt(float{kHidden});
  }

  const ConfidenceNetwork& network() const { return network_; }

  void add(const Features& features, bool right) {
    const float odds = network_(features);
    const float error = 1 / (1 + std::exp(-odds)) - (right ? 1.0F : 0.0F);
    for (std::size_t i = 0; i < kFeatures; ++i) gradient_.direct[i] += error * features[i];
    for (std::size_t unit = 0; unit < kHidden; ++unit) {
      const Features& weights = network_.hidden[unit];
      const float sum = std::inner_product(weights.begin(), weights.end(), features.begin(), 0.0F);
      if (sum <= 0) continue;
      gradient_.output[unit] += error * sum;
      const float back = error * network_.output[unit];
      for (std::size_t i = 0; i < kFeatures; ++i) gradient_.hidden[unit][i] += back * features[i];
    }
  }

  /// Adam (Kingma and Ba 2015).
  void step(float rate) {
    ++steps_;
    const float first = 1 - std::pow(0.9F, steps_);
    const float second = 1 - std::pow(0.999F, steps_);
    float* weight = weights_of(network_);
    float* slope = weights_of(gradient_);
    float* mean = weights_of(mean_);
    float* square = weights_of(square_);
    for (std::size_t i = 0; i < kWeights; ++i) {
      const float gradient = slope[i] / float{kBatch} + kDecay * weight[i];
      mean[i] = 0.9F * mean[i] + 0.1F * gradient;
      square[i] = 0.999F * square[i] + 0.001F * gradient * gradient;
      weight[i] -= rate * (mean[i] / first) / (std::sqrt(square[i] / second) + 1e-8F);
      slope[i] = 0;
    }
  }

private:
  ConfidenceNetwork network_{};
  ConfidenceNetwork gradient_{};
  ConfidenceNetwork mean_{};
  ConfidenceNetwork square_{};
  float steps_ = 0;
};

} // namespace

void collect_samples(const Replay& replay, std::vector<Sample>& samples) {
  for (const TypedLine& line : replay.lines) {
    for (const Moment& moment : line) {
      const backend::Prediction& prediction = moment.prediction;
      for (std::size_t i = 0; i < prediction.cuts.size(); ++i) {
        const auto text = std::string_view(prediction.text).substr(0, prediction.cuts[i].bytes);
        samples.push_back({prediction.features[i], is_right(moment.rest, text)});
        if (!samples.back().right) break;
      }
    }
  }
}

ConfidenceNetwork fit_network(const std::vector<Sample>& samples) {
  const Scale scale(samples);
  std::mt19937 random(1);
  Descent descent(random);
  std::vector<std::uint32_t> order(samples.size());
  std::iota(order.begin(), order.end(), 0U);
  for (int epoch = 0; epoch < kEpochs; ++epoch) {
    std::shuffle(order.begin(), order.end(), random);
    const float part = static_cast<float>(epoch) / float{kEpochs - 1};
    const float rate = kRateFirst + part * (kRateLast - kRateFirst);
    for (std::size_t at = 0; at + kBatch <= order.size(); at += kBatch) {
      for (std::size_t i = at; i < at + kBatch; ++i) {
        const Sample& sample = samples[order[i]];
        descent.add(scale(sample.features), sample.right);
      }
      descent.step(rate);
    }
  }
  ConfidenceNetwork network = descent.network();
  for (Features& unit : network.hidden) scale.scale_back(unit);
  scale.scale_back(network.direct);
  return network;
}

double log_loss(const std::vector<Sample>& samples) {
  double loss = 0;
  for (const Sample& sample : samples) {
    const double p = std::clamp<double>(backend::confidence_of(sample.features), 1e-6, 1 - 1e-6);
    loss -= std::log2(sample.right ? p : 1 - p);
  }
  return loss / static_cast<double>(std::max<std::size_t>(samples.size(), 1));
}

} // namespace inkling::quality
