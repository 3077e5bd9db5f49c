#include "context/document_policy.hpp"

#include "context/below.hpp"
#include "context/exclusion.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

namespace inkling::context {
namespace {

/// The path with symbolic links resolved, as far as it exists; none where nobody can say.
std::optional<std::string> resolved(const std::string& path) {
  std::error_code error;
  std::string real = std::filesystem::weakly_canonical(path, error).string();
  return error ? std::nullopt : std::optional(std::move(real));
}

class Deciding {
public:
  Deciding(const DocumentFacts& facts, const DocumentPolicy& policy, IgnoreRules& ignore)
      : facts_(facts), policy_(policy), ignore_(ignore), real_(facts.name),
        has_place_(facts.name.starts_with('/')) {
    if (!has_place_) return;
    if (policy.has_remote) {
      const auto real = resolved(facts.name);
      is_resolved_ = real.has_value();
      if (real) real_ = *real;
    }
    for (const std::string& folder : facts.folders) find_in(folder);
    for (const Place& place : places_) {
      const bool deeper = innermost_ == nullptr || place.real.size() < innermost_->real.size();
      if (!place.real.empty() && deeper) innermost_ = &place;
    }
  }

  Decision run() {
    std::string shown = facts_.name.substr(facts_.name.rfind('/') + 1);
    if (innermost_ != nullptr) shown = innermost_->real;
    return {access(), std::move(shown), repository()};
  }

private:
  std::string repository() const {
    if (innermost_ == nullptr) return {};
    const std::string& folder = innermost_->real_folder;
    return folder.substr(folder.rfind('/') + 1);
  }

  /// A workspace folder that the document lies in, by its name or in truth.
  struct Place {
    std::string folder;
    std::string real_folder;
    std::string named; ///< the way down from the folder, as the editor named both; may be empty
    std::string real;  ///< the same with symbolic links resolved; empty: it really lies elsewhere
  };

  void find_in(const std::string& folder) {
    Place place{.folder = folder,
                .real_folder = policy_.has_remote ? resolved(folder).value_or(folder) : folder,
                .named = below(folder, facts_.name).value_or(""),
                .real = {}};
    place.real = below(place.real_folder, real_).value_or("");
    if (!place.named.empty() || !place.real.empty()) places_.push_back(std::move(place));
  }

  Access access() {
    if (is_secret_path(facts_.name) || is_secret_path(real_)) return Access::none;
    if (is_named_in(&DocumentRules::exclude)) return Access::none;
    if (has_place_ && is_ignored_by_own_rules()) return Access::none;
    if (any_rules([this](const DocumentRules& rules) { return is_disabled(rules); }) ||
        is_named_in(&DocumentRules::files_disabled) || is_path_disabled())
      return Access::disabled;
    return may_leave() ? Access::anywhere : Access::local;
  }

  bool is_ignored_by_own_rules() {
    return ignore_.is_excluded(facts_.name) || (real_ != facts_.name && ignore_.is_excluded(real_));
  }

  bool may_leave() {
    if (!policy_.has_remote || !is_resolved_) return false;
    if (any_rules([](const DocumentRules& rules) { return rules.sealed; })) return false;
    const bool outside = has_place_ && !facts_.folders.empty() && innermost_ == nullptr;
    if (outside && policy_.outside_workspace == Reach::local) return false;
    const bool minds_git =
        any_rules([](const DocumentRules& rules) { return rules.ignored_files == Reach::local; });
    const std::string folder = innermost_ == nullptr ? "" : innermost_->real_folder;
    return !minds_git || !has_place_ || !ignore_.is_ignored(real_, folder);
  }

  /// Of everywhere, and of each folder that the document lies in.
  template<class Test>
  bool any_rules(Test test) const {
    if (test(policy_.everywhere)) return true;
    return std::any_of(policy_.folders.begin(), policy_.folders.end(), [&](const FolderRules& one) {
      return place_in(one.folder) != nullptr && test(one.rules);
    });
  }

  const Place* place_in(const std::string& folder) const {
    const auto found = std::find_if(places_.begin(), places_.end(),
                                    [&](const Place& place) { return place.folder == folder; });
    return found == places_.end() ? nullptr : &*found;
  }

  /// Patterns for everywhere may be meant from a folder or from the root; a folder's own from it.
  bool is_named_in(std::vector<Globs> DocumentRules::*lists) const {
    const auto in_place = [](const Globs& globs, const Place& place) {
      return globs.match(place.named) || globs.match(place.real);
    };
    for (const Globs& globs : policy_.everywhere.*lists) {
      if (globs.match(facts_.name) || globs.match(real_)) return true;
      for (const Place& place : places_)
        if (in_place(globs, place)) return true;
    }
    for (const FolderRules& own : policy_.folders) {
      const Place* place = place_in(own.folder);
      for (const Globs& globs : own.rules.*lists)
        if (place != nullptr && in_place(globs, *place)) return true;
    }
    return false;
  }

  bool is_path_disabled() const {
    const auto& paths = policy_.paths_disabled;
    return paths.count(facts_.name) != 0 || paths.count(real_) != 0;
  }

  bool is_disabled(const DocumentRules& rules) const {
    const auto& languages = rules.languages_disabled;
    return !rules.enabled ||
           std::find(languages.begin(), languages.end(), facts_.language) != languages.end();
  }

  const DocumentFacts& facts_;
  const DocumentPolicy& policy_;
  IgnoreRules& ignore_;
  std::string real_;
  bool is_resolved_ = true; ///< false: where it really lies is not known
  bool has_place_;          ///< its name is an absolute path, whatever the URI's scheme
  std::vector<Place> places_;
  const Place* innermost_ = nullptr; ///< of those that it really lies in
};

} // namespace

Decision decide(const DocumentFacts& facts, const DocumentPolicy& policy, IgnoreRules& ignore) {
  return Deciding(facts, policy, ignore).run();
}

} // namespace inkling::context
