#pragma once
// Small helpers of the providers around JSON: one parse buffer, members that may be missing, and
// requests. Nothing of any one API is in here.

#include "backend/http/http.hpp"
#include "wire/json.hpp"

#include <cstddef>
#include <initializer_list>
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

/// A member whose value is a long text.
struct TextMember {
  std::string_view key;
  std::string_view text;
};

/// A POST of `body`, an object, and these members besides, that asks for an event stream. Texts of
/// a document go there: they are written three times as fast as through a JSON value.
http::Request json_post(std::string target, const nlohmann::json& body,
                        std::initializer_list<TextMember> texts = {});

} // namespace inkling::backend
