#pragma once
// What stands around a marked place. See support/marked.hpp for the mark.

#include "shape/shape.hpp"
#include "support/marked.hpp"

#include <string_view>

namespace inkling::shape {

using test::Marked;
using test::marked;

inline Surroundings surroundings(std::string_view with_mark, std::string_view language = "") {
  const test::Marked place = test::marked(with_mark);
  return surroundings_at(place.text, place.offset, 0, language_of(language));
}

} // namespace inkling::shape
