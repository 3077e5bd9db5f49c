#include "context/neighbours/session_neighbours.hpp"

#include "context/below.hpp"
#include "context/inkling_ignore.hpp"
#include "context/neighbours/definitions.hpp"
#include "context/neighbours/gather.hpp"
#include "context/neighbours/workshop.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <utility>

namespace inkling::context {
namespace {

/// The cursor has gone far: most of the prompt is another one anyway.
constexpr std::size_t kFarLines = 30;
/// A gathering looks for things no longer (but for the file it is reading), and is over then (but
/// for the file whose secrets it is looking for).
constexpr auto kLookTimeMax = std::chrono::milliseconds(40);
constexpr auto kGatherTimeMax = std::chrono::milliseconds(60);
/// Other documents that a gathering looks at, the ones used last.
constexpr std::size_t kDocumentsMax = 64;
/// Beyond, nothing on disk is handed out: what is barred must not be forgotten.
constexpr std::size_t kBarredMax = 1000;
/// Lines above the cursor among which its function is looked for.
constexpr std::size_t kFunctionLinesMax = 60;

/// Of the name of the function that a line lies in, as indentation tells it; 0: in none.
std::uint64_t function_at(const OpenText& open, std::size_t line) {
  Language language = language_of_path(open.path);
  if (language == Language::other) language = language_of_id(open.language);
  std::size_t indent = SIZE_MAX;
  for (std::size_t up = 0; up <= std::min(line, kFunctionLinesMax); ++up) {
    const std::string text = open.text.line(line - up);
    if (is_blank_line(text) || indent_of(text) >= indent) continue;
    indent = indent_of(text);
    const std::string_view name = defined_name(language, text);
    if (!name.empty()) return std::hash<std::string_view>()(name);
    if (indent == 0) return 0;
  }
  return 0;
}

} // namespace

SessionNeighbours::SessionNeighbours(NeighbourhoodShared& shared)
    : shared_(shared), workshop_(std::make_shared<Workshop>()) {}

// --- documents ---------------------------------------------------------------------------------

void SessionNeighbours::on_open(const OpenDocument& info, const text::Rope& text) {
  const bool may_leave = info.may_leave && !info.excluded;
  documents_[info.document] =
      Document{.open = {info.document, info.path, info.language, text}, .may_leave = may_leave};
  touch(info.document);
  if (info.path.empty()) return;
  if (may_leave) barred_.erase(info.path);
  // The file's own text, which this one is now.
  const auto concerned = [&](const List& list) {
    return std::any_of(list.origins.begin(), list.origins.end(), [&](const Gathered& origin) {
      return !origin.document && origin.path == info.path;
    });
  };
  if (!may_leave) return withdraw(concerned);
  for (auto& [id, document] : documents_)
    if (document.list && concerned(*document.list)) document.list->stale = true;
}

void SessionNeighbours::on_change(DocumentId id, const text::Rope& text,
                                  std::span<const text::Edit> edits) {
  const auto found = documents_.find(id);
  if (found == documents_.end()) return;
  Document& document = found->second;
  document.open.text = text;
  document.edited = ++edits_;
  if (!may_gather()) return;
  ring_.on_edits(id, edits);
  if (edits.empty() || edits.back().whole) return;
  ring_.note(id, edits.back().line + edits.back().inserted_lines);
  touch(id);
}

void SessionNeighbours::on_close(DocumentId id) {
  const auto found = documents_.find(id);
  if (found == documents_.end()) return;
  const std::string& path = found->second.open.path;
  const bool decided = policy_ && policy_->has_remote;
  if (decided && !path.empty() && !found->second.may_leave) barred_.insert(path);
  on_access(id, false); // nothing of it, from now on: it may be excluded
  ring_.forget(id);
  std::erase(recent_, id);
  documents_.erase(found);
}

/// What was gathered from it vanishes, and from the file that it is.
void SessionNeighbours::on_access(DocumentId id, bool may_leave) {
  const auto found = documents_.find(id);
  if (found == documents_.end() || found->second.may_leave == may_leave) return;
  found->second.may_leave = may_leave;
  const std::string& path = found->second.open.path;
  if (may_leave) {
    barred_.erase(path);
    return;
  }
  withdraw([&](const List& list) {
    const bool own = found->second.list && &list == &*found->second.list;
    return own || std::any_of(list.origins.begin(), list.origins.end(), [&](const Gathered& one) {
             return one.document == id || (!path.empty() && one.path == path);
           });
  });
}

void SessionNeighbours::on_visit(DocumentId id, std::size_t offset) {
  if (!may_gather()) return;
  const auto found = documents_.find(id);
  if (found == documents_.end() || !found->second.may_leave) return;
  const std::size_t line = found->second.open.text.line_of(offset);
  ring_.note(id, line);
  touch(id);
  const bool shown_anew = shown_ != id;
  shown_ = id;
  const bool wanted = wants(found->second, line, shown_anew);
  found->second.line = line;
  if (wanted) gather({id, offset});
}

// --- what may leave ----------------------------------------------------------------------------

void SessionNeighbours::set_policy(std::shared_ptr<const DocumentPolicy> policy) {
  policy_ = std::move(policy);
  withdraw_all();
  renew_index();
}

void SessionNeighbours::set_exclusions(std::shared_ptr<const Exclusions> exclusions) {
  exclusions_ = std::move(exclusions);
  withdraw_all();
  renew_index();
}

void SessionNeighbours::set_folders(std::span<const std::string> folders) {
  folders_.assign(folders.begin(), folders.end());
  for (std::string& folder : folders_)
    while (folder.size() > 1 && folder.back() == '/') folder.pop_back();
  withdraw_all();
  renew_index();
}

void SessionNeighbours::on_files_changed(std::span<const std::string> paths) {
  if (std::any_of(paths.begin(), paths.end(), holds_ignore_rules)) {
    withdraw_all();
    return renew_index();
  }
  mark_changed(paths);
  if (!may_gather()) return;
  for (const std::string& path : paths) {
    const bool ours = std::any_of(folders_.begin(), folders_.end(),
                                  [&](const auto& folder) { return below(folder, path); });
    if (ours) changed_paths_.insert(path);
  }
  post_index();
}

/// What has changed is taken anew with the next list; what is gone, or has another name, vanishes
/// at once. The disk is asked about the few files only that lists are from.
void SessionNeighbours::mark_changed(std::span<const std::string> paths) {
  const auto changed = [&](const Gathered& one) {
    return !one.path.empty() && std::any_of(paths.begin(), paths.end(), [&](const auto& path) {
      return path == one.path || below(path, one.path);
    });
  };
  const auto gone = [&](const Gathered& one) {
    std::error_code error;
    return !one.document && changed(one) &&
           !std::filesystem::is_regular_file(std::filesystem::symlink_status(one.path, error));
  };
  bool any_gone = false;
  for (auto& [id, document] : documents_) {
    if (!document.list) continue;
    const auto& origins = document.list->origins;
    if (std::any_of(origins.begin(), origins.end(), changed)) document.list->stale = true;
    any_gone = any_gone || std::any_of(origins.begin(), origins.end(), gone);
  }
  if (!any_gone) return;
  withdraw([&](const List& list) {
    return std::any_of(list.origins.begin(), list.origins.end(), gone);
  });
}

void SessionNeighbours::on_switched() {
  if (!shared_.is_on()) {
    ring_.clear();
    workshop_ = std::make_shared<Workshop>();
  }
  withdraw_all();
  renew_index();
}

/// Drops every list that `concerned` names, and whatever is under way.
void SessionNeighbours::withdraw(const std::function<bool(const List&)>& concerned) {
  ++generation_;
  std::vector<DocumentId> told;
  for (auto& [id, document] : documents_) {
    if (!document.list || !concerned(*document.list)) continue;
    if (!document.list->origins.empty()) told.push_back(id);
    document.list.reset();
  }
  for (const DocumentId id : told) shared_.ports.on_withdrawn(id);
}

void SessionNeighbours::withdraw_all() {
  withdraw([](const List&) { return true; });
}

// --- gathering ---------------------------------------------------------------------------------

bool SessionNeighbours::may_gather() const {
  return shared_.is_on() && policy_ && policy_->has_remote;
}

bool SessionNeighbours::wants(const Document& document, std::size_t line, bool shown_anew) const {
  if (!document.list || shown_anew) return true;
  const List& list = *document.list;
  if (std::max(list.line, line) - std::min(list.line, line) > kFarLines) return true;
  if (shared_.ports.now() - list.gathered < kRest) return false;
  if (is_outdated(list)) return true;
  return line != document.line && function_at(document.open, line) != list.function;
}

bool SessionNeighbours::is_outdated(const List& list) const {
  return list.stale || std::any_of(list.origins.begin(), list.origins.end(), [&](const auto& one) {
           const auto source = documents_.find(one.document);
           return source != documents_.end() && source->second.edited > list.edits &&
                  shown_ != one.document;
         });
}

void SessionNeighbours::gather(Spot spot) {
  waiting_.reset();
  if (gathering_) {
    waiting_ = spot;
    return;
  }
  gathering_ = true;
  ++shared_.stats.gatherings;
  Worker& worker = shared_.ports.worker;
  worker.post([self = weak_from_this(), &worker, spot, generation = generation_, edits = edits_,
               wish = wish_for(documents_.at(spot.document), spot.offset), workshop = workshop_,
               scanner = shared_.scanner]() -> std::function<void()> {
    const auto begun = std::chrono::steady_clock::now();
    const auto takes = [&](auto time_max) {
      return [&worker, begun, time_max] {
        return std::chrono::steady_clock::now() - begun > time_max || worker.stopping();
      };
    };
    const Patience patience{.is_late = takes(kLookTimeMax), .is_over = takes(kGatherTimeMax)};
    Sources sources(wish, workshop->git.get(), workshop->ignore);
    auto found = context::gather(wish, workshop->index, sources, *scanner, patience);
    const Duration took = std::chrono::steady_clock::now() - begun;
    return [self, spot, generation, edits, took, found = std::move(found)]() mutable {
      if (const auto session = self.lock())
        session->on_found(spot, generation, edits, std::move(found), took);
    };
  });
}

Wish SessionNeighbours::wish_for(const Document& document, std::size_t offset) {
  Wish wish{.around = document.open,
            .offset = offset,
            .budget = shared_.budget,
            .others = {},
            .regions = {},
            .folders = folders_,
            .policy = barred_.size() < kBarredMax ? policy_ : nullptr,
            .exclusions = exclusions_,
            .off_disk = off_disk(),
            .last = document.list ? document.list->snippets : nullptr,
            .limits = shared_.ports.limits};
  for (auto id = recent_.rbegin(); id != recent_.rend(); ++id) {
    const Document& other = documents_.at(*id);
    if (other.may_leave && &other != &document) wish.others.push_back(other.open);
    if (wish.others.size() == kDocumentsMax) break;
  }
  for (const Region& region : ring_.regions())
    if (documents_.at(region.document).may_leave) wish.regions.push_back(region);
  return wish;
}

void SessionNeighbours::on_found(Spot spot, std::uint64_t generation, std::uint64_t edits,
                                 std::vector<Gathered> found, Duration took) {
  gathering_ = false;
  shared_.stats.gathering_last = took;
  const auto document = documents_.find(spot.document);
  if (generation == generation_ && document != documents_.end() && document->second.may_leave) {
    const OpenText& open = document->second.open;
    const std::size_t line = open.text.line_of(std::min(spot.offset, open.text.size()));
    take(document->second,
         List{.snippets = {},
              .origins = {},
              .line = line,
              .function = function_at(open, line),
              .edits = edits,
              .gathered = shared_.ports.now()},
         std::move(found));
  }
  if (!waiting_) return;
  const Spot next = *std::exchange(waiting_, std::nullopt);
  const auto other = documents_.find(next.document);
  if (!may_gather() || other == documents_.end() || !other->second.may_leave) return;
  const text::Rope& text = other->second.open.text;
  const std::size_t offset = std::min(next.offset, text.size());
  if (wants(other->second, text.line_of(offset), false)) gather({next.document, offset});
}

void SessionNeighbours::take(Document& document, List list, std::vector<Gathered> found) {
  // A document that was opened meanwhile wins over its file.
  std::erase_if(found, [&](const Gathered& one) { return !one.document && is_open(one.path); });
  std::vector<Snippet> snippets;
  for (Gathered& one : found) {
    snippets.push_back(std::exchange(one.snippet, {}));
    list.origins.push_back(std::move(one));
  }
  const bool had_none = !document.list || !document.list->snippets;
  const bool same = had_none ? snippets.empty() : *document.list->snippets == snippets;
  list.snippets = same && !had_none
                      ? document.list->snippets
                      : std::make_shared<const std::vector<Snippet>>(std::move(snippets));
  document.list = std::move(list);
  if (same) return;
  ++shared_.stats.changes;
  shared_.ports.on_gathered(document.open.document, document.list->snippets);
}

bool SessionNeighbours::is_open(const std::string& path) const {
  return std::any_of(documents_.begin(), documents_.end(),
                     [&](const auto& entry) { return entry.second.open.path == path; });
}

/// Moves a document to the end of the list. It is nearly always there already.
void SessionNeighbours::touch(DocumentId id) {
  if (!recent_.empty() && recent_.back() == id) return;
  std::erase(recent_, id);
  recent_.push_back(id);
}

std::shared_ptr<const std::set<std::string>> SessionNeighbours::off_disk() const {
  auto paths = std::make_shared<std::set<std::string>>(barred_);
  for (const auto& [id, document] : documents_)
    if (!document.open.path.empty()) paths->insert(document.open.path);
  return paths;
}

} // namespace inkling::context
