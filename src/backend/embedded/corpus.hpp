#pragma once
// The source files of one folder as the model sees them: an immutable snapshot, made on the worker
// by CorpusBuilder and read on the loop thread through a CorpusView. May be read from several
// threads.

#include "backend/embedded/suffix_array.hpp"
#include "backend/embedded/token.hpp"
#include "backend/embedded/vocabulary.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace inkling::backend {

class Corpus {
public:
  struct File {
    std::string path; ///< absolute
    std::size_t bytes = 0;
    std::shared_ptr<const std::vector<Token>> tokens; ///< begins with kFileStart
  };
  struct Range {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint32_t size() const { return end - begin; }
  };

  /// Takes a vocabulary that all files' tokens come from. The order of `files` is the order of
  /// equal matches. Of no use where `stopping` (may be empty) cut the making short.
  Corpus(std::span<const File> files, Vocabulary vocabulary,
         const std::function<bool()>& stopping = {});

  const Vocabulary& vocabulary() const { return vocabulary_; }
  std::size_t file_count() const { return file_begin_.size(); }
  std::size_t bytes() const { return bytes_; }
  std::size_t token_count() const { return tokens_.size(); }
  std::size_t memory_bytes() const;

  std::optional<std::uint32_t> file_of_path(const std::string& path) const;
  std::uint32_t file_of_place(std::uint32_t place) const;

  /// `levels[n]` becomes the range of the suffix array whose contexts end like `context` (newest
  /// token last) in n + 1 tokens; as many levels as match at all, at most kContextTokensMax.
  void match(std::span<const TokenId> context, std::vector<Range>& levels) const;
  /// The place at an index of the suffix array.
  std::uint32_t place(std::uint32_t index) const { return order_.places[index]; }
  /// From a place to the end of all tokens; the end of its file shows as kFileStart.
  std::span<const Token> tokens_from(std::uint32_t place) const {
    return std::span<const Token>(tokens_).subspan(place);
  }

  /// A word and how often it occurs.
  struct Word {
    TokenId id = kNoToken;
    std::uint32_t count = 0;
  };
  static constexpr std::size_t kLikeliestMax = 4;
  /// The most frequent words that begin with `prefix` and are longer, the most frequent first; the
  /// rest is kNoToken.
  std::array<Word, kLikeliestMax> likeliest_words(std::string_view prefix) const;
  /// A place before which a word of likeliest_words() stands.
  std::uint32_t place_after(TokenId word) const { return order_.places[order_.bucket_begin[word]]; }

private:
  void collect_words();

  Vocabulary vocabulary_;
  std::vector<Token> tokens_;
  SuffixArray order_;
  std::vector<std::uint32_t> file_begin_; ///< by file: its kFileStart in tokens_
  std::unordered_map<std::string, std::uint32_t> file_by_path_;
  std::vector<TokenId> words_; ///< sorted by text
  std::size_t bytes_ = 0;
};

} // namespace inkling::backend
