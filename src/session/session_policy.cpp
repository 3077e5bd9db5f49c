// What of a Session is about configuration: who tells it, and what follows for open documents.

#include "base/log.hpp"
#include "session/session.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

namespace inkling::session {
namespace {

const nlohmann::json kNothing;
const context::DocumentPolicy kNoPolicy;

const nlohmann::json& or_nothing(const wire::JsonPtr& value) {
  return value ? *value : kNothing;
}

/// Our part of what a client pushes: below our name, or the whole, where it has our tables. Null
/// where it is about others.
const nlohmann::json* own_settings(const nlohmann::json& settings) {
  if (!settings.is_object()) return nullptr;
  if (const auto own = settings.find("inkling"); own != settings.end()) return &*own;
  for (const char* table : {"completion", "privacy", "limits"})
    if (const auto found = settings.find(table); found != settings.end() && found->is_object())
      return &settings;
  return nullptr;
}

} // namespace

void Session::take_options(const lsp::InitializeParams& params) {
  takes_refresh_ = params.takes_refresh;
  takes_status_ = params.takes_status;
  if (takes_status_) hub_.watch(*this);
  can_register_configuration_ = params.can_register_configuration;
  can_answer_configuration_ = params.can_answer_configuration;
  awaiting_settings_ = can_answer_configuration_ && events_.policies != nullptr;
  if (events_.policies == nullptr) return;
  events_.policies->on_options(or_nothing(params.initialization_options));
}

/// After initialized, and each time the client says that something has changed. While the first
/// answer is under way, documents that are opened stay here: it may exclude them.
void Session::ask_for_settings() {
  if (!can_answer_configuration_ || events_.policies == nullptr) return;
  dispatcher_.send_request("workspace/configuration", lsp::configuration_request(),
                           [this](wire::JsonPtr result) {
                             awaiting_settings_ = false;
                             if (!result) log::warn("the client did not tell its configuration");
                             const bool told = result && result->is_array() && !result->empty();
                             if (told) return on_settings(result->front());
                             refresh_policy();
                           });
}

void Session::stop_waiting_for_settings() {
  if (!std::exchange(awaiting_settings_, false)) return;
  log::warn("the client did not tell its configuration in time");
  refresh_policy();
}

void Session::did_change_configuration(lsp::DidChangeConfigurationParams params) {
  if (events_.policies == nullptr) return;
  events_.policies->on_reload();
  if (can_answer_configuration_) {
    ask_for_settings();
  } else if (const nlohmann::json* settings = own_settings(or_nothing(params.settings))) {
    return on_settings(*settings);
  }
  refresh_policy();
}

void Session::on_settings(const nlohmann::json& settings) {
  events_.policies->on_settings(settings);
  refresh_policy();
}

void Session::look_for_rules(const std::vector<std::string>& changed_paths) {
  const bool ignores =
      std::any_of(changed_paths.begin(), changed_paths.end(), context::holds_ignore_rules);
  const bool own = events_.policies != nullptr &&
                   std::any_of(changed_paths.begin(), changed_paths.end(), [&](const auto& path) {
                     return events_.policies->is_workspace_file(path);
                   });
  if (ignores) ignore_.forget();
  if (own) events_.policies->on_workspace_file_changed();
  if (ignores || own) refresh_policy();
}

void Session::hold_back() {
  held_back_ = true;
  documents_.for_each([this](Document& document) { decide_again(document, false); });
}

void Session::refresh_policy() {
  held_back_ = false;
  const engine::Bounds bounds = bounds_;
  const engine::OfferRules rules = rules_;
  take_policy();
  const bool changed = bounds_ != bounds || rules_ != rules;
  documents_.for_each([&](Document& document) { decide_again(document, changed); });
  tell_messages();
  tell_status();
}

/// What is not decided for each document.
void Session::take_policy() {
  if (events_.policies == nullptr) return;
  documents_.set_limits(events_.policies->limits());
  bounds_ = events_.policies->bounds();
  rules_ = events_.policies->rules();
  const context::DocumentPolicy& policy = events_.policies->policy();
  tell_policy(policy);
  const context::Exclusions exclusions(policy, folders_);
  if (exclusions == exclusions_) return;
  exclusions_ = exclusions;
  const auto shared = std::make_shared<const context::Exclusions>(exclusions);
  for (context::WorkspaceObserver* observer : hub_.observers())
    observer->set_exclusions(id_, shared);
}

/// As narrow as it is for documents that are open: by what the person has switched, too.
void Session::tell_policy(const context::DocumentPolicy& policy) {
  context::DocumentPolicy narrowed = controls_.narrow(policy);
  if (policy_ && *policy_ == narrowed) return;
  policy_ = std::make_shared<const context::DocumentPolicy>(std::move(narrowed));
  for (context::WorkspaceObserver* observer : hub_.observers()) observer->set_policy(id_, policy_);
}

context::Decision Session::decide(const Document& document) {
  const context::DocumentPolicy& policy =
      events_.policies == nullptr ? kNoPolicy : events_.policies->policy();
  const context::DocumentFacts facts{
      .name = document.name(), .language = document.language, .folders = folders_};
  context::Decision decision = context::decide(facts, policy, ignore_);
  if (!controls_.allows(document.language, document.uri))
    decision.access = std::min(decision.access, context::Access::disabled);
  if (awaiting_settings_ || held_back_)
    decision.access = std::min(decision.access, context::Access::local);
  return decision;
}

void Session::decide_again(Document& document, bool rules_changed) {
  const context::Access before = document.access;
  document.access = decide(document).access;
  if (document.access == before && !rules_changed) return;
  hub_.queue(engine::DocumentAccessChanged{.document = document.id,
                                           .availability = document.availability(),
                                           .may_leave = document.may_leave(),
                                           .bounds = bounds_,
                                           .rules = rules_});
  const bool was_excluded = before == context::Access::none;
  if (was_excluded == document.excluded()) {
    for (context::WorkspaceObserver* observer : hub_.observers())
      observer->on_access(document.id, document.may_leave());
    return;
  }
  // What was learned is forgotten, or may be learned from now on.
  for (context::WorkspaceObserver* observer : hub_.observers()) observer->on_close(document.id);
  observe_opened(document);
}

void Session::tell_messages() {
  if (events_.policies == nullptr || !initialized_) return;
  for (const std::string& text : events_.policies->take_messages())
    dispatcher_.send_notification("window/showMessage", lsp::warning_message(text));
}

} // namespace inkling::session
