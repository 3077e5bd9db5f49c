#pragma once
// What the person has switched in one editor window: off for the window, a language or a document,
// and quiet for a while. Lives as long as the session. It only takes away: what the configuration
// disables stays so, whatever is enabled here.
//
//   controls.set(command);                           // inkling.server.disable {language: "lua"}
//   if (!controls.allows("lua", uri)) …

#include "context/document_policy.hpp"
#include "lsp/commands.hpp"
#include "session/moment.hpp"

#include <cstddef>
#include <map>
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
  std::set<std::string> documents_off() const; ///< decoded URIs
  /// The same for files that no editor window shows: what is off by the configuration, and this.
  context::DocumentPolicy narrow(context::DocumentPolicy policy) const;

  void snooze(std::optional<Moment> until) { snoozed_until_ = until; }
  /// Until when, while it is not over.
  std::optional<Moment> snoozed(Instant now) const;

private:
  bool set_language(const std::string& language, bool on);
  bool set_document(const std::string& uri, bool on);

  bool on_ = true;
  std::set<std::string> languages_off_;
  std::map<std::string, std::string> documents_off_; ///< by decoded URI, the paths of file: ones
  std::optional<Moment> snoozed_until_;
};

} // namespace inkling::session
