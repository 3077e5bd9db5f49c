#pragma once
// Configuration from texts, without files or the process's environment.

#include "config/apply.hpp"
#include "config/json_reader.hpp"
#include "config/narrow.hpp"
#include "config/toml_reader.hpp"

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace inkling::test {

inline config::Environment environment_of(std::map<std::string, std::string> variables) {
  return [variables = std::move(variables)](const std::string& name) {
    const auto found = variables.find(name);
    return found == variables.end() ? std::nullopt : std::optional(found->second);
  };
}

/// As if the text were the person's file /home/me/config.toml.
inline config::Resolved load(std::string_view toml, const nlohmann::json& trusted_options = {}) {
  const config::Environment environment =
      environment_of({{"HOME", "/home/me"}, {"A", "a-key"}, {"MOCK_KEY", "mock-key"}});
  config::Resolved resolved;
  const config::Origin file{.layer = config::Layer::user_file, .name = "config.toml"};
  if (const auto root = config::read_toml(toml, file, resolved.diagnostics))
    config::apply(*root, "/home/me", environment, resolved);
  if (!trusted_options.is_null())
    config::apply(config::read_json(trusted_options, config::Layer::trusted_client), {},
                  environment, resolved);
  config::settle(resolved, environment);
  return resolved;
}

inline std::vector<std::string> texts_of(const config::Diagnostics& diagnostics) {
  std::vector<std::string> texts;
  for (const config::Diagnostic& diagnostic : diagnostics) texts.push_back(to_string(diagnostic));
  return texts;
}

/// A file with one remote backend, "mock", in use.
inline const std::string kRemote = "backend = \"mock\"\n"
                                   "[backends.mock]\n"
                                   "base_url = \"http://127.0.0.1:8080/v1\"\n";

} // namespace inkling::test
