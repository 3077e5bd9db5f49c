#pragma once
// JSON-RPC 2.0 messages as LSP 3.18 restricts them. One body in, one typed message or one error
// reply out.
//
// nlohmann::json is only named here (json_fwd); JsonPtr owns one. What the parser takes care of:
// nesting deeper than Limits::json_depth_max (an error, no recursion), invalid UTF-8 (an error),
// and lone surrogate escapes such as
// "\ud83d", which editors send and nlohmann rejects: each becomes U+FFFD, one UTF-16 unit like what
// it replaces.

#include "base/limits.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <variant>

namespace inkling::wire {

struct JsonDeleter {
  void operator()(nlohmann::json* value) const;
};
/// An owned JSON value; null pointer where a member was absent.
using JsonPtr = std::unique_ptr<nlohmann::json, JsonDeleter>;

JsonPtr make_json(nlohmann::json&& value);

/// Parses one JSON text. Modifies `text` in place (lone surrogates). Error: parse_error with the
/// byte offset.
Result<JsonPtr> parse_json(std::string& text, std::size_t depth_max);

/// Compact text; ASCII-safe is not forced, invalid UTF-8 cannot occur.
std::string serialize_json(const nlohmann::json& value);

/// The id of a request: integer or string by LSP; a fraction and numbers beyond 2^63 are kept as
/// numbers and echoed. monostate is null.
using RequestId = std::variant<std::monostate, std::int64_t, double, std::string>;

struct Request {
  RequestId id;
  std::string method;
  JsonPtr params; ///< object, array, or null pointer
};
struct Notification {
  std::string method;
  JsonPtr params;
};
/// An answer to a request of ours.
struct Response {
  RequestId id;
  JsonPtr result; ///< null pointer where it is an error
  JsonPtr error;
};
/// Not a message we can act on: what to answer. Its id is null where none could be read.
struct Invalid {
  RequestId id;
  Error error; ///< parse_error or invalid_request
};

using Message = std::variant<Request, Notification, Response, Invalid>;

/// Never throws on any input. A batch (array) is Invalid: LSP has none. A request whose id is null,
/// boolean, object or array is Invalid with a null id. "jsonrpc" must be "2.0". params that are
/// neither object nor array (nor absent or null) make a request Invalid with its id. A broken
/// notification is Invalid with a null id.
Message parse_message(std::string body, const Limits& limits = {});

/// Bodies (not framed).
std::string serialize_result(const RequestId& id, const nlohmann::json& result);
std::string serialize_error(const RequestId& id, int code, std::string_view message);
std::string serialize_notification(std::string_view method, const nlohmann::json& params);
std::string serialize_request(const RequestId& id, std::string_view method,
                              const nlohmann::json& params);

} // namespace inkling::wire
