#pragma once
// What each way of failing means, in words for the person who has to mend it: never the server's
// own, which may repeat a prompt or a key. Pure.

#include "backend/backend.hpp"
#include "backend/http/http.hpp"
#include "config/presets.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace inkling::app::doctor {

/// Of whom the words are.
struct Subject {
  std::string entry; ///< its name in the configuration
  const config::BackendConfig& config;
  const config::Preset* preset = nullptr; ///< that it starts from; may be null
  http::Url url = {};
};

struct Words {
  std::string said;
  std::string advice;
};

/// What was seen of an answer that is no success.
struct Answer {
  int status = 0;
  std::string target = {}; ///< that was asked for
  std::optional<Duration> retry_after = {};
  std::string_view body = {}; ///< only looked through for what it is about
};

Words words_of(http::Fault fault, std::string_view detail, const Subject& subject);
Words words_of(const Answer& answer, const Subject& subject);
/// Of an answer that began well: `content_type` as its head had it, `body` as for an Answer.
Words words_of(backend::Failure failure, std::string_view content_type, std::string_view body,
               const Subject& subject);

/// "the environment variable CEREBRAS_API_KEY", "the key's command", "no key is configured".
std::string describe(const config::KeySource& key);
/// "http://127.0.0.1:8080"
std::string describe(const http::Url& url);

} // namespace inkling::app::doctor
