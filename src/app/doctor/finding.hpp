#pragma once
// What a check found: one line for a person, one object for a program. No keys, nothing that a
// server said but names of models and what it wrote for our own sample.

#include <cstddef>
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace inkling::app::doctor {

enum class Level : std::uint8_t { ok, warn, fail };

struct Finding {
  Level level = Level::ok;
  std::string check;       ///< a word: "key"
  std::string said;        ///< what was found; one line
  std::string advice = {}; ///< what to change; may be empty
};

/// "ok    key            the environment variable CEREBRAS_API_KEY"; the advice on a line of its
/// own. Control characters are replaced: some of it was a server's to choose.
std::string to_line(const Finding& finding);

/// [{"check", "level", "said", "advice"}, …]
nlohmann::json to_json(const std::vector<Finding>& findings);

bool any_failed(const std::vector<Finding>& findings);

/// Fit for one line of a terminal, at most `bytes_max` (and "…").
std::string in_one_line(std::string text, std::size_t bytes_max = 200);

} // namespace inkling::app::doctor
