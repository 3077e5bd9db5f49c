#pragma once
// Expected failures are values: Result<T> holds a T or an Error. Exceptions are for broken set-up
// and broken invariants.
//
//   Result<Frame> parse(std::string_view bytes);
//   if (auto frame = parse(bytes)) use(*frame); else log(frame.error().message);

#include <boost/system/result.hpp>
#include <stdexcept>
#include <string>
#include <utility>

namespace inkling {

/// The closed list of what can go wrong. lsp/errors.cpp maps each to one LSP error code in one
/// switch.
enum class Errc {
  parse_error,     ///< the bytes are not JSON, not UTF-8, or nested too deep
  invalid_request, ///< JSON, but not a JSON-RPC message, or not allowed in this state
  method_not_found,
  invalid_params,
  internal,
  server_not_initialized,
  request_cancelled,
  limit_exceeded, ///< a bound of base/limits.hpp was reached
  unavailable,    ///< a file, socket, folder or library cannot be had
};

struct Error {
  Errc code = Errc::internal;
  std::string message; ///< one line for a person; never source text, never a key

  friend bool operator==(const Error&, const Error&) = default;
};

/// Called by boost::system::result when value() is used on an error: a programming mistake.
[[noreturn]] inline void throw_exception_from_error(const Error& error,
                                                    const boost::source_location&) {
  throw std::runtime_error(error.message);
}

template<class T>
using Result = boost::system::result<T, Error>;

inline Error make_error(Errc code, std::string message) {
  return {code, std::move(message)};
}

} // namespace inkling
