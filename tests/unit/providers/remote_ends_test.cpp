// Every way in which a stream can end at a server, each told exactly once.

#include "backend/providers/remote_call.hpp"

#include "pieces.hpp"
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
    {429, 7s, "1!rate limited 7s"}, {500, {}, "1!broken"},    {503, {}, "1!overloaded"},
    {503, 2s, "1!overloaded 2s"},
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
    // What is wrong with a request may be something that can be asked otherwise.
    CHECK(f.notes.heard == (c.status == 400 ? Heard{} : Heard{c.heard}));
    f.client->body(id, R"({"error":{"message":"m"}})"); // read for the connection's sake
    f.client->end(id);
    CHECK(f.notes.heard == Heard{c.heard});
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

TEST_CASE("the body of a refusal counts where it comes with the head", "[providers]") {
  const std::string body = R"({"error":{"code":"insufficient_quota"}})";
  RemoteFixture together;
  const auto id = together.start(1);
  together.client->head(id, {.status = 429, .content_type = {}, .retry_after = {}});
  together.client->body(id, body);
  CHECK(together.notes.heard.empty());
  together.client->end(id);
  CHECK(together.notes.heard == Heard{"1!out of credits 600s"});
  CHECK(together.client->cancelled.empty());

  RemoteFixture late;
  const auto late_id = late.start(1);
  late.client->head(late_id, {.status = 429, .content_type = {}, .retry_after = {}});
  late.client->pause(late_id);
  CHECK(late.notes.heard == Heard{"1!rate limited"});
  late.client->body(late_id, body);
  late.client->pause(late_id);
  late.client->end(late_id);
  CHECK(late.notes.heard.size() == 1);
}

TEST_CASE("a refusal that breaks off, or does not end, is a refusal", "[providers]") {
  RemoteFixture broken;
  const auto id = broken.start(1);
  broken.client->head(id, {.status = 404, .content_type = {}, .retry_after = {}});
  broken.client->fault(id, http::Fault::truncated);
  CHECK(broken.notes.heard == Heard{"1!rejected"});

  RemoteFixture endless;
  const auto endless_id = endless.start(1);
  endless.client->head(endless_id, {.status = 404, .content_type = {}, .retry_after = {}});
  const std::string much(1 << 12, 'x');
  for (int i = 0; i < 16 && endless.client->is_open(endless_id); ++i) {
    endless.client->body(endless_id, much);
    CHECK((endless.notes.heard.size() == 1) == (i >= 3));
  }
  CHECK_FALSE(endless.client->is_open(endless_id));
  CHECK(endless.notes.heard == Heard{"1!rejected"});
}

TEST_CASE("a pause inside of an answer means nothing", "[providers]") {
  RemoteFixture f;
  const auto id = f.start(1);
  f.client->pause(id);
  f.client->head(id, RemoteFixture::kEvents);
  f.client->pause(id);
  f.client->body(id, says("a"));
  f.client->pause(id);
  f.client->body(id, test::kDone);
  f.client->pause(id);
  CHECK(f.notes.heard == Heard{"1:a", "1."});
}

TEST_CASE("a stream in lines is told as it comes, whatever the lines are called", "[providers]") {
  const auto type = GENERATE(as<std::string>(), "application/x-ndjson", "application/json", "");
  const std::string wire = "{\"response\":\"a\"}\n{\"response\":\"b\",\"done\":true}\n";
  test::for_each_cut(wire, [&](const test::Pieces& pieces) {
    RemoteFixture f(true, ProviderKind::ollama);
    const auto id = f.start(1);
    f.client->head(id, {.status = 200, .content_type = type, .retry_after = {}});
    for (const std::string_view piece : pieces)
      if (!piece.empty()) f.client->body(id, piece);
    f.client->end(id);
    CHECK(f.notes.heard == Heard{"1:ab", "1."});
  });
}

TEST_CASE("a line beyond the limit is a failure", "[providers]") {
  RemoteFixture f(true, ProviderKind::ollama);
  const auto id = f.start(1);
  f.client->head(id, {.status = 200, .content_type = "application/x-ndjson", .retry_after = {}});
  const std::string much(1 << 18, 'x');
  for (int i = 0; i < 6 && f.client->is_open(id); ++i) f.client->body(id, much);
  CHECK(f.notes.heard == Heard{"1!broken"});
  CHECK_FALSE(f.client->is_open(id));
}

TEST_CASE("a text that was cut at the limit of tokens is told so", "[providers]") {
  RemoteFixture f;
  const auto id = f.start_streaming(1);
  f.client->body(id, "data: {\"choices\":[{\"text\":\"a\",\"finish_reason\":\"length\"}]}\n\n");
  CHECK(f.notes.heard == Heard{"1:a", "1~", "1."});
}

TEST_CASE("several candidates are told as they come", "[providers]") {
  const auto says_of = [](std::size_t choice, std::string_view text, const char* reason = "null") {
    return "data: {\"choices\":[{\"index\":" + std::to_string(choice) + ",\"text\":\"" +
           std::string(text) + "\",\"finish_reason\":" + reason + "}]}\n\n";
  };
  RemoteFixture f;
  const auto id = f.start(1, 3);
  CHECK(test::body_of(f.client->asked.back().request).at("n") == 3);
  f.client->head(id, RemoteFixture::kEvents);
  f.client->body(id, says_of(1, "b") + says_of(0, "a") + says_of(2, "c<fim_prefix>x"));
  CHECK(f.notes.heard == Heard{"11|b", "12|c", "1:a"}); // who hears of the first knows of others
  f.client->body(id, says_of(0, "", "\"stop\"") + says_of(1, "b", "\"stop\""));
  CHECK(f.notes.heard == Heard{"11|b", "12|c", "1:a", "11|b", "1."});
  CHECK_FALSE(f.client->is_open(id)); // or the server would write the third on

  RemoteFixture whole;
  const auto whole_id = whole.start(1, 2);
  whole.client->head(whole_id, RemoteFixture::kJson);
  whole.client->body(whole_id, R"({"choices":[{"text":"a"},{"text":"b"}]})");
  whole.client->end(whole_id);
  CHECK(whole.notes.heard == Heard{"11|b", "1:a", "1."});
}

TEST_CASE("what a server tells of itself beside an answer is passed on", "[providers]") {
  RemoteFixture f;
  const auto id = f.start_streaming(1);
  f.client->body(id, says("a") + "data: {\"choices\":[{\"text\":\"\",\"finish_reason\":\"stop\"}],"
                                 "\"usage\":{\"prompt_tokens\":64},"
                                 "\"time_info\":{\"prompt_time\":0.5}}\n\n");
  CHECK(f.told_facts == std::vector<ServerFacts>{{.prefill_tokens_per_second = 128.0}});
  CHECK(f.notes.heard == Heard{"1:a", "1."});
}
