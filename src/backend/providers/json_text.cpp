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

http::Request json_post(std::string target, const json& body,
                        std::initializer_list<TextMember> texts) {
  std::string text = wire::serialize_json(body);
  text.pop_back(); // the closing brace
  for (const TextMember& member : texts) {
    text += text.size() > 1 ? ",\"" : "\"";
    text += member.key;
    text += "\":";
    wire::append_json_string(text, member.text);
  }
  text += '}';
  return {.method = "POST",
          .target = std::move(target),
          .headers = {{"Content-Type", "application/json"}, {"Accept", "text/event-stream"}},
          .body = std::move(text)};
}

} // namespace inkling::backend
