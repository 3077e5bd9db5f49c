#include "session/controls.hpp"

#include "session/uri.hpp"

namespace inkling::session {
namespace {

/// Whether one more name may be switched off.
template<class Names>
bool has_room(const Names& off, const std::string& name) {
  return off.size() < Controls::kNamesMax || off.count(name) != 0;
}

} // namespace

bool Controls::set(const lsp::SwitchCommand& command) {
  if (command.language) return set_language(*command.language, command.on);
  if (command.uri) return set_document(*command.uri, command.on);
  on_ = command.on;
  return true;
}

bool Controls::set_language(const std::string& language, bool on) {
  if (!on && !has_room(languages_off_, language)) return false;
  if (on)
    languages_off_.erase(language);
  else
    languages_off_.insert(language);
  return true;
}

bool Controls::set_document(const std::string& uri, bool on) {
  std::string decoded = decode_percent(uri);
  if (!on && !has_room(documents_off_, decoded)) return false;
  if (on)
    documents_off_.erase(decoded);
  else
    documents_off_.emplace(std::move(decoded), path_of_uri(uri));
  return true;
}

std::set<std::string> Controls::documents_off() const {
  std::set<std::string> uris;
  for (const auto& [uri, path] : documents_off_) uris.insert(uri);
  return uris;
}

context::DocumentPolicy Controls::narrow(context::DocumentPolicy policy) const {
  context::DocumentRules& rules = policy.everywhere;
  if (!on_) rules.enabled = false;
  rules.languages_disabled.insert(rules.languages_disabled.end(), languages_off_.begin(),
                                  languages_off_.end());
  for (const auto& [uri, path] : documents_off_)
    if (!path.empty()) policy.paths_disabled.insert(path);
  return policy;
}

bool Controls::allows(const std::string& language, std::string_view uri) const {
  if (!on_ || languages_off_.count(language) != 0) return false;
  return documents_off_.empty() || documents_off_.count(decode_percent(uri)) == 0;
}

std::optional<Moment> Controls::snoozed(Instant now) const {
  return snoozed_until_ && now < snoozed_until_->instant ? snoozed_until_ : std::nullopt;
}

} // namespace inkling::session
