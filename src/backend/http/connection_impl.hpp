#pragma once
// One connection to the server: dialled once, then idle, busy with one exchange, idle again, …
// until it is closed. Knows no exchange ids, no pool and no retries: client.cpp does.
//
//   auto connection = std::make_shared<Connection>(origin, owner);
//   connection->dial();                 // owner.on_ready(), perhaps inside this call
//   connection->send(bytes, loop.now()); // owner.on_step() for each part of the response
//   connection->close();                // the owner hears nothing of it any more

#include "backend/http/channel_impl.hpp"
#include "backend/http/response_reader.hpp"
#include "wire/loop.hpp"

#include <memory>
#include <optional>
#include <string>

namespace inkling::http {

/// What the connections of one client share.
struct Origin {
  Origin(wire::Loop& of, ClientOptions options);

  wire::Loop& loop;
  Url url;
  ClientLimits limits;
  Resolver resolver;
  TlsContext tls;
};

class Connection;

/// May do anything in each call: close the connection, send on it, or end itself.
class ConnectionOwner {
public:
  virtual ~ConnectionOwner() = default;
  /// Dialled and idle. The only call that may come from inside another: dial().
  virtual void on_ready(Connection& connection) = 0;
  /// head, body, end or fault of the response, or `more` behind each read that did not end it. At
  /// `end` the connection is idle or closed, at `fault` it is closed.
  virtual void on_step(Connection& connection, const ResponseReader::Step& step) = 0;
  /// It could not be dialled, or ended while idle, before the first byte of a response, or over a
  /// time limit. It is closed, and nothing follows.
  virtual void on_lost(Connection& connection, Fault fault, std::string_view detail) = 0;
};

class Connection : public std::enable_shared_from_this<Connection> {
public:
  enum class State : std::uint8_t { dialing, idle, busy, closed };

  /// Both must live until close().
  Connection(Origin& origin, ConnectionOwner& owner);

  /// Once, and first.
  void dial();
  /// Only where idle. Writes what the socket takes inside this call. `started` is when the exchange
  /// began, for its time limit.
  void send(std::string request, Instant started);
  /// Closes the socket in this call. No call of the owner follows.
  void close();

  State state() const { return state_; }
  /// Since when it is idle, or was.
  Instant idle_since() const { return idle_since_; }
  /// Only where idle: looks at the socket, and closes where the server has closed or said
  /// something.
  bool is_alive();
  /// It has been dialled, whatever became of it then.
  bool was_ready() const { return channel_ && !shaking_hands_; }
  /// It was busy once.
  bool has_served() const { return started_ != Instant{}; }
  /// In on_step(), from Step::head on.
  const ResponseHead& response_head() const { return reader_.head(); }
  /// In on_lost(): a byte of the response had come.
  bool response_has_begun() const { return reader_.has_begun(); }
  /// In on_lost(): what send() was given.
  std::string take_request() { return std::move(request_); }

private:
  void on_addresses(const Addresses& addresses, std::string_view why_none);
  void on_connected(Socket socket, const std::string& why_none);
  void handshake();
  void become_idle();

  void flush();
  void await(Socket::wait_type what);
  void on_ready_to(Socket::wait_type what);
  void read_all();
  bool deliver();
  void finish_response();
  void on_over();
  void on_broken();

  Instant deadline() const;
  void arm_timer();
  void on_timer();
  void lose(Fault fault, std::string detail);
  void close_socket();

  Origin& origin_; ///< not to be used where closed
  ConnectionOwner* owner_;
  State state_ = State::dialing;
  std::unique_ptr<Dialer> dialer_;
  std::optional<Channel> channel_;
  bool shaking_hands_ = false;
  bool awaiting_read_ = false;
  bool awaiting_write_ = false;

  std::string request_;
  std::size_t written_ = 0; ///< of request_
  bool write_broken_ = false;
  ResponseReader reader_;

  Instant dialed_at_;
  Instant idle_since_ = {};
  Instant started_ = {};
  Instant written_at_ = {};
  Instant last_byte_ = {};
  /// Fires at or before the next deadline: one that moves on with each byte costs nothing.
  std::optional<wire::Timer> timer_;
  Instant timer_due_ = Instant::max();
};

} // namespace inkling::http
