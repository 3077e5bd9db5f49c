#include "backend/embedded/matcher.hpp"

#include <algorithm>

namespace inkling::backend {
namespace {

/// Candidates taken from the documents, and from each corpus.
constexpr std::size_t kDocumentCandidatesMax = 48;
constexpr std::size_t kCorpusCandidatesMax = 48;
/// Places after the last token that are looked at in the documents.
constexpr std::size_t kPlacesMax = 1500;
/// Places looked at for one length of match in a corpus: of a longer range, every n-th.
constexpr std::size_t kSamplesMax = 192;
/// Words that begin as typed: candidates taken from the documents, tokens looked at there, bytes
/// typed before those of the workspace are asked, and what all their occurrences there count at
/// most.
constexpr std::size_t kWordCandidatesMax = 24;
constexpr std::size_t kWordPlacesMax = 3000;
constexpr std::size_t kWordTypedMin = 2;
constexpr std::uint32_t kWordCountMax = 16;

/// How many tokens before `place` are the context's last ones. The caller has compared the first.
std::uint32_t match_length(const Token* place, std::span<const TokenId> context) {
  std::uint32_t length = 1;
  const auto limit = static_cast<std::uint32_t>(context.size());
  const TokenId* newest = context.data() + context.size();
  // A kFileStart stands before all else, in the text and in the context; it is equal to nothing but
  // itself.
  while (length < limit && newest[-static_cast<std::ptrdiff_t>(length)] != kFileStart &&
         place[-1 - static_cast<std::ptrdiff_t>(length)].id() ==
             newest[-1 - static_cast<std::ptrdiff_t>(length)]) {
    ++length;
  }
  return length;
}

bool longer(const Candidate& left, const Candidate& right) {
  return left.length > right.length;
}

} // namespace

void Matcher::match(std::span<const TokenId> context, std::string_view partial, bool spaced,
                    const Sources& sources, std::vector<Candidate>& out) {
  out.clear();
  partial_.reset();
  if (!partial.empty()) partial_.emplace(partial);
  spaced_ = spaced;
  if (context.empty()) return;
  match_documents(context, sources, out);
  for (const CorpusView* corpus : sources.corpora) match_corpus(context, *corpus, out);
  if (partial_) add_words(context.back(), sources, out);
  std::stable_sort(out.begin(), out.end(), longer);
}

void Matcher::match_documents(std::span<const TokenId> context, const Sources& sources,
                              std::vector<Candidate>& out) {
  for (const Sources::Document& document : sources.documents) {
    document.index->for_each_place(
        context.back(), document.line, document.own_line, kPlacesMax,
        [&](const Token* place, const Token* end) {
          if (!fits(place, end, vocabulary_)) return;
          out.push_back({place, end, nullptr, match_length(place, context), 1});
        });
  }
  // Stable: of equal lengths, those near the cursor stay in front.
  if (out.size() <= kDocumentCandidatesMax) return;
  std::stable_sort(out.begin(), out.end(), longer);
  out.resize(kDocumentCandidatesMax);
}

void Matcher::match_corpus(std::span<const TokenId> context, const CorpusView& corpus,
                           std::vector<Candidate>& out) {
  translated_.clear();
  for (const TokenId id : context) translated_.push_back(corpus.from_loop(id));
  corpus.corpus().match(translated_, levels_);
  const std::size_t full = out.size() + kCorpusCandidatesMax;
  Corpus::Range inner;
  for (std::size_t level = levels_.size(); level-- > 0 && out.size() < full;) {
    const Corpus::Range outer = levels_[level];
    const auto length = static_cast<std::uint32_t>(level + 1);
    if (inner.size() == 0) {
      sample(corpus, outer, length, full - out.size(), out);
    } else if (outer.size() > inner.size()) {
      const std::size_t room = full - out.size();
      sample(corpus, {outer.begin, inner.begin}, length, (room + 1) / 2, out);
      sample(corpus, {inner.end, outer.end}, length, (room + 1) / 2, out);
    }
    inner = outer;
  }
}

void Matcher::add_words(TokenId before, const Sources& sources, std::vector<Candidate>& out) {
  const std::size_t full = out.size() + kWordCandidatesMax;
  std::size_t left = kWordPlacesMax;
  for (const Sources::Document& document : sources.documents) {
    const auto add = [&](const Token* place, const Token* end) {
      // Those after the same token were found already, with the context that they agree in.
      if (fits(place, end, vocabulary_) && place[-1].id() != before) {
        out.push_back({place, end, nullptr, 0, 1});
      }
      return --left > 0 && out.size() < full;
    };
    document.index->for_each_token(document.line, document.own_line, add);
    if (left == 0 || out.size() >= full) break;
  }
  if (partial_->text.size() < kWordTypedMin) return;
  for (const CorpusView* view : sources.corpora) {
    const Corpus& corpus = view->corpus();
    for (const Corpus::Word& word : corpus.likeliest_words(partial_->text)) {
      if (word.id == kNoToken) break;
      const auto tokens = corpus.tokens_from(corpus.place_after(word.id) - 1);
      const auto count = static_cast<float>(std::min(word.count, kWordCountMax));
      out.push_back({tokens.data(), tokens.data() + tokens.size(), view, 0, count});
    }
  }
}

void Matcher::sample(const CorpusView& corpus, Corpus::Range range, std::uint32_t length,
                     std::size_t most, std::vector<Candidate>& out) const {
  // With a partial word most places do not fit: look at more of them.
  const std::size_t looks = partial_ ? kSamplesMax : most;
  const std::uint32_t step = std::max<std::uint32_t>(
      1, static_cast<std::uint32_t>((range.size() + looks - 1) / std::max<std::size_t>(looks, 1)));
  for (std::uint32_t at = range.begin; at < range.end && most > 0; at += step) {
    const std::uint32_t place = corpus.corpus().place(at);
    if (corpus.is_masked(place)) continue;
    const auto tokens = corpus.corpus().tokens_from(place);
    const Token* end = tokens.data() + tokens.size();
    if (!fits(tokens.data(), end, corpus.corpus().vocabulary())) continue;
    out.push_back({tokens.data(), end, &corpus, length, static_cast<float>(step)});
    --most;
  }
}

bool Matcher::fits(const Token* next, const Token* end, const Vocabulary& vocabulary) const {
  if (partial_) return next != end && vocabulary.starts_with(next->id(), *partial_);
  return !spaced_ || (next != end && has_text(next->id()) && next->space() != Space::none);
}

} // namespace inkling::backend
