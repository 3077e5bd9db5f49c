// Requests that are asked anew, unheard, where a refusal says how or leaves room for doubt.

#include "remote_fixture.hpp"

#include <vector>

using namespace inkling;
using namespace inkling::backend;
using test::Heard;
using test::RemoteFixture;
using test::says;

namespace {

/// A refusal of a request for three candidates, and what comes of it.
struct ManyCase {
  int status;
  std::string_view body;
  bool asked_again;
  bool learnt; ///< at once, whatever comes of the second request
};

const ManyCase kManyCases[] = {
    // llama.cpp
    {500, R"({"error":{"code":500,"message":"Only one completion choice is allowed"}})", true,
     true},
    {400, R"({"error":{"message":"Field 'n': must be 1"}})", true, true},
    // FastAPI with models that forbid what they do not know
    {422, R"({"detail":[{"type":"extra_forbidden","loc":["body","n"],"input":3}]})", true, true},
    // any other words, or none
    {400, R"({"error":"unknown parameter"})", true, false},
    {422, "", true, false},
    {500, "<html>", true, false},
    {501, "", true, false},
    // other reasons
    {401, "", false, false},
    {403, "", false, false},
    {404, "", false, false},
    {429, "", false, false},
    {402, "", false, false},
    {503, "", false, false},
    {400, R"({"error":{"code":"context_length_exceeded"}})", false, false},
};

/// Refuses that, and answers what is asked then with the status; asks for three once more. The
/// bodies of those requests.
std::vector<nlohmann::json> asked_for_many(RemoteFixture& f, const ManyCase& c, int then) {
  const auto id = f.start(1, 3);
  f.client->head(id, {.status = c.status, .content_type = {}, .retry_after = {}});
  if (c.status == 500) f.client->pause(id); // its body is waited for
  f.client->body(id, c.body);
  f.client->end(id);
  if (f.client->asked.size() > 1) {
    const auto again = f.client->asked[1].id;
    f.client->head(again, {.status = then, .content_type = {}, .retry_after = {}});
    if (then == 200) f.client->body(again, says("a") + std::string(test::kDone));
    f.client->end(again);
  }
  f.start(2, 3);
  std::vector<nlohmann::json> bodies;
  for (const auto& asked : f.client->asked) bodies.push_back(test::body_of(asked.request));
  return bodies;
}

} // namespace

TEST_CASE("what a provider learns from a refusal is tried at once, unheard", "[providers]") {
  RemoteFixture f(true, ProviderKind::ollama, "suffix");
  const auto id = f.start(1);
  f.client->sent(id);
  CHECK(f.client->asked.back().request.body.find("\"suffix\"") != std::string::npos);
  f.client->head(id, {.status = 400, .content_type = {}, .retry_after = {}});
  f.client->pause(id);
  f.client->body(id, R"({"error":"m does not )");
  f.client->pause(id);
  f.client->body(id, R"(support insert"})");
  f.client->end(id);
  REQUIRE(f.client->asked.size() == 2);
  CHECK(f.client->cancelled.empty()); // the connection can be used again
  CHECK(f.client->asked[1].request.body.find("\"raw\":true") != std::string::npos);
  const auto again = f.client->asked[1].id;
  f.client->sent(again);
  CHECK(f.notes.sent.size() == 1);
  f.client->head(again, {.status = 200, .content_type = "application/x-ndjson", .retry_after = {}});
  f.client->body(again, "{\"response\":\"a\",\"done\":true}\n");
  CHECK(f.notes.heard == Heard{"1:a", "1."});
}

TEST_CASE("streams that were refused together are all asked for anew", "[providers]") {
  const auto kind = GENERATE(ProviderKind::ollama, ProviderKind::openai_completions);
  RemoteFixture f(true, kind, "suffix");
  const auto first = f.start(1);
  const auto second = f.start(2);
  for (const auto refused : {first, second}) {
    f.client->head(refused, {.status = 400, .content_type = {}, .retry_after = {}});
    f.client->body(refused, R"({"error":"suffix is not supported"})");
    f.client->end(refused);
  }
  CHECK(f.notes.heard.empty());
  REQUIRE(f.client->asked.size() == 4);
  for (const std::size_t again : {2U, 3U})
    CHECK_FALSE(test::body_of(f.client->asked[again].request).contains("suffix"));
}

TEST_CASE("a stream is asked for anew once, with the key, and can be aborted then", "[providers]") {
  const http::ResponseHead refused{.status = 400, .content_type = {}, .retry_after = {}};
  const std::string_view too_many = R"({"error":{"message":"Field 'n': must be 1"}})";
  RemoteFixture f(true, ProviderKind::openai_completions, "suffix");
  f.remote->set_key(Secret("k-1"));
  const auto id = f.start(1, 3);
  f.client->head(id, refused);
  f.client->body(id, too_many);
  f.client->end(id);
  REQUIRE(f.client->asked.size() == 2);
  const auto& request = f.client->asked[1].request;
  CHECK_FALSE(test::body_of(request).contains("n"));
  CHECK(request.headers.back().value == "Bearer k-1");
  // Refused again, for another reason that could be learnt from.
  f.client->head(f.client->asked[1].id, refused);
  f.client->body(f.client->asked[1].id, R"({"error":"suffix is not supported"})");
  f.client->end(f.client->asked[1].id);
  CHECK(f.client->asked.size() == 2);
  CHECK(f.notes.heard == Heard{"1!rejected"});

  RemoteFixture aborted;
  const auto first = aborted.start(1, 3);
  aborted.client->head(first, refused);
  aborted.client->body(first, too_many);
  aborted.client->end(first);
  aborted.remote->abort(StreamId{1});
  CHECK(aborted.client->open_count() == 0);
  CHECK(aborted.notes.heard.empty());
}

TEST_CASE("who refuses several candidates is asked for one, unheard", "[providers]") {
  for (const ManyCase& c : kManyCases) {
    for (const int then : {200, 400}) {
      CAPTURE(c.status, c.body, then);
      RemoteFixture f;
      const auto bodies = asked_for_many(f, c, then);
      REQUIRE(bodies.size() == (c.asked_again ? 3 : 2));
      CHECK(bodies.front().at("n") == 3);
      const bool answered = c.asked_again && then == 200;
      CHECK(bodies.back().contains("n") == !(answered || c.learnt));
      CHECK((f.notes.heard == Heard{"1:a", "1."}) == answered);
      CHECK(f.client->cancelled.empty()); // no connection was lost
      if (!c.asked_again) continue;
      CHECK_FALSE(bodies[1].contains("n"));
      CHECK(bodies[1].at("temperature") == 0.0);
      if (!answered) CHECK(f.notes.heard == Heard{"1!rejected"});
    }
  }
}

TEST_CASE("a refusal of one candidate, or of two streams at once, is no riddle", "[providers]") {
  const http::ResponseHead refused{.status = 400, .content_type = {}, .retry_after = {}};
  RemoteFixture one;
  const auto id = one.start(1);
  one.client->head(id, refused);
  one.client->end(id);
  CHECK(one.client->asked.size() == 1);
  CHECK(one.notes.heard == Heard{"1!rejected"});

  RemoteFixture two;
  const auto first = two.start(1, 2);
  const auto second = two.start(2, 2);
  for (const auto asked : {first, second}) {
    two.client->head(asked, refused);
    two.client->body(asked, R"({"error":{"message":"`n` must be 1"}})");
    two.client->end(asked);
  }
  CHECK(two.client->asked.size() == 4);
  CHECK(two.notes.heard.empty());
}
