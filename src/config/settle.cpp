#include "config/apply.hpp"

#include "backend/http/http.hpp"
#include "backend/providers/fim_template.hpp"
#include "base/nearest.hpp"
#include "config/keys.hpp"
#include "config/presets.hpp"

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
  Settling(Resolved& resolved, const Environment& environment)
      : resolved_(resolved), environment_(environment) {}

  void run() {
    std::string& backend = resolved_.config.backend;
    resolved_.backend_meant = backend;
    // A preset's name is enough; other entries have a table.
    if (find_preset(backend) != nullptr) resolved_.config.backends.try_emplace(backend);
    for (auto& [name, entry] : resolved_.config.backends) check_entry(name, entry);
    check_name();
    check_in_force();
    find_spoiled();
    if (backend == "embedded" || (!sealed_ && spoiled_.count(backend) == 0)) return;
    complain("backend", "\"" + backend +
                            "\" is not used until these mistakes are mended; the embedded model "
                            "takes its place");
    backend = "embedded";
  }

private:
  void check_entry(const std::string& name, BackendConfig& backend) {
    check_preset(name, backend);
    fill_from_preset(name, backend, resolved_.origins);
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

  void check_preset(const std::string& name, BackendConfig& backend) {
    if (backend.preset.empty() || find_preset(backend.preset) != nullptr) return;
    const std::string meant = nearest(backend.preset, preset_names());
    complain(std::string(kEntries) + name + ".preset",
             "there is no such preset" + (meant.empty()
                                              ? std::string("; inkling backends lists them")
                                              : "; did you mean \"" + meant + "\"?"));
    backend.preset.clear();
  }

  /// What only the entry in use must have.
  void check_in_force() {
    const std::string& name = resolved_.config.backend;
    const BackendConfig* backend = resolved_.config.remote();
    if (backend == nullptr) return;
    const std::string& variable = backend->key.env;
    if (!variable.empty() && !environment_(variable))
      complain(std::string(kEntries) + name + ".api_key_env",
               describe_variable(variable) +
                   " is not set: set it where your editor starts, or say where the key is with "
                   "api_key_command or api_key_file");
    const Preset* preset = preset_of(name, *backend);
    if (preset != nullptr && backend->model.empty() && !preset->model_hint.empty())
      complain(std::string(kEntries) + name + ".model",
               "missing: which model? (" + std::string(preset->model_hint) + ')');
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
    std::vector<std::string> names = preset_names();
    names.emplace_back("embedded");
    for (const auto& [name, entry] : resolved_.config.backends) names.push_back(name);
    const std::string meant = nearest(backend, names);
    complain("backend", "there is no such entry in backends, and no such preset" +
                            (meant.empty() ? std::string("; inkling backends lists them")
                                           : "; did you mean \"" + meant + "\"?"));
  }

  void find_spoiled() {
    for (const Diagnostic& diagnostic : resolved_.diagnostics) {
      sealed_ = sealed_ || seals(diagnostic);
      if (diagnostic.kind == Diagnostic::Kind::mistake) spoiled_.insert(backend_in(diagnostic.key));
    }
  }

  void complain(const std::string& key, std::string message) {
    resolved_.diagnostics.push_back({.kind = Diagnostic::Kind::mistake,
                                     .origin = place_of(key),
                                     .key = key,
                                     .message = std::move(message)});
  }

  /// Where somebody wrote the key, or another one of the same entry, or the entry's name.
  Origin place_of(const std::string& key) const {
    const auto& origins = resolved_.origins;
    const auto is_written = [](const auto& one) { return one.second.layer != Layer::built_in; };
    auto at = origins.find(key);
    if (at != origins.end() && is_written(*at)) return at->second;
    const std::string entry = key.substr(0, key.rfind('.') + 1);
    if (entry.empty()) return {};
    for (at = origins.lower_bound(entry); at != origins.end() && at->first.starts_with(entry); ++at)
      if (is_written(*at)) return at->second;
    at = origins.find("backend");
    return at == origins.end() ? Origin{} : at->second;
  }

  Resolved& resolved_;
  const Environment& environment_;
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

void settle(Resolved& resolved, const Environment& environment) {
  Settling(resolved, environment).run();
}

} // namespace inkling::config
