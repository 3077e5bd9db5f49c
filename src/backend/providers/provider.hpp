#pragma once
// What differs between LLM servers: how a prompt becomes a request, and what one event of the
// answer means. One small file each; pure, no sockets, no clock. RemoteBackend (remote_backend.hpp)
// does what they share; make_provider() makes them.

#include "backend/backend.hpp"
#include "backend/http/http.hpp"
#include "backend/http/sse.hpp"
#include "backend/providers/answer_filter.hpp"
#include "backend/providers/server_error.hpp"
#include "backend/server_facts.hpp"
#include "context/prompt_text.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace inkling::backend {

/// What one event of an answer says.
struct Reading {
  /// Instead of a choice: what is said is said of all.
  static constexpr std::size_t kEveryChoice = SIZE_MAX;

  std::string text = {};                    ///< UTF-8 to append; may be empty
  bool finished = false;                    ///< the server said so: nothing after it counts
  std::optional<Failure> failure = {};      ///< an error inside a 200 stream, or garbage
  std::optional<Duration> retry_after = {}; ///< with a failure: the server's own word
  std::size_t choice = 0;                ///< which candidate it is of, where several were asked for
  bool cut = false;                      ///< with `finished`: at the limit of tokens
  std::optional<ServerFacts> facts = {}; ///< what it told besides
  std::vector<std::string> alternatives = {}; ///< of a whole body: its other choices
};

/// How an answer's body is cut into events.
enum class Framing : std::uint8_t {
  events, ///< server-sent events (http/sse.hpp)
  lines,  ///< newline-delimited JSON (http/line_splitter.hpp)
};

/// JSON is parsed in a buffer that is kept, and what a server told changes how it is asked later;
/// events of several streams may be mixed.
class Provider {
public:
  virtual ~Provider() = default;
  /// Target, headers but the key's, and body for a prompt. Always asks for a stream.
  virtual http::Request make_request(const context::PromptText& prompt) = 0;
  /// How many candidates the request for that prompt asks for; at least 1.
  virtual std::size_t candidates(const context::PromptText&) const { return 1; }
  /// What takes from the answer to that prompt what is no text; one for each candidate. May refer
  /// to this provider.
  virtual AnswerFilter make_filter(const context::PromptText& prompt) const = 0;
  virtual Framing framing() const { return Framing::events; }
  /// Reads one event of a stream.
  virtual Reading read_event(const http::SseEvent& event) = 0;
  /// Reads a whole body that came as JSON although a stream was asked for: finished, or a failure.
  /// Never called where `framing` is lines: one line is a stream too.
  virtual Reading read_whole(std::string_view body) = 0;
  /// What a status that is no success means. `body` is its beginning, as far as it has come; empty
  /// where none has.
  virtual ServerError read_error(const http::ResponseHead& head, std::string_view body) {
    return read_server_error(head, body);
  }
  /// Where several candidates were asked for and refused, one was answered: the reason is found.
  virtual void on_one_answered() {}
  /// A request that tells what the server can do, the first (0), and others while the one before
  /// has told something; none where there is nothing (more) to ask. Holds nothing of the user's.
  virtual std::optional<http::Request> facts_request(std::size_t /*step*/) const {
    return std::nullopt;
  }
  virtual std::optional<ServerFacts> read_facts(std::size_t /*step*/, std::string_view /*body*/) {
    return std::nullopt;
  }
  /// A request whose answer says nothing, and whose only use is that the way to the server is warm
  /// up to its far end; none where the server has no such thing.
  virtual std::optional<http::Request> warm_request() const { return std::nullopt; }
};

struct ProviderOptions {
  http::Url url = {};       ///< base; targets are its path plus the provider's own
  std::string model = {};   ///< may be empty where the server has only one
  std::string fim = "auto"; ///< of fim_families() in fim_template.hpp
  std::size_t max_tokens = 128;
};

enum class ProviderKind : std::uint8_t {
  openai_completions, ///< POST <base>/completions; the base has the "/v1"
  openai_chat,        ///< POST <base>/chat/completions
  openai_responses,   ///< POST <base>/responses
  llama_cpp,          ///< POST /infill of llama.cpp's server; a "/v1" at the base's end is dropped
  ollama,             ///< POST /api/generate; likewise
  mistral,            ///< POST <base>/fim/completions; a base without a path gets "/v1"
  deepseek,           ///< POST /beta/completions; a "/v1" or "/beta" at the base's end is dropped
  mercury,            ///< POST <base>/fim/completions; a base without a path gets "/v1"
  cerebras,           ///< POST <base>/completions or /chat/completions; likewise
};

/// Asserts that `options.fim` is one of fim_families().
std::unique_ptr<Provider> make_provider(ProviderKind kind, ProviderOptions options);

/// Zero: what the model thinks most likely, and the same again when the same is asked again, which
/// a suggestion that is redrawn must be. The engine wants one good guess, not variety.
inline constexpr double kTemperature = 0.0;
/// Of several candidates, which would else all be the same.
inline constexpr double kTemperatureOfMany = 0.4;

} // namespace inkling::backend
