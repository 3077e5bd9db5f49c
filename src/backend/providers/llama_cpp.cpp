// llama.cpp's own server: POST /infill. The server knows the model's FIM template and tokenizes our
// parts as plain text, so nothing is rendered or broken up here.

#include "backend/providers/event_reader.hpp"
#include "backend/providers/fim_template.hpp"
#include "backend/providers/json_text.hpp"
#include "backend/providers/kinds.hpp"
#include "backend/providers/prefill.hpp"
#include "backend/providers/slot_map.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

namespace inkling::backend {
namespace {

using nlohmann::json;

// As they are asked for, and what they are called in the answer.
constexpr const char* kPromptTokens = "timings/prompt_n";
constexpr const char* kPromptMs = "timings/prompt_ms";

/// /infill takes three quarters of a batch of what stands before the cursor, and a quarter of what
/// stands behind it, and cuts the rest off. It does not tell its batch: this is the default (-b).
constexpr std::size_t kBatchTokens = 2048;
constexpr std::size_t kControlTokens = 8; ///< of the template, which count too

/// How many bytes its tokens have is measured with this, and with nothing of the user's.
constexpr std::string_view kSample = R"(#include <vector>

/// Sums what is above the limit, and counts it.
static long sum_above(const std::vector<int>& values, int limit) {
  long total = 0;
  for (std::size_t index = 0; index < values.size(); ++index) {
    if (values[index] <= limit) continue;
    total += values[index] * 2 - 1;
  }
  return total;
}

def read_lines(path, encoding="utf-8"):
    with open(path, encoding=encoding) as file:
        return [line.rstrip("\n") for line in file if not line.startswith("#")]

export async function fetchUser(id: string): Promise<User | null> {
  const response = await client.get(`/users/${id}`, { timeout: 1_500 });
  return response.status === 404 ? null : response.json();
}
)";

std::string extra_text(const std::vector<context::Snippet>& snippets) {
  std::string list = "[";
  for (const context::Snippet& snippet : snippets) {
    JsonBody entry("{}");
    entry.add("filename", snippet.path).add("text", snippet.text);
    if (list.size() > 1) list += ',';
    list += std::move(entry).take();
  }
  return list + ']';
}

/// How deep the cursor's line stands, in characters, where it has nothing but that; else 0. What
/// stands less deep ends a text that begins there anyway (shape/ending.hpp).
std::size_t indentation_of_blank_line(std::string_view prefix) {
  const std::string_view line = prefix.substr(prefix.find_last_of('\n') + 1);
  return line.find_first_not_of(" \t") == line.npos ? line.size() : 0;
}

class LlamaCpp final : public Provider {
public:
  explicit LlamaCpp(ProviderOptions options)
      : options_(std::move(options)), fim_(FimTemplate::choose(options_.fim, options_.model)) {
    json constants = {
        {"prompt", ""},
        {"temperature", kTemperature},
        {"cache_prompt", true}, // the default, and what makes the next key cheap
        // The last event would echo the whole prompt: 150 bytes instead of up to 9 kB.
        {"response_fields", {"content", "stop", "stop_type", kPromptTokens, kPromptMs}},
        {"stream", true}};
    if (!options_.model.empty()) constants["model"] = options_.model;
    constants_ = wire::serialize_json(constants);
  }

  http::Request make_request(const context::PromptText& prompt) override {
    JsonBody body(constants_);
    body.add("n_predict", std::min(options_.max_tokens, prompt.max_tokens));
    if (prompt.document && slots_.has_choice())
      body.add("id_slot", slots_.slot_of(prompt.document));
    if (const std::size_t depth = indentation_of_blank_line(prompt.prefix))
      body.add("n_indent", depth);
    if (!prompt.snippets.empty()) body.add_json("input_extra", extra_text(prompt.snippets));
    body.add("input_prefix", prompt.prefix);
    body.add("input_suffix", prompt.suffix);
    return json_post(options_.url.path + "/infill", std::move(body));
  }

  AnswerFilter make_filter(const context::PromptText&) const override {
    return {fim_.tokens(), AnswerFilter::Fence::keep};
  }

  Reading read_event(const http::SseEvent& event) override {
    if (event.data.empty()) return {};
    if (auto reading = events_.read(event.data)) return std::move(*reading);
    const wire::JsonPtr value = json_.parse(event.data);
    if (!value || !value->is_object()) return {.failure = Failure::broken};
    if (const auto failure = error_in(*value)) return {.failure = failure};
    Reading reading{.text = take_string(find(value.get(), "content"))};
    const json* stop = find(value.get(), "stop");
    reading.finished = stop != nullptr && *stop == true;
    if (!reading.finished) return reading;
    const json* type = find(value.get(), "stop_type");
    reading.cut = type != nullptr && *type == "limit";
    reading.facts = prefill_facts(number_or_zero(find(value.get(), kPromptTokens)),
                                  number_or_zero(find(value.get(), kPromptMs)) / 1e3);
    return reading;
  }

  Reading read_whole(std::string_view body) override {
    Reading reading = read_event({.event = "message", .data = body});
    if (!reading.finished && !reading.failure) reading.failure = Failure::broken;
    return reading;
  }

  std::optional<http::Request> facts_request(std::size_t step) const override {
    if (step == 0) return json_get(options_.url.path + "/props");
    if (step > 1) return std::nullopt;
    JsonBody body("{}");
    body.add("content", kSample);
    return json_post(options_.url.path + "/tokenize", std::move(body));
  }

  std::optional<ServerFacts> read_facts(std::size_t step, std::string_view body) override {
    const wire::JsonPtr value = json_.parse(body);
    return step == 0 ? read_props(value.get()) : read_tokens(value.get());
  }

private:
  std::optional<ServerFacts> read_props(json* value) {
    const auto slots = whole_number(find(value, "total_slots"));
    const auto context = whole_number(find(find(value, "default_generation_settings"), "n_ctx"));
    ServerFacts facts;
    if (slots && *slots >= 1) facts.slots = static_cast<std::size_t>(*slots);
    if (context && *context >= 1) facts.context_tokens = static_cast<std::size_t>(*context);
    if (facts == ServerFacts()) return std::nullopt;
    slots_.resize(facts.slots.value_or(0));
    facts.prefix_tokens_max = kBatchTokens / 4 * 3;
    facts.suffix_tokens_max = kBatchTokens / 4 - kControlTokens;
    return facts;
  }

  static std::optional<ServerFacts> read_tokens(json* value) {
    const json* tokens = find(value, "tokens");
    if (tokens == nullptr || !tokens->is_array() || tokens->empty()) return std::nullopt;
    return ServerFacts{.bytes_per_token = static_cast<double>(kSample.size()) /
                                          static_cast<double>(tokens->size())};
  }

  ProviderOptions options_;
  std::string constants_; ///< the members that all requests share, as the text of an object
  FimTemplate fim_;
  SlotMap slots_;
  EventReader events_{EventShape::llama_cpp};
  JsonText json_;
};

} // namespace

std::unique_ptr<Provider> make_llama_cpp(ProviderOptions options) {
  drop_path_end(options.url, "/v1");
  return std::make_unique<LlamaCpp>(std::move(options));
}

} // namespace inkling::backend
