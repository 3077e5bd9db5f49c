#include "backend/embedded/corpus_builder.hpp"

#include "backend/embedded/tokenizer.hpp"

#include <utility>
#include <vector>

namespace inkling::backend {
namespace {

/// Tokens of replaced files after which the words that only they had are dropped.
constexpr std::size_t kReplacedTokensMax = 1 << 20;

} // namespace

const GitLibrary& LazyGitLibrary::get() {
  if (!library_) library_ = std::make_unique<GitLibrary>();
  return *library_;
}

CorpusBuilder::CorpusBuilder(std::string folder, std::shared_ptr<LazyGitLibrary> git)
    : folder_(std::move(folder)), git_(std::move(git)) {}

std::shared_ptr<const Corpus> CorpusBuilder::walk(const WalkRules& rules) {
  files_.clear();
  bytes_ = 0;
  vocabulary_ = Vocabulary();
  const GitIgnore ignore(git_->get(), folder_);
  walk_workspace(folder_, ignore, rules, [this](SourceFile file) { add(std::move(file)); });
  return snapshot();
}

std::shared_ptr<const Corpus> CorpusBuilder::update(std::span<const std::string> paths,
                                                    const WalkRules& rules) {
  const GitIgnore ignore(git_->get(), folder_);
  for (const std::string& path : paths) {
    if (const auto old = files_.find(path); old != files_.end()) {
      replaced_tokens_ += old->second.tokens->size();
      bytes_ -= old->second.bytes;
      files_.erase(old);
    }
    auto file = read_source_file(folder_, path, ignore, rules);
    if (!file || files_.size() >= rules.limits.index_files_max) continue;
    if (bytes_ + file->content.size() > rules.limits.index_bytes_max) continue;
    add(std::move(*file));
  }
  if (replaced_tokens_ > kReplacedTokensMax) drop_unused_words();
  return snapshot();
}

void CorpusBuilder::add(SourceFile file) {
  std::vector<Token> tokens;
  tokens.reserve(file.content.size() / 3 + 2);
  tokens.emplace_back(kFileStart);
  Tokenizer tokenizer(vocabulary_, tokens);
  for_each_line(file.content, [&](std::string_view line) { tokenizer.add_line(line); });
  tokens.shrink_to_fit();
  bytes_ += file.content.size();
  auto shared = std::make_shared<const std::vector<Token>>(std::move(tokens));
  files_[file.path] = {file.path, file.content.size(), std::move(shared)};
}

std::shared_ptr<const Corpus> CorpusBuilder::snapshot() {
  std::vector<Corpus::File> files;
  files.reserve(files_.size());
  for (const auto& [path, file] : files_) files.push_back(file);
  return std::make_shared<const Corpus>(files, vocabulary_);
}

void CorpusBuilder::drop_unused_words() {
  Vocabulary fresh;
  for (auto& [path, file] : files_) {
    std::vector<Token> tokens(*file.tokens);
    for (Token& token : tokens) {
      if (!has_text(token.id())) continue;
      token = Token(fresh.intern(vocabulary_.text(token.id())), token.space());
    }
    file.tokens = std::make_shared<const std::vector<Token>>(std::move(tokens));
  }
  vocabulary_ = std::move(fresh);
  replaced_tokens_ = 0;
}

} // namespace inkling::backend
