#pragma once
// What the tests of all providers share: a prompt out of marked text, and a recorded answer read.

#include "backend/http/line_splitter.hpp"
#include "backend/http/sse.hpp"
#include "backend/providers/provider.hpp"
#include "pieces.hpp"
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

/// The same, with two snippets of a repository beside it.
inline context::PromptText prompt_among_files(std::string text, std::string language = "python") {
  context::PromptText prompt = prompt_of(std::move(text), std::move(language));
  prompt.repository = "r";
  prompt.snippets = {{"b.py", "B\n"}, {"c.py", "C\n"}};
  return prompt;
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
  case backend::Failure::overloaded:
    return "overloaded";
  case backend::Failure::out_of_credits:
    return "out of credits";
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

/// " ." an end, " ~." one at the limit of tokens, " !why" a failure.
inline std::string told(const backend::Reading& reading) {
  if (reading.failure) return reading.text + " !" + std::string(name_of(*reading.failure));
  if (!reading.finished) return reading.text;
  return reading.text + (reading.cut ? " ~." : " .");
}

template<class Parser>
std::string read_pieces(backend::Provider& provider, const Pieces& pieces) {
  Parser parser;
  std::string text;
  const auto drain = [&] {
    while (const auto event = parser.next()) {
      const backend::Reading reading = provider.read_event(*event);
      text += told(reading);
      if (reading.finished || reading.failure) return true;
    }
    return false;
  };
  for (const std::string_view piece : pieces) {
    parser.feed(piece);
    if (drain()) return text;
  }
  parser.finish();
  drain();
  return text;
}

/// An answer's body as its text up to the first finish or failure: the same byte by byte, and cut
/// in two at every place.
inline std::string read(backend::Provider& provider, std::string_view wire) {
  const bool lines = provider.framing() == backend::Framing::lines;
  const auto once = [&](const Pieces& pieces) {
    return lines ? read_pieces<http::LineSplitter>(provider, pieces)
                 : read_pieces<http::SseParser>(provider, pieces);
  };
  const std::string whole = once({wire});
  for_each_cut(wire, [&](const Pieces& pieces) { REQUIRE(once(pieces) == whole); });
  return whole;
}

} // namespace inkling::test
