// What of a session's part is about its index: when it is read, and what is read again.

#include "context/below.hpp"
#include "context/inkling_ignore.hpp"
#include "context/neighbours/session_neighbours.hpp"
#include "context/neighbours/workshop.hpp"

#include <algorithm>
#include <utility>

namespace inkling::context {
namespace {

/// Files waiting to be read again. Beyond: the whole folder is read instead.
constexpr std::size_t kChangedMax = 2000;

} // namespace

/// All of it is read anew: the folders, or the rules, are others.
void SessionNeighbours::renew_index() {
  walk_wanted_ = may_gather() && !folders_.empty();
  post_index();
}

void SessionNeighbours::post_index() {
  if (indexing_ || !may_gather() || (!walk_wanted_ && changed_paths_.empty())) return;
  indexing_ = true;
  const bool walk = std::exchange(walk_wanted_, false) || changed_paths_.size() > kChangedMax;
  const std::set<std::string> changed = std::exchange(changed_paths_, {});
  Worker& worker = shared_.ports.worker;
  WalkRules rules;
  rules.limits = shared_.ports.limits;
  if (exclusions_) rules.exclusions.push_back(exclusions_);
  rules.stopping = [&worker, self = weak_from_this()] {
    return worker.stopping() || self.expired();
  };
  worker.post([self = weak_from_this(), workshop = workshop_, folders = folders_, walk,
               paths = std::vector<std::string>(changed.begin(), changed.end()),
               rules = std::move(rules)]() -> std::function<void()> {
    workshop->ignore.forget();
    if (walk)
      workshop->index.walk(folders, workshop->git.get(), rules);
    else
      workshop->index.update(paths, folders, workshop->git.get(), rules);
    NeighbourhoodStats sizes;
    sizes.files = workshop->index.file_count();
    sizes.definitions = workshop->index.definition_count();
    sizes.index_bytes = workshop->index.bytes();
    return [self, sizes, walk] {
      if (const auto session = self.lock()) session->on_indexed(sizes, walk);
    };
  });
}

void SessionNeighbours::on_indexed(const NeighbourhoodStats& sizes, bool walked) {
  indexing_ = false;
  shared_.stats.files = sizes.files;
  shared_.stats.definitions = sizes.definitions;
  shared_.stats.index_bytes = sizes.index_bytes;
  // More may be known of what they were gathered for.
  for (auto& [id, document] : documents_) {
    if (!document.list) continue;
    document.list->stale = true;
    if (walked) document.list->gathered -= kRest; // hardly anything was known until now
  }
  post_index();
}

} // namespace inkling::context
