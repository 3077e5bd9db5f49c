// Events read in one pass, against the same events read as values: recorded, cut short, with bytes
// and members changed.

#include "backend/providers/event_reader.hpp"

#include "support/catch.hpp"
#include "value_reading.hpp"
#include "wire_fixture.hpp"

#include <random>
#include <string>
#include <vector>

using namespace inkling;
using namespace inkling::backend;

namespace {

struct Api {
  const char* name;
  ProviderKind kind;
  EventShape shape;
  Reading (*reference)(std::string_view);
};

const Api kApis[] = {
    {"openai", ProviderKind::openai_completions, EventShape::openai, test::read_openai_value},
    {"llama.cpp", ProviderKind::llama_cpp, EventShape::llama_cpp, test::read_llama_value},
    {"ollama", ProviderKind::ollama, EventShape::ollama, test::read_ollama_value},
};

/// As servers send them, shortened where they only repeat themselves. None must need a closer look.
const std::string_view kUsualOpenAi[] = {
    R"({"id":"c","object":"text_completion","created":1,"model":"m","choices":[{"index":0,)"
    R"("text":"path","logprobs":null,"finish_reason":null}]})",
    R"({"choices":[{"text":" \"a\\n\tb\u00e9\ud83d\ude42","index":0,"finish_reason":null}]})",
    R"({"choices":[{"text":"","index":0,"finish_reason":"length"}],)"
    R"("usage":{"completion_tokens":2,"details":{"cached":[1,2]}}})",
    R"({"choices":[{"finish_reason":null,"index":0,"delta":{"role":"assistant",)"
    R"("content":null}}],"object":"chat.completion.chunk"})",
    R"({"choices":[{"finish_reason":"stop","index":0,"delta":{}}],)"
    R"("timings":{"predicted_ms":1.5e1,"n":-3}})",
    R"({"choices":[{"delta":{"content":"x","reasoning_content":"hm"},)"
    R"("logprobs":{"content":[{"token":"x","bytes":[120]}]}}]})",
    R"({"choices":[{"message":{"content":"b"}}]})",
    R"({"choices":[{"text":"a"},{"text":"b","finish_reason":"stop"}]})",
    R"({"choices":[],"usage":{}})",
    R"({"choices":null,"error":null})",
    R"({"text":"t","choices":[{"x":{"text":"no","choices":[{"text":"no"}]},"text":"yes"}],)"
    R"("finish_reason":"no"})",
    " \n{ \"choices\" : [ { \"text\" : \"a\" } ] }\r\n",
    "{}",
};

const std::string_view kUsualLlama[] = {
    R"({"index":0,"content":" ","tokens":[32],"stop":false,"id_slot":-1,"tokens_predicted":1})",
    R"({"content":"a\n","stop":null,"generation_settings":{"stop":["x"],"content":1}})",
    R"({"content":null})",
};

const std::string_view kUsualOllama[] = {
    R"({"model":"m","created_at":"2026-11-22T10:00:00Z","response":" a\n","done":false})",
    R"({"response":"","thinking":"hm"})",
    R"({"response":null,"done":null,"context":[1,2]})",
};

const std::string_view kUsualResponses[] = {
    R"({"type":"response.output_text.delta","item_id":"msg","delta":" a","logprobs":[]})",
    R"({"delta":"a","type":"response.output_text.delta","error":null})",
};

/// The last events, which tell more than text.
const std::string_view kLast[] = {
    R"({"content":"","stop":true,"stop_type":"limit","timings/prompt_n":40,"timings/prompt_ms":20.5})",
    R"({"content":"a","stop":true})",
    R"({"response":"","done":true,"done_reason":"length","prompt_eval_count":40,)"
    R"("prompt_eval_duration":20000000})",
    R"({"response":"b","done":true})",
    R"({"choices":[{"text":"","finish_reason":"stop"}],"usage":{"prompt_tokens":40,)"
    R"("prompt_tokens_details":{"cached_tokens":5}},"time_info":{"prompt_time":0.5}})",
    R"({"choices":[{"delta":{},"finish_reason":"length"}],)"
    R"("x_groq":{"usage":{"prompt_tokens":64,"prompt_time":0.25}}})",
    R"({"choices":[{"text":"a","index":1,"finish_reason":"length"}]})",
    R"({"choices":[{"text":"a","index":-1}]})",
    R"({"choices":[{"text":"a","index":"2"}]})",
    R"({"choices":[{"text":"a","index":1.5}]})",
};

