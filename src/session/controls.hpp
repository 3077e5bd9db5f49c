#pragma once
// What the person has switched in one editor window: off for the window, a language or a document,
// and quiet for a while. Lives as long as the session. It only takes away: what the configuration
// disables stays so, whatever is enabled here.
//
//   controls.set(command);                           // inkling.server.disable {language: "lua"}
//   if (!controls.allows("lua", uri)) …

#include "lsp/commands.hpp"
#include "session/moment.hpp"

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace inkling::session {

class Controls {
public:
  /// Languages, and documents, that are off. One more is refused.
  static constexpr std::size_t kNamesMax = 1000;

  /// Enabling undoes just what disabling the same thing did. False: there are too many names.
  bool set(const lsp::SwitchCommand& command);
  /// `uri` in any spelling.
  bool allows(const std::string& language, std::string_view uri) const;
  bool is_on() const { return on_; }
  const std::set<std::string>& languages_off() const { return languages_off_; }
  const std::set<std::string>& documents_off() const { return documents_off_; } ///< decoded URIs

  void snooze(std::optional<Moment> until) { snoozed_until_ = until; }
  /// Until when, while it is not over.
  std::optional<Moment> snoozed(Instant now) const;

private:
  bool on_ = true;
  std::set<std::string> languages_off_;
  std::set<std::string> documents_off_;
  std::optional<Moment> snoozed_until_;
};

} // namespace inkling::session
