#include "backend/embedded/corpus_view.hpp"

#include <utility>

namespace inkling::backend {
namespace {

/// In a cache: not looked up yet. (kNoToken means looked up and not there.)
constexpr TokenId kUnknown = kNoToken + 1;

} // namespace

CorpusView::CorpusView(std::shared_ptr<const Corpus> corpus, Vocabulary& loop_vocabulary)
    : corpus_(std::move(corpus)), loop_vocabulary_(loop_vocabulary),
      masked_(corpus_->file_count(), false), to_loop_(corpus_->vocabulary().size(), kUnknown) {}

TokenId CorpusView::to_loop(TokenId corpus_id) const {
  if (!has_text(corpus_id)) return corpus_id;
  TokenId& known = to_loop_[corpus_id];
  if (known == kUnknown) known = loop_vocabulary_.intern(corpus_->vocabulary().text(corpus_id));
  return known;
}

TokenId CorpusView::from_loop(TokenId loop_id) const {
  if (!has_text(loop_id)) return loop_id;
  if (loop_id >= from_loop_.size()) from_loop_.resize(loop_vocabulary_.size(), kUnknown);
  TokenId& known = from_loop_[loop_id];
  if (known == kUnknown) known = corpus_->vocabulary().find(loop_vocabulary_.text(loop_id));
  return known;
}

void CorpusView::set_masked(const std::string& path, bool masked) {
  const auto file = corpus_->file_of_path(path);
  if (!file || masked_[*file] == masked) return;
  masked_[*file] = masked;
  if (masked) {
    ++masked_files_;
  } else {
    --masked_files_;
  }
}

} // namespace inkling::backend
