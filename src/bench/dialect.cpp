#include "bench/dialect.hpp"

#include "base/limits.hpp"
#include "wire/json.hpp"

#include <nlohmann/json.hpp>

namespace inkling::harness {
namespace {

using nlohmann::json;

/// The text of a chat message: a string, or the text parts of a list.
std::string content_text(const json& content) {
  if (content.is_string()) return content.get<std::string>();
  std::string text;
  if (content.is_array())
    for (const json& part : content) text += part.value("text", "");
  return text;
}

std::string prompt_of(Dialect dialect, const json& body) {
  switch (dialect) {
  case Dialect::completions:
    return body.at("prompt").get<std::string>();
  case Dialect::chat: {
    std::string text;
    for (const json& message : body.at("messages"))
      text += content_text(message.at("content")) + '\n';
    if (!text.empty()) text.pop_back();
    return text;
  }
  case Dialect::infill:
    return body.at("input_prefix").get<std::string>() + body.value("prompt", "");
  }
  return {};
}

std::vector<std::string> stops_of(const json& body) {
  const auto stop = body.find("stop");
  if (stop == body.end() || stop->is_null()) return {};
  if (stop->is_string()) return {stop->get<std::string>()};
  return stop->get<std::vector<std::string>>();
}

std::size_t tokens_max_of(const json& body) {
  for (const char* name : {"max_tokens", "max_completion_tokens", "n_predict"})
    if (const auto value = body.find(name); value != body.end() && value->is_number_unsigned())
      return value->get<std::size_t>();
  return SIZE_MAX;
}

std::string quoted(std::string_view text) {
  std::string out;
  wire::append_json_string(out, text);
  return out;
}

std::string sse_event(std::string_view json_text) {
  return "data: " + std::string(json_text) + "\n\n";
}

std::string suffix_of(Dialect dialect, const json& fields) {
  const auto suffix = fields.find(dialect == Dialect::infill ? "input_suffix" : "suffix");
  return suffix == fields.end() || suffix->is_null() ? "" : suffix->get<std::string>();
}

} // namespace

std::optional<Dialect> dialect_of(std::string_view target) {
  target = target.substr(0, target.find('?'));
  if (target.starts_with("/v1/")) target.remove_prefix(3);
  if (target == "/completions") return Dialect::completions;
  if (target == "/chat/completions") return Dialect::chat;
  if (target == "/infill") return Dialect::infill;
  return std::nullopt;
}

Result<Asked> read_ask(Dialect dialect, std::string text) {
  const auto body = wire::parse_json(text, Limits{}.json_depth_max);
  if (!body) return body.error();
  // A wrong shape is found by nlohmann's checked access; a test server need not name the field.
  try {
    const json& fields = **body;
    return Asked{{.prompt = prompt_of(dialect, fields),
                  .plain = dialect == Dialect::infill || fields.contains("suffix"),
                  .tokens_max = tokens_max_of(fields),
                  .stops = stops_of(fields),
                  .suffix = suffix_of(dialect, fields)},
                 fields.value("stream", false)};
  } catch (const json::exception& wrong) {
    return make_error(Errc::invalid_params, wrong.what());
  }
}

std::string first_event(Dialect dialect) {
  if (dialect != Dialect::chat) return {};
  return sse_event(R"({"id":"b","object":"chat.completion.chunk","choices":[{"index":0,)"
                   R"("delta":{"role":"assistant","content":""},"finish_reason":null}]})");
}

std::string event(Dialect dialect, std::string_view text) {
  switch (dialect) {
  case Dialect::completions:
    return sse_event(
        R"({"id":"b","object":"text_completion","model":"bench","choices":[{"index":0,)"
        R"("text":)" +
        quoted(text) + R"(,"logprobs":null,"finish_reason":null}]})");
  case Dialect::chat:
    return sse_event(R"({"id":"b","object":"chat.completion.chunk","model":"bench","choices":[)"
                     R"({"index":0,"delta":{"content":)" +
                     quoted(text) + R"(},"finish_reason":null}]})");
  case Dialect::infill:
    return sse_event(R"({"index":0,"content":)" + quoted(text) + R"(,"stop":false})");
  }
  return {};
}

std::string last_event(Dialect dialect) {
  switch (dialect) {
  case Dialect::completions:
    return sse_event(R"({"id":"b","object":"text_completion","choices":[{"index":0,"text":"",)"
                     R"("logprobs":null,"finish_reason":"length"}]})") +
           sse_event("[DONE]");
  case Dialect::chat:
    return sse_event(
               R"({"id":"b","object":"chat.completion.chunk","choices":[{"index":0,"delta":{},)"
               R"("finish_reason":"length"}]})") +
           sse_event("[DONE]");
  case Dialect::infill:
    return sse_event(R"({"index":0,"content":"","stop":true,"stop_type":"limit"})");
  }
  return {};
}

std::string error_event() {
  return sse_event(
      R"({"error":{"message":"played by the bench","type":"server_error","code":500}})");
}

std::string whole_answer(Dialect dialect, std::string_view text) {
  switch (dialect) {
  case Dialect::completions:
    return R"({"id":"b","object":"text_completion","choices":[{"index":0,"text":)" + quoted(text) +
           R"(,"finish_reason":"length"}]})";
  case Dialect::chat:
    return R"({"id":"b","object":"chat.completion","choices":[{"index":0,"message":)"
           R"({"role":"assistant","content":)" +
           quoted(text) + R"(},"finish_reason":"length"}]})";
  case Dialect::infill:
    return R"({"index":0,"content":)" + quoted(text) + R"(,"stop":true,"stop_type":"limit"})";
  }
  return {};
}

std::string error_body(int status) {
  return R"({"error":{"message":"played by the bench","type":"bench_error","code":)" +
         std::to_string(status) + "}}";
}

std::optional<std::string> info_body(std::string_view target) {
  target = target.substr(0, target.find('?'));
  if (target == "/health") return R"({"status":"ok"})";
  if (target == "/props") return R"({"total_slots":4,"model_path":"bench","n_ctx":8192})";
  if (target == "/v1/models" || target == "/models")
    return R"({"object":"list","data":[{"id":"bench","object":"model","owned_by":"inkling"}]})";
  return std::nullopt;
}

} // namespace inkling::harness
