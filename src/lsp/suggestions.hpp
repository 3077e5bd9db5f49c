#pragma once
// What clients and we tell each other of suggestions beyond LSP: the notifications inkling/didShow,
// didAccept and didDismiss to us, inkling/refresh from us. docs/PROTOCOL.md is their specification.

#include "base/ids.hpp"
#include "base/result.hpp"
#include "text/position.hpp"

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

namespace inkling::lsp {

enum class AcceptKind : std::uint8_t { all, line, word };

struct DidAcceptParams {
  SuggestionId suggestion;
  AcceptKind kind = AcceptKind::all;
  std::optional<std::size_t> length; ///< UTF-16 units that were taken; none: all that the kind says
};

struct RefreshParams {
  std::string uri;                     ///< as the client wrote it
  std::optional<std::int64_t> version; ///< the newest that was told
  text::Position position;             ///< of the cursor, in the negotiated encoding
};

/// The id of a suggestion, as arguments and params hold it: a number, or a string of digits. None
/// for anything else, and for 0.
std::optional<SuggestionId> suggestion_in(const nlohmann::json& value);

// Error: invalid_params.
Result<SuggestionId> parse_did_show(nlohmann::json* params); ///< didDismiss has the same
Result<DidAcceptParams> parse_did_accept(nlohmann::json* params);

nlohmann::json to_json(const RefreshParams& params);

} // namespace inkling::lsp