/// What must be looked at closely, whatever it then turns out to be.
const std::string_view kUnusual[] = {
    "",
    "42",
    "null",
    "\"text\"",
    "true",
    "[]",
    R"([{"choices":[{"text":"a"}],"content":"a"}])",
    R"({"choices":{"text":"a"},"content":["a"]})",
    R"({"choices":[{"text":7}],"content":7})",
    R"({"choices":["a"],"content":{"a":1}})",
    R"({"choices":[7],"stop":1})",
    R"({"choices":[[{"text":"a"}]],"stop":"true"})",
    R"({"choices":[{"text":"a","text":"b"}],"content":"a","content":"b"})",
    R"({"choices":[{"text":"a","delta":{"content":"b"}}],"stop":true,"stop":false})",
    R"({"choices":[{"delta":{"content":"b"},"text":"a"}],"content":"a","stop":{}})",
    R"({"choices":[{"text":"a"}],"choices":[{"text":"b"}],"content":true})",
    R"({"choices":[{"delta":"a"}],"content":1.5})",
    R"({"choices":[{"finish_reason":false}],"stop":[true]})",
    R"({"choices":[{"text":"a","finish_reason":"error"}],"object":"error"})",
    R"({"choices":[{"text":"\ud83d"}],"content":"\ude42"})",
    R"({"choices":[{"te\u0078t":"a"}],"con\u0074ent":"a"})",
    R"({"x\n":1})",
    R"({"error":{"code":503},"content":"a"})",
    R"({"error":"text"})",
    R"({"error":false})",
    R"({"object":"error","content":"a"})",
    R"({"type":"err\u006fr"})",
    R"({"type":7})",
    R"({"x":1e999})",
    R"({"content":"a","choices":[{"text":"a"}]} x)",
    R"({"content":"a","choices":[{"text":"a"}]}{})",
    R"({"content":"a","choices":[{"text":"a"}],})",
    R"({"content":"a","choices":[{"text":"a"}]/**/})",
    "{\"content\":\"a\xFF\",\"choices\":[{\"text\":\"a\xFF\"}]}",
    "{\"content\":\"a\n\",\"choices\":[{\"text\":\"a\n\"}]}",
    "\xEF\xBB\xBF{\"content\":\"a\",\"choices\":[{\"text\":\"a\"}]}",
};

/// What is neither, but read by both.
std::vector<std::string> seeds(const Api& api) {
  std::vector<std::string> all(std::begin(kUnusual), std::end(kUnusual));
  const auto add = [&](const auto& list) {
    all.insert(all.end(), std::begin(list), std::end(list));
  };
  add(kLast);
  if (api.shape == EventShape::openai) add(kUsualOpenAi);
  if (api.shape == EventShape::llama_cpp) add(kUsualLlama);
  if (api.shape == EventShape::ollama) add(kUsualOllama);
  return all;
}

/// What the provider makes of an event is what the reference makes of it.
void check_same(const Api& api, Provider& provider, std::string_view data) {
  if (data.empty() || data.starts_with("[DONE]")) return; // never looked into
  const Reading reading = provider.read_event({.event = "message", .data = data});
  const Reading expected = api.reference(data);
  const bool same = reading.text == expected.text && reading.finished == expected.finished &&
                    reading.failure == expected.failure && reading.cut == expected.cut &&
                    reading.choice == expected.choice && reading.facts == expected.facts;
  if (same) return;
  CAPTURE(api.name, data, test::told(reading), test::told(expected));
  CHECK(same);
}

std::string nested(std::size_t depth) {
  return R"({"content":"a","choices":[{"text":"a"}],"x":)" + std::string(depth, '[') +
         std::string(depth, ']') + "}";
}

} // namespace

TEST_CASE("what servers usually send needs no closer look", "[providers]") {
  EventReader openai(EventShape::openai);
  for (const std::string_view event : kUsualOpenAi) {
    CAPTURE(event);
    CHECK(openai.read(event));
  }
  EventReader llama(EventShape::llama_cpp);
  for (const std::string_view event : kUsualLlama) {
    CAPTURE(event);
    CHECK(llama.read(event));
  }
  EventReader ollama(EventShape::ollama);
  for (const std::string_view event : kUsualOllama) {
    CAPTURE(event);
    CHECK(ollama.read(event));
  }
  EventReader responses(EventShape::responses);
  for (const std::string_view event : kUsualResponses) {
    CAPTURE(event);
    const auto reading = responses.read(event);
    REQUIRE(reading);
    CHECK_FALSE(reading->text.empty());
  }
}

