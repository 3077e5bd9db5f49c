#pragma once
// The tokens of one open document, kept as chunks of some 64 lines. An edit only marks what it
// touched; the chunks are made anew when a query comes by, nearest to the cursor first and within a
// budget, so that a 10 MB didOpen costs no more than a small one and a burst of edits next to
// nothing.
//
// The line being typed is never found: places on it are passed over, which also means that typing
// on one line outdates nothing. Loop thread only.

#include "backend/embedded/token.hpp"
#include "backend/embedded/vocabulary.hpp"
#include "text/edit.hpp"
#include "text/rope.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace inkling::backend {

/// Lines of context that can match: the cursor's line and those before it.
inline constexpr std::size_t kContextLines = 6;

class DocumentIndex {
public:
  /// The vocabulary must outlive the index.
  DocumentIndex(Vocabulary& vocabulary, const text::Rope& text);
  ~DocumentIndex();
  DocumentIndex(DocumentIndex&&) noexcept;

  /// Takes notes of what became outdated: O(1) in the size of the text for edits near each other.
  void on_change(const text::Rope& text, std::span<const text::Edit> edits);

  /// Forgets all tokens: the vocabulary was emptied.
  void reset();

  /// Brings chunks up to date, nearest to `line` first, reading at most about `read_bytes_max` of
  /// text, and keeping at most `keep_bytes_max` around the line. Returns the bytes read.
  std::size_t refresh(std::size_t line, std::size_t read_bytes_max, std::size_t keep_bytes_max);

  /// Calls visit(place, end) for each place after a token `id`, in the chunks around `line`
  /// outwards; `place` points to the token that comes next, and the tokens before it back to a
  /// kFileStart, or over kContextLines lines, may be read. The places on line `own_line` are left
  /// out. Stops after `places_max`.
  template<class Visit>
  void for_each_place(TokenId id, std::size_t line, std::size_t own_line, std::size_t places_max,
                      Visit&& visit) const;

  /// Calls visit(place, end) for the tokens of the lines around `line`, nearest chunks first,
  /// upwards within each, without those of `own_line`, until it returns false.
  template<class Visit>
  void for_each_token(std::size_t line, std::size_t own_line, Visit&& visit) const;

  /// The line of the last edit: where the reader's attention is.
  std::size_t last_line() const { return last_line_; }
  std::size_t indexed_bytes() const { return built_bytes_; }

private:
  struct Tokens;
  struct Chunk {
    std::uint32_t lines = 0;
    std::int32_t edited_line =
        kNone;         ///< the one line that the tokens are outdated in, from the chunk's first
    bool stale = true; ///< the tokens are outdated altogether
    bool stale_lead =
        false; ///< the lines above it, which its first places' contexts reach into, changed
    std::unique_ptr<Tokens> tokens;
  };
  /// A chunk and the line it begins at.
  struct Location {
    std::size_t chunk = 0;
    std::size_t first_line = 0;
  };
  static constexpr std::int32_t kNone = -1;

  Location locate(std::size_t line) const;
  void apply(const text::Edit& edit);
  void replace_lines(Location at, const text::Edit& edit);
  void split(std::size_t chunk);
  void outdate_below(std::size_t chunk, std::size_t lines_between, bool lead_only);
  bool needs_build(Location at, std::size_t line) const;
  void build(Location at);
  void drop_outside(std::size_t first, std::size_t last);
  /// Null where the chunk was never tokenised, or its lines are no longer what they were.
  const Tokens* usable(std::size_t chunk) const {
    return chunks_[chunk].stale ? nullptr : chunks_[chunk].tokens.get();
  }
  template<class Visit>
  void for_each_chunk(std::size_t line, Visit&& visit) const;

  Vocabulary& vocabulary_;
  text::Rope text_;
  std::vector<Chunk> chunks_;
  std::size_t line_count_ = 0; ///< of all chunks
  std::size_t built_bytes_ = 0;
  std::size_t keep_bytes_max_ = 0;
  std::size_t last_line_ = 0;
  mutable Location hint_; ///< where locate() looked last
};

/// What is known of a chunk's lines once they were tokenised.
struct DocumentIndex::Tokens {
  static constexpr std::size_t kBuckets = 64;

  std::vector<Token> tokens; ///< of some lines above (the lead), then of the chunk's own
  std::vector<std::uint32_t>
      line_begin; ///< by own line: its line start in `tokens`; one more at the end
  std::vector<std::uint32_t>
      places; ///< own places, by bucket of the token before them, later ones first
  std::uint32_t bucket_begin[kBuckets + 1] = {};
  std::size_t bytes = 0;

  static std::size_t bucket_of(TokenId id) { return id % kBuckets; }
  void index_places();
  /// The places that tell of a line: those after its line start, to the end of the line, which is a
  /// place of the line below. Greater than the first, up to the second; an impossible range where
  /// none is in this chunk.
  std::pair<std::size_t, std::size_t> places_of_line(std::size_t line,
                                                     std::size_t first_line) const;
};

template<class Visit>
void DocumentIndex::for_each_chunk(std::size_t line, Visit&& visit) const {
  const Location middle = locate(line);
  std::size_t above = middle.chunk + 1; // one past the next chunk upwards
  std::size_t above_line = middle.first_line + chunks_[middle.chunk].lines;
  std::size_t below = middle.chunk + 1;
  std::size_t below_line = above_line;
  while (above > 0 || below < chunks_.size()) {
    if (above > 0) {
      above_line -= chunks_[--above].lines;
      if (!visit(Location{above, above_line})) return;
    }
    if (below < chunks_.size()) {
      if (!visit(Location{below, below_line})) return;
      below_line += chunks_[below++].lines;
    }
  }
}

template<class Visit>
void DocumentIndex::for_each_place(TokenId id, std::size_t line, std::size_t own_line,
                                   std::size_t places_max, Visit&& visit) const {
  std::size_t bytes = 0;
  for_each_chunk(line, [&](Location at) {
    const Tokens* chunk = usable(at.chunk);
    if (chunk == nullptr) return true;
    const auto [own_begin, own_end] = chunk->places_of_line(own_line, at.first_line);
    const std::size_t bucket = Tokens::bucket_of(id);
    const Token* tokens = chunk->tokens.data();
    for (auto i = chunk->bucket_begin[bucket]; i < chunk->bucket_begin[bucket + 1]; ++i) {
      const std::uint32_t place = chunk->places[i];
      if (tokens[place - 1].id() != id || (place > own_begin && place <= own_end)) continue;
      visit(tokens + place, tokens + chunk->tokens.size());
      if (--places_max == 0) return false;
    }
    bytes += chunk->bytes;
    return bytes < keep_bytes_max_;
  });
}

template<class Visit>
void DocumentIndex::for_each_token(std::size_t line, std::size_t own_line, Visit&& visit) const {
  for_each_chunk(line, [&](Location at) {
    const Tokens* chunk = usable(at.chunk);
    if (chunk == nullptr) return true;
    for (std::size_t own = chunk->line_begin.size() - 1; own-- > 0;) {
      if (at.first_line + own == own_line) continue;
      const Token* tokens = chunk->tokens.data();
      for (auto i = chunk->line_begin[own]; i < chunk->line_begin[own + 1]; ++i) {
        if (!visit(tokens + i, tokens + chunk->tokens.size())) return false;
      }
    }
    return true;
  });
}

} // namespace inkling::backend
