#include "config/presets.hpp"

#include "backend/http/http.hpp"

#include <algorithm>

namespace inkling::config {
namespace {

const Preset kPresets[] = {
    {.name = "cerebras",
     .description = "Cerebras: the fastest of the hosted ones; open models",
     .kind = BackendKind::cerebras,
     .base_url = "https://api.cerebras.ai/v1",
     .model = "gpt-oss-120b",
     .key_env = "CEREBRAS_API_KEY",
     .price = Price::metered,
     .model_hint = "inkling doctor lists what it has",
     .note = "prompt and max_tokens are booked against the tokens a minute before it runs"},
    {.name = "openai",
     .description = "OpenAI, Responses API",
     .kind = BackendKind::openai_responses,
     .base_url = "https://api.openai.com/v1",
     .model = "gpt-5.3-codex-spark",
     .key_env = "OPENAI_API_KEY",
     .price = Price::metered,
     .model_hint = "inkling doctor lists what it has"},
    {.name = "groq",
     .description = "Groq: fast, open models; chat only",
     .kind = BackendKind::openai_chat,
     .base_url = "https://api.groq.com/openai/v1",
     .key_env = "GROQ_API_KEY",
     .price = Price::metered,
     .model_hint = "inkling doctor lists what it has",
     .note = "bounds requests a day and tokens a minute"},
    {.name = "mistral",
     .description = "Mistral: Codestral fills gaps natively",
     .kind = BackendKind::mistral,
     .base_url = "https://api.mistral.ai/v1",
     .model = "codestral-latest",
     .key_env = "MISTRAL_API_KEY",
     .price = Price::metered,
     .model_hint = "codestral-latest fills gaps",
     .note = "bounds requests and tokens a minute"},
    {.name = "codestral",
     .description = "Mistral's host for Codestral, with keys of its own",
     .kind = BackendKind::mistral,
     .base_url = "https://codestral.mistral.ai/v1",
     .model = "codestral-latest",
     .key_env = "CODESTRAL_API_KEY",
     .price = Price::metered,
     .model_hint = "codestral-latest fills gaps"},
    {.name = "deepseek",
     .description = "DeepSeek: fills gaps natively, over its beta API",
     .kind = BackendKind::deepseek,
     .base_url = "https://api.deepseek.com/beta",
     .model = "deepseek-chat",
     .key_env = "DEEPSEEK_API_KEY",
     .price = Price::metered,
     .model_hint = "inkling doctor lists what it has"},
    {.name = "mercury",
     .description = "Inception's Mercury: a diffusion model that fills gaps natively",
     .kind = BackendKind::mercury,
     .base_url = "https://api.inceptionlabs.ai/v1",
     .model = "mercury-edit-2",
     .key_env = "INCEPTION_API_KEY",
     .price = Price::metered,
     .model_hint = "mercury-edit-2 fills gaps"},
    {.name = "openrouter",
     .description = "OpenRouter: many vendors behind one key; chat",
     .kind = BackendKind::openai_chat,
     .base_url = "https://openrouter.ai/api/v1",
     .key_env = "OPENROUTER_API_KEY",
     .price = Price::metered,
     .model_hint = "its names are VENDOR/MODEL; inkling doctor finds the nearest",
     .note = "a cancelled request stops costing with some vendors only"},
    {.name = "ollama",
     .description = "Ollama on this machine",
     .kind = BackendKind::ollama,
     .base_url = "http://127.0.0.1:11434",
     .price = Price::free,
     .model_hint = "ollama list shows what you have; a code model's base variant fills gaps",
     .start = "ollama serve"},
    {.name = "llama-cpp",
     .description = "llama.cpp's server on this machine",
     .kind = BackendKind::llama_cpp,
     .base_url = "http://127.0.0.1:8080",
     .price = Price::free,
     .start = "llama-server -m MODEL.gguf --port 8080",
     .note = "newer builds listen on 9931 where no --port is given; it says itself how many "
             "generations it runs at once"},
    {.name = "vllm",
     .description = "vLLM on this machine",
     .kind = BackendKind::openai_completions,
     .base_url = "http://127.0.0.1:8000/v1",
     .price = Price::free,
     .model_hint = "the name that it was started with; inkling doctor lists it",
     .start = "vllm serve MODEL",
     .note = "takes no suffix: gaps are filled by the model's template"},
    {.name = "sglang",
     .description = "SGLang on this machine",
     .kind = BackendKind::openai_completions,
     .base_url = "http://127.0.0.1:30000/v1",
     .price = Price::free,
     .model_hint = "the name that it was started with; inkling doctor lists it",
     .start = "python3 -m sglang.launch_server --model-path MODEL",
     .note = "gaps are filled by the model's template"},
    {.name = "lm-studio",
     .description = "LM Studio on this machine",
     .kind = BackendKind::openai_completions,
     .base_url = "http://127.0.0.1:1234/v1",
     .price = Price::free,
     .model_hint = "as LM Studio shows it; inkling doctor lists them",
     .start = "lms server start"},
};

/// Whether both lead to the same server, whatever the path.
bool is_same_host(const std::string& one, std::string_view other) {
  const auto ours = http::parse_url(one);
  const auto theirs = http::parse_url(other);
  return ours && theirs && ours->scheme == theirs->scheme && ours->port == theirs->port &&
         ours->host == theirs->host && ours->socket_path == theirs->socket_path;
}

bool begins_with_any(const Origins& origins, const std::string& head) {
  const auto at = origins.lower_bound(head);
  return at != origins.end() && at->first.starts_with(head);
}

} // namespace

std::span<const Preset> presets() {
  return kPresets;
}

const Preset* find_preset(std::string_view name) {
  const auto* found = std::find_if(std::begin(kPresets), std::end(kPresets),
                                   [&](const Preset& preset) { return preset.name == name; });
  return found == std::end(kPresets) ? nullptr : found;
}

const Preset* preset_of(std::string_view entry, const BackendConfig& backend) {
  return find_preset(backend.preset.empty() ? entry : std::string_view(backend.preset));
}

std::vector<std::string> preset_names() {
  std::vector<std::string> names;
  for (const Preset& preset : kPresets) names.emplace_back(preset.name);
  return names;
}

void fill_from_preset(const std::string& entry, BackendConfig& backend, Origins& origins) {
  const Preset* preset = preset_of(entry, backend);
  if (preset == nullptr) return;
  const std::string head = "backends." + entry + '.';
  const Origin origin{.layer = Layer::built_in, .name = "preset " + std::string(preset->name)};
  const auto take = [&](const char* key, auto& into, const auto& value) {
    if (origins.count(head + key) != 0) return;
    into = value;
    origins[head + key] = origin;
  };
  take("kind", backend.kind, preset->kind);
  take("base_url", backend.base_url, preset->base_url);
  if (!preset->model.empty()) take("model", backend.model, preset->model);
  take("price", backend.price, preset->price);
  const bool names_key = begins_with_any(origins, head + "api_key");
  if (names_key || preset->key_env.empty() || !is_same_host(backend.base_url, preset->base_url))
    return;
  take("api_key_env", backend.key.env, preset->key_env);
}

} // namespace inkling::config
