#pragma once
// What simulated people write: pieces of code that look like code, with non-ASCII text in them.

#include "rng.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace inkling::simulation {

/// One function or class of a program, chosen by chance. Line ends are \n.
std::string_view random_piece(Rng& rng);
/// Pieces up to at least `bytes` bytes.
std::string random_script(Rng& rng, std::size_t bytes);

} // namespace inkling::simulation
