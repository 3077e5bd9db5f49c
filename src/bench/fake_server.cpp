#include "bench/fake_server.hpp"

#include "bench/fake_connection_impl.hpp"

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <charconv>
#include <list>

namespace inkling::harness {
namespace {

namespace asio = boost::asio;
using Tcp = asio::ip::tcp;
using Unix = asio::local::stream_protocol;

/// Accepts for as long as it lives.
template<class Protocol>
class Acceptor {
public:
  Acceptor(FakeServerCore& core, std::list<std::weak_ptr<FakeConnection>>& connections)
      : core_(core), connections_(connections), acceptor_(core.loop.io_context()) {}

  void listen(const typename Protocol::endpoint& endpoint) {
    acceptor_.open(endpoint.protocol());
    if constexpr (std::is_same_v<Protocol, Tcp>)
      acceptor_.set_option(typename Protocol::acceptor::reuse_address(true));
    acceptor_.bind(endpoint);
    acceptor_.listen();
    accept();
  }
  typename Protocol::endpoint endpoint() const { return acceptor_.local_endpoint(); }

private:
  void accept() {
    acceptor_.async_accept([this](auto error, typename Protocol::socket socket) {
      if (error == asio::error::operation_aborted) return; // we may be gone
      if (!error) serve(std::move(socket));
      accept();
    });
  }

  void serve(typename Protocol::socket socket) {
    boost::system::error_code ignored;
    if constexpr (std::is_same_v<Protocol, Tcp>) socket.set_option(Tcp::no_delay(true), ignored);
    const auto connection = std::make_shared<FakeConnection>(core_, std::move(socket));
    connections_.remove_if([](const auto& known) { return known.expired(); });
    connections_.push_back(connection);
    connection->begin();
  }

  FakeServerCore& core_;
  std::list<std::weak_ptr<FakeConnection>>& connections_;
  typename Protocol::acceptor acceptor_;
};

Result<Tcp::endpoint> parse_endpoint(const std::string& where) {
  const std::size_t colon = where.rfind(':');
  std::uint16_t port = 0;
  boost::system::error_code error;
  const auto address = asio::ip::make_address(where.substr(0, colon), error);
  const char* end = where.data() + where.size();
  if (error || colon == where.npos ||
      std::from_chars(where.data() + colon + 1, end, port).ptr != end)
    return make_error(Errc::invalid_params, "expected ADDRESS:PORT or unix:PATH, not " + where);
  return Tcp::endpoint(address, port);
}

} // namespace

struct FakeServer::Impl {
  FakeServerCore core;
  std::list<std::weak_ptr<FakeConnection>> connections;
  Acceptor<Tcp> tcp{core, connections};
  Acceptor<Unix> local{core, connections};
};

FakeServer::FakeServer(wire::Loop& loop, FakeServerOptions options, const KnownTexts& known)
    : impl_(new Impl{.core = {.loop = loop,
                              .options = std::move(options),
                              .known = known,
                              .log = {},
                              .notice = {},
                              .busy_at = loop.now()},
                     .connections = {}}) {}

FakeServer::~FakeServer() {
  for (const auto& weak : impl_->connections)
    if (const auto connection = weak.lock()) connection->shut();
}

Result<std::string> FakeServer::listen(const std::string& where) {
  constexpr std::string_view kUnix = "unix:";
  try {
    if (where.starts_with(kUnix)) {
      impl_->local.listen(Unix::endpoint(where.substr(kUnix.size())));
      return where;
    }
    const auto endpoint = parse_endpoint(where);
    if (!endpoint) return endpoint.error();
    impl_->tcp.listen(*endpoint);
  } catch (const boost::system::system_error& failure) {
    return make_error(Errc::unavailable, "cannot listen on " + where + ": " + failure.what());
  }
  const Tcp::endpoint bound = impl_->tcp.endpoint();
  const std::string host = bound.address().to_string();
  return "http://" + (bound.address().is_v6() ? '[' + host + ']' : host) + ':' +
         std::to_string(bound.port());
}

void FakeServer::on_notice(std::function<void(const Notice&)> fn) {
  impl_->core.notice = std::move(fn);
}

std::size_t FakeServer::log_bytes() const {
  return impl_->core.log.size();
}

bool FakeServer::idle(Instant now, Duration for_at_least) const {
  return impl_->core.running == 0 && now - impl_->core.busy_at >= for_at_least;
}

std::string FakeServer::take_log() {
  return impl_->core.log.take();
}

} // namespace inkling::harness
