#pragma once
// What may be done with a document's text: the rules, as configuration makes them, and the
// decision.
//
//   DocumentPolicy policy = …;                       // of one session
//   const Decision decision = decide(facts, policy, ignore_rules);
//
// Decided when a document opens, before anything of it is queued, and again when what it depends on
// changes.

#include "context/access.hpp"
#include "context/globs.hpp"
#include "context/ignore_rules.hpp"
#include "context/reach.hpp"

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace inkling::context {

struct DocumentRules {
  bool enabled = true;
  std::vector<std::string> languages_disabled; ///< LSP language ids
  /// Lists of different people: a file that any of them names is excluded.
  std::vector<Globs> exclude;
  std::vector<Globs> files_disabled; ///< the same: nothing is offered in them
  Reach ignored_files = Reach::local;
  /// Not all that was to be excluded is known (a mistake in the configuration): nothing may leave.
  bool sealed = false;

  friend bool operator==(const DocumentRules&, const DocumentRules&) = default;
};

struct FolderRules {
  std::string folder; ///< absolute path of a workspace folder
  DocumentRules rules;
  friend bool operator==(const FolderRules&, const FolderRules&) = default;
};

struct DocumentPolicy {
  /// A backend outside this process is configured. Where none is, nothing leaves, git is not asked,
  /// and of the disk only the .inklingignore files.
  bool has_remote = false;
  DocumentRules everywhere;
  Reach outside_workspace = Reach::local;
  std::vector<FolderRules> folders; ///< besides those of `everywhere`
  /// Absolute paths: nothing is offered in these files.
  std::set<std::string> paths_disabled = {};

  friend bool operator==(const DocumentPolicy&, const DocumentPolicy&) = default;
};

struct DocumentFacts {
  std::string name;     ///< the absolute path that its URI has, of any scheme; else what is there
  std::string language; ///< LSP language id
  std::span<const std::string> folders; ///< of the session, absolute
};

struct Decision {
  Access access = Access::none;
  std::string path; ///< within the workspace folder, else the bare file name; may be empty
  std::string repository = {}; ///< the name of that folder; empty: it lies in none

  friend bool operator==(const Decision&, const Decision&) = default;
};

/// Reads the .inklingignore files above the document: what they name is excluded, as by `exclude`.
/// With a remote backend it looks at more of the disk: symbolic links are resolved, so that a name
/// in the workspace does not lead out of it, nor a harmless one to a secret.
Decision decide(const DocumentFacts& facts, const DocumentPolicy& policy, IgnoreRules& ignore);

} // namespace inkling::context
