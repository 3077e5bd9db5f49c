#include "metrics/histogram.hpp"

#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

using namespace inkling;
using metrics::Histogram;

namespace {

double us(Duration duration) {
  return static_cast<double>(duration.count()) / 1000;
}

/// The exact quantile, by the same rule: the value of rank ceil(share * n).
Duration exact(std::vector<Duration> values, double share) {
  std::sort(values.begin(), values.end());
  const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(values.size())));
  return values[std::max<std::size_t>(rank, 1) - 1];
}

} // namespace

TEST_CASE("an empty histogram says zero", "[metrics]") {
  const Histogram none;
  CHECK(none.count() == 0);
  CHECK(none.quantile(0.5) == Duration::zero());
  CHECK(none.max() == Duration::zero());
}

TEST_CASE("one value is every quantile, exactly", "[metrics]") {
  for (const Duration value : {0ns, 1ns, 63ns, 64ns, 1000ns, 1234567ns, Duration(90s)}) {
    Histogram one;
    one.add(value);
    for (const double share : {0.0, 0.5, 0.99, 1.0}) CHECK(one.quantile(share) == value);
    CHECK(one.max() == value);
  }
}

TEST_CASE("each value is told within 1/32 of itself, or a unit", "[metrics]") {
  for (double value = 1; value < 1e12; value *= 1.013) {
    const Duration took(static_cast<std::int64_t>(value));
    Histogram histogram;
    histogram.add(Duration::zero());
    histogram.add(took);
    histogram.add(took); // the median is in the same bucket, and nothing clamps it from below
    histogram.add(Histogram::kMost);
    const Duration told = histogram.quantile(0.5);
    INFO(us(took) << " µs is told as " << us(told));
    CHECK(std::abs((told - took).count()) <= std::max<std::int64_t>(64, took.count() / 32 + 1));
  }
}

TEST_CASE("quantiles of many values are close to the exact ones", "[metrics]") {
  std::mt19937 random(7);
  std::lognormal_distribution<double> spread(11, 3); // 60 µs in the middle, from ns to seconds
  std::vector<Duration> values;
  Histogram histogram;
  for (int i = 0; i < 20'000; ++i) {
    values.emplace_back(static_cast<std::int64_t>(spread(random)));
    histogram.add(values.back());
  }
  CHECK(histogram.count() == values.size());
  CHECK(histogram.max() == exact(values, 1));
  for (const double share : {0.01, 0.1, 0.5, 0.9, 0.99, 0.999}) {
    const double right = us(exact(values, share));
    CHECK(us(histogram.quantile(share)) == Approx(right).epsilon(0.05).margin(0.064));
  }
}

TEST_CASE("what is out of range is counted at its edge", "[metrics]") {
  Histogram histogram;
  histogram.add(-5ms);
  CHECK(histogram.quantile(1) == Duration::zero());
  histogram.add(Duration::max());
  CHECK(histogram.count() == 2);
  CHECK(histogram.max() == Duration::max());
  CHECK(histogram.quantile(0.4) < Histogram::kUnit);
}
