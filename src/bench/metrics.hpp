#pragma once
// Named numbers of a measured program, and what is done with them whatever they mean: ratios, bars
// that are met or missed, JSON.

#include "base/result.hpp"
#include "bench/samples.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace inkling::harness {

/// What was measured of one program. Names are unique; times are in ms.
struct Metrics {
  std::string program;
  std::vector<std::pair<std::string, double>> values;

  void add(std::string name, double value) { values.emplace_back(std::move(name), value); }
  void add(std::string name, std::size_t value) {
    values.emplace_back(std::move(name), static_cast<double>(value));
  }
  /// As NAME_n, NAME_p50, NAME_p90 and NAME_p99.
  void add(const std::string& name, const Samples& samples);
  std::optional<double> find(std::string_view name) const;
};

/// A promise about the first program: "added_p50<=1.1*forwarder", "wire_p50<=6" or
/// "right_per_key>=1.5*forwarder".
struct Bar {
  std::string metric;
  bool at_least = false; ///< ">="
  double bound = 0;
  std::string against; ///< a program; empty: `bound` is absolute
  friend bool operator==(const Bar&, const Bar&) = default;
};

/// Error invalid_params: not of that form.
Result<Bar> parse_bar(std::string_view text);

/// One line a bar: what, measured, bound, ok or MISS. A bar about what was not measured says SKIP.
std::string judge(const std::vector<Metrics>& programs, const std::vector<Bar>& bars);

/// One line a program but `against`: these metrics divided by those of `against`. Empty where there
/// is no such program.
std::string ratios(const std::vector<Metrics>& programs, std::string_view against,
                   const std::vector<std::string>& names);

/// {"PROGRAM": {"METRIC": NUMBER, …}, …}
std::string to_json(const std::vector<Metrics>& programs);

/// About three significant digits.
std::string to_text(double value);
/// "p50 / p90 / p99 (n)", or "-" where there is none.
std::string to_text(const Samples& samples);

/// Rows with columns of equal width: the first is the title of the row.
std::string align(const std::vector<std::vector<std::string>>& rows);

} // namespace inkling::harness
