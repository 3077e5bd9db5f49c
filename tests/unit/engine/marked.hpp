#pragma once
// Places in texts, written with a mark: "let x^;" is the text "let x;" with the cursor behind the
// x.

#include "engine/anchor.hpp"
#include "text/rope.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace inkling::engine {

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

inline Vicinity vicinity(std::string_view with_mark) {
  const Marked place = marked(with_mark);
  return Vicinity(place.text, place.offset);
}

} // namespace inkling::engine
