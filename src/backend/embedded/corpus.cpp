#include "backend/embedded/corpus.hpp"

#include "backend/embedded/tokenizer.hpp"

#include <algorithm>

namespace inkling::backend {
namespace {

constexpr std::size_t kWordBytesMin = 3;
/// Words looked at for one prefix: a short prefix of a large workspace has thousands, and the
/// reader types on.
constexpr std::size_t kWordsScannedMax = 1024;

} // namespace

Corpus::Corpus(std::span<const File> files, Vocabulary vocabulary,
               const std::function<bool()>& stopping)
    : vocabulary_(std::move(vocabulary)) {
  std::size_t tokens = 0;
  for (const File& file : files) tokens += file.tokens->size();
  tokens_.reserve(tokens);
  for (const File& file : files) {
    file_by_path_.emplace(file.path, static_cast<std::uint32_t>(file_begin_.size()));
    file_begin_.push_back(static_cast<std::uint32_t>(tokens_.size()));
    tokens_.insert(tokens_.end(), file.tokens->begin(), file.tokens->end());
    bytes_ += file.bytes;
  }
  order_ = make_suffix_array(tokens_, vocabulary_.size(), stopping);
  collect_words();
}

std::size_t Corpus::memory_bytes() const {
  return vocabulary_.memory_bytes() + tokens_.capacity() * sizeof(Token) +
         (order_.places.capacity() + order_.bucket_begin.capacity() + words_.capacity()) *
             sizeof(std::uint32_t);
}

std::optional<std::uint32_t> Corpus::file_of_path(const std::string& path) const {
  const auto found = file_by_path_.find(path);
  if (found == file_by_path_.end()) return std::nullopt;
  return found->second;
}

std::uint32_t Corpus::file_of_place(std::uint32_t place) const {
  const auto after = std::upper_bound(file_begin_.begin(), file_begin_.end(), place);
  return static_cast<std::uint32_t>(after - file_begin_.begin() - 1);
}

void Corpus::match(std::span<const TokenId> context, std::vector<Range>& levels) const {
  levels.clear();
  if (context.empty() || context.back() >= vocabulary_.size()) return;
  Range range{order_.bucket_begin[context.back()], order_.bucket_begin[context.back() + 1]};
  const auto begin = order_.places.begin();
  while (range.begin < range.end) {
    levels.push_back(range);
    const std::size_t depth = levels.size();
    if (depth == context.size() || depth == kContextTokensMax) return;
    if (context[context.size() - depth] == kFileStart) return; // nothing stands before it
    const TokenId wanted = context[context.size() - 1 - depth];
    const auto key = [this, depth](std::uint32_t place) { return tokens_[place - 1 - depth].id(); };
    const auto low = std::partition_point(begin + range.begin, begin + range.end,
                                          [&](std::uint32_t place) { return key(place) < wanted; });
    const auto high = std::partition_point(
        low, begin + range.end, [&](std::uint32_t place) { return key(place) == wanted; });
    range = {static_cast<std::uint32_t>(low - begin), static_cast<std::uint32_t>(high - begin)};
  }
}

std::array<Corpus::Word, Corpus::kLikeliestMax>
Corpus::likeliest_words(std::string_view prefix) const {
  std::array<Word, kLikeliestMax> best;
  const auto before = [this](TokenId id, std::string_view wanted) {
    return vocabulary_.text(id) < wanted;
  };
  auto at = std::lower_bound(words_.begin(), words_.end(), prefix, before);
  for (std::size_t scanned = 0; at != words_.end() && scanned < kWordsScannedMax; ++at, ++scanned) {
    const std::string_view text = vocabulary_.text(*at);
    if (!text.starts_with(prefix)) break;
    if (text.size() == prefix.size()) continue;
    Word word{*at, order_.bucket_begin[*at + 1] - order_.bucket_begin[*at]};
    for (Word& known : best) {
      if (word.count > known.count) std::swap(word, known);
    }
  }
  return best;
}

void Corpus::collect_words() {
  for (TokenId id = kFirstText; id < vocabulary_.size(); ++id) {
    const std::string_view text = vocabulary_.text(id);
    const bool number = text[0] >= '0' && text[0] <= '9';
    const bool used = order_.bucket_begin[id] != order_.bucket_begin[id + 1];
    if (used && !number && text.size() >= kWordBytesMin && is_word_byte(text[0])) {
      words_.push_back(id);
    }
  }
  std::sort(words_.begin(), words_.end(), [this](TokenId left, TokenId right) {
    return vocabulary_.text(left) < vocabulary_.text(right);
  });
}

} // namespace inkling::backend
