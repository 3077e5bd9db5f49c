#include "wire/message.hpp"

#include <charconv>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

namespace inkling::wire {
namespace {

using nlohmann::json;

json* find(json& object, const char* name) {
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

bool has_version(json& message) {
  const json* version = find(message, "jsonrpc");
  const auto* text = version ? version->get_ptr<const std::string*>() : nullptr;
  return text && *text == "2.0";
}

bool is_present(const json* value) {
  return value != nullptr && !value->is_null();
}

JsonPtr take(json* value) {
  return value ? make_json(std::move(*value)) : nullptr;
}

Invalid invalid(RequestId id, const char* why) {
  return {std::move(id), make_error(Errc::invalid_request, why)};
}

/// An id as a request may have it; nothing for null, booleans, objects and arrays.
std::optional<RequestId> read_id(const json& value) {
  switch (value.type()) {
  case json::value_t::string:
    return RequestId(value.get_ref<const std::string&>());
  case json::value_t::number_integer:
    return RequestId(value.get<std::int64_t>());
  case json::value_t::number_float:
    return RequestId(value.get<double>());
  case json::value_t::number_unsigned: {
    const auto number = value.get<std::uint64_t>();
    if (number > std::numeric_limits<std::int64_t>::max())
      return RequestId(static_cast<double>(number));
    return RequestId(static_cast<std::int64_t>(number));
  }
  default:
    return std::nullopt;
  }
}

/// A message with a method: `id` is null for a notification.
Message read_call(json& message, json& method, const json* id) {
  std::optional<RequestId> request_id;
  if (id) {
    request_id = read_id(*id);
    if (!request_id) return invalid({}, "id is neither a number nor a string");
  }
  RequestId answer_to = request_id.value_or(RequestId{});
  if (!has_version(message)) return invalid(std::move(answer_to), "jsonrpc is not \"2.0\"");
  if (!method.is_string()) return invalid(std::move(answer_to), "method is not a string");
  json* params = find(message, "params");
  if (!is_present(params)) params = nullptr;
  if (params && !params->is_structured())
    return invalid(std::move(answer_to), "params are neither an object nor an array");
  auto name = std::move(method.get_ref<std::string&>());
  if (!request_id) return Notification{std::move(name), take(params)};
  return Request{std::move(answer_to), std::move(name), take(params)};
}

/// A message without one. What is wrong with it is told with a null id: its id names a request of
/// ours, not of theirs.
Message read_response(json& message, const json* id) {
  json* result = find(message, "result");
  json* error = find(message, "error");
  if (!result && !error) return invalid({}, "neither a method nor a result nor an error");
  if (!has_version(message)) return invalid({}, "jsonrpc is not \"2.0\"");
  if (!id) return invalid({}, "response without an id");
  const auto response_id = id->is_null() ? RequestId{} : read_id(*id);
  if (!response_id) return invalid({}, "id is neither a number nor a string");
  if (is_present(result) && is_present(error)) return invalid({}, "both a result and an error");
  if (is_present(error)) {
    if (!error->is_object()) return invalid({}, "error is not an object");
    return Response{*response_id, nullptr, take(error)};
  }
  if (!result) return invalid({}, "error is not an object");
  return Response{*response_id, take(result), nullptr};
}

void append_id(std::string& out, const RequestId& id) {
  if (const auto* text = std::get_if<std::string>(&id)) return append_json_string(out, *text);
  if (const auto* integer = std::get_if<std::int64_t>(&id)) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, *integer).ptr;
    out.append(digits, end);
  } else if (const auto* number = std::get_if<double>(&id)) {
    out += serialize_json(json(*number));
  } else {
    out += "null";
  }
}

Message read_message(json& message) {
  if (message.is_array()) return invalid({}, "batches are not part of LSP");
  if (!message.is_object()) return invalid({}, "not an object");
  const json* id = find(message, "id");
  if (json* method = find(message, "method")) return read_call(message, *method, id);
  // A request that forgot its method is one, and not a response, as long as it brings neither
  // outcome.
  if (id && !message.contains("result") && !message.contains("error"))
    return invalid(read_id(*id).value_or(RequestId{}), "method is missing");
  return read_response(message, id);
}

constexpr std::string_view kOpening = R"({"jsonrpc":"2.0")";

/// What a request and a notification end with.
void append_call(std::string& out, std::string_view method, const json& params) {
  out += R"(,"method":)";
  append_json_string(out, method);
  if (!params.is_null()) {
    out += R"(,"params":)";
    out += serialize_json(params);
  }
  out += '}';
}

} // namespace

Message parse_message(std::string body, const Limits& limits) {
  auto parsed = parse_json(body, limits.json_depth_max);
  if (!parsed) return Invalid{{}, std::move(parsed).error(), std::move(body)};
  Message message = read_message(**parsed);
  if (auto* unusable = std::get_if<Invalid>(&message)) unusable->body = std::move(body);
  return message;
}

std::string serialize_result(const RequestId& id, const json& result) {
  return serialize_result_text(id, serialize_json(result));
}

std::string serialize_result_text(const RequestId& id, std::string_view result) {
  std::string out;
  out.reserve(kOpening.size() + 64 + result.size());
  out += kOpening;
  out += R"(,"id":)";
  append_id(out, id);
  out += R"(,"result":)";
  out += result;
  out += '}';
  return out;
}

std::string serialize_error(const RequestId& id, int code, std::string_view message) {
  std::string out(kOpening);
  out += R"(,"id":)";
  append_id(out, id);
  out += R"(,"error":{"code":)";
  out += std::to_string(code);
  out += R"(,"message":)";
  append_json_string(out, message);
  out += "}}";
  return out;
}

std::string serialize_notification(std::string_view method, const json& params) {
  std::string out(kOpening);
  append_call(out, method, params);
  return out;
}

std::string serialize_request(const RequestId& id, std::string_view method, const json& params) {
  std::string out(kOpening);
  out += R"(,"id":)";
  append_id(out, id);
  append_call(out, method, params);
  return out;
}

} // namespace inkling::wire
