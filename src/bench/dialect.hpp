#pragma once
// The HTTP interfaces that the fake server speaks, as texts: a request body in, events out. No
// sockets, no time.
//
//   auto asked = read_ask(Dialect::completions, body);
//   out += event(Dialect::completions, "token");  …  out += last_event(Dialect::completions);
//
// Events are whole server-sent events, "data: …" and a blank line.

#include "base/result.hpp"
#include "bench/generation.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace inkling::harness {

enum class Dialect : std::uint8_t {
  completions, ///< POST /v1/completions (OpenAI); ends with [DONE]
  chat,        ///< POST /v1/chat/completions (OpenAI); ends with [DONE]
  infill,      ///< POST /infill (llama.cpp); the last event has "stop": true, and no [DONE]
};

/// By the request's path, with or without /v1; nothing for what is not generated text.
std::optional<Dialect> dialect_of(std::string_view target);

struct Asked {
  Ask ask;
  bool stream = false;
};

/// Reads a request body. Error parse_error or invalid_params: the server answers 400.
Result<Asked> read_ask(Dialect dialect, std::string body);

/// What comes before the first token: the role in a chat, else nothing.
std::string first_event(Dialect dialect);
std::string event(Dialect dialect, std::string_view text);
/// Everything behind the last token.
std::string last_event(Dialect dialect);
/// An error inside a stream that began well.
std::string error_event();
/// The whole answer where no stream was asked for.
std::string whole_answer(Dialect dialect, std::string_view text);
/// The body of an HTTP error.
std::string error_body(int status);
/// What GET /health, /props and /v1/models say; nothing for other paths.
std::optional<std::string> info_body(std::string_view target);

} // namespace inkling::harness
