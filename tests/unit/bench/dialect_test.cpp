#include "bench/dialect.hpp"

#include "support/catch.hpp"

#include <nlohmann/json.hpp>

using namespace inkling;
using namespace inkling::harness;
using nlohmann::json;

namespace {

/// The JSON texts of server-sent events; "[DONE]" as a string.
std::vector<json> read_events(std::string events) {
  std::vector<json> values;
  while (!events.empty()) {
    const std::size_t end = events.find("\n\n");
    REQUIRE(end != events.npos);
    REQUIRE(events.starts_with("data: "));
    const std::string data = events.substr(6, end - 6);
    values.push_back(data == "[DONE]" ? json(data) : json::parse(data));
    events.erase(0, end + 2);
  }
  return values;
}

} // namespace

TEST_CASE("paths name dialects", "[bench]") {
  CHECK(dialect_of("/v1/completions") == Dialect::completions);
  CHECK(dialect_of("/completions") == Dialect::completions);
  CHECK(dialect_of("/v1/chat/completions?x=1") == Dialect::chat);
  CHECK(dialect_of("/infill") == Dialect::infill);
  CHECK_FALSE(dialect_of("/v1/models"));
  CHECK(info_body("/v1/models"));
  CHECK(json::parse(*info_body("/props")).at("total_slots") == 4);
  CHECK_FALSE(info_body("/other"));
}

TEST_CASE("a request body is read in each dialect", "[bench]") {
  auto asked =
      read_ask(Dialect::completions, R"({"prompt":"ab","max_tokens":7,"stop":"x","stream":true})");
  REQUIRE(asked.has_value());
  CHECK(asked->ask.prompt == "ab");
  CHECK_FALSE(asked->ask.plain);
  CHECK(asked->ask.tokens_max == 7);
  CHECK(asked->ask.stops == std::vector<std::string>{"x"});
  CHECK(asked->stream);

  asked = read_ask(Dialect::completions, R"({"prompt":"ab","suffix":"c"})");
  CHECK(asked->ask.plain);
  CHECK_FALSE(asked->stream);

  asked = read_ask(Dialect::chat, R"({"messages":[{"role":"system","content":"be brief"},
      {"role":"user","content":[{"type":"text","text":"fill"}]}],"stop":["a","b"]})");
  REQUIRE(asked.has_value());
  CHECK(asked->ask.prompt == "be brief\nfill");
  CHECK(asked->ask.stops == std::vector<std::string>{"a", "b"});

  asked = read_ask(Dialect::infill, R"({"input_prefix":"ab","prompt":"c","input_suffix":"d",
      "n_predict":3})");
  REQUIRE(asked.has_value());
  CHECK(asked->ask.prompt == "abc");
  CHECK(asked->ask.plain);
  CHECK(asked->ask.tokens_max == 3);
}

TEST_CASE("a body that is no request is an error", "[bench]") {
  CHECK_FALSE(read_ask(Dialect::completions, "not JSON").has_value());
  CHECK_FALSE(read_ask(Dialect::completions, "[]").has_value());
  CHECK_FALSE(read_ask(Dialect::completions, R"({"prompt":3})").has_value());
  CHECK_FALSE(read_ask(Dialect::chat, R"({"messages":[{}]})").has_value());
  CHECK_FALSE(read_ask(Dialect::infill, R"({"prompt":"ab"})").has_value());
}

TEST_CASE("events say the text, each dialect in its way", "[bench]") {
  const std::string text = "a\"\n\\";
  const auto first = [&](Dialect dialect) { return read_events(event(dialect, text)).at(0); };
  CHECK(first(Dialect::completions).at("choices").at(0).at("text") == text);
  CHECK(first(Dialect::chat).at("choices").at(0).at("delta").at("content") == text);
  CHECK(first(Dialect::infill).at("content") == text);
  CHECK(first(Dialect::infill).at("stop") == false);
  CHECK(first_event(Dialect::completions).empty());
  CHECK(read_events(first_event(Dialect::chat)).size() == 1);
}

TEST_CASE("OpenAI streams end with [DONE], infill with stop", "[bench]") {
  CHECK(read_events(last_event(Dialect::completions)).back() == "[DONE]");
  CHECK(read_events(last_event(Dialect::chat)).back() == "[DONE]");
  CHECK(read_events(last_event(Dialect::infill)).back().at("stop") == true);
  CHECK(read_events(error_event()).at(0).contains("error"));
}

TEST_CASE("a whole answer is JSON", "[bench]") {
  const auto whole = [](Dialect dialect) { return json::parse(whole_answer(dialect, "x\n")); };
  CHECK(whole(Dialect::completions).at("choices").at(0).at("text") == "x\n");
  CHECK(whole(Dialect::chat).at("choices").at(0).at("message").at("content") == "x\n");
  CHECK(whole(Dialect::infill).at("content") == "x\n");
  CHECK(json::parse(error_body(429)).at("error").at("code") == 429);
}
