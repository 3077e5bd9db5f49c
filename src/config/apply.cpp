#include "config/apply.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace inkling::config {
namespace {

constexpr std::string_view kKeyInFile =
    "a key does not belong in a file: name where it is with api_key_env, api_key_command or "
    "api_key_file";
constexpr std::string_view kCommandFromClient =
    "ignored: what is executed comes only from the user's own file";

bool is_key_source(const Key& key) {
  return key.path.starts_with("backends.*.api_key");
}

class Layering {
public:
  Layering(Layer layer, const std::string& folder, const Environment& environment, Resolved& into)
      : layer_(layer), folder_(folder), environment_(environment), into_(into) {}

  void set(const Found& found) {
    if (found.key.trust == Trust::client_only && layer_ != Layer::trusted_client)
      return complain(found, Diagnostic::Kind::mistake, std::string(kKeyInFile));
    if (found.key.trust == Trust::user_only && layer_ == Layer::trusted_client)
      return complain(found, Diagnostic::Kind::ignored, std::string(kCommandFromClient));
    BackendConfig no_backend;
    Config& config = into_.config;
    const bool of_backend = !found.backend.empty();
    BackendConfig& backend = of_backend ? config.backends[found.backend] : no_backend;
    if (is_key_source(found.key) && !begin_key_source(found, backend)) return;
    const Slot slot = found.key.slot({config, backend});
    const Result<Value> value = prepare(found, slot);
    if (!value) return complain(found, Diagnostic::Kind::mistake, value.error().message);
    if (found.key.trust == Trust::only_more && std::holds_alternative<List>(*value))
      return add(found, std::get<List>(*value), **std::get_if<List*>(&slot));
    if (!assign(slot, *value, found.key.range))
      return complain(found, Diagnostic::Kind::mistake, expectation(found));
    into_.origins[found.name()] = found.node.origin;
  }

private:
  using List = std::vector<std::string>;

  /// To what lower layers said: a higher one that knows nothing of it must not take it back.
  void add(const Found& found, const List& added, List& current) {
    if (added.empty()) return;
    if (holds_patterns(found.key)) into_.patterns.add(found.key, added); // checked in prepare()
    for (const std::string& entry : added)
      if (std::find(current.begin(), current.end(), entry) == current.end())
        current.push_back(entry);
    into_.origins[found.name()] = found.node.origin;
  }

  /// The source that a higher layer names replaces those of lower ones; one layer names only one.
  bool begin_key_source(const Found& found, BackendConfig& backend) {
    if (!key_sources_.insert(found.backend).second) {
      complain(found, Diagnostic::Kind::mistake, "the key has more than one source");
      return false;
    }
    backend.key = {};
    for (const Key& key : keys())
      if (is_key_source(key)) into_.origins.erase(full_name(key, found.backend));
    return true;
  }

  /// The value as it will be kept; wrong types are assign()'s to refuse.
  Result<Value> prepare(const Found& found, const Slot& slot) const {
    const auto* text = std::get_if<std::string>(&found.node.value);
    if (!std::holds_alternative<PathSlot>(slot) || text == nullptr) {
      if (const auto wrong = wrong_patterns(found)) return *wrong;
      return found.node.value;
    }
    std::string path = resolve_path(*text, folder_, environment_);
    if (!path.empty() && path.front() != '/')
      return make_error(Errc::invalid_params, "expected an absolute path");
    return Value(std::move(path));
  }

  void complain(const Found& found, Diagnostic::Kind kind, std::string message) {
    into_.diagnostics.push_back({kind, found.node.origin, found.name(), std::move(message)});
  }

  Layer layer_;
  const std::string& folder_;
  const Environment& environment_;
  Resolved& into_;
  std::set<std::string> key_sources_; ///< backends of this layer that have one
};

} // namespace

void PatternLists::add(const Key& key, const std::vector<std::string>& patterns) {
  auto& lists = key.path == "privacy.exclude" ? excluded : disabled;
  lists.push_back(*context::Globs::parse(patterns));
}

void apply(const Node& root, const std::string& folder, const Environment& environment,
           Resolved& into) {
  Layering layering(root.origin.layer, folder, environment, into);
  check(
      root, [&](const Found& found) { layering.set(found); }, into.diagnostics);
}

} // namespace inkling::config
