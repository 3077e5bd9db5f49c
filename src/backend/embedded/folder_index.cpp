#include "backend/embedded/folder_index.hpp"

#include "context/inkling_ignore.hpp"

#include <utility>

namespace inkling::backend {
namespace {

/// Files waiting to be read again. Beyond: the whole folder is read instead (a branch was
/// switched).
constexpr std::size_t kPendingMax = 2000;

} // namespace

FolderIndex::FolderIndex(std::string folder, Surroundings surroundings)
    : folder_(std::move(folder)), surroundings_(std::move(surroundings)),
      builder_(std::make_shared<CorpusBuilder>(folder_, surroundings_.git)) {}

bool FolderIndex::contains(const std::string& path) const {
  return path.size() > folder_.size() && path.starts_with(folder_) &&
         (folder_.back() == '/' || path[folder_.size()] == '/');
}

void FolderIndex::set_exclusions(context::ExclusionLists exclusions) {
  if (std::exchange(started_, true) && exclusions == exclusions_) return;
  exclusions_ = std::move(exclusions);
  view_.reset();
  outdated_ = working_;
  walk_wanted_ = true;
  post_pending();
}

void FolderIndex::update(std::span<const std::string> paths) {
  for (const std::string& path : paths) {
    if (!contains(path)) continue;
    const bool open = surroundings_.open_paths.count(path) != 0;
    if (open && !context::holds_ignore_rules(path)) continue; // rules count as they are on disk
    pending_.insert(path);
    if (view_) view_->set_masked(path, true);
  }
  if (pending_.size() > kPendingMax) walk_wanted_ = true;
  post_pending();
}

void FolderIndex::on_opened(const std::string& path) {
  if (view_ && contains(path)) view_->set_masked(path, true);
}

void FolderIndex::on_closed(const std::string& path) {
  update({&path, 1});
}

void FolderIndex::renew_view() {
  if (!view_) return;
  std::shared_ptr<const Corpus> corpus = view_->shared_corpus();
  view_ = std::make_unique<CorpusView>(std::move(corpus), surroundings_.vocabulary);
  mask_all();
}

void FolderIndex::post_pending() {
  if (working_) return;
  if (std::exchange(walk_wanted_, false)) {
    reading_ = std::exchange(pending_, {});
    return post([](CorpusBuilder& builder, const context::WalkRules& rules) {
      return builder.walk(rules);
    });
  }
  if (pending_.empty()) return;
  reading_ = std::exchange(pending_, {});
  post([paths = std::vector<std::string>(reading_.begin(), reading_.end())](
           CorpusBuilder& builder, const context::WalkRules& rules) {
    return builder.update(paths, rules);
  });
}

void FolderIndex::post(Job job) {
  working_ = true;
  Worker& worker = surroundings_.worker;
  std::weak_ptr<FolderIndex> self = weak_from_this();
  // The job must not keep the folder alive, nor look at it: it is the loop thread's. That the
  // folder went away, a job that has not begun can only tell by the count of owners, which is safe
  // to read anywhere.
  context::WalkRules with = rules();
  with.stopping = [&worker, self] { return worker.stopping() || self.expired(); };
  worker.post([self, with = std::move(with), builder = builder_,
               job = std::move(job)]() -> std::function<void()> {
    if (with.stopping()) return {};
    auto corpus = job(*builder, with);
    if (with.stopping()) return {};
    return [self, corpus = std::move(corpus)] {
      if (const auto folder = self.lock()) folder->on_built(corpus);
    };
  });
}

void FolderIndex::on_built(std::shared_ptr<const Corpus> corpus) {
  working_ = false;
  reading_.clear();
  if (!std::exchange(outdated_, false)) {
    view_ = std::make_unique<CorpusView>(std::move(corpus), surroundings_.vocabulary);
    mask_all();
  }
  post_pending();
}

context::WalkRules FolderIndex::rules() const {
  context::WalkRules result;
  result.limits = surroundings_.limits;
  result.skipped_paths.insert(surroundings_.hidden_paths.begin(), surroundings_.hidden_paths.end());
  result.skipped_texts.insert(surroundings_.hidden_texts.begin(), surroundings_.hidden_texts.end());
  for (const auto& [path, documents] : surroundings_.open_paths) result.skipped_paths.insert(path);
  result.exclusions = exclusions_;
  return result;
}

void FolderIndex::mask_all() {
  for (const std::string& path : pending_) view_->set_masked(path, true);
  for (const std::string& path : reading_) view_->set_masked(path, true);
  for (const auto& [path, documents] : surroundings_.open_paths) view_->set_masked(path, true);
}

} // namespace inkling::backend
