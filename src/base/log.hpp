#pragma once
// Structured logging to stderr or a file, never to stdout (it carries the protocol).
//
//   log::warn("document version did not increase", {{"uri", uri}, {"version", 3}});
//
// Prints one logfmt line. Source text, keys and header values never go in, at any level.
// A client that does not read stderr never blocks us: a line that would block is dropped and
// counted. Thread-safe. spdlog is an implementation detail of log.cpp.

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace inkling::log {

enum class Level { debug, info, warn, error, off };

/// One key=value of a line. Holds views: use it only inside the call.
class Field {
public:
  Field(std::string_view key, std::string_view value) : key_(key), text_(value) {}
  Field(std::string_view key, const char* value) : key_(key), text_(value) {}
  Field(std::string_view key, const std::string& value) : key_(key), text_(value) {}
  template<std::integral T>
  Field(std::string_view key, T value)
      : key_(key), number_(static_cast<std::int64_t>(value)), is_number_(true) {}

  std::string_view key() const { return key_; }
  std::string value() const;

private:
  std::string_view key_;
  std::string_view text_;
  std::int64_t number_ = 0;
  bool is_number_ = false;
};

using Fields = std::initializer_list<Field>;

struct Options {
  Level level = Level::warn;
  std::string file; ///< absolute path to append to; empty means stderr
  friend bool operator==(const Options&, const Options&) = default;
};

/// Call once at start, before other threads exist. Returns false where the file cannot be opened
/// (stderr is used).
bool set_up(const Options& options);

/// Parses "debug", "info", "warn", "error" or "off"; false if it is none of them.
bool parse_level(std::string_view name, Level& level);

bool enabled(Level level);
void write(Level level, std::string_view message, Fields fields = {});

inline void debug(std::string_view message, Fields fields = {}) {
  write(Level::debug, message, fields);
}
inline void info(std::string_view message, Fields fields = {}) {
  write(Level::info, message, fields);
}
inline void warn(std::string_view message, Fields fields = {}) {
  write(Level::warn, message, fields);
}
inline void error(std::string_view message, Fields fields = {}) {
  write(Level::error, message, fields);
}

} // namespace inkling::log
