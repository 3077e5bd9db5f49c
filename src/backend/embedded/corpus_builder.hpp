#pragma once
// Makes the Corpus of one folder, on the worker: remembers each file's tokens, so that a changed
// file is tokenised alone. Touched by worker jobs only, one at a time; the loop thread holds it but
// never looks inside.

#include "backend/embedded/corpus.hpp"
#include "context/git_ignore.hpp"
#include "context/workspace_walk.hpp"

#include <map>
#include <memory>
#include <span>
#include <string>

namespace inkling::backend {

class CorpusBuilder {
public:
  CorpusBuilder(std::string folder, std::shared_ptr<context::LazyGitLibrary> git);

  /// Reads the whole folder anew.
  std::shared_ptr<const Corpus> walk(const context::WalkRules& rules);
  /// Reads some files again; those that are gone, or must no longer be read, leave the index. A
  /// folder stands for all below it: editors tell no more of one that was deleted or moved. A
  /// changed .gitignore or .inklingignore changes what every other path means, so all is read again. Where nothing of
  /// this touches the index the corpus stays the same one.
  std::shared_ptr<const Corpus> update(std::span<const std::string> paths,
                                       const context::WalkRules& rules);

private:
  void add(context::SourceFile file);
  bool has_room(const context::SourceFile& file, const Limits& limits) const;
  void forget(const std::string& path);
  std::shared_ptr<const Corpus> snapshot(const context::WalkRules& rules);
  void drop_unused_words();

  std::string folder_;
  std::shared_ptr<context::LazyGitLibrary> git_;
  std::map<std::string, Corpus::File> files_; ///< by path: the order in the corpus
  std::size_t bytes_ = 0;
  Vocabulary vocabulary_; ///< only grows; made anew by drop_unused_words()
  std::size_t replaced_tokens_ = 0;
  bool changed_ = true; ///< since corpus_ was made
  std::shared_ptr<const Corpus> corpus_;
};

} // namespace inkling::backend
