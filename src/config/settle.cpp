#include "config/apply.hpp"

#include "backend/http/http.hpp"
#include "backend/providers/fim_template.hpp"
#include "base/nearest.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <utility>

namespace inkling::config {
namespace {

constexpr std::string_view kEntries = "backends.";

/// "backends.mock.kind" and "backends.mock" → "mock".
std::string backend_in(const std::string& key) {
  if (!key.starts_with(kEntries)) return {};
  const std::size_t begin = kEntries.size();
  return key.substr(begin, key.find('.', begin) - begin);
}

class Settling {
public:
  explicit Settling(Resolved& resolved) : resolved_(resolved) {}

  void run() {
    for (auto& [name, backend] : resolved_.config.backends) check_entry(name, backend);
    check_name();
    find_spoiled();
    std::string& backend = resolved_.config.backend;
    if (backend == "embedded" || (!sealed_ && spoiled_.count(backend) == 0)) return;
    complain("backend", "\"" + backend +
                            "\" is not used until these mistakes are mended; the embedded model "
                            "takes its place");
    backend = "embedded";
  }

private:
  void check_entry(const std::string& name, BackendConfig& backend) {
    check_fim(name, backend.fim);
    check_key_variable(name, backend.key.env);
    if (backend.kind == BackendKind::embedded) return;
    const std::string key = std::string(kEntries) + name + ".base_url";
    if (backend.base_url.empty()) return complain(key, "missing: where is the server?");
    const auto url = http::parse_url(backend.base_url);
    if (url) return;
    complain(key, url.error().message);
    backend.base_url.clear(); // it may hold a password
  }

  void check_fim(const std::string& name, std::string& family) {
    if (backend::is_fim_family(family)) return;
    const std::vector<std::string> families = backend::fim_families();
    std::string message = "expected one of";
    for (const std::string& known : families)
      message += (known == families.front() ? " " : ", ") + known;
    const std::string meant = nearest(family, families);
    if (!meant.empty()) message += "; did you mean " + meant + '?';
    complain(std::string(kEntries) + name + ".fim", std::move(message));
    family = BackendConfig{}.fim;
  }

  /// People write the key itself there, which then would be in logs.
  void check_key_variable(const std::string& name, std::string& variable) {
    const auto is_plain = [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; };
    if (std::all_of(variable.begin(), variable.end(), is_plain)) return;
    complain(std::string(kEntries) + name + ".api_key_env",
             "expected the name of an environment variable: letters, digits and _");
    variable.clear();
  }

  void check_name() {
    const std::string& backend = resolved_.config.backend;
    if (backend == "embedded" || resolved_.config.backends.count(backend) != 0) return;
    std::vector<std::string> names = {"embedded"};
    for (const auto& [name, entry] : resolved_.config.backends) names.push_back(name);
    const std::string meant = nearest(backend, names);
    complain("backend", "there is no such entry in backends" +
                            (meant.empty() ? std::string() : "; did you mean \"" + meant + "\"?"));
  }

  void find_spoiled() {
    for (const Diagnostic& diagnostic : resolved_.diagnostics) {
      sealed_ = sealed_ || seals(diagnostic);
      if (diagnostic.kind == Diagnostic::Kind::mistake) spoiled_.insert(backend_in(diagnostic.key));
    }
  }

  /// At the place of the key, or of another one of the same entry.
  void complain(const std::string& key, std::string message) {
    const auto& origins = resolved_.origins;
    auto at = origins.find(key);
    const std::string entry = key.substr(0, key.rfind('.') + 1);
    if (at == origins.end() && !entry.empty()) at = origins.lower_bound(entry);
    const bool known = at != origins.end() && at->first.starts_with(entry);
    resolved_.diagnostics.push_back({.kind = Diagnostic::Kind::mistake,
                                     .origin = known ? at->second : Origin{},
                                     .key = key,
                                     .message = std::move(message)});
  }

  Resolved& resolved_;
  std::set<std::string> spoiled_;
  bool sealed_ = false;
};

} // namespace

bool seals(const Diagnostic& diagnostic) {
  if (diagnostic.kind != Diagnostic::Kind::mistake) return false;
  const std::string& key = diagnostic.key;
  constexpr std::array kKeys = {"",
                                "backend",
                                "backends",
                                "completion.enabled",
                                "completion.languages_disabled",
                                "completion.files_disabled"};
  if (std::find(kKeys.begin(), kKeys.end(), key) != kKeys.end()) return true;
  if (key == "privacy" || key.starts_with("privacy.")) return true;
  const std::vector<std::string> roots = {"privacy", "backend", "backends"};
  const std::vector<std::string> turned_off = {"enabled", "languages_disabled", "files_disabled"};
  const auto dot = key.find('.');
  if (dot == key.npos) return !is_table(key) && !nearest(key, roots).empty();
  const std::string name = key.substr(dot + 1);
  return key.starts_with("completion.") && find_key(key) == nullptr &&
         !nearest(name, turned_off).empty();
}

void settle(Resolved& resolved) {
  Settling(resolved).run();
}

} // namespace inkling::config
