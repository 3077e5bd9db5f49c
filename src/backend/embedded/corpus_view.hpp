#pragma once
// A Corpus as the loop thread uses it: with its ids translated to the loop's own vocabulary and
// back (each on first use), and with the files left out that are open in an editor.

#include "backend/embedded/corpus.hpp"
#include "backend/embedded/token.hpp"
#include "backend/embedded/vocabulary.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace inkling::backend {

class CorpusView {
public:
  /// Both must outlive the view or be shared with it.
  CorpusView(std::shared_ptr<const Corpus> corpus, Vocabulary& loop_vocabulary);

  const Corpus& corpus() const { return *corpus_; }
  std::shared_ptr<const Corpus> shared_corpus() const { return corpus_; }

  TokenId to_loop(TokenId corpus_id) const;
  TokenId from_loop(TokenId loop_id) const; ///< kNoToken where the corpus does not know the text

  /// Leaves a file out of, or takes it back into, all later matches. Paths that are not indexed are
  /// ignored.
  void set_masked(const std::string& path, bool masked);
  bool is_masked(std::uint32_t place) const {
    return masked_files_ != 0 && masked_[corpus_->file_of_place(place)];
  }

private:
  std::shared_ptr<const Corpus> corpus_;
  Vocabulary& loop_vocabulary_;
  std::vector<bool> masked_; ///< by file
  std::size_t masked_files_ = 0;
  // Caches: filled while reading.
  mutable std::vector<TokenId> to_loop_;
  mutable std::vector<TokenId> from_loop_;
};

} // namespace inkling::backend
