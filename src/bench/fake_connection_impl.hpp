#pragma once
// One connection of the fake server. Only fake_*.cpp include this: it names Asio.

#include "bench/backend_log.hpp"
#include "bench/dialect.hpp"
#include "bench/fake_server.hpp"
#include "bench/http_request.hpp"
#include "wire/loop.hpp"

#include <array>
#include <boost/asio/generic/stream_protocol.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace inkling::harness {

/// What the connections share.
struct FakeServerCore {
  wire::Loop& loop;
  FakeServerOptions options;
  const KnownTexts& known;
  BackendLogWriter log;
  std::function<void(const Notice&)> notice;
  std::uint64_t connections = 0;
  std::uint64_t requests = 0;
  std::size_t running = 0; ///< answers not at their end
  Instant busy_at;         ///< when something last happened
};

/// Kept alive by its pending read and by nothing else: when the peer is gone, so is it.
class FakeConnection : public std::enable_shared_from_this<FakeConnection> {
public:
  using Socket = boost::asio::generic::stream_protocol::socket;

  FakeConnection(FakeServerCore& core, Socket socket);
  void begin() { read(); }
  /// Ends it from our side; the pending read then lets go of it.
  void shut();

private:
  /// The answer in progress.
  struct Answer {
    std::uint64_t request = 0;
    Dialect dialect = Dialect::completions;
    bool stream = false;
    bool keep_alive = true;
    Generation generation;
    Instant received;
    bool begun = false;   ///< the response head is written
    std::size_t sent = 0; ///< tokens
  };

  void read();
  void on_read(bool failed, std::size_t bytes);
  void take_requests();
  void answer(const HttpRequest& request);
  void generate(Dialect dialect, const HttpRequest& request);
  void play();
  void on_due();
  void flush_tokens(std::size_t end);
  std::string take_head();
  void play_fault();
  void finish();
  void end_answer();
  void respond(int status, std::string_view body, bool keep_alive);

  void write(std::string_view bytes);
  void write_more();
  void close_when_written();
  void leave();

  FakeServerCore& core_;
  Socket socket_;
  std::uint64_t id_;
  HttpRequestReader requests_;
  std::array<char, 64U << 10> room_;
  Instant read_at_; ///< when the last bytes came
  std::optional<Answer> answer_;
  wire::Timer due_;
  std::string outbox_; ///< what the socket did not take yet
  bool writing_ = false;
  bool closing_ = false; ///< close when the outbox is empty
};

} // namespace inkling::harness
