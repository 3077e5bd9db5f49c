#include "backend/http/connection_impl.hpp"
#include "backend/http/request_text.hpp"
#include "base/assert.hpp"

#include <algorithm>
#include <fstream>
#include <utility>
#include <vector>

namespace inkling::http {
namespace {

using Kind = ResponseReader::Step::Kind;
using State = Connection::State;
using ConnectionPtr = std::shared_ptr<Connection>;

/// An idle connection older than this is not used: a router on the way may have forgotten it, and
/// then only a time limit would tell.
constexpr Duration kIdleMax = 60s;
/// After a dial that failed, no spare is dialled for so long: a server that is down is left alone
/// but for exchanges.
constexpr Duration kRedialPause = 1s;
/// For so long after a cancel, each exchange has a spare dialled beside it: the next cancel will
/// close its connection, and the exchange behind that must not wait for a new one.
constexpr Duration kCancelsRemembered = 10s;
/// A close so soon behind an answer belongs to it.
constexpr Duration kClosesBehindAnswer = 1s;

struct Exchange {
  ExchangeId id;
  ExchangeHandler* handler;
  Instant started;
  ConnectionPtr connection = nullptr; ///< none: it fails before it has one
  std::string request = {};           ///< until the connection has it
  bool reused = false;                ///< its connection was idle before, and may have died then
  bool sent = false;                  ///< and its handler knows
};

class HttpClient final : public Client, public ConnectionOwner {
public:
  HttpClient(wire::Loop& loop, ClientOptions options) : origin_(loop, std::move(options)) {}
  ~HttpClient() override;

  ExchangeId start(Request request, ExchangeHandler& handler) override;
  void cancel(ExchangeId id) override;
  void warm() override;

private:
  void on_ready(Connection& connection) override;
  void on_step(Connection& connection, const ResponseReader::Step& step) override;
  void on_lost(Connection& connection, Fault fault, std::string_view detail) override;

  void refuse(ExchangeId id, std::string why);
  bool take_spare(Exchange& exchange);
  void dial_for(Exchange& exchange);
  void hand_over(Exchange& exchange);
  void keep_or_replace(const ConnectionPtr& connection);
  void ensure_spare();
  void ensure_spare_soon();
  void on_spare_lost();

  Exchange* find(const Connection& connection);
  Exchange take(const Exchange& exchange);
  Instant now() const { return origin_.loop.now(); }

