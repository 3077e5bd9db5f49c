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
  /// The beginning of a word, made ready to be compared with many. Not empty; the text must outlive
  /// it.
  struct Prefix {
    explicit Prefix(std::string_view prefix);
    std::string_view text;
    std::uint64_t head = 0; ///< its first eight bytes
    std::uint64_t mask = 0; ///< ones where it has bytes
  };

  Vocabulary();

  /// The id of a text, made if it has none. Texts are shorter than 64 KiB.
  TokenId intern(std::string_view text);
  /// The id of a text, or kNoToken.
  TokenId find(std::string_view text) const;
  /// The text of an id for which has_text() holds; empty for the others. Valid until the next
  /// intern().
  std::string_view text(TokenId id) const;
  /// text(id).starts_with(prefix); false for an empty text. Mostly one comparison of eight bytes.
  bool starts_with(TokenId id, const Prefix& prefix) const {
    return (heads_[id] & prefix.mask) == prefix.head &&
           (prefix.text.size() <= sizeof prefix.head || text(id).starts_with(prefix.text));
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
  std::vector<std::uint64_t> heads_;  ///< by id: the first eight bytes, zeros where there are fewer
  std::vector<Slot> slots_;           ///< open addressing, a power of two
  std::array<TokenId, 128> ascii_;    ///< by byte: ids of texts of one byte, half of all tokens
};

} // namespace inkling::backend
