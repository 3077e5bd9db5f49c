#pragma once
// Reading fields out of untrusted JSON: each failure names the path to the field and what was
// expected there.
//
//   Fields params(json, "params");
//   Result<std::string> uri = params.object("textDocument").string("uri");
//   // "params.textDocument.uri: expected a string"
//
// A Fields over something that is not an object remembers that, and every read fails with the path.
// Included by .cpp files of this room only.

#include "base/result.hpp"
#include "text/position.hpp"
#include "wire/json.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace inkling::lsp {

/// LSP's integers fit, and so does anything a client makes up within 64 bits; some write 3.0.
std::optional<std::int64_t> whole_number(const nlohmann::json& value);

class Fields {
public:
  /// `value` may be null (absent). It is borrowed, and strings are moved out of it. `root` names
  /// it, as all keys do: literals, of which no copy is made while nothing is wrong.
  Fields(nlohmann::json* value, std::string_view root) : value_(value), root_(root) {}
  /// The element of an array.
  Fields(nlohmann::json* value, std::string_view root, std::size_t index)
      : value_(value), root_(root), index_(index) {}

  bool is_object() const { return value_ != nullptr && value_->is_object(); }
  /// The member, or null where it is absent or null.
  nlohmann::json* find(std::string_view key) const;

  /// Moves the member out; a null pointer where it is absent or null.
  wire::JsonPtr take(std::string_view key) const;

  Fields object(std::string_view key) const;
  Result<std::string> string(std::string_view key) const;
  Result<std::int64_t> integer(std::string_view key) const;
  bool boolean_or(std::string_view key, bool fallback) const;
  Result<nlohmann::json*> array(std::string_view key) const;
  /// Negative numbers are refused (LSP 3.18 §position); larger ones than 2^32-1 mean the end.
  Result<text::Position> position(std::string_view key) const;
  Result<text::Range> range(std::string_view key) const;

  Error expected(std::string_view key, std::string_view what) const;

private:
  /// Of what is read, nothing lies deeper below its root.
  static constexpr std::size_t kDepthMax = 6;

  nlohmann::json* value_;
  std::string_view root_;
  std::optional<std::size_t> index_ = {};
  std::array<std::string_view, kDepthMax> keys_ = {};
  std::size_t depth_ = 0;
};

} // namespace inkling::lsp