  Origin origin_;
  std::vector<Exchange> exchanges_;
  ConnectionPtr spare_;  ///< dialling or idle; or lost, and we shall hear of it
  ConnectionPtr second_; ///< idle, where one that was used came back beside a spare that is ready
  std::uint64_t last_id_ = 0;
  Instant last_cancel_ = Instant::min();
  Instant last_dial_failure_ = Instant::min();
  std::shared_ptr<int> alive_ = std::make_shared<int>(0); ///< what is posted looks whether we are
};

HttpClient::~HttpClient() {
  for (const ConnectionPtr& idle : {spare_, second_})
    if (idle) idle->close();
  for (const Exchange& exchange : exchanges_)
    if (exchange.connection) exchange.connection->close();
}

// Exchanges.

ExchangeId HttpClient::start(Request request, ExchangeHandler& handler) {
  auto text = serialize(request, origin_.url);
  const ExchangeId id{++last_id_};
  exchanges_.push_back({.id = id, .handler = &handler, .started = now()});
  if (!text) {
    refuse(id, text.error().message);
    return id;
  }
  Exchange& exchange = exchanges_.back();
  exchange.request = std::move(*text);
  if (!take_spare(exchange)) dial_for(exchange);
  if (now() - kCancelsRemembered < last_cancel_) ensure_spare_soon();
  return id;
}

void HttpClient::refuse(ExchangeId id, std::string why) {
  origin_.loop.post([this, alive = std::weak_ptr(alive_), id, why = std::move(why)] {
    if (alive.expired()) return;
    const auto found = std::find_if(exchanges_.begin(), exchanges_.end(),
                                    [&](const Exchange& one) { return one.id == id; });
    if (found == exchanges_.end()) return;
    take(*found).handler->on_fault(Fault::malformed, why);
  });
}

bool HttpClient::take_spare(Exchange& exchange) {
  const auto spare = std::exchange(spare_, std::exchange(second_, nullptr));
  if (!spare) return false;
  if (spare->state() == State::dialing) {
    exchange.connection = spare;
    return true;
  }
  const bool usable = spare->state() == State::idle && now() - spare->idle_since() < kIdleMax;
  if (!usable || !spare->is_alive()) {
    spare->close();
    return false;
  }
  exchange.connection = spare;
  exchange.reused = true;
  hand_over(exchange);
  return true;
}

void HttpClient::dial_for(Exchange& exchange) {
  const auto connection = std::make_shared<Connection>(origin_, *this);
  exchange.connection = connection;
  connection->dial(); // on_ready() may come inside, and finds its exchange
}

void HttpClient::hand_over(Exchange& exchange) {
  exchange.connection->send(std::move(exchange.request), exchange.started);
  if (!std::exchange(exchange.sent, true)) exchange.handler->on_sent();
}

void HttpClient::cancel(ExchangeId id) {
  const auto found = std::find_if(exchanges_.begin(), exchanges_.end(),
                                  [&](const Exchange& one) { return one.id == id; });
  if (found == exchanges_.end()) return;
  const ConnectionPtr connection = take(*found).connection;
  last_cancel_ = now();
  if (!connection) return;
  if (connection->state() == State::dialing && !spare_) {
    spare_ = connection; // it has seen nothing of the exchange
    return;
  }
  connection->close();
  ensure_spare();
}

Exchange* HttpClient::find(const Connection& connection) {
  const auto found = std::find_if(exchanges_.begin(), exchanges_.end(), [&](const Exchange& one) {
    return one.connection.get() == &connection;
  });
  return found == exchanges_.end() ? nullptr : &*found;
}

Exchange HttpClient::take(const Exchange& exchange) {
  const auto place = exchanges_.begin() + (&exchange - exchanges_.data());
  Exchange taken = std::move(*place);
  exchanges_.erase(place);
  return taken;
}

// What connections tell.

void HttpClient::on_ready(Connection& connection) {
  last_dial_failure_ = Instant::min();
  if (Exchange* exchange = find(connection)) hand_over(*exchange);
}

void HttpClient::on_step(Connection& connection, const ResponseReader::Step& step) {
  Exchange* exchange = find(connection);
  INKLING_ASSERT(exchange != nullptr);
  // A handler may do anything, ending us too: each call is the last thing here.
  if (step.kind == Kind::head) return exchange->handler->on_head(connection.response_head());
  if (step.kind == Kind::body) return exchange->handler->on_body(step.bytes);
  if (step.kind == Kind::more) return exchange->handler->on_pause();
  const Exchange ended = take(*exchange);
  if (step.kind == Kind::fault) {
    ended.connection->close();
    return ended.handler->on_fault(step.fault, step.detail);
  }
  keep_or_replace(ended.connection);
  ended.handler->on_end();
}

void HttpClient::on_lost(Connection& connection, Fault fault, std::string_view detail) {
  if (!connection.was_ready()) last_dial_failure_ = now();
  if (spare_.get() == &connection) return on_spare_lost();
  if (second_.get() == &connection) return second_.reset();
  Exchange* exchange = find(connection);
  INKLING_ASSERT(exchange != nullptr);
  const bool stale = exchange->reused && !connection.response_has_begun() && fault != Fault::slow;
  if (!stale) {
    const Exchange ended = take(*exchange);
    return ended.handler->on_fault(fault, detail);
  }
  exchange->reused = false; // so it is sent again once at most
  exchange->request = connection.take_request();
  dial_for(*exchange);
}

// The spare connection.

/// Not replaced, or a server that closes what is idle would have us dial for ever. But one that
/// closes behind each answer (llama-server, whatever its head says) is dialled again once for it.
void HttpClient::on_spare_lost() {
  const auto lost = std::exchange(spare_, std::exchange(second_, nullptr));
  if (lost->has_served() && now() - lost->idle_since() < kClosesBehindAnswer) ensure_spare();
}

void HttpClient::keep_or_replace(const ConnectionPtr& connection) {
  if (connection->state() != State::idle) {
    connection->close();
    return ensure_spare();
  }
  // What was used last is used next: it is the less likely to have been closed meanwhile. The other
  // is kept for the exchange behind a cancel: closing it would have a new one dialled with each
  // request.
  if (second_) second_->close();
  second_ = std::exchange(spare_, connection);
}

void HttpClient::ensure_spare() {
  if (spare_ || now() - kRedialPause < last_dial_failure_) return;
  spare_ = std::make_shared<Connection>(origin_, *this);
  spare_->dial();
}

void HttpClient::ensure_spare_soon() {
  origin_.loop.post([this, alive = std::weak_ptr(alive_)] {
    if (!alive.expired()) ensure_spare();
  });
}

void HttpClient::warm() {
  const bool stale = spare_ && spare_->state() == State::idle &&
                     (now() - spare_->idle_since() >= kIdleMax || !spare_->is_alive());
  if (stale) std::exchange(spare_, std::exchange(second_, nullptr))->close();
  ensure_spare();
}

/// Enough to tell a wrong path from a right one without waking OpenSSL.
Result<void> check_ca_file(const std::string& path) {
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);)
    if (line.rfind("-----BEGIN ", 0) == 0) return {};
  return make_error(Errc::unavailable, "ca_file cannot be read, or is not PEM: " + path);
}

} // namespace

Result<std::unique_ptr<Client>> make_client(wire::Loop& loop, ClientOptions options) {
  if (!options.ca_file.empty())
    if (auto checked = check_ca_file(options.ca_file); !checked) return checked.error();
  return std::unique_ptr<Client>(std::make_unique<HttpClient>(loop, std::move(options)));
}

} // namespace inkling::http
