#pragma once
// `inkling prompt`: what would be sent from a place in a file, to the byte. Nothing is sent.

#include <string>

namespace inkling::app {

struct PromptCommand {
  std::string place;     ///< FILE:LINE[:COL], 1-based
  std::string backend;   ///< instead of the configured one; may be empty
  std::string workspace; ///< the folder that an editor would have open; empty: the repository's
  bool invoked = false;  ///< what an explicit request sends, not what typing does
  bool json = false;
};

/// `config_file` is --config. Returns the exit code: 1 where nothing would be sent.
int run_prompt(const PromptCommand& command, const std::string& config_file);

} // namespace inkling::app
