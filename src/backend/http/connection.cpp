#include "backend/http/connection_impl.hpp"
#include "base/assert.hpp"

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <utility>

namespace inkling::http {

using Outcome = Channel::Outcome;
using Kind = ResponseReader::Step::Kind;

Origin::Origin(wire::Loop& of, ClientOptions options)
    : loop(of), url(std::move(options.url)), limits(options.limits), resolver(of, url),
      tls(url.host, std::move(options.ca_file)) {}

Connection::Connection(Origin& origin, ConnectionOwner& owner)
    : origin_(origin), owner_(&owner), reader_(origin.limits), dialed_at_(origin.loop.now()),
      timer_(origin.loop) {}

// Dialling.

void Connection::dial() {
  arm_timer();
  origin_.resolver.look_up(
      [weak = weak_from_this()](const Addresses& addresses, std::string_view why_none) {
        const auto self = weak.lock();
        if (self && self->state_ == State::dialing) self->on_addresses(addresses, why_none);
      });
}

void Connection::on_addresses(const Addresses& addresses, std::string_view why_none) {
  if (addresses.empty()) return lose(Fault::unreachable, std::string(why_none));
  // The Dialer is ours and is gone when we are closed.
  dialer_ = std::make_unique<Dialer>(origin_.loop, addresses, origin_.limits.connect_max,
                                     [this](Socket socket, const std::string& why_not) {
                                       on_connected(std::move(socket), why_not);
                                     });
  dialer_->start();
}

void Connection::on_connected(Socket socket, const std::string& why_none) {
  const auto self = shared_from_this();
  if (!socket.is_open()) {
    origin_.resolver.forget();
    return lose(Fault::unreachable, why_none);
  }
  Tls tls;
  if (origin_.url.scheme == Url::Scheme::https) {
    auto opened = origin_.tls.open(socket.native_handle());
    if (!opened) return lose(Fault::tls, opened.error().message);
    tls = std::move(*opened);
  }
  channel_.emplace(std::move(socket), std::move(tls));
  shaking_hands_ = true;
  handshake();
}

void Connection::handshake() {
  switch (channel_->handshake().outcome) {
  case Outcome::done:
    shaking_hands_ = false;
    become_idle();
    owner_->on_ready(*this);
    if (state_ != State::closed) await(Socket::wait_read);
    return;
  case Outcome::wants_read:
    return await(Socket::wait_read);
  case Outcome::wants_write:
    return await(Socket::wait_write);
  default:
    return lose(Fault::tls, "the TLS handshake failed: " + channel_->failure());
  }
}

void Connection::become_idle() {
  state_ = State::idle;
  idle_since_ = origin_.loop.now();
  dialer_.reset();
}

// Writing.

void Connection::send(std::string request, Instant started) {
  INKLING_ASSERT(state_ == State::idle);
  state_ = State::busy;
  request_ = std::move(request);
  written_ = 0;
  started_ = last_byte_ = started;
  reader_.begin();
  flush();
  arm_timer();
}

void Connection::flush() {
  while (written_ < request_.size()) {
    const auto [outcome, count] = channel_->write(std::string_view(request_).substr(written_));
    written_ += count;
    if (outcome == Outcome::wants_write) return await(Socket::wait_write);
    if (outcome == Outcome::wants_read)
      return; // whatever comes is read, and then we come here again
    if (outcome != Outcome::done) {
      // The server may have answered before it closed ("413", say): the reader finds out.
      write_broken_ = true;
      written_ = request_.size();
    }
  }
  written_at_ = origin_.loop.now();
}

// Reading.

void Connection::await(Socket::wait_type what) {
  bool& awaiting = what == Socket::wait_read ? awaiting_read_ : awaiting_write_;
  if (std::exchange(awaiting, true)) return;
  channel_->socket().async_wait(what, [self = shared_from_this(), what](boost::system::error_code) {
    self->on_ready_to(what);
  });
}

void Connection::on_ready_to(Socket::wait_type what) {
  (what == Socket::wait_read ? awaiting_read_ : awaiting_write_) = false;
  if (state_ == State::closed) return;
  if (shaking_hands_) return handshake();
  if (state_ == State::busy && written_ < request_.size()) flush();
  read_all();
}

/// Until nothing is left: TLS may hold bytes that no socket tells of. A response is bounded, and so
/// is this.
void Connection::read_all() {
  while (true) {
    const auto room = reader_.prepare();
    const auto [outcome, count] = channel_->read(room);
    if (outcome == Outcome::over) return on_over();
    if (outcome == Outcome::broken) return on_broken();
    if (outcome == Outcome::wants_write) await(Socket::wait_write);
    if (outcome != Outcome::done) break;
    reader_.commit(count);
    if (!deliver()) return;
    if (!channel_->is_tls() && count < room.size()) break;
  }
  if (state_ == State::busy) arm_timer(); // the first byte brings the deadline nearer
  await(Socket::wait_read);
}

/// Tells what the reader has; false where that ended in our being closed.
bool Connection::deliver() {
  if (state_ == State::idle) {
    lose(Fault::malformed, "it spoke unasked");
    return false;
  }
  last_byte_ = origin_.loop.now();
  while (state_ == State::busy) {
    const auto step = reader_.next();
    if (step.kind == Kind::end) finish_response();
    if (step.kind == Kind::fault) close_socket();
    owner_->on_step(*this, step);
    if (step.kind == Kind::more) break;
  }
  return state_ != State::closed;
}

void Connection::finish_response() {
  if (!reader_.may_reuse() || write_broken_ || written_ < request_.size()) return close_socket();
  become_idle();
  reader_.begin();
  request_ = {};
  channel_->keep_session();
}

void Connection::on_over() {
  if (state_ == State::idle) return lose(Fault::unreachable, "closed while idle");
  if (!reader_.has_begun()) return lose(Fault::unreachable, "closed before the response");
  reader_.finish();
  deliver();
}

void Connection::on_broken() {
  const bool in_response = state_ == State::busy && reader_.has_begun();
  const Fault usual = channel_->failed_in_tls() ? Fault::tls : Fault::unreachable;
  lose(in_response ? Fault::truncated : usual, channel_->failure());
}

// Limits.

Instant Connection::deadline() const {
  const ClientLimits& limits = origin_.limits;
  if (state_ == State::dialing) return dialed_at_ + limits.connect_max;
  const Instant last = started_ + limits.total_max;
  if (reader_.has_begun()) return std::min(last, last_byte_ + limits.between_bytes_max);
  if (written_ < request_.size()) return last;
  return std::min(last, written_at_ + limits.first_byte_max);
}

void Connection::arm_timer() {
  if (timer_due_ <= deadline()) return;
  timer_due_ = deadline();
  timer_->arm(timer_due_, [weak = weak_from_this()] {
    if (const auto self = weak.lock()) self->on_timer();
  });
}

void Connection::on_timer() {
  timer_due_ = Instant::max();
  if (state_ != State::dialing && state_ != State::busy) return;
  if (origin_.loop.now() < deadline()) return arm_timer();
  if (state_ == State::dialing) return lose(Fault::slow, "connecting took too long");
  if (!reader_.has_begun()) return lose(Fault::slow, "no response in time");
  lose(Fault::slow, "the response took too long");
}

// The end.

/// The owner hears of it in a turn of its own: this may be inside one of its calls.
void Connection::lose(Fault fault, std::string detail) {
  close_socket();
  origin_.loop.post([self = shared_from_this(), fault, detail = std::move(detail)] {
    if (self->owner_ != nullptr) self->owner_->on_lost(*self, fault, detail);
  });
}

void Connection::close_socket() {
  state_ = State::closed;
  dialer_.reset();
  timer_.reset();
  if (channel_) channel_->close();
}

void Connection::close() {
  owner_ = nullptr;
  if (state_ != State::closed) close_socket();
}

bool Connection::is_alive() {
  INKLING_ASSERT(state_ == State::idle);
  if (channel_->read(reader_.prepare()).outcome == Outcome::wants_read) return true;
  close();
  return false;
}

} // namespace inkling::http
