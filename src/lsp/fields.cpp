#include "lsp/fields.hpp"

#include "base/assert.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace inkling::lsp {

std::optional<std::int64_t> whole_number(const nlohmann::json& value) {
  if (value.is_number_unsigned()) {
    const auto number = value.get<std::uint64_t>();
    const auto max = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    return static_cast<std::int64_t>(std::min(number, max));
  }
  if (value.is_number_integer()) return value.get<std::int64_t>();
  if (!value.is_number_float()) return std::nullopt;
  // Some clients write every number as a fraction: 3.0.
  const double number = value.get<double>();
  if (std::trunc(number) != number || std::abs(number) > 9e15) return std::nullopt;
  return static_cast<std::int64_t>(number);
}

Error Fields::expected(std::string_view key, std::string_view what) const {
  std::string path(root_);
  if (index_) path += "[" + std::to_string(*index_) + "]";
  for (std::size_t at = 0; at < depth_; ++at) path.append(".").append(keys_[at]);
  path.append(".").append(key).append(": expected ").append(what);
  return make_error(Errc::invalid_params, std::move(path));
}

nlohmann::json* Fields::find(std::string_view key) const {
  if (!is_object()) return nullptr;
  const auto found = value_->find(key);
  return found == value_->end() || found->is_null() ? nullptr : &*found;
}

wire::JsonPtr Fields::take(std::string_view key) const {
  nlohmann::json* value = find(key);
  return value == nullptr ? nullptr : wire::make_json(std::move(*value));
}

Fields Fields::object(std::string_view key) const {
  INKLING_ASSERT(depth_ < kDepthMax);
  Fields inner = *this;
  inner.value_ = find(key);
  inner.keys_[inner.depth_++] = key;
  return inner;
}

Result<std::string> Fields::string(std::string_view key) const {
  nlohmann::json* value = find(key);
  if (value == nullptr || !value->is_string()) return expected(key, "a string");
  return std::move(value->get_ref<std::string&>());
}

Result<std::int64_t> Fields::integer(std::string_view key) const {
  const nlohmann::json* value = find(key);
  const auto number = value == nullptr ? std::nullopt : whole_number(*value);
  if (!number) return expected(key, "an integer");
  return *number;
}

bool Fields::boolean_or(std::string_view key, bool fallback) const {
  const nlohmann::json* value = find(key);
  return value != nullptr && value->is_boolean() ? value->get<bool>() : fallback;
}

Result<nlohmann::json*> Fields::array(std::string_view key) const {
  nlohmann::json* value = find(key);
  if (value == nullptr || !value->is_array()) return expected(key, "an array");
  return value;
}

Result<text::Position> Fields::position(std::string_view key) const {
  const Fields fields = object(key);
  const auto coordinate = [&](std::string_view name) -> Result<std::uint32_t> {
    const Result<std::int64_t> number = fields.integer(name);
    if (!number || *number < 0) return fields.expected(name, "an integer of 0 or more");
    constexpr std::int64_t kMax = std::numeric_limits<std::uint32_t>::max();
    return static_cast<std::uint32_t>(std::min(*number, kMax));
  };
  const Result<std::uint32_t> line = coordinate("line");
  if (!line) return line.error();
  const Result<std::uint32_t> character = coordinate("character");
  if (!character) return character.error();
  return text::Position{*line, *character};
}

Result<text::Range> Fields::range(std::string_view key) const {
  const Fields fields = object(key);
  if (!fields.is_object()) return expected(key, "a range");
  const Result<text::Position> start = fields.position("start");
  if (!start) return start.error();
  const Result<text::Position> end = fields.position("end");
  if (!end) return end.error();
  return text::Range{*start, *end};
}

} // namespace inkling::lsp
