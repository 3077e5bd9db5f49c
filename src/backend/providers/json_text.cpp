#include "backend/providers/json_text.hpp"

#include <charconv>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

namespace inkling::backend {

using nlohmann::json;

wire::JsonPtr JsonText::parse(std::string_view text) {
  buffer_.assign(text);
  auto value = wire::parse_json(buffer_, kDepthMax);
  return value ? std::move(*value) : nullptr;
}

json* find(json* value, const char* key) {
  if (value == nullptr || !value->is_object()) return nullptr;
  const auto found = value->find(key);
  return found == value->end() || found->is_null() ? nullptr : &*found;
}

json* first_element(json* value) {
  return value == nullptr || !value->is_array() || value->empty() ? nullptr : &value->front();
}

std::string take_string(json* value) {
  if (value == nullptr || !value->is_string()) return {};
  return std::move(value->get_ref<json::string_t&>());
}

std::optional<long> whole_number(const json* value) {
  if (value == nullptr) return std::nullopt;
  if (value->is_number_unsigned()) {
    const auto number = value->get<std::uint64_t>();
    if (number > static_cast<std::uint64_t>(std::numeric_limits<long>::max())) return std::nullopt;
    return static_cast<long>(number);
  }
  if (value->is_number_integer()) return static_cast<long>(value->get<std::int64_t>());
  if (!value->is_string()) return std::nullopt;
  const auto& digits = value->get_ref<const json::string_t&>();
  long number = 0;
  const char* end = digits.data() + digits.size();
  const auto [stopped, failed] = std::from_chars(digits.data(), end, number);
  if (failed != std::errc() || stopped != end) return std::nullopt;
  return number;
}

double number_or_zero(const json* value) {
  return value == nullptr || !value->is_number() ? 0.0 : value->get<double>();
}

JsonBody::JsonBody(std::string_view constants) : text_(constants) {
  text_.pop_back(); // the closing brace
}

void JsonBody::begin(std::string_view key) {
  if (text_.size() > 1) text_ += ',';
  wire::append_json_string(text_, key);
  text_ += ':';
}

JsonBody& JsonBody::add(std::string_view key, std::string_view text) {
  begin(key);
  wire::append_json_string(text_, text);
  return *this;
}

JsonBody& JsonBody::add(std::string_view key, std::size_t number) {
  begin(key);
  text_ += std::to_string(number);
  return *this;
}

JsonBody& JsonBody::add_json(std::string_view key, std::string_view value) {
  begin(key);
  text_ += value;
  return *this;
}

std::string JsonBody::take() && {
  text_ += '}';
  return std::move(text_);
}

http::Request json_post(std::string target, JsonBody body, std::string_view accept) {
  return {.method = "POST",
          .target = std::move(target),
          .headers = {{"Content-Type", "application/json"}, {"Accept", std::string(accept)}},
          .body = std::move(body).take()};
}

http::Request json_get(std::string target) {
  return {.method = "GET",
          .target = std::move(target),
          .headers = {{"Accept", "application/json"}},
          .body = {}};
}

} // namespace inkling::backend
