#pragma once
// How a ticket ended. Every ticket ends with exactly one of these; they are counted, logged and
// shown to people.

#include "backend/backend.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace inkling::engine {

enum class Reason : std::uint8_t {
  // served
  fresh,         ///< generated for this request by a remote backend
  embedded,      ///< generated for this request by the embedded model
  typed_through, ///< what is left of the suggestion on screen
  adopted,       ///< from a stream that was begun for an earlier state of the text
  speculated,    ///< prepared for this place before it was reached
  cached,        ///< remembered from before
  // empty
  excluded,      ///< a document whose text must not be used (secrets)
  disabled,      ///< the person wants no completions here
  snoozed,       ///< the person wants quiet for a while
  invoked_only,  ///< the person wants to ask explicitly
  not_line_end,  ///< the person wants something only at the end of a line
  out_of_sync,   ///< the text is not known for certain, or too large
  mid_word,      ///< an identifier goes on right of the cursor, and nobody asked explicitly
  nothing_found, ///< the backend has nothing to offer here
  no_backend,
  local_only, ///< the text may not leave this machine, and no local backend may stand in
  rate_limited,
  overloaded,     ///< the backend has no room now
  out_of_credits, ///< it wants to be paid first
  timed_out,
  refused,        ///< no connection to the backend
  unauthorized,   ///< it does not take our key
  rejected,       ///< it does not take what we ask: model, path, request
  backend_failed, ///< it answered garbage, or broke off
  over_budget,    ///< the budget that the person gave it is used up
  filtered,       ///< a shape pass dropped it; Answer::drop says which
  dismissed,      ///< the person has refused just this text at just this place
  closed,         ///< the document was closed, or is not open
  // cancelled
  superseded, ///< a newer request of the same document, or a change it cannot follow
  cancelled,  ///< the client said so
};

inline constexpr std::size_t kReasonCount = static_cast<std::size_t>(Reason::cancelled) + 1;

/// Something was offered.
constexpr bool is_served(Reason reason) {
  return reason <= Reason::cached;
}

/// What a ticket is told where nobody could do better than this failure.
Reason reason_of(backend::Failure failure);

/// The stable name, as in logs and JSON: "typed-through".
std::string_view to_string(Reason reason);

} // namespace inkling::engine
