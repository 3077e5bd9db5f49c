#pragma once
// Finds the pieces of other files and places that help most at a cursor, and puts them in the order
// in which a prompt has them.
//
// Where they come from: places where the person was or changed something; definitions of the names
// around the cursor; what imported files, and files of like name, offer. They are ranked by the
// names that they share with the lines around the cursor and by how they were found, and cut to the
// budget. What the last list had and is still wanted stays in front, in its order, byte for byte.
//
// Worker only. No clock but for its bound: the same wish and files give the same list.

#include "context/neighbours/sources.hpp"
#include "context/neighbours/wish.hpp"
#include "context/neighbours/workspace_index.hpp"
#include "context/secrets.hpp"

#include <functional>
#include <vector>

namespace inkling::context {

/// Asked between steps; what says true once says so ever after.
struct Patience {
  std::function<bool()> is_late; ///< nothing more is looked for: what was found is ranked
  std::function<bool()> is_over; ///< nothing more is looked at: what was chosen is the list
};

std::vector<Gathered> gather(const Wish& wish, const WorkspaceIndex& index, Sources& sources,
                             const SecretScanner& scanner, const Patience& patience);

} // namespace inkling::context
