#pragma once
// Token texts, each stored once: text to id and back. Ids are dense, start at kFirstText and never
// change or vanish.
//
// Copyable: a Corpus holds a copy that nothing changes any more. Not thread-safe while interning.

#include "backend/embedded/token.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace inkling::backend {

class Vocabulary {
public:
  Vocabulary();

  /// The id of a text, made if it has none. Texts are shorter than 64 KiB.
  TokenId intern(std::string_view text);
  /// The id of a text, or kNoToken.
  TokenId find(std::string_view text) const;
  /// The text of an id for which has_text() holds; empty for the others. Valid until the next
  /// intern().
  std::string_view text(TokenId id) const;
  /// text(id).starts_with(prefix), for the many calls of one lookup.
  bool starts_with(TokenId id, std::string_view prefix) const {
    return text(id).starts_with(prefix);
  }

  /// One more than the largest id.
  TokenId size() const { return static_cast<TokenId>(begins_.size() - 1); }
  std::size_t memory_bytes() const;

private:
  struct Slot {
    std::uint32_t hash = 0;
    TokenId id = kNoToken;
  };

  TokenId intern_long(std::string_view text);
  std::size_t slot_of(std::string_view text, std::uint32_t hash) const;
  void grow();

  std::string texts_;                 ///< all texts, one after the other
  std::vector<std::uint32_t> begins_; ///< by id: first byte in texts_; one more at the end
  std::vector<Slot> slots_;           ///< open addressing, a power of two
  std::array<TokenId, 128> ascii_;    ///< by byte: ids of texts of one byte, half of all tokens
};

} // namespace inkling::backend
