#pragma once
// What a person has configured, resolved: plain values, their defaults written once, here. How they
// are read, merged and trusted is in the other files of this room; docs/CONFIG.md lists every key.

#include "base/limits.hpp"
#include "base/log.hpp"
#include "base/secret.hpp"
#include "base/time.hpp"
#include "context/reach.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace inkling::config {

/// Whose API a backend speaks.
enum class BackendKind : std::uint8_t {
  embedded,
  openai_completions, ///< and vLLM, SGLang, LM Studio, OpenRouter
  openai_chat,        ///< and Groq, OpenRouter
  openai_responses,
  llama_cpp,
  ollama,
  mistral, ///< /fim/completions, Codestral's host too
  deepseek,
  mercury,  ///< Inception Labs
  cerebras, ///< completions where the model fills gaps, else chat
};

/// What tokens cost: decides how eagerly work is begun.
enum class Price : std::uint8_t { automatic, free, metered };

/// When something is offered. Ordered, as Speculate is: a smaller one is stricter.
enum class Trigger : std::uint8_t { invoked, automatic };

/// Whether what follows an accepted suggestion is asked for ahead.
enum class Speculate : std::uint8_t {
  never,
  automatic, ///< where tokens are free
  always,
};

/// Where a key comes from; at most one of them is set. Never the key itself in a file.
struct KeySource {
  std::string env;                  ///< name of an environment variable
  std::vector<std::string> command; ///< argv; its first line of output. Only from the user's file
  std::string file;                 ///< absolute path; mode must not let others read it
  Secret value;                     ///< handed over by a trusted client
  bool empty() const;
  friend bool operator==(const KeySource&, const KeySource&) = default;
};

struct BackendConfig {
  std::string preset; ///< that it starts from (presets.hpp); empty: the one of its own name, if any
  BackendKind kind = BackendKind::openai_completions;
  std::string base_url;
  std::string model;
  KeySource key;
  std::string fim = "auto";
  std::size_t max_tokens = 128;
  Price price = Price::automatic;
  std::string ca_file;
  std::optional<std::size_t> concurrency; ///< none: the server's own word, else unlimited
  // What it may cost at most, all editors together; none: no bound.
  std::optional<std::size_t> requests_per_minute;
  std::optional<std::size_t> tokens_per_minute;
  std::optional<std::size_t> tokens_per_day;
  friend bool operator==(const BackendConfig&, const BackendConfig&) = default;
};

struct CompletionConfig {
  bool enabled = true;
  std::vector<std::string> languages_disabled; ///< LSP language ids
  std::vector<std::string> files_disabled;     ///< patterns of context/globs.hpp
  Trigger trigger = Trigger::automatic;
  bool line_end_only = false;
  bool mid_word = false;
  Duration show_delay{0};
  bool head_start = true;
  Speculate speculate = Speculate::automatic;
  std::optional<Duration> debounce; ///< none: "auto"
  Duration deadline = 1500ms;
  bool fallback_embedded = true;
  std::size_t prefix_bytes_max = 8192;
  std::size_t suffix_bytes_max = 2048;
  std::size_t candidates = 3; ///< of an explicit request, where the backend gives several
  std::size_t snippets_tokens_max = 1500; ///< 0: nothing of elsewhere is sent, or gathered
  friend bool operator==(const CompletionConfig&, const CompletionConfig&) = default;
};

/// Which files never leave this process; context/document_policy.hpp applies it.
struct PrivacyConfig {
  std::vector<std::string>
      exclude; ///< patterns of context/globs.hpp: neither sent nor learned from
  context::Reach outside_workspace = context::Reach::local;
  context::Reach ignored_files = context::Reach::local;
  friend bool operator==(const PrivacyConfig&, const PrivacyConfig&) = default;
};

struct Config {
  std::string backend = "embedded"; ///< key of `backends`, or "embedded"
  std::map<std::string, BackendConfig> backends;
  CompletionConfig completion;
  PrivacyConfig privacy;
  Limits limits;
  log::Options log;

  /// The entry that `backend` names; null for the embedded model.
  const BackendConfig* remote() const;

  friend bool operator==(const Config&, const Config&) = default;
};

} // namespace inkling::config
