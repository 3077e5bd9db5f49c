#include "app/typist.hpp"

#include "support/catch.hpp"

#include <string>
#include <vector>

using inkling::app::Typist;

namespace {

/// Types to the end with a suggestion that never changes its mind: what is left of `ghost` once it
/// has been typed into.
std::vector<std::string> keys(const std::string& target, const std::string& begin,
                              const std::string& ghost) {
  Typist typist(target);
  std::vector<std::string> pressed;
  while (!typist.done()) {
    const std::string_view typed = typist.typed();
    std::string shown;
    if (typed.starts_with(begin) && (begin + ghost).starts_with(typed))
      shown = (begin + ghost).substr(typed.size());
    const Typist::Key key = typist.next(shown);
    pressed.push_back(key.accepted ? "<" + key.text + ">" : key.text);
  }
  CHECK(typist.typed() == target);
  return pressed;
}

} // namespace

TEST_CASE("a right suggestion is taken one key after it was first shown", "[app][typist]") {
  CHECK(keys("x = value;", "x = ", "value;") ==
        std::vector<std::string>{"x", " ", "=", " ", "v", "<alue;>"});
}

TEST_CASE("a wrong suggestion, and one that ends inside a word, are typed over", "[app][typist]") {
  CHECK(keys("abcd", "", "abcx") == std::vector<std::string>{"a", "b", "c", "d"});
  CHECK(keys("abcdef", "", "abcde") == std::vector<std::string>{"a", "b", "c", "d", "e", "f"});
}

TEST_CASE("Enter brings the next line's indentation along", "[app][typist]") {
  CHECK(keys("{\n    x\r\n\ty", "-", "") ==
        std::vector<std::string>{"{", "\n    ", "x", "\r\n\t", "y"});
}

TEST_CASE("a code point is one key", "[app][typist]") {
  CHECK(keys("é😀", "-", "") == std::vector<std::string>{"é", "😀"});
}
