#include "session/controls.hpp"

#include "session/uri.hpp"

namespace inkling::session {
namespace {

bool switch_name(std::set<std::string>& off, std::string name, bool on) {
  if (on) {
    off.erase(name);
    return true;
  }
  if (off.size() >= Controls::kNamesMax && off.count(name) == 0) return false;
  off.insert(std::move(name));
  return true;
}

} // namespace

bool Controls::set(const lsp::SwitchCommand& command) {
  if (command.language) return switch_name(languages_off_, *command.language, command.on);
  if (command.uri) return switch_name(documents_off_, decode_percent(*command.uri), command.on);
  on_ = command.on;
  return true;
}

bool Controls::allows(const std::string& language, std::string_view uri) const {
  if (!on_ || languages_off_.count(language) != 0) return false;
  return documents_off_.empty() || documents_off_.count(decode_percent(uri)) == 0;
}

std::optional<Moment> Controls::snoozed(Instant now) const {
  return snoozed_until_ && now < snoozed_until_->instant ? snoozed_until_ : std::nullopt;
}

} // namespace inkling::session
