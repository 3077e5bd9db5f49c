#pragma once
// A key that cannot be printed by accident: no stream operator, no conversion, no log field.
// Whoever needs the bytes says reveal(), and is found by a search for it.

#include <string>
#include <utility>

namespace inkling {

class Secret {
public:
  Secret() = default;
  explicit Secret(std::string value) : value_(std::move(value)) {}

  bool empty() const { return value_.empty(); }
  const std::string& reveal() const { return value_; }

  friend bool operator==(const Secret&, const Secret&) = default;

private:
  std::string value_;
};

} // namespace inkling
