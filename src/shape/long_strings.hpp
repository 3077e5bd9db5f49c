#pragma once
// Strings of several lines, line by line: """ and ''', template strings, raw strings, here
// documents, SQL's $$, and fenced code in prose. What stands in them says nothing about blocks and
// brackets. Not here: strings that end with their line (brackets.hpp).
//
//   LongStrings strings(language);
//   strings.feed("auto s = R\"(");     // "auto s ="
//   strings.is_open();                 // true
//   strings.feed("a { b)\");");        // ");"

#include "shape/language.hpp"

#include <string>
#include <string_view>

namespace inkling::shape {

class LongStrings {
public:
  explicit LongStrings(const Language& language) : language_(language) {}

  /// Reads the next line, without its end: the part of it that stands in no such string.
  std::string_view feed(std::string_view line);
  bool is_open() const { return !until_.empty(); }

private:
  std::string_view behind_end(std::string_view line);
  bool opens_here_document(std::string_view line);

  const Language language_;
  std::string until_;       ///< what ends the open one; empty: none is open
  bool until_line_ = false; ///< as a line of its own
};

} // namespace inkling::shape
