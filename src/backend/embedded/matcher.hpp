#pragma once
// Finds the places whose context ends like the query's, longest match first, in the folders and the
// open documents that the query's session may see.

#include "backend/embedded/corpus_view.hpp"
#include "backend/embedded/document_index.hpp"
#include "backend/embedded/query.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace inkling::backend {

/// What a query may look into. The asking document comes first in `documents`.
struct Sources {
  struct Document {
    const DocumentIndex* index = nullptr;
    std::size_t line = 0; ///< where to look first
    std::size_t own_line =
        0; ///< where not to look at all; kNoLine for other documents than the asking one
  };
  static constexpr std::size_t kNoLine = static_cast<std::size_t>(-1);

  std::vector<const CorpusView*> corpora;
  std::vector<Document> documents;
};

/// A place where the query's context was seen before. Points into a corpus or a document: valid
/// until either changes.
struct Candidate {
  const Token* next = nullptr;
  const Token* end = nullptr;
  const CorpusView* corpus =
      nullptr;              ///< null: tokens are the loop vocabulary's, from an open document
  std::uint32_t length = 0; ///< tokens of context that agree
  float count = 0;          ///< how many places it stands for

  /// The next token's id in the loop vocabulary; every kind of line end and file end is kLineSame.
  TokenId next_id() const {
    if (next == end) return kLineSame;
    const TokenId id = next->id();
    if (!has_text(id)) return id == kLongWord ? kLongWord : kLineSame;
    return corpus != nullptr ? corpus->to_loop(id) : id;
  }
};

class Matcher {
public:
  explicit Matcher(Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  /// Replaces `out` by the candidates for what follows `context`, longest match first. With
  /// `partial`, the next word must begin with it, and words that do so are candidates wherever they
  /// stand (of length 0).
  void match(std::span<const TokenId> context, std::string_view partial, bool spaced,
             const Sources& sources, std::vector<Candidate>& out);

private:
  void match_documents(std::span<const TokenId> context, const Sources& sources,
                       std::vector<Candidate>& out);
  void match_corpus(std::span<const TokenId> context, const CorpusView& corpus,
                    std::vector<Candidate>& out);
  void add_words(TokenId before, const Sources& sources, std::vector<Candidate>& out);
  void sample(const CorpusView& corpus, Corpus::Range range, std::uint32_t length, std::size_t most,
              std::vector<Candidate>& out) const;
  bool fits(const Token* next, const Token* end, const Vocabulary& vocabulary) const;

  Vocabulary& vocabulary_;
  std::optional<Vocabulary::Prefix> partial_;
  bool spaced_ = false;
  std::vector<TokenId> translated_;
  std::vector<Corpus::Range> levels_;
};

} // namespace inkling::backend
