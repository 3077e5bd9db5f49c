#pragma once
// JSON-RPC 2.0 messages as LSP 3.18 restricts them. One body in, one typed message or one error
// reply out.
//
//   auto message = parse_message(std::move(frame.body), limits);
//   if (auto* request = std::get_if<Request>(&message)) send(to_frame(serialize_result(request->id,
//   answer(*request))));
//
// No framing and no methods here: the dispatcher of lsp/ knows what a method means.

#include "base/limits.hpp"
#include "base/result.hpp"
#include "wire/json.hpp"

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <variant>

namespace inkling::wire {

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
/// An answer to a request of ours. Exactly one of result and error is set. "error": null beside a
/// result, and "result": null beside an error, which some clients send, count as absent.
struct Response {
  RequestId id;   ///< null where the client could not read ours
  JsonPtr result; ///< null pointer where it is an error
  JsonPtr error;  ///< an object
};
/// Not a message we can act on: what to answer. Its id is null where none could be read.
struct Invalid {
  RequestId id;
  Error error;           ///< parse_error or invalid_request
  std::string body = {}; ///< the bytes, for whoever must guess what they meant
};

using Message = std::variant<Request, Notification, Response, Invalid>;

/// Never throws on any input. A batch (array) is Invalid: LSP has none. A request whose id is null,
/// boolean, object or array is Invalid with a null id. "jsonrpc" must be "2.0". params that are
/// neither object nor array (nor absent or null) make a request Invalid with its id. A broken
/// notification or response is Invalid with a null id.
Message parse_message(std::string body, const Limits& limits = {});

/// Bodies (not framed).
std::string serialize_result(const RequestId& id, const nlohmann::json& result);
/// `result` is JSON text already.
std::string serialize_result_text(const RequestId& id, std::string_view result);
std::string serialize_error(const RequestId& id, int code, std::string_view message);
std::string serialize_notification(std::string_view method, const nlohmann::json& params);
std::string serialize_request(const RequestId& id, std::string_view method,
                              const nlohmann::json& params);

} // namespace inkling::wire
