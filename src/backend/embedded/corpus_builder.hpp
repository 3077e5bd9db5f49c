#pragma once
// Makes the Corpus of one folder, on the worker: remembers each file's tokens, so that a changed
// file is tokenised alone. Touched by worker jobs only, one at a time; the loop thread holds it but
// never looks inside.

#include "backend/embedded/corpus.hpp"
#include "backend/embedded/git_ignore.hpp"
#include "backend/embedded/workspace_walk.hpp"

#include <map>
#include <memory>
#include <span>
#include <string>

namespace inkling::backend {

/// Opens libgit2 when the first job needs it. Shared by all builders; worker thread only.
class LazyGitLibrary {
public:
  const GitLibrary& get();

private:
  std::unique_ptr<GitLibrary> library_;
};

class CorpusBuilder {
public:
  CorpusBuilder(std::string folder, std::shared_ptr<LazyGitLibrary> git);

  /// Reads the whole folder anew.
  std::shared_ptr<const Corpus> walk(const WalkRules& rules);
  /// Reads some files again; those that are gone, or must no longer be read, leave the index.
  std::shared_ptr<const Corpus> update(std::span<const std::string> paths, const WalkRules& rules);

private:
  void add(SourceFile file);
  std::shared_ptr<const Corpus> snapshot();
  void drop_unused_words();

  std::string folder_;
  std::shared_ptr<LazyGitLibrary> git_;
  std::map<std::string, Corpus::File> files_; ///< by path: the order in the corpus
  std::size_t bytes_ = 0;
  Vocabulary vocabulary_; ///< only grows; made anew by drop_unused_words()
  std::size_t replaced_tokens_ = 0;
};

} // namespace inkling::backend
