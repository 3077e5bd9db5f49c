// Every way in which a stream can end at a server, each told exactly once.

#include "backend/providers/remote_call.hpp"

#include "remote_fixture.hpp"

using namespace inkling;
using namespace inkling::backend;
using test::Heard;
using test::RemoteFixture;
using test::says;

namespace {

struct StatusCase {
  int status;
  std::optional<Duration> retry_after;
  std::string heard;
};

const StatusCase kStatuses[] = {
    {302, {}, "1!rejected"},        {400, {}, "1!rejected"},  {401, {}, "1!unauthorized"},
    {404, {}, "1!rejected"},        {408, {}, "1!timed out"}, {429, {}, "1!rate limited"},
    {429, 7s, "1!rate limited 7s"}, {500, {}, "1!broken"},    {503, {}, "1!broken"},
    {503, 2s, "1!rate limited 2s"},
};

struct FaultCase {
  http::Fault fault;
  std::string heard;
};

const FaultCase kFaults[] = {
    {http::Fault::unreachable, "1!refused"}, {http::Fault::tls, "1!refused"},
    {http::Fault::slow, "1!timed out"},      {http::Fault::truncated, "1!broken"},
    {http::Fault::malformed, "1!broken"},    {http::Fault::too_large, "1!broken"},
};

struct BodyCase {
  std::string body;
  Heard heard;
};

const BodyCase kCompleteBodies[] = {
    {"", {"1!broken"}},
    {says("a"), {"1:a", "1!broken"}}, // no word of the server's that this is all
    {says("a") + "data: [DONE]", {"1:a", "1."}},
    {says("a") + "data: {\"error\":{\"code\":429}}\n\n", {"1:a", "1!rate limited"}},
    {says("a") + "data: {\"error\":{\"code\":429}}\n\ndata: [DONE]\n\n", {"1:a", "1!rate limited"}},
    {"<html>no</html>", {"1!broken"}},
    {"data: {\"choi\n\n", {"1!broken"}},
};

} // namespace

TEST_CASE("a status other than success is a failure as soon as nothing more came with it",
          "[providers]") {
  for (const StatusCase& c : kStatuses) {
    CAPTURE(c.status);
    RemoteFixture f;
    const auto id = f.start(1);
    f.client->head(
        id, {.status = c.status, .content_type = "application/json", .retry_after = c.retry_after});
    CHECK(f.notes.heard.empty()); // the body may say why, and mostly comes at once
    f.client->pause(id);
    CHECK(f.notes.heard == Heard{c.heard});
    f.client->body(id, R"({"error":{"message":"m"}})"); // read for the connection's sake
    f.client->end(id);
    CHECK(f.notes.heard.size() == 1);
    CHECK(f.client->cancelled.empty());
  }
}

TEST_CASE("a fault of the connection is a failure, before and inside of an answer", "[providers]") {
  for (const FaultCase& c : kFaults) {
    RemoteFixture before;
    before.client->fault(before.start(1), c.fault, "detail");
    CHECK(before.notes.heard == Heard{c.heard});

    RemoteFixture inside;
    const auto id = inside.start_streaming(1);
    inside.client->body(id, says("a"));
    inside.client->fault(id, c.fault);
    CHECK(inside.notes.heard == Heard{"1:a", c.heard});

    RemoteFixture whole;
    const auto whole_id = whole.start(1);
    whole.client->head(whole_id, RemoteFixture::kJson);
    whole.client->body(whole_id, R"({"choices":[{"text":"a"}]})");
    whole.client->fault(whole_id, c.fault);
    CHECK(whole.notes.heard == Heard{c.heard});
  }
}

TEST_CASE("a fault after the end is nobody's business", "[providers]") {
  RemoteFixture f;
  const auto id = f.start_streaming(1);
  f.client->body(id, says("a") + std::string(test::kDone));
  f.client->fault(id, http::Fault::truncated);
  CHECK(f.notes.heard == Heard{"1:a", "1."});
}

TEST_CASE("a complete body is an answer only with the server's own end in it", "[providers]") {
  for (const BodyCase& c : kCompleteBodies) {
    CAPTURE(c.body);
    RemoteFixture f;
    const auto id = f.start_streaming(1);
    if (!c.body.empty()) f.client->body(id, c.body);
    f.client->end(id);
    CHECK(f.notes.heard == c.heard);
    CHECK(f.client->open_count() == 0);
  }
}

TEST_CASE("what comes after the end is read, but not for long", "[providers]") {
  RemoteFixture f;
  const auto id = f.start_streaming(1);
  f.client->body(id, std::string(test::kDone) + says("late"));
  const std::string rest(RemoteCall::kDrainBytesMax, ' ');
  f.client->body(id, rest);
  CHECK(f.client->is_open(id));
  f.client->body(id, " ");
  CHECK_FALSE(f.client->is_open(id));
  CHECK(f.notes.heard == Heard{"1."});
}

TEST_CASE("an end without any response is a failure", "[providers]") {
  RemoteFixture f;
  f.client->end(f.start(1));
  CHECK(f.notes.heard == Heard{"1!broken"});
}

TEST_CASE("a page of HTML is not waited for", "[providers]") {
  RemoteFixture f;
  const auto id = f.start(1);
  f.client->head(id, {.status = 200, .content_type = "text/html", .retry_after = {}});
  CHECK(f.notes.heard == Heard{"1!broken"});
  CHECK_FALSE(f.client->is_open(id));
}

TEST_CASE("servers that do not name an event stream send one all the same", "[providers]") {
  const auto type = GENERATE(as<std::string>(), "", "text/plain");
  RemoteFixture f;
  const auto id = f.start(1);
  f.client->head(id, {.status = 200, .content_type = type, .retry_after = {}});
  f.client->body(id, says("a") + std::string(test::kDone));
  CHECK(f.notes.heard == Heard{"1:a", "1."});
}

TEST_CASE("a whole answer beyond the limit is a failure", "[providers]") {
  RemoteFixture f;
  const auto id = f.start(1);
  f.client->head(id, RemoteFixture::kJson);
  f.client->body(id, std::string(RemoteCall::kWholeBytesMax, ' '));
  CHECK(f.notes.heard.empty());
  f.client->body(id, " ");
  CHECK(f.notes.heard == Heard{"1!broken"});
  CHECK_FALSE(f.client->is_open(id));
}

TEST_CASE("an event beyond the limit is a failure", "[providers]") {
  RemoteFixture f;
  const auto id = f.start_streaming(1);
  f.client->body(id, says("a") + "data: ");
  const std::string much(1 << 18, 'x');
  for (int i = 0; i < 5 && f.client->is_open(id); ++i) f.client->body(id, much);
  CHECK(f.notes.heard == Heard{"1:a", "1!broken"});
  CHECK_FALSE(f.client->is_open(id));
}

TEST_CASE("half a character ends an answer", "[providers]") {
  RemoteFixture f;
  const auto id = f.start_streaming(1);
  f.client->body(id, "data: {\"choices\":[{\"text\":\"hi \\ud83d\"}]}\n\n"
                     "data: {\"choices\":[{\"text\":\"\\ude42\"}]}\n\n");
  CHECK(f.notes.heard == Heard{"1:hi ", "1."});
  CHECK_FALSE(f.client->is_open(id));
}
