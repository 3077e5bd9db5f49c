#include "backend/embedded/corpus_builder.hpp"

#include "backend/embedded/tokenizer.hpp"
#include "context/inkling_ignore.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace inkling::backend {
namespace {

/// Tokens of replaced files after which the words that only they had are dropped.
constexpr std::size_t kReplacedTokensMax = 1 << 20;

} // namespace

CorpusBuilder::CorpusBuilder(std::string folder, std::shared_ptr<context::LazyGitLibrary> git)
    : folder_(std::move(folder)), git_(std::move(git)) {}

std::shared_ptr<const Corpus> CorpusBuilder::walk(const context::WalkRules& rules) {
  files_.clear();
  bytes_ = 0;
  vocabulary_ = Vocabulary();
  changed_ = true;
  const context::GitIgnore ignore(git_->get(), folder_);
  context::walk_workspace(folder_, ignore, rules,
                          [this](context::SourceFile file) { add(std::move(file)); });
  return snapshot(rules);
}

std::shared_ptr<const Corpus> CorpusBuilder::update(std::span<const std::string> paths,
                                                    const context::WalkRules& rules) {
  if (std::any_of(paths.begin(), paths.end(), context::holds_ignore_rules)) return walk(rules);
  const context::GitIgnore ignore(git_->get(), folder_);
  for (const std::string& path : paths) {
    forget(path);
    context::read_source_files(folder_, path, ignore, rules, [&](context::SourceFile file) {
      if (has_room(file, rules.limits)) add(std::move(file));
    });
  }
  if (replaced_tokens_ > kReplacedTokensMax) drop_unused_words();
  return snapshot(rules);
}

bool CorpusBuilder::has_room(const context::SourceFile& file, const Limits& limits) const {
  return files_.size() < limits.index_files_max &&
         bytes_ + file.content.size() <= limits.index_bytes_max;
}

/// The file, or all files below the folder, of that path.
void CorpusBuilder::forget(const std::string& path) {
  const auto drop = [this](auto at) {
    replaced_tokens_ += at->second.tokens->size();
    bytes_ -= at->second.bytes;
    changed_ = true;
    return files_.erase(at);
  };
  if (const auto file = files_.find(path); file != files_.end()) drop(file);
  const std::string folder = path + '/';
  for (auto at = files_.lower_bound(folder); at != files_.end() && at->first.starts_with(folder);)
    at = drop(at);
}

void CorpusBuilder::add(context::SourceFile file) {
  std::vector<Token> tokens;
  tokens.reserve(file.content.size() / 3 + 2);
  tokens.emplace_back(kFileStart);
  Tokenizer tokenizer(vocabulary_, tokens);
  for_each_line(file.content, [&](std::string_view line) { tokenizer.add_line(line); });
  tokens.shrink_to_fit();
  bytes_ += file.content.size();
  changed_ = true;
  auto shared = std::make_shared<const std::vector<Token>>(std::move(tokens));
  files_[file.path] = {file.path, file.content.size(), std::move(shared)};
}

std::shared_ptr<const Corpus> CorpusBuilder::snapshot(const context::WalkRules& rules) {
  if (!changed_) return corpus_;
  std::vector<Corpus::File> files;
  files.reserve(files_.size());
  for (const auto& [path, file] : files_) files.push_back(file);
  corpus_ = std::make_shared<const Corpus>(files, vocabulary_, rules.stopping);
  changed_ = false;
  return corpus_;
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
