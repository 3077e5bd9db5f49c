#pragma once
// What fixes a run. Everything else about it is drawn from the seed.

#include <cstddef>
#include <cstdint>

namespace inkling::simulation {

/// Kinds of trouble, one bit each, so that a failing run can be made simpler.
enum Feature : std::uint32_t {
  kPastes = 1u << 0,
  kTypos = 1u << 1,
  kMoves = 1u << 2,
  kAccepts = 1u << 3,
  kUndo = 1u << 4,
  kEditsElsewhere = 1u << 5,
  kMultiEdits = 1u << 6,
  kAutoClose = 1u << 7,
  kManyDocuments = 1u << 8,
  kReopens = 1u << 9,
  kWholeReplaced = 1u << 10,
  kSyncLoss = 1u << 11,
  kInvoked = 1u << 12,
  kSelected = 1u << 13,
  kStrayCancels = 1u << 14,
  kBusyLoop = 1u << 15,       ///< the hub reads late, so that bursts grow
  kBackendTrouble = 1u << 16, ///< failures, stalls, floods
  kMarks = 1u << 17,          ///< generated text names its stream
  kAccess = 1u << 18,         ///< texts that may not leave, and leave to change that
  kReconfigures = 1u << 19,   ///< other policies in the middle of the work
  kRefreshes = 1u << 20,      ///< clients that ask again when told that there is more
  kSilence = 1u << 21,        ///< clients that never ask, or hardly ever
  kFeedback = 1u << 22,       ///< editors tell what was shown, accepted and dismissed
  kAgents = 1u << 23,         ///< tools stream edits into documents while people type
  kFormats = 1u << 24,        ///< a formatter changes many lines at once
  kSnoozes = 1u << 25,
  kClears = 1u << 26,     ///< people have the memory cleared
  kOfferRules = 1u << 27, ///< people change when they want to be offered something
  kSpeculates = 1u << 28, ///< always or never, besides where it is free
  kAllowances = 1u << 29, ///< budgets small enough to run out
  kSentWords = 1u << 30,  ///< backends tell when a request is on its way
  kAllFeatures = (1u << 31) - 1,
};

struct Parameters {
  std::uint64_t seed = 1;
  std::size_t keys = 5000;     ///< key presses of all editors together
  std::size_t editors_max = 4; ///< the seed chooses 1 to this many
  std::uint32_t features = kAllFeatures;
};

} // namespace inkling::simulation
