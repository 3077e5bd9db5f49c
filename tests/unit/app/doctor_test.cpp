#include "app/doctor/finding.hpp"
#include "app/doctor/model_list.hpp"
#include "app/doctor/sample.hpp"
#include "app/doctor/speed.hpp"
#include "app/doctor/words.hpp"
#include "support/catch.hpp"

#include <array>
#include <nlohmann/json.hpp>

using namespace inkling;
using namespace inkling::app::doctor;

namespace {

Subject subject_of(const config::BackendConfig& config) {
  return {.entry = "x", .config = config, .url = *http::parse_url(config.base_url)};
}

config::BackendConfig entry(const std::string& base_url = "http://127.0.0.1:8080") {
  config::BackendConfig config;
  config.kind = config::BackendKind::llama_cpp;
  config.base_url = base_url;
  config.model = "m";
  return config;
}

std::string all(const Words& words) {
  return words.said + '\n' + words.advice;
}

Run run_of(Duration wait, Duration writing, std::size_t bytes) {
  const Instant begun{};
  return {.text = "x",
          .begun = begun,
          .first = begun + wait,
          .last = begun + wait + writing,
          .bytes_after_first = bytes};
}

} // namespace

TEST_CASE("an answer to the sample is judged by what it shows of the asking", "[app][doctor]") {
  struct Case {
    std::string_view answer;
    Verdict verdict;
  };
  const std::array cases = {
      Case{"b", Verdict::fills},
      Case{" b\n", Verdict::fills},
      Case{"b  # the sum", Verdict::fills},
      Case{"", Verdict::empty},
      Case{" \n\t", Verdict::empty},
      Case{"return a + b", Verdict::repeats_above},
      Case{"b\n\ndef add(a, b):\n    return a + b", Verdict::repeats_above},
      Case{"b\n\n\nprint(add(1, 2))\n", Verdict::repeats_below},
      Case{"because", Verdict::other},
      Case{"a", Verdict::other},
  };
  for (const Case& one : cases) {
    INFO(one.answer);
    CHECK(judge(kGap, one.answer) == one.verdict);
  }
  CHECK(judge(kLines, "    anything\n") == Verdict::fills);
}

TEST_CASE("a sample's prompt is the whole of it", "[app][doctor]") {
  const context::Prompt prompt = prompt_of(kGap);
  CHECK(prompt.text.slice(prompt.window_begin, prompt.offset) == kGap.prefix);
  CHECK(prompt.text.slice(prompt.offset, prompt.window_end) == kGap.suffix);
}

TEST_CASE("lists of models are read in every shape that servers have", "[app][doctor]") {
  using Names = std::vector<std::string>;
  struct Case {
    std::string_view json;
    std::optional<Names> names;
  };
  const std::array cases = {
      Case{R"({"object":"list","data":[{"id":"a"},{"id":"b"}]})", Names{"a", "b"}},
      Case{R"({"models":[{"name":"a:latest","model":"a:latest"}]})", Names{"a:latest"}},
      Case{R"([{"id":"a"}])", Names{"a"}},
      Case{R"({"data":[]})", Names{}},
      Case{R"({"data":[1,null,{"id":2},{"name":"c"}]})", Names{"c"}},
      Case{R"({"data":{"id":"a"}})", std::nullopt},
      Case{"{}", std::nullopt},
      Case{"null", std::nullopt},
      Case{"<html>", std::nullopt},
      Case{"", std::nullopt},
  };
  for (const Case& one : cases) {
    INFO(one.json);
    CHECK(read_model_list(one.json) == one.names);
  }
  CHECK(lists({"a:latest"}, "a"));
  CHECK(lists({"a"}, "a"));
  CHECK_FALSE(lists({"a:7b"}, "a"));
}

TEST_CASE("what cannot be reached is told with what to do about it", "[app][doctor]") {
  const config::BackendConfig local = entry();
  const auto told = [](const config::BackendConfig& config, http::Fault fault,
                       std::string_view detail) {
    return all(words_of(fault, detail, subject_of(config)));
  };
  const std::string refused = told(local, http::Fault::unreachable, "Connection refused");
  CHECK(refused.find("nobody listens at http://127.0.0.1:8080") != refused.npos);
  CHECK(refused.find("llama-server -m") != refused.npos);
  CHECK(refused.find("9931") != refused.npos);
  const std::string distant =
      told(entry("https://host.example/v1"), http::Fault::unreachable, "Connection refused");
  CHECK(distant.find("llama-server") == distant.npos);
  CHECK(
      told(entry("https://nowhere.example"), http::Fault::unreachable, "Name or service not known")
          .find("the name nowhere.example is not found") != std::string::npos);
  CHECK(told(local, http::Fault::tls, "self-signed certificate").find("backends.x.ca_file") !=
        std::string::npos);
  CHECK(told(local, http::Fault::tls, "wrong version number").find("http://") != std::string::npos);
  CHECK(told(local, http::Fault::slow, "connecting took too long").find("firewall") !=
        std::string::npos);
}

