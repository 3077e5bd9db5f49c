#include "table.hpp"

#include <cstdio>

namespace inkling::bench {
namespace {

std::string print(const char* format, double value) {
  char text[32];
  std::snprintf(text, sizeof text, format, value);
  return text;
}

std::string to_text(double value, Unit unit) {
  switch (unit) {
  case Unit::microseconds:
    return value < 1000 ? print("%.1f us", value) : print("%.2f ms", value / 1000);
  case Unit::per_second:
    return print("%.0f /s", value);
  case Unit::bytes:
    return print("%.1f MB", value / 1e6);
  case Unit::count:
    break;
  }
  return print("%.0f", value);
}

bool is_met(const Row& row, double ratio) {
  if (row.bar_p99 && row.samples.percentile(0.99) > *row.bar_p99) return false;
  if (!row.bar) return true;
  if (row.compared) return ratio <= *row.bar;
  return row.unit == Unit::per_second ? row.samples.median() >= *row.bar
                                      : row.samples.median() <= *row.bar;
}

std::string bar_text(const Row& row) {
  if (!row.bar) return "-";
  std::string text = row.unit == Unit::per_second ? ">= " : "<= ";
  text += row.compared ? print("%.0f x", *row.bar) : to_text(*row.bar, row.unit);
  if (row.bar_p99) text += ", p99 <= " + to_text(*row.bar_p99, row.unit);
  return text;
}

} // namespace

void Table::begin_section(const std::string& title) {
  std::printf("\n%s\n", title.c_str());
  print_head();
}

void Table::print_head() {
  std::printf("  %-44s %10s %10s %10s %6s  %-18s %6s  %-32s %s\n", "what", "p50", "p99", "max", "n",
              "compared to (p50)", "ratio", "bar", "");
}

void Table::add(const Row& row) {
  if (row.samples.empty()) return;
  std::string compared = "-";
  std::string ratio_text = "-";
  double ratio = 0;
  if (row.compared) {
    const double other = row.compared->samples.median();
    ratio = other > 0 ? row.samples.median() / other : 0;
    compared = row.compared->with + " " + to_text(other, row.unit);
    ratio_text = print("%.2f", ratio);
  }
  const bool judged = row.bar || row.bar_p99;
  const bool met = is_met(row, ratio);
  if (judged && !met) ++missed_;
  std::printf("  %-44s %10s %10s %10s %6zu  %-18s %6s  %-32s %s\n", row.what.c_str(),
              to_text(row.samples.median(), row.unit).c_str(),
              to_text(row.samples.percentile(0.99), row.unit).c_str(),
              to_text(row.samples.max(), row.unit).c_str(), row.samples.size(), compared.c_str(),
              ratio_text.c_str(), bar_text(row).c_str(),
              !judged ? ""
              : met   ? "ok"
                      : "MISS");
  std::fflush(stdout);
}

} // namespace inkling::bench
