#pragma once
// Where a value comes from, and what is wrong with one.
//
//   config.toml:7:1: completion.debouce_ms: unknown key; did you mean debounce_ms?
//
// Never holds a value that was given, because it may be a key.

#include <cstdint>
#include <string>
#include <vector>

namespace inkling::config {

/// The layers, in rising precedence.
enum class Layer : std::uint8_t {
  built_in,
  user_file,
  environment,
  trusted_client,  ///< initializationOptions, where the daemon was told to trust its clients
  command_line,    ///< an option of the command
  client_options,  ///< initializationOptions
  client_settings, ///< workspace/configuration, or workspace/didChangeConfiguration
  workspace_file,  ///< .inkling.toml
};

/// True for layers that may set anything; the others may only narrow.
constexpr bool is_trusted(Layer layer) {
  return layer <= Layer::command_line;
}

struct Origin {
  Layer layer = Layer::built_in;
  std::string name = {};    ///< of the file or environment variable
  std::uint32_t line = 0;   ///< 1-based; 0 where there is none
  std::uint32_t column = 0; ///< 1-based, in characters

  friend bool operator==(const Origin&, const Origin&) = default;
};

/// "default", "/home/me/x.toml:7", "INKLING_LOG", "client (trusted)", "client", ….
std::string to_string(const Origin& origin);

struct Diagnostic {
  enum class Kind : std::uint8_t {
    mistake, ///< what was written cannot be used; the person is told
    ignored, ///< it could, but not from there; the log says so
  };
  Kind kind = Kind::mistake;
  Origin origin;
  std::string key; ///< dotted; empty for a whole file
  std::string message;

  friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

using Diagnostics = std::vector<Diagnostic>;

/// "FILE:LINE:COLUMN: KEY: MESSAGE", as compilers write it.
std::string to_string(const Diagnostic& diagnostic);

} // namespace inkling::config
