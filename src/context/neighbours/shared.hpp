#pragma once
// What a Neighbourhood and its sessions share: the ways out, the budget, and what was done.

#include "base/ids.hpp"
#include "base/limits.hpp"
#include "base/time.hpp"
#include "base/worker.hpp"
#include "context/prompt.hpp"
#include "context/secrets.hpp"
#include "context/snippet.hpp"

#include <cstddef>
#include <functional>
#include <memory>

namespace inkling::context {

struct NeighbourhoodPorts {
  Worker& worker; ///< outlives the Neighbourhood
  std::function<Instant()> now;
  /// From a turn of its own: a document's list is another one from now on.
  std::function<void(DocumentId, Snippets)> on_gathered;
  /// From inside a call that says what may leave: its list is empty from now on.
  std::function<void(DocumentId)> on_withdrawn;
  Limits limits = {};
};

/// For tests and measurements.
struct NeighbourhoodStats {
  std::size_t files = 0; ///< indexed, as the last walk or update left it
  std::size_t definitions = 0;
  std::size_t index_bytes = 0;
  std::size_t gatherings = 0; ///< posted to the worker
  std::size_t changes = 0;    ///< lists told
  Duration gathering_last{0}; ///< how long the worker took
};

struct NeighbourhoodShared {
  NeighbourhoodPorts ports;
  Budget budget = {};
  std::shared_ptr<const SecretScanner> scanner = {};
  NeighbourhoodStats stats = {};

  bool is_on() const { return scanner != nullptr && budget.snippets_tokens_max > 0; }
};

} // namespace inkling::context
