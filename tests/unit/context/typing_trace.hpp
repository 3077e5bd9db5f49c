#pragma once
// A person who types into the middle of a long file: the text after each key, and the cursor. The
// same every time. For the tests and the bench of how stable prompts are.
//
//   for (TypingTrace trace(Manner::python); trace.next();)
//     … trace.text(), trace.offset() …

#include "text/edit.hpp"
#include "text/rope.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

namespace inkling::context {

enum class Manner : std::uint8_t { cpp, python, typescript };
inline constexpr Manner kManners[] = {Manner::cpp, Manner::python, Manner::typescript};

/// Functions of that language, one after another, of at least so many bytes.
std::string long_text(Manner manner, std::size_t bytes);

class TypingTrace {
public:
  /// Begins at a line start near `share` (0 to 1) of the text.
  explicit TypingTrace(Manner manner, std::size_t bytes = 40'000, double share = 0.5);

  /// The next key: a character, a line break with its indentation, or a backspace that takes a slip
  /// back. Every 200 keys the person goes on at a line some screens below. False: after kKeys.
  bool next();

  static constexpr std::size_t kKeys = 900;

  const text::Rope& text() const { return text_; }
  std::size_t offset() const { return offset_; }
  const text::Edit& edit() const { return edit_; } ///< what the last key did
  bool jumped() const { return jumped_; }          ///< the last key was the first at another place

private:
  void jump();
  void replace(std::size_t removed, std::string inserted);

  text::Rope text_;
  std::string typed_; ///< what is being written
  std::size_t offset_ = 0;
  std::size_t at_ = 0; ///< in typed_
  std::size_t keys_ = 0;
  std::size_t slip_ = 0; ///< wrong characters that stand before the cursor
  bool jumped_ = false;
  text::Edit edit_;
};

} // namespace inkling::context
