#pragma once
// Small helpers of the providers around JSON: one parse buffer, members that may be missing, and
// requests. Nothing of any one API is in here.

#include "backend/http/http.hpp"
#include "wire/json.hpp"

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace inkling::backend {

/// Parses event after event in a buffer that it keeps.
class JsonText {
public:
  /// Answers nest less than ten deep.
  static constexpr std::size_t kDepthMax = 64;

  /// Null where `text` is not JSON. White space around it is fine: DeepSeek sends blank lines
  /// first.
  wire::JsonPtr parse(std::string_view text);

private:
  std::string buffer_;
};

/// The member of an object, the first element of an array. Null where there is none, where it is
/// null, where `value` is null or something else.
nlohmann::json* find(nlohmann::json* value, const char* key);
nlohmann::json* first_element(nlohmann::json* value);
/// Moves a string out; empty where `value` is null or no string.
std::string take_string(nlohmann::json* value);
/// A whole number, also as a string of digits ("429"); none where `value` is null or neither.
std::optional<long> whole_number(const nlohmann::json* value);
/// Any number; 0 where `value` is null or none.
double number_or_zero(const nlohmann::json* value);

/// A request body, a JSON object, written member by member as text: this is in the way of every key
/// press, and a JSON value of its ten kilobytes would cost four times as much.
class JsonBody {
public:
  /// Begins with the members of `constants`, the text of an object: what all requests share.
  explicit JsonBody(std::string_view constants);
  JsonBody& add(std::string_view key, std::string_view text);
  JsonBody& add(std::string_view key, std::size_t number);
  /// A value that is JSON already.
  JsonBody& add_json(std::string_view key, std::string_view value);
  std::string take() &&;

private:
  void begin(std::string_view key);
  std::string text_;
};

/// A POST that asks for an event stream, or for what is accepted instead.
http::Request json_post(std::string target, JsonBody body,
                        std::string_view accept = "text/event-stream");
/// A GET that asks for JSON.
http::Request json_get(std::string target);

} // namespace inkling::backend
