#include "panel_steps.hpp"

#include "panel_run.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

namespace inkling::simulation {
namespace {

constexpr std::size_t kPeople = 100;
constexpr std::size_t kBytesEach = 800;
/// A document may cost this much more by being ten thousand times as large: its rope is deeper.
constexpr double kMoreForLarge = 1.5;

struct Costs {
  std::vector<double> microseconds;
  std::vector<double> bytes;
  std::vector<double> allocations;
};

double quantile(std::vector<double> values, double q) {
  if (values.empty()) return 0;
  const auto at = static_cast<std::ptrdiff_t>(q * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), values.begin() + at, values.end());
  return values[static_cast<std::size_t>(at)];
}

double mean(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return values.empty() ? 0 : sum / static_cast<double>(values.size());
}

/// Steps another policy, and notes what each step costs.
class Measured final : public Policy {
public:
  Measured(Policy& policy, Costs& costs) : policy_(policy), costs_(costs) {}

  const engine::Actions& step(std::span<engine::Event> burst, Instant now) override {
    const std::size_t bytes = allocated_bytes();
    const std::size_t count = allocations();
    const auto begun = std::chrono::steady_clock::now();
    const engine::Actions& actions = policy_.step(burst, now);
    const auto ended = std::chrono::steady_clock::now();
    const double allocated = static_cast<double>(allocated_bytes() - bytes);
    const double allocation_count = static_cast<double>(allocations() - count);
    costs_.microseconds.push_back(std::chrono::duration<double, std::micro>(ended - begun).count());
    costs_.bytes.push_back(allocated);
    costs_.allocations.push_back(allocation_count);
    return actions;
  }
  std::optional<Instant> deadline() const override { return policy_.deadline(); }

private:
  Policy& policy_;
  Costs& costs_;
};

Costs measure(const Scene& scene) {
  Costs costs;
  const auto policy = make_policy(scene);
  Measured measured(*policy, costs);
  play(scene, measured);
  return costs;
}

std::string row(std::string_view name, EditorKind editor, const Costs& costs) {
  char text[256];
  std::snprintf(
      text, sizeof text, "| %s | %s | %zu | %.1f | %.1f | %.1f | %.1f | %.1f | %.0f | %.0f |\n",
      std::string(name).c_str(), std::string(to_string(editor)).c_str(), costs.microseconds.size(),
      quantile(costs.microseconds, 0.5), quantile(costs.microseconds, 0.99),
      quantile(costs.microseconds, 0.999), quantile(costs.microseconds, 1), mean(costs.allocations),
      mean(costs.bytes), quantile(costs.bytes, 0.99));
  return text;
}

} // namespace

StepReport measure_steps() {
  StepReport report;
  report.well = true;
  report.table = "| documents | editor | steps | p50 us | p99 us | p99.9 us | max us |"
                 " allocations mean | bytes mean | bytes p99 |\n"
                 "|---|---|---|---|---|---|---|---|---|---|\n";
  for (const EditorKind editor : kEditors) {
    Scene scene;
    scene.editor = editor;
    scene.typist = kFast;
    scene.policy = PolicyKind::inkling_stand_in;
    scene.people = kPeople;
    scene.bytes = kBytesEach;
    scene.document_bytes = 1 << 10;
    const Costs small = measure(scene);
    scene.document_bytes = 10 << 20;
    const Costs large = measure(scene);
    report.table += row("1 KB", editor, small) + row("10 MB", editor, large);
    // Prompts and anchors of the small one are cut short by its beginning.
    const double most = std::max(kMoreForLarge * mean(small.bytes), mean(small.bytes) + 4096);
    report.well = report.well && mean(large.bytes) <= most;
  }
  return report;
}

} // namespace inkling::simulation
