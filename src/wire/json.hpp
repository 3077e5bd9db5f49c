#pragma once
// JSON text in and out: the one place where a parser and a serialiser are instantiated. Values are
// nlohmann's; Boost.JSON reads them, which is faster (docs/PERFORMANCE.md).
//
// nlohmann::json is only named here (json_fwd); JsonPtr owns one. What the parser takes care of:
// nesting deeper than Limits::json_depth_max (an error before it recurses deeper), invalid UTF-8
// and NUL bytes (errors), and lone surrogate escapes such as "\ud83d", which editors send and
// parsers reject: each becomes U+FFFD, one UTF-16 unit like what it replaces. A byte order mark
// before the text is skipped. Of two members with the same name the last counts.

#include "base/result.hpp"

#include <cstddef>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace inkling::wire {

struct JsonDeleter {
  void operator()(nlohmann::json* value) const;
};
/// An owned JSON value; null pointer where a member was absent.
using JsonPtr = std::unique_ptr<nlohmann::json, JsonDeleter>;

JsonPtr make_json(nlohmann::json&& value);

/// Parses one JSON text. Recurses as deep as the text, at most `depth_max`. Modifies `text` in
/// place (lone surrogates). Error: parse_error with the byte offset, and nothing of the text.
Result<JsonPtr> parse_json(std::string& text, std::size_t depth_max);

/// Compact text in UTF-8, not forced to ASCII. Invalid UTF-8 in a value becomes U+FFFD. Recurses as
/// deep as the value.
std::string serialize_json(const nlohmann::json& value);

/// Appends `text` as a JSON string with its quotes; invalid UTF-8 becomes U+FFFD. Cheap for plain
/// text.
void append_json_string(std::string& out, std::string_view text);

} // namespace inkling::wire
