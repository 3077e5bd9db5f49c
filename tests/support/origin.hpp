#pragma once
// A server that misbehaves to order, in the test's own process and on its own Loop: each connection
// plays a script of steps, and what clients did is on record. HTTP only as far as finding where a
// request ends.
//
//   Origin origin(loop);
//   origin.play({Origin::await_request(), Origin::send("HTTP/1.1 200 OK\r\n…"), Origin::close()});
//   …                                            // a client talks to origin.url()
//   CHECK(origin.connections().at(0).requests == 1);

#include "base/time.hpp"
#include "support/certificates.hpp"

#include <memory>
#include <string>
#include <vector>

namespace inkling::wire {
class Loop;
}

namespace inkling::test {

class Origin {
public:
  enum class Kind { tcp, tls, unix_socket };

  struct Step {
    enum class Kind { await_request, send, send_slowly, send_forever, close, reset, hang, again };
    Kind kind = Kind::hang;
    std::string bytes = {};
    Duration pause = {};
  };
  using Script = std::vector<Step>;

  /// Until a whole request has come (head, and as much as its Content-Length says).
  static Step await_request() { return {Step::Kind::await_request}; }
  static Step send(std::string bytes) { return {Step::Kind::send, std::move(bytes)}; }
  /// Byte by byte, with a pause before each.
  static Step send_slowly(std::string bytes, Duration pause) {
    return {Step::Kind::send_slowly, std::move(bytes), pause};
  }
  /// As long as the client takes it.
  static Step send_forever(std::string bytes) {
    return {Step::Kind::send_forever, std::move(bytes)};
  }
  static Step close() { return {Step::Kind::close}; }
  static Step reset() { return {Step::Kind::reset}; }
  /// Reads and says nothing. A script that ends does the same.
  static Step hang() { return {Step::Kind::hang}; }
  /// From the script's first step.
  static Step again() { return {Step::Kind::again}; }

  /// What is known of one connection, the earliest first.
  struct Connection {
    std::string received;         ///< all bytes, TLS removed
    int requests = 0;             ///< whole ones
    bool client_closed = false;   ///< its side, or all of it
    bool client_reset = false;    ///< with an RST
    bool half_closed = false;     ///< only its side, Unix sockets only: TCP cannot tell
    bool closed = false;          ///< by either
    bool resumed_session = false; ///< TLS
  };

  /// Listens on 127.0.0.1 and a port of the system's choice, or on a socket in a new folder.
  explicit Origin(wire::Loop& loop, Kind kind = Kind::tcp, Certificate certificate = {});
  ~Origin();
  Origin(const Origin&) = delete;
  Origin& operator=(const Origin&) = delete;

  /// Each connection plays the next script; the last one is played by all that follow.
  void play(Script script);
  /// Closes every connection that stands: "close while idle", whenever the test says so.
  void close_all();
  /// Closes the listening socket: connections are refused from here on.
  void stop_listening();

  std::string url() const;
  const std::vector<Connection>& connections() const;
  int open_connections() const;

private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

/// A response with a Content-Length.
std::string whole_response(const std::string& body, const std::string& status = "200 OK",
                           const std::string& more_lines = "");
/// The head of a chunked event stream, a chunk, and the last chunk.
std::string stream_head();
std::string chunk(const std::string& bytes);
std::string last_chunk();

} // namespace inkling::test
