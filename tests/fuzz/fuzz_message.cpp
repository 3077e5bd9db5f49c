// parse_message takes any bytes without throwing, and what it accepts is the same after being
// written and read again.

#include "fuzz/fuzz.hpp"
#include "wire/message.hpp"
#include "wire/surrogates.hpp"

#include <nlohmann/json.hpp>
#include <string>

namespace {

using namespace inkling;
using namespace inkling::wire;
using nlohmann::json;

bool same(const JsonPtr& a, const JsonPtr& b) {
  if (!a || !b) return !a == !b;
  return *a == *b;
}

json value_of(const JsonPtr& value) {
  return value ? *value : json();
}

struct RoundTrip {
  void operator()(const Request& request) const {
    const auto text = serialize_request(request.id, request.method, value_of(request.params));
    const auto message = parse_message(text);
    const auto* again = std::get_if<Request>(&message);
    fuzz::require(again && again->id == request.id && again->method == request.method &&
                      same(again->params, request.params),
                  "a request is read back");
  }
  void operator()(const Notification& notification) const {
    const auto text = serialize_notification(notification.method, value_of(notification.params));
    const auto message = parse_message(text);
    const auto* again = std::get_if<Notification>(&message);
    fuzz::require(again && again->method == notification.method &&
                      same(again->params, notification.params),
                  "a notification is read back");
  }
  void operator()(const Response& response) const {
    fuzz::require(!response.result != !response.error, "a response is one of the two");
    if (response.error) {
      auto text = serialize_json(*response.error);
      const auto again = parse_json(text, Limits{}.json_depth_max);
      fuzz::require(again && **again == *response.error, "an error is read back");
      return;
    }
    const auto message = parse_message(serialize_result(response.id, *response.result));
    const auto* again = std::get_if<Response>(&message);
    fuzz::require(again && again->id == response.id && same(again->result, response.result),
                  "a result is read back");
  }
  void operator()(const Invalid& invalid) const {
    const auto message = parse_message(serialize_error(invalid.id, -32600, invalid.error.message));
    const auto* again = std::get_if<Response>(&message);
    fuzz::require(again && again->id == invalid.id && again->error, "an error reply is JSON-RPC");
  }
};

void check_surrogates(const std::string& text) {
  std::string repaired = text;
  replace_lone_surrogates(repaired);
  fuzz::require(repaired.size() == text.size(), "repairing keeps the length");
  // nlohmann takes a NUL for the end, and does not see what is repaired behind it.
  if (repaired != text && text.find('\0') == text.npos)
    fuzz::require(!json::accept(text), "good JSON is not repaired");
  std::string twice = repaired;
  replace_lone_surrogates(twice);
  fuzz::require(twice == repaired, "repairing twice changes nothing");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(fuzz::to_text(data, size));
  check_surrogates(text);
  std::visit(RoundTrip{}, parse_message(text));
  return 0;
}
