#pragma once
// What stands around a marked place. See support/marked.hpp for the mark.

#include "engine/anchor.hpp"
#include "support/marked.hpp"

#include <string_view>

namespace inkling::engine {

using test::Marked;
using test::marked;

inline Vicinity vicinity(std::string_view with_mark) {
  const test::Marked place = test::marked(with_mark);
  return Vicinity(place.text, place.offset);
}

} // namespace inkling::engine
