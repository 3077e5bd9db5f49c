#pragma once
// One workspace folder on the loop thread: who uses it, the corpus in force, and what the worker
// still has to do.
//
// At most one job per folder is under way; what comes up meanwhile is collected and done in the
// next. A file that is open in an editor, or waits to be read again, is masked in whatever corpus
// is in force.

#include "backend/embedded/corpus_builder.hpp"
#include "backend/embedded/corpus_view.hpp"
#include "base/limits.hpp"
#include "base/worker.hpp"

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace inkling::backend {

/// Absolute paths of the open documents, and in how many sessions each is open.
using OpenPaths = std::map<std::string, std::size_t>;

class FolderIndex : public std::enable_shared_from_this<FolderIndex> {
public:
  /// What all folders share. The worker and the vocabulary outlive every folder; jobs that are
  /// still to run when the folder goes away do nothing.
  struct Surroundings {
    Worker& worker;
    Vocabulary& vocabulary;
    const OpenPaths& open_paths;
    const std::vector<std::string>& hidden_paths;
    const std::vector<std::string>& hidden_texts;
    const Limits& limits;
    std::shared_ptr<context::LazyGitLibrary> git;
  };

  FolderIndex(std::string folder, Surroundings surroundings);

  const std::string& folder() const { return folder_; }
  bool contains(const std::string& path) const;
  /// Null until the first walk is done.
  const CorpusView* view() const { return view_.get(); }
  bool busy() const { return working_; }

  /// Files to leave out. Reads the whole folder the first time, and where they have changed; what
  /// was read before is not offered meanwhile.
  void set_exclusions(context::ExclusionLists exclusions);
  /// Files below this folder that may have changed on disk. Open ones are left alone.
  void update(std::span<const std::string> paths);
  /// The open paths changed at this one: it is masked, or read again.
  void on_opened(const std::string& path);
  void on_closed(const std::string& path);
  /// The loop's vocabulary was emptied: forget all ids of it.
  void renew_view();

private:
  using Job =
      std::function<std::shared_ptr<const Corpus>(CorpusBuilder&, const context::WalkRules&)>;

  void post(Job job);
  void post_pending();
  void on_built(std::shared_ptr<const Corpus> corpus);
  context::WalkRules rules() const;
  void mask_all();

  std::string folder_;
  Surroundings surroundings_;
  std::shared_ptr<CorpusBuilder> builder_; ///< touched by jobs only
  std::unique_ptr<CorpusView> view_;
  std::set<std::string> pending_; ///< to be read by the next job
  std::set<std::string> reading_; ///< being read by the job under way
  context::ExclusionLists exclusions_;
  bool started_ = false;
  bool outdated_ = false; ///< the job under way goes by exclusions that are no longer in force
  bool walk_wanted_ = false;
  bool working_ = false;
};

} // namespace inkling::backend
