#pragma once
// What reaches the simulated hub: editors' messages in bytes of the editor's own text, and
// backends' words.

#include "engine/events.hpp"

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

namespace inkling::simulation {

/// Bytes [begin, begin + removed) become `inserted`.
struct Splice {
  std::size_t begin = 0;
  std::size_t removed = 0;
  std::string inserted;
};

/// A timer of the simulated loop may be so late, while it is busy with something else.
inline constexpr Duration kLoopLateMax = std::chrono::milliseconds(5);

struct Open {
  SessionId session;
  DocumentId document;
  std::string text;
  engine::Availability availability = engine::Availability::offered;
  bool may_leave = true;
  engine::OfferRules rules = {};
  bool refreshes = false; ///< its client asks again when told that there is more
};

struct Change {
  DocumentId document;
  std::vector<Splice> splices; ///< each in terms of the text after the ones before it
  engine::Availability availability = engine::Availability::offered;
};

using Message =
    std::variant<Open, Change, engine::DocumentClosed, engine::CompletionRequested,
                 engine::CompletionCancelled, engine::SessionSnoozed, engine::SuggestionShown,
                 engine::SuggestionAccepted, engine::SuggestionDismissed, engine::MemoryCleared,
                 engine::StreamSent, engine::StreamDelta, engine::StreamAlternative,
                 engine::StreamFinished, engine::StreamFailed, engine::DocumentAccessChanged,
                 engine::BackendTold, engine::SnippetsGathered>;

} // namespace inkling::simulation
