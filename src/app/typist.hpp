#pragma once
// A person typing a known text with ghost text on screen: which key comes next. Pure: no clock, no
// terminal.
//
// They take a suggestion (one key) when all of it is right, when it was on screen one key earlier
// already (eyes need time), and when it does not end inside a word; else they type one character.
// Enter brings the next line's indentation with it, as in any editor.

#include <cstddef>
#include <string>
#include <string_view>

namespace inkling::app {

class Typist {
public:
  /// `target` is what will have been typed in the end.
  explicit Typist(std::string target) : target_(std::move(target)) {}

  struct Key {
    std::string text;      ///< what it puts into the document
    bool accepted = false; ///< it took the suggestion
  };

  bool done() const { return typed_ >= target_.size(); }
  /// The next key, given what is shown now (empty: nothing). Call only while not done().
  Key next(std::string_view shown);

  std::string_view typed() const { return std::string_view(target_).substr(0, typed_); }

private:
  bool would_take(std::string_view shown) const;
  std::string one_key() const;

  std::string target_;
  std::size_t typed_ = 0;
  std::string expected_; ///< what of the earlier suggestion is still ahead of the cursor
};

} // namespace inkling::app
