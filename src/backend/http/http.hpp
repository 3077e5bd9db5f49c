#pragma once
// HTTP exchanges as the providers see them: one request out, one streamed response in, cancelled by
// closing. No Asio, no JSON, no idea of completions; the sockets are behind make_client().
//
//   auto client = http::make_client(loop, {.url = *http::parse_url("http://127.0.0.1:8080/v1")});
//   ExchangeId id = client->start({.target = "/v1/completions", .body = json}, handler);
//   client->cancel(id);   // the server sees the connection close in this very loop turn
//
// Loop thread only.

#include "base/result.hpp"
#include "base/time.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace inkling::wire {
class Loop;
}

namespace inkling::http {

/// Where a backend is. From "http://host[:port][/path]", "https://…" or
/// "unix:/path/of.sock[:/path]".
struct Url {
  enum class Scheme : std::uint8_t { http, https, unix_socket };
  Scheme scheme = Scheme::http;
  std::string host = {}; ///< name or address, IPv6 without brackets; "localhost" for a Unix socket
  std::uint16_t port = 80;
  std::string socket_path = {}; ///< of a Unix socket
  std::string path = {};        ///< what goes before every target: "" or "/v1", no slash at its end

  /// Loopback addresses, "localhost" and Unix sockets: what goes there stays on this machine.
  bool is_local() const;
  /// As in a Host header: with the port where it is not the scheme's own.
  std::string authority() const;

  friend bool operator==(const Url&, const Url&) = default;
};

/// Error invalid_params says what was expected, and repeats nothing of the text: user names and
/// passwords in a URL, queries and fragments are refused, and what is refused may be a key.
Result<Url> parse_url(std::string_view text);

struct Header {
  std::string name = {};
  std::string value = {}; ///< never logged: it may be a key
};

/// Host, Content-Length, Connection, User-Agent and Accept-Encoding are the client's own. What
/// cannot be written down safely (a line end in a header) is not sent: Fault::malformed.
struct Request {
  std::string method = "POST"; ///< not HEAD
  std::string target = {};     ///< absolute path, Url::path already in it
  std::vector<Header> headers = {};
  std::string body = {};
};

struct ResponseHead {
  int status = 0;
  std::string content_type; ///< lower case, without parameters: "text/event-stream"
  /// Retry-After (seconds or a date) or retry-after-ms: the server's own word, at most an hour.
  std::optional<Duration> retry_after;
  /// What it says of its limits, in its order, names in lower case: x-ratelimit-* and
  /// x-should-retry. No more than kLimitHeadersMax; one with a longer value is left out.
  std::vector<Header> limits = {};

  static constexpr std::size_t kLimitHeadersMax = 16;
  static constexpr std::size_t kLimitBytesMax = 64; ///< of a value
};

/// How an exchange ended without a whole response.
enum class Fault : std::uint8_t {
  unreachable, ///< name not found, refused, reset, closed before the first response byte
  tls,         ///< the certificate or the handshake
  slow,        ///< one of the time limits
  truncated,   ///< the connection ended inside the response: never a finish
  malformed,   ///< not HTTP/1.1
  too_large,   ///< one of the size limits
};

/// Hears of one exchange; never from inside start() or cancel() (but on_sent()). May start and
/// cancel exchanges, this one too, in every other call.
class ExchangeHandler {
public:
  virtual ~ExchangeHandler() = default;
  /// A connected socket has been handed the request. Once, before all other calls, and not at all
  /// where there was no connection; inside start() where one was ready. A request that is sent
  /// again on a fresh connection was sent when it was sent first. Only for the books: do not start
  /// or cancel exchanges here.
  virtual void on_sent() {}
  /// The final head: 1xx ones are not told. Redirects are not followed: 3xx arrive here.
  virtual void on_head(const ResponseHead& head) = 0;
  /// Body bytes in order, transfer coding removed; at least one byte.
  virtual void on_body(std::string_view bytes) = 0;
  /// All that one read of the socket brought is told, and more is to come. May come before
  /// on_head().
  virtual void on_pause() {}
  /// The body is complete as HTTP says it. No call follows.
  virtual void on_end() = 0;
  /// `detail` is for a log line: no body, no header values, no key. No call follows.
  virtual void on_fault(Fault fault, std::string_view detail) = 0;
};

struct ExchangeId {
  std::uint64_t value = 0;
  friend auto operator<=>(ExchangeId, ExchangeId) = default;
};

class Client {
public:
  /// Closes everything; no handler is called any more.
  virtual ~Client() = default;
  /// `handler` must live until its last call, or cancel(). The body is sent once; where a reused
  /// connection dies before any response byte, it is sent again, once, on a fresh one.
  virtual ExchangeId start(Request request, ExchangeHandler& handler) = 0;
  /// Closes the exchange's connection at once (HTTP/1.1 knows no other way), never half of it.
  /// Unknown and finished ids are ignored.
  virtual void cancel(ExchangeId exchange) = 0;
  /// Makes sure that a connection is ready or on its way (TLS done), so that the next exchange need
  /// not wait for one. At most two are kept idle: the one used last, and one for after a cancel.
  virtual void warm() = 0;
};

struct ClientLimits {
  Duration connect_max = 3s;               ///< name, TCP, and the TLS handshake together
  Duration first_byte_max = 10s;           ///< request written until the first response byte
  Duration between_bytes_max = 5s;         ///< no byte for so long inside a response
  Duration total_max = 60s;                ///< the whole exchange
  std::size_t header_bytes_max = 16 << 10; ///< of a response, all lines
  std::size_t body_bytes_max = 4 << 20;    ///< of a response
};

struct ClientOptions {
  Url url;
  std::string ca_file = {}; ///< PEM, trusted besides the system's; empty: none
  ClientLimits limits = {};
};

/// Error unavailable: the ca_file cannot be read. OpenSSL and the system's certificates are loaded
/// when the first TLS connection is dialled, not here.
Result<std::unique_ptr<Client>> make_client(wire::Loop& loop, ClientOptions options);

} // namespace inkling::http
