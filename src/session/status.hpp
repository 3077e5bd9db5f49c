#pragma once
// What a person may see of us at a glance: is it working, who works, and what to do where it does
// not. The object that `inkling/status` and the command `inkling.server.status` hold
// (docs/PROTOCOL.md).

#include "engine/reason.hpp"
#include "session/controls.hpp"
#include "session/health_watch.hpp"
#include "session/moment.hpp"
#include "session/policy_source.hpp"

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <set>
#include <string>

namespace inkling::session {

struct Status {
  enum class State : std::uint8_t { ready, disabled, snoozed, trouble };
  /// Who answers now.
  enum class Source : std::uint8_t { embedded, remote, none };

  State state = State::ready;
  Source source = Source::embedded;
  Serving serving;
  bool by_configuration = false;        ///< that is why it is disabled
  std::optional<engine::Reason> reason; ///< of the trouble
  std::optional<WallTime> until;        ///< of quiet, or of the trouble, where it is known
  std::set<std::string> languages_off;
  std::set<std::string> documents_off;

  friend bool operator==(const Status&, const Status&) = default;
};

/// `enabled`: by configuration. Of what holds at once, the first counts: disabled, snoozed,
/// trouble.
Status make_status(const Serving& serving, bool enabled, const Controls& controls,
                   const BackendHealth& health, Instant now);

nlohmann::json to_json(const Status& status);

/// RFC 3339 in UTC, in whole seconds: "2026-11-22T10:15:00Z".
std::string to_rfc3339(WallTime time);

} // namespace inkling::session
