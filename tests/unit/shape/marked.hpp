#pragma once
// What stands around a marked place. See support/marked.hpp for the mark.

#include "shape/shape.hpp"
#include "support/marked.hpp"

#include <string_view>

namespace inkling::shape {

using test::Marked;
using test::marked;

inline Surroundings surroundings(std::string_view with_mark) {
  const test::Marked place = test::marked(with_mark);
  Surroundings around;
  around.line = line_around(place.text, place.offset);
  around.placement = classify(around.line);
  return around;
}

} // namespace inkling::shape
