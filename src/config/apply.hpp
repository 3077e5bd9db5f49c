#pragma once
// A trusted layer onto a Config: the person's file, the environment, a trusted client. And, when
// all layers are in, what must hold between values.

#include "config/check.hpp"
#include "config/config.hpp"
#include "config/user_file.hpp"
#include "context/globs.hpp"

#include <map>
#include <string>
#include <vector>

namespace inkling::config {

/// By full name; what is not there has its default.
using Origins = std::map<std::string, Origin>;

/// One list a layer: what "!pattern" takes back, it takes back in its own list.
struct PatternLists {
  std::vector<context::Globs> excluded = {}; ///< privacy.exclude
  std::vector<context::Globs> disabled = {}; ///< completion.files_disabled

  /// What a layer says for the key, which holds_patterns(); they were checked.
  void add(const Key& key, const std::vector<std::string>& patterns);
  friend bool operator==(const PatternLists&, const PatternLists&) = default;
};

struct Resolved {
  Config config;
  Origins origins = {};
  Diagnostics diagnostics = {};
  PatternLists patterns = {};
  /// What `backend` said, where mistakes made settle() put the embedded model in its place.
  std::string backend_meant = "embedded";
};

/// What is wrong becomes a diagnostic and leaves the value that was in force before; what all may
/// add to is added to. Relative paths are so to `folder`; an empty one (a client) refuses them.
void apply(const Node& root, const std::string& folder, const Environment& environment,
           Resolved& into);

/// Fills entries from their presets and checks the relations, after the last layer. Where
/// `backend`, its entry, or a privacy setting holds a mistake, or the variable with its key is not
/// set, the embedded model takes its place: a mistake must not send code anywhere.
void settle(Resolved& resolved, const Environment& environment);

/// Whether this mistake leaves open what may be sent: a file that cannot be read, [privacy],
/// what is turned off, or a name that may have meant one of them.
bool seals(const Diagnostic& diagnostic);

} // namespace inkling::config
