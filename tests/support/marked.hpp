#pragma once
// Places in texts, written with a mark: `foo(^);` is the text `foo();` with the cursor between the
// brackets.

#include "text/rope.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace inkling::test {

struct Marked {
  text::Rope text;
  std::size_t offset = 0; ///< bytes
};

inline Marked marked(std::string_view with_mark) {
  const std::size_t offset = with_mark.find('^');
  return {text::Rope(std::string(with_mark.substr(0, offset)) +
                     std::string(with_mark.substr(offset + 1))),
          offset};
}

} // namespace inkling::test
