#pragma once
// What the worker keeps for one session from job to job. Made on the loop, touched by jobs only.

#include "context/ignore_rules.hpp"
#include "context/neighbours/session_neighbours.hpp"
#include "context/neighbours/workspace_index.hpp"

namespace inkling::context {

struct SessionNeighbours::Workshop {
  LazyGitLibrary git;
  IgnoreRules ignore;
  WorkspaceIndex index;
};

} // namespace inkling::context
