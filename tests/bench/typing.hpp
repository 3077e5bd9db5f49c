#pragma once
// A known text as the keys that type it, from an empty document on.

#include "text/edit.hpp"
#include "text/position.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace inkling::bench {

struct Key {
  text::Position before; ///< where it is typed (UTF-16)
  text::Position after;  ///< where the cursor stands then
  std::string text;      ///< one character; a line end brings the next line's indentation with it
};

std::vector<Key> keys_of(std::string_view text);

struct TypedFile {
  std::string path;
  std::string text;
};

/// Some of the .cpp files below a folder (absolute), always the same: every `step`th of a fair
/// size.
std::vector<TypedFile> choose_files(const std::string& folder, std::size_t step);

} // namespace inkling::bench
