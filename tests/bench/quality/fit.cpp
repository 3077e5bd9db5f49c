#include "quality/fit.hpp"

#include "quality/score.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace inkling::quality {
namespace {

constexpr std::size_t kSize = backend::kFeatures;
constexpr int kIterations = 12;
constexpr double kDecay = 3;

using Vector = std::array<double, kSize>;
using Matrix = std::array<Vector, kSize>;

/// Solves matrix · x = vector by Gaussian elimination; the matrix is positive definite.
Vector solve(Matrix matrix, Vector vector) {
  for (std::size_t pivot = 0; pivot < kSize; ++pivot) {
    for (std::size_t row = pivot + 1; row < kSize; ++row) {
      const double factor = matrix[row][pivot] / matrix[pivot][pivot];
      for (std::size_t column = pivot; column < kSize; ++column) {
        matrix[row][column] -= factor * matrix[pivot][column];
      }
      vector[row] -= factor * vector[pivot];
    }
  }
  for (std::size_t row = kSize; row-- > 0;) {
    for (std::size_t column = row + 1; column < kSize; ++column) {
      vector[row] -= matrix[row][column] * vector[column];
    }
    vector[row] /= matrix[row][row];
  }
  return vector;
}

double probability(const Vector& weights, const backend::Features& features) {
  double sum = 0;
  for (std::size_t i = 0; i < kSize; ++i) sum += weights[i] * static_cast<double>(features[i]);
  return 1 / (1 + std::exp(-sum));
}

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

backend::Features fit_coefficients(const std::vector<Sample>& samples) {
  Vector weights{};
  for (int iteration = 0; iteration < kIterations; ++iteration) {
    Matrix hessian{};
    Vector gradient{};
    for (std::size_t i = 0; i < kSize; ++i) {
      hessian[i][i] = kDecay;
      gradient[i] = -kDecay * weights[i];
    }
    for (const Sample& sample : samples) {
      const double p = probability(weights, sample.features);
      const double error = (sample.right ? 1.0 : 0.0) - p;
      const double weight = std::max(p * (1 - p), 1e-4);
      for (std::size_t i = 0; i < kSize; ++i) {
        const auto feature = static_cast<double>(sample.features[i]);
        if (feature == 0) continue;
        gradient[i] += error * feature;
        for (std::size_t j = 0; j < kSize; ++j) {
          hessian[i][j] += weight * feature * static_cast<double>(sample.features[j]);
        }
      }
    }
    const Vector step = solve(hessian, gradient);
    for (std::size_t i = 0; i < kSize; ++i) weights[i] += step[i];
  }
  backend::Features result;
  for (std::size_t i = 0; i < kSize; ++i) result[i] = static_cast<float>(weights[i]);
  return result;
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
