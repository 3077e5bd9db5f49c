#pragma once
// Whether a text begins by writing again what stands left of it on its line: all of the line, the
// call, the name or the word that it ends with. Not here: lines above (passes_echo.cpp, which
// asks).
//
//   // at `return ^`, of `return a`: bytes == 7
//   // at `x = comp^`, of `compute(1)`: bytes == 4

#include "shape/surroundings.hpp"

#include <cstddef>
#include <string_view>

namespace inkling::shape {

struct LineEcho {
  std::size_t bytes = 0;  ///< at the front of the text that write it again; 0: none do
  bool undecided = false; ///< the rest of the text's first line may still tell otherwise
};

/// Cheap where the text begins otherwise than what it may repeat.
LineEcho line_echo(std::string_view text, const Surroundings& around);

} // namespace inkling::shape
