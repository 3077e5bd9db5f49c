#pragma once
// Prints tallies as a table that a person can compare with an older one.

#include "panel_ledger.hpp"
#include "panel_scene.hpp"

#include <string>

namespace inkling::simulation {

/// Markdown: two lines that head the rows.
std::string table_head();
std::string table_row(const Scene& scene, std::string_view typist, const Tally& tally);

} // namespace inkling::simulation
