#pragma once
// What the tests of all providers share: a prompt out of marked text, and a recorded answer read.

#include "backend/http/sse.hpp"
#include "backend/providers/provider.hpp"
#include "support/catch.hpp"

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace inkling::test {

/// `^` marks the cursor; the window is the whole text.
inline context::Prompt marked_prompt(std::string text, std::string language = "python",
                                     std::string path = "src/a.py") {
  context::Prompt prompt;
  prompt.offset = text.find('^');
  prompt.text = text::Rope(text.erase(prompt.offset, 1));
  prompt.window_end = prompt.text.size();
  prompt.language = std::move(language);
  prompt.path = std::move(path);
  return prompt;
}

/// The same, as a provider gets it.
inline context::PromptText prompt_of(std::string text, std::string language = "python",
                                     std::string path = "src/a.py") {
  return context::write_down(marked_prompt(std::move(text), std::move(language), std::move(path)),
                             context::SecretScanner());
}

inline nlohmann::json body_of(const http::Request& request) {
  return nlohmann::json::parse(request.body);
}

inline std::string_view name_of(backend::Failure failure) {
  switch (failure) {
  case backend::Failure::refused:
    return "refused";
  case backend::Failure::rate_limited:
    return "rate limited";
  case backend::Failure::timed_out:
    return "timed out";
  case backend::Failure::unauthorized:
    return "unauthorized";
  case backend::Failure::rejected:
    return "rejected";
  case backend::Failure::broken:
    return "broken";
  }
  return "?";
}

inline std::string told(const backend::Reading& reading) {
  if (reading.failure) return reading.text + " !" + std::string(name_of(*reading.failure));
  return reading.text + (reading.finished ? " ." : "");
}

/// An answer's body as its text up to the first finish (" .") or failure (" !why").
inline std::string read(backend::Provider& provider, std::string_view wire) {
  http::SseParser parser;
  parser.feed(wire);
  parser.finish();
  std::string text;
  while (const auto event = parser.next()) {
    const backend::Reading reading = provider.read_event(*event);
    text += told(reading);
    if (reading.finished || reading.failure) return text;
  }
  return text;
}

} // namespace inkling::test
