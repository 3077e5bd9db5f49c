// TLS against a server whose certificates are made here.

#include "http_fixture.hpp"

#include <vector>

using namespace inkling;
using namespace inkling::http;
using namespace inkling::test;

namespace {

const Origin::Script kAnswering = {Origin::await_request(), Origin::send(whole_response("hello")),
                                   Origin::again()};

/// A server with a certificate of an authority that its client trusts.
struct TlsSetup : Setup {
  explicit TlsSetup(const CertificateRequest& request = {},
                    const CertificateAuthority& authority = CertificateAuthority("trusted"))
      : Setup(Origin::Kind::tls, authority.issue(request)), trusted(authority.pem()) {
    ca_file = trusted.path;
  }

  TemporaryFile trusted;
};

std::string fault_of(TlsSetup& setup, std::string& detail) {
  setup.origin.play(kAnswering);
  setup.connect();
  Recorder recorder;
  setup.client->start(setup.request("secret"), recorder);
  REQUIRE(setup.run([&] { return recorder.over; }));
  settle(setup.loop);
  for (const auto& connection : setup.origin.connections()) CHECK(connection.received.empty());
  CHECK(recorder.sent == 0);
  detail = recorder.detail;
  return recorder.heard;
}

} // namespace

TEST_CASE("TLS to a server whose authority is trusted", "[http]") {
  TlsSetup setup;
  setup.origin.play(kAnswering);
  setup.connect();
  CHECK(setup.exchange() == "200 hello end");
  CHECK(setup.exchange(std::string(1 << 20, 'x') + "y") == "200 hello end");
  CHECK(setup.origin.connections().size() == 1);
  CHECK_THAT(setup.origin.connections().at(0).received, Catch::EndsWith("xy"));
}

TEST_CASE("TLS refuses who is not who was asked for", "[http]") {
  std::string detail;
  SECTION("another name") {
    TlsSetup setup({.names = {"DNS:other.example"}});
    CHECK(fault_of(setup, detail) == "tls");
    CHECK_THAT(detail, Catch::Contains("IP address mismatch"));
  }
  SECTION("another address") {
    TlsSetup setup({.names = {"IP:127.0.0.2", "DNS:localhost", "DNS:127.0.0.1"}});
    CHECK(fault_of(setup, detail) == "tls");
  }
  SECTION("expired") {
    TlsSetup setup({.expired = true});
    CHECK(fault_of(setup, detail) == "tls");
    CHECK_THAT(detail, Catch::Contains("expired"));
  }
  SECTION("an authority that nobody trusts") {
    TlsSetup setup;
    setup.ca_file.clear();
    CHECK(fault_of(setup, detail) == "tls");
    CHECK_THAT(detail, Catch::Contains("issuer"));
  }
  SECTION("an authority of the same name") {
    TlsSetup setup;
    const TemporaryFile other(CertificateAuthority("trusted").pem());
    setup.ca_file = other.path;
    CHECK(fault_of(setup, detail) == "tls");
  }
}

TEST_CASE("TLS by name", "[http]") {
  const auto heard_from = [](const std::string& name) {
    TlsSetup setup({.names = {"DNS:" + name}});
    setup.origin.play(kAnswering);
    auto url = *parse_url(setup.origin.url());
    url.host = "localhost";
    setup.client = *make_client(setup.loop, {.url = url, .ca_file = setup.ca_file});
    return setup.exchange();
  };
  CHECK(heard_from("localhost") == "200 hello end");
  CHECK(heard_from("example.localhost") == "tls");
  CHECK(heard_from("local*") == "tls");
}

TEST_CASE("a server that speaks no TLS is a fault of TLS", "[http]") {
  Setup setup;
  setup.origin.play({Origin::send("HTTP/1.1 400 Bad Request\r\n\r\n"), Origin::close()});
  auto url = *parse_url(setup.origin.url());
  url.scheme = Url::Scheme::https;
  setup.client = *make_client(setup.loop, {.url = url});
  CHECK(setup.exchange() == "tls");
}

TEST_CASE("a ca_file that is none is an error before anything is dialled", "[http]") {
  wire::Loop loop;
  const TemporaryFile empty("not a certificate\n");
  const auto url = *parse_url("https://localhost");
  for (const std::string& path : {empty.path, empty.path + ".missing", std::string("/")}) {
    const auto made = make_client(loop, {.url = url, .ca_file = path});
    REQUIRE(made.has_error());
    CHECK(made.error().code == Errc::unavailable);
  }
}

TEST_CASE("a ca_file of garbage is a fault of TLS", "[http]") {
  TlsSetup setup;
  const TemporaryFile garbage("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
  setup.ca_file = garbage.path;
  std::string detail;
  CHECK(fault_of(setup, detail) == "tls");
  CHECK_THAT(detail, Catch::Contains("ca_file"));
}

TEST_CASE("the next connection takes the TLS session up again", "[http]") {
  TlsSetup setup;
  setup.origin.play(kAnswering);
  setup.connect();
  CHECK(setup.exchange() == "200 hello end");
  setup.origin.close_all();
  settle(setup.loop);
  CHECK(setup.exchange() == "200 hello end");
  REQUIRE(setup.origin.connections().size() == 2);
  CHECK_FALSE(setup.origin.connections().at(0).resumed_session);
  CHECK(setup.origin.connections().at(1).resumed_session);
}

TEST_CASE("a cancel over TLS is seen by the server, and the spare connection is ready", "[http]") {
  TlsSetup setup;
  setup.origin.play(
      {Origin::await_request(), Origin::send(stream_head() + chunk("a")), Origin::hang()});
  setup.origin.play(kAnswering);
  Client& client = setup.connect();
  Recorder recorder;
  const auto id = client.start(setup.request(), recorder);
  REQUIRE(setup.run([&] { return recorder.heard == "200 a"; }));
  client.cancel(id);
  REQUIRE(setup.run([&] { return setup.origin.connections().at(0).client_closed; }));
  CHECK_FALSE(setup.origin.connections().at(0).client_reset);
  setup.await_connections(2);
  CHECK(setup.exchange() == "200 hello end");
  CHECK(setup.origin.connections().at(1).requests == 1);
}

TEST_CASE("bodies around the size of a record come whole over TLS", "[http]") {
  for (const std::size_t size : {1U, 16000U, 16383U, 16384U, 16385U, 32768U, 50000U, 300000U}) {
    INFO(size);
    TlsSetup setup;
    const std::string body(size, 'x');
    setup.origin.play(
        {Origin::await_request(), Origin::send(whole_response(body)), Origin::again()});
    setup.connect();
    CHECK(setup.exchange() == "200 " + body + " end");
    CHECK(setup.exchange() == "200 " + body + " end");
  }
}

TEST_CASE("over TLS only a farewell ends a body without a length", "[http]") {
  for (const auto& [last, heard] : {std::pair(Origin::close(), "200 hello end"),
                                    std::pair(Origin::reset(), "200 hellotruncated")}) {
    TlsSetup setup;
    setup.origin.play({Origin::await_request(), Origin::send("HTTP/1.1 200 OK\r\n\r\nhell"),
                       Origin::send_slowly("o", 1ms), last});
    setup.connect();
    CHECK(setup.exchange() == heard);
  }
}
