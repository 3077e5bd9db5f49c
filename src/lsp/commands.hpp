#pragma once
// The commands that a client may have executed (LSP 3.18 §workspace_executeCommand), with their
// arguments read. docs/PROTOCOL.md says what each does; session/ does it.
//
//   Result<Command> command = parse_execute_command(params);
//   // "params.arguments[0]: expected an integer from 0 to 1440 (minutes)"

#include "base/ids.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace inkling::lsp {

/// Told by editors when the person accepts an item: it stands in each of them.
inline constexpr std::string_view kAcceptedCommand = "inkling.server.accepted";

struct AcceptedCommand {
  SuggestionId suggestion;
};
/// Completion on or off: for a language, a document, or (neither is set) the whole session.
struct SwitchCommand {
  bool on = true;
  std::optional<std::string> language; ///< LSP language id
  std::optional<std::string> uri;
};
struct SnoozeCommand {
  static constexpr std::int64_t kMinutesMax = 24 * 60;
  static constexpr std::int64_t kMinutesUsual = 5;
  std::int64_t minutes = kMinutesUsual; ///< 0 to kMinutesMax; 0: no longer
};
struct ClearCacheCommand {};
struct StatusCommand {};

using Command =
    std::variant<AcceptedCommand, SwitchCommand, SnoozeCommand, ClearCacheCommand, StatusCommand>;

/// In the order in which they are announced.
std::span<const std::string_view> command_names();

/// Error: invalid_params, with the nearest command where the name is unknown, and what was expected
/// where an argument is wrong. Arguments beyond those of a command are ignored.
Result<Command> parse_execute_command(nlohmann::json* params);

} // namespace inkling::lsp