TEST_CASE("every status has words, and none repeats what the server said", "[app][doctor]") {
  config::BackendConfig config = entry();
  config.key.env = "MOCK_API_KEY";
  const Subject subject = subject_of(config);
  for (int status = 300; status < 600; ++status) {
    const Words words = words_of(Answer{.status = status, .body = "sk-echoed model"}, subject);
    INFO(status);
    CHECK(words.said.find('(' + std::to_string(status) + ')') != words.said.npos);
    CHECK_FALSE(words.advice.empty());
    CHECK(all(words).find("sk-echoed") == std::string::npos);
  }
  const auto told = [&](const Answer& answer) { return all(words_of(answer, subject)); };
  CHECK(told({.status = 401}).find("MOCK_API_KEY") != std::string::npos);
  CHECK(told({.status = 429, .retry_after = 1500ms}).find("in 2 s") != std::string::npos);
  CHECK(told({.status = 400, .body = "SUFFIX is not supported"}).find("no suffix") !=
        std::string::npos);
  CHECK(told({.status = 400, .body = "x does not support insert"}).find("no template") !=
        std::string::npos);
  CHECK(told({.status = 404, .target = "/v1/completions"}).find("/v1/completions") !=
        std::string::npos);
}

TEST_CASE("an error inside of an answer is told as one, with our word for its cause",
          "[app][doctor]") {
  const config::BackendConfig config = entry();
  const auto told = [&](backend::Failure failure, std::string_view body) {
    return words_of(failure, "text/event-stream", body, subject_of(config)).said;
  };
  const std::string begin = "it answers with an error inside of a success (200): ";
  using backend::Failure;
  CHECK(told(Failure::broken,
             "data: {\"choices\":[]}\n\ndata: {\"error\":{\"message\":"
             "\"overloaded sk-echoed\",\"code\":503}}\n\n") == begin + "overloaded");
  CHECK(told(Failure::broken, "event: error\ndata: {\"error\":{\"message\":\"x\"}}\n\n") ==
        begin + "server error");
  CHECK(told(Failure::broken, "{\n \"error\": \"model not found\"\n}") ==
        begin + "model not found");
  CHECK(told(Failure::rate_limited, "data: {\"error\":{\"code\":\"insufficient_quota\"}}") ==
        begin + "out of credits");
  CHECK(told(Failure::rejected, "data: {\"error\":{\"code\":422}}") == begin + "request refused");
  CHECK(told(Failure::broken, "data: {\"choices\":[]}\n\n").starts_with("its answer is not what"));
}

TEST_CASE("a finding is one line, whatever a server wrote", "[app][doctor]") {
  CHECK(to_line({Level::ok, "key", "none"}) == "ok    key            none\n");
  CHECK(to_line({Level::fail, "key", "none", "set it"}) ==
        "fail  key            none\n                     set it\n");
  CHECK(in_one_line("a\n\033[2Jb\x7F") == "a  [2Jb ");
  CHECK(in_one_line("aé", 2) == "a…");
  CHECK(to_json({{Level::warn, "model", "m", "n"}}) ==
        nlohmann::json::parse(R"([{"check":"model","level":"warn","said":"m","advice":"n"}])"));
  CHECK_FALSE(any_failed({{Level::ok, "a", "b"}, {Level::warn, "a", "b"}}));
  CHECK(any_failed({{Level::ok, "a", "b"}, {Level::fail, "a", "b"}}));
}

TEST_CASE("speed is told of answers that are long enough to tell", "[app][doctor]") {
  const std::array runs = {run_of(30ms, 100ms, 400), run_of(10ms, 100ms, 400),
                           run_of(20ms, 50ms, 400)};
  const Speed speed = speed_of(runs, 2);
  CHECK(speed.runs == 3);
  CHECK(speed.ttft_ms_p50 == Approx(20));
  CHECK(speed.ttft_ms_min == Approx(10));
  CHECK(speed.ttft_ms_max == Approx(30));
  CHECK(speed.tokens_per_second == Approx(1000));
  CHECK(to_text(speed) == "first text after 20 ms (3 runs: 10 to 30), about 1000 tokens/s, 2 of 3 "
                          "on a ready connection");
  const std::array short_ones = {run_of(3ms, 100ms, 8), run_of(4ms, 1ms, 4000)};
  CHECK(speed_of(short_ones, 0).tokens_per_second == 0);
  CHECK(to_text(speed_of(short_ones, 0)) ==
        "first text after 3.0 ms (2 runs: 3.0 to 4.0), 0 of 2 on a ready connection");
  CHECK(speed_of(std::array{Run{.text = {}}}, 1).runs == 0);
}