TEST_CASE("an event that tells facts, or is no text of an answer, is left to a closer look",
          "[providers]") {
  EventReader openai(EventShape::openai);
  CHECK_FALSE(openai.read(kLast[4]));
  CHECK_FALSE(openai.read(kLast[5]));
  EventReader llama(EventShape::llama_cpp);
  CHECK_FALSE(llama.read(kLast[0]));
  EventReader ollama(EventShape::ollama);
  CHECK_FALSE(ollama.read(kLast[2]));
  EventReader responses(EventShape::responses);
  for (const std::string_view event :
       {R"({"type":"response.reasoning_text.delta","delta":"hm"})", R"({"delta":"no type"})",
        R"({"type":"response.completed","response":{}})", R"({"type":"error","delta":"x"})"})
    CHECK_FALSE(responses.read(event));
}

TEST_CASE("what is not as usual is left to a closer look", "[providers]") {
  EventReader openai(EventShape::openai);
  EventReader llama(EventShape::llama_cpp);
  for (const std::string_view event : kUnusual) {
    CAPTURE(event);
    CHECK_FALSE((openai.read(event) && llama.read(event)));
  }
  const std::string large =
      R"({"choices":[{"text":")" + std::string(EventReader::kBytesMax, 'a') + "\"}]}";
  CHECK_FALSE(openai.read(large));
}

TEST_CASE("an event left half read leaves nothing for the next one", "[providers]") {
  EventReader reader(EventShape::openai);
  CHECK_FALSE(reader.read(R"({"choices":[{"text":"abc\n","delta":{"content":"d\tef)"));
  const auto reading = reader.read(R"({"choices":[{"text":"x"}]})");
  REQUIRE(reading);
  CHECK(reading->text == "x");
  CHECK_FALSE(reading->finished);
}

TEST_CASE("read in one pass or as a value, an event says the same", "[providers]") {
  for (const Api& api : kApis) {
    const auto provider = make_provider(api.kind, {});
    for (const std::string& event : seeds(api)) {
      check_same(api, *provider, event);
      for (std::size_t end = 0; end < event.size(); ++end) {
        check_same(api, *provider, std::string_view(event).substr(0, end));
        check_same(api, *provider, std::string_view(event).substr(end));
        std::string without = event;
        check_same(api, *provider, without.erase(end, 1));
      }
    }
    for (const std::size_t depth : {1, 61, 62, 63, 64, 65, 200})
      check_same(api, *provider, nested(depth));
    const std::string large =
        R"({"content":")" + std::string(EventReader::kBytesMax, 'a') + R"(","choices":[]})";
    check_same(api, *provider, large);
  }
}

TEST_CASE("a changed event says the same in one pass and as a value", "[providers]") {
  static constexpr std::string_view kPieces[] = {"{",
                                                 "}",
                                                 "[",
                                                 "]",
                                                 ",",
                                                 ":",
                                                 "\"",
                                                 "\\",
                                                 "null",
                                                 "true",
                                                 "0",
                                                 "1e400",
                                                 "\"text\"",
                                                 "\"content\"",
                                                 "\"choices\"",
                                                 "\"error\"",
                                                 "\"stop\"",
                                                 "\"delta\":{\"content\":\"z\"},",
                                                 "\"text\":\"y\",",
                                                 "\"finish_reason\":\"stop\",",
                                                 "\"content\":\"y\",",
                                                 "\\ud83d",
                                                 "\xC3",
                                                 "\xEF\xBB\xBF",
                                                 "\n",
                                                 " "};
  std::mt19937 random(7); // NOLINT: the same changes every time
  const auto below = [&](std::size_t count) { return static_cast<std::size_t>(random() % count); };
  for (const Api& api : kApis) {
    const auto provider = make_provider(api.kind, {});
    const std::vector<std::string> events = seeds(api);
    for (int round = 0; round < 20000; ++round) {
      std::string event = events[below(events.size())];
      for (std::size_t changes = 1 + below(3); changes > 0; --changes) {
        const std::size_t at = below(event.size() + 1);
        const std::size_t erased = below(2) * below(6);
        event.replace(at, std::min(erased, event.size() - at), kPieces[below(std::size(kPieces))]);
      }
      check_same(api, *provider, event);
    }
  }
}
