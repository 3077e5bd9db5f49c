#include "config/diagnostic.hpp"

namespace inkling::config {
namespace {

std::string name_of(const Origin& origin) {
  if (!origin.name.empty()) return origin.name;
  switch (origin.layer) {
  case Layer::built_in:
    return "default";
  case Layer::user_file:
    return "configuration file";
  case Layer::environment:
    return "environment";
  case Layer::trusted_client:
    return "client (trusted)";
  case Layer::command_line:
    return "command line";
  case Layer::client_options:
    return "client (initializationOptions)";
  case Layer::client_settings:
    return "client (settings)";
  case Layer::workspace_file:
    return ".inkling.toml";
  }
  return {};
}

} // namespace

std::string to_string(const Origin& origin) {
  return origin.line == 0 ? name_of(origin) : name_of(origin) + ':' + std::to_string(origin.line);
}

std::string to_string(const Diagnostic& diagnostic) {
  std::string out = to_string(diagnostic.origin);
  if (diagnostic.origin.line != 0) out += ':' + std::to_string(diagnostic.origin.column);
  if (!diagnostic.key.empty()) out += ": " + diagnostic.key;
  return out + ": " + diagnostic.message;
}

} // namespace inkling::config
