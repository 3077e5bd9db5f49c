#include "bench/fake_connection_impl.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/socket_base.hpp>
#include <charconv>

namespace inkling::harness {
namespace {

constexpr std::string_view kStreamHead = "HTTP/1.1 200 OK\r\n"
                                         "Content-Type: text/event-stream\r\n"
                                         "Cache-Control: no-cache\r\n"
                                         "Transfer-Encoding: chunked\r\n\r\n";
constexpr std::string_view kLastChunk = "0\r\n\r\n";

std::string chunk(std::string_view bytes) {
  if (bytes.empty()) return {}; // an empty chunk would end the body
  char size[17];
  const auto end = std::to_chars(size, size + sizeof size, bytes.size(), 16).ptr;
  return std::string(size, end) + "\r\n" + std::string(bytes) + "\r\n";
}

std::string_view phrase(int status) {
  switch (status) {
  case 200:
    return "OK";
  case 400:
    return "Bad Request";
  case 404:
    return "Not Found";
  case 429:
    return "Too Many Requests";
  case 503:
    return "Service Unavailable";
  default:
    return "Error";
  }
}

} // namespace

FakeConnection::FakeConnection(FakeServerCore& core, Socket socket)
    : core_(core), socket_(std::move(socket)), id_(++core.connections), due_(core.loop) {
  socket_.non_blocking(true);
  core_.log.open(core_.loop.now(), id_);
}

void FakeConnection::read() {
  socket_.async_read_some(boost::asio::buffer(room_),
                          [self = shared_from_this()](auto error, std::size_t bytes) {
                            self->on_read(bool(error), bytes);
                          });
}

void FakeConnection::on_read(bool failed, std::size_t bytes) {
  read_at_ = core_.busy_at = core_.loop.now();
  if (failed) {
    leave();
    return;
  }
  requests_.feed({room_.data(), bytes});
  take_requests();
  if (socket_.is_open()) read();
}

void FakeConnection::take_requests() {
  while (!answer_ && !closing_ && socket_.is_open()) {
    const auto request = requests_.next();
    if (!request) break;
    answer(*request);
  }
  if (requests_.failed() && !closing_) respond(400, error_body(400), false);
}

void FakeConnection::answer(const HttpRequest& request) {
  if (const auto dialect = dialect_of(request.target); dialect && request.method == "POST") {
    generate(*dialect, request);
    return;
  }
  const auto info = info_body(request.target);
  respond(info ? 200 : 404, info.value_or(error_body(404)), request.keep_alive);
}

void FakeConnection::generate(Dialect dialect, const HttpRequest& request) {
  const auto asked = read_ask(dialect, request.body);
  if (!asked) {
    respond(400, error_body(400), request.keep_alive);
    return;
  }
  const std::uint64_t ordinal = core_.requests++;
  answer_ =
      Answer{.request = ordinal + 1,
             .dialect = dialect,
             .stream = asked->stream,
             .keep_alive = request.keep_alive && !core_.options.close_after_stream,
             .generation = plan_generation(core_.options.model, core_.known, asked->ask, ordinal),
             .received = read_at_};
  ++core_.running;
  core_.log.request(read_at_, id_, answer_->request, request.target, request.body.size(),
                    answer_->generation);
  if (core_.notice) core_.notice({Notice::Kind::received, answer_->request, read_at_});
  play();
}

void FakeConnection::play() {
  const Generation& generation = answer_->generation;
  if (generation.fault.kind == FaultKind::silent) return;
  if (generation.fault.kind == FaultKind::status) {
    const int status = generation.fault.status;
    const bool keep_alive = answer_->keep_alive;
    end_answer();
    respond(status, error_body(status), keep_alive);
    return;
  }
  // Real servers send the head as soon as the request is read; with no time to wait for the first
  // token it travels with that.
  if (generation.first > 0ns) write(take_head());
  on_due();
}

/// Sends every token whose time has come, in one write, and waits for the next one's.
void FakeConnection::on_due() {
  const Generation& generation = answer_->generation;
  const std::size_t count = generation.ends.size();
  const bool broken = generation.fault.kind != FaultKind::none;
  const std::size_t last = broken ? count / 2 : count;
  const Instant now = core_.loop.now();
  std::size_t end = answer_->sent;
  while (end < last && answer_->received + generation.due(end) <= now) ++end;
  const bool over = end == last && answer_->received + generation.first <= now;
  if (end > answer_->sent) flush_tokens(end);
  if (over && broken)
    play_fault();
  else if (over)
    finish();
  else
    due_.arm(answer_->received + generation.due(answer_->sent), [this] { on_due(); });
}

void FakeConnection::flush_tokens(std::size_t end) {
  const Generation& generation = answer_->generation;
  std::string events;
  for (std::size_t token = answer_->sent; token < end; ++token)
    events += event(answer_->dialect, generation.token(token));
  const std::string bytes = take_head() + chunk(events);
  const Instant at = core_.busy_at = core_.loop.now();
  if (answer_->stream) write(bytes);
  core_.log.flush(at, answer_->request, generation, answer_->sent, end);
  answer_->sent = end;
}

/// The response head and what comes before the first token; empty the second time.
std::string FakeConnection::take_head() {
  if (answer_->begun || !answer_->stream) return {};
  answer_->begun = true;
  return std::string(kStreamHead) + chunk(first_event(answer_->dialect));
}

void FakeConnection::play_fault() {
  switch (answer_->generation.fault.kind) {
  case FaultKind::reset:
    // A reset instead of an end: what the peer has not read yet is lost to it.
    socket_.set_option(boost::asio::socket_base::linger(true, 0));
    end_answer();
    shut();
    break;
  case FaultKind::truncate:
    write(take_head() + "40\r\ndata: {\"cut");
    end_answer();
    close_when_written();
    break;
  case FaultKind::garbage:
    write(take_head() + chunk("data: {not json\n\n\x01\xFFgarbage\n\n"));
    end_answer();
    close_when_written();
    break;
  case FaultKind::error: // as real servers do: the body ends well, but nothing says that it is
                         // whole
    write(take_head() + chunk(error_event()) + std::string(kLastChunk));
    end_answer();
    take_requests();
    break;
  default: // stall: until the client has had enough
    break;
  }
}

void FakeConnection::finish() {
  const bool keep_alive = answer_->keep_alive;
  if (answer_->stream) {
    write(take_head() + chunk(last_event(answer_->dialect)) + std::string(kLastChunk));
    end_answer();
    if (!keep_alive) close_when_written();
  } else {
    const std::string body = whole_answer(answer_->dialect, answer_->generation.text);
    end_answer();
    respond(200, body, keep_alive);
  }
  take_requests(); // what came while this one was answered
}

void FakeConnection::end_answer() {
  core_.log.finish(core_.loop.now(), answer_->request);
  answer_.reset();
  --core_.running;
  due_.cancel();
}

void FakeConnection::respond(int status, std::string_view body, bool keep_alive) {
  std::string head =
      "HTTP/1.1 " + std::to_string(status) + ' ' + std::string(phrase(status)) +
      "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
      "\r\n";
  if (status == 429) head += "Retry-After: 1\r\n";
  if (!keep_alive) head += "Connection: close\r\n";
  write(head + "\r\n" + std::string(body));
  if (!keep_alive) close_when_written();
}

void FakeConnection::write(std::string_view bytes) {
  if (!socket_.is_open()) return;
  outbox_ += bytes;
  if (!writing_) write_more();
}

/// Writes at once what the socket takes; only a client that does not read makes us wait.
void FakeConnection::write_more() {
  while (!outbox_.empty()) {
    boost::system::error_code error;
    const std::size_t written = socket_.write_some(boost::asio::buffer(outbox_), error);
    outbox_.erase(0, written);
    if (error == boost::asio::error::would_block) break;
    if (error) return; // the pending read hears of it too
  }
  writing_ = !outbox_.empty();
  if (writing_)
    socket_.async_wait(Socket::wait_write, [self = shared_from_this()](auto failed) {
      if (!failed) self->write_more();
    });
  else if (closing_)
    shut();
}

void FakeConnection::close_when_written() {
  closing_ = true;
  if (!writing_) shut();
}

void FakeConnection::shut() {
  if (!socket_.is_open()) return;
  boost::system::error_code ignored;
  socket_.close(ignored);
  due_.cancel();
  core_.log.close(core_.loop.now(), id_);
}

/// The client is gone.
void FakeConnection::leave() {
  if (!socket_.is_open()) return;
  if (answer_) {
    core_.log.drop(read_at_, id_, answer_->request);
    if (core_.notice) core_.notice({Notice::Kind::dropped, answer_->request, read_at_});
    answer_.reset();
    --core_.running;
  }
  shut();
}

} // namespace inkling::harness
