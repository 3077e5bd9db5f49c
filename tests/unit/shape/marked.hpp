#pragma once
// Places in texts, written with a mark: `foo(^);` is the text `foo();` with the cursor between the
// brackets.

#include "shape/shape.hpp"
#include "text/rope.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace inkling::shape {

struct Marked {
  text::Rope text;
  std::size_t offset = 0;
};

inline Marked marked(std::string_view with_mark) {
  const std::size_t offset = with_mark.find('^');
  return {text::Rope(std::string(with_mark.substr(0, offset)) +
                     std::string(with_mark.substr(offset + 1))),
          offset};
}

inline Surroundings surroundings(std::string_view with_mark) {
  const Marked place = marked(with_mark);
  Surroundings around;
  around.line = line_around(place.text, place.offset);
  around.placement = classify(around.line);
  return around;
}

} // namespace inkling::shape
