#include "session/status.hpp"

#include <array>
#include <ctime>
#include <nlohmann/json.hpp>

namespace inkling::session {
namespace {

using engine::Reason;

constexpr std::array kStates = {"ready", "disabled", "snoozed", "trouble"};
constexpr std::array kSources = {"embedded", "remote", "none"};

/// What is wrong and who can mend it; `name` is the backend's.
std::string explain(Reason reason, const std::string& name) {
  switch (reason) {
  case Reason::rate_limited:
    return name + " takes no more requests for now (its rate limit), and is asked again by itself";
  case Reason::overloaded:
    return name + " is overloaded or still loading its model, and is asked again by itself";
  case Reason::out_of_credits:
    return name + " requires payment (its credits are used up): see your account there";
  case Reason::timed_out:
    return name + " does not answer in time: see whether it is overloaded";
  case Reason::refused:
    return name + " cannot be reached: see whether it runs, and its base_url";
  case Reason::unauthorized:
    return name + " does not take the key: see its api_key settings";
  case Reason::rejected:
    return name + " does not take what it is asked: see its kind and model settings";
  case Reason::over_budget:
    return name + " has used up its budget: requests_per_minute, tokens_per_minute or "
                  "tokens_per_day";
  case Reason::no_backend:
    return name + " cannot be used: inkling's log says why";
  default:
    return name + " has an error of its own, breaks off, or answers what cannot be read: "
                  "inkling doctor tells which";
  }
}

std::string message_of(const Status& status) {
  const std::string name = '"' + status.serving.backend + '"';
  switch (status.state) {
  case Status::State::disabled:
    return status.by_configuration
               ? "Turned off by the configuration (completion.enabled)."
               : "Turned off in this window: inkling.server.enable turns it on.";
  case Status::State::snoozed:
    return "Quiet until " + to_rfc3339(*status.until) + ": inkling.server.snooze with 0 ends that.";
  case Status::State::trouble:
    return explain(*status.reason, name) + (status.source == Status::Source::embedded
                                                ? ". The embedded model stands in."
                                                : ". Nothing is offered meanwhile.");
  case Status::State::ready:
    break;
  }
  return status.source == Status::Source::remote ? "Completions come from " + name + '.'
                                                 : "Completions come from the embedded model.";
}

std::optional<Reason> trouble_of(const Serving& serving, const BackendHealth& health) {
  if (serving.is_embedded()) return std::nullopt;
  return health.there ? health.trouble : Reason::no_backend;
}

} // namespace

Status make_status(const Serving& serving, bool enabled, const Controls& controls,
                   const BackendHealth& health, Instant now) {
  Status status{.serving = serving,
                .reason = {},
                .until = {},
                .languages_off = controls.languages_off(),
                .documents_off = controls.documents_off()};
  const auto trouble = trouble_of(serving, health);
  // Where there is no remote backend at all, the embedded model is the only one left.
  const bool stands_in = serving.stand_in || !health.there;
  if (!serving.is_embedded() && !trouble) status.source = Status::Source::remote;
  if (trouble && !stands_in) status.source = Status::Source::none;
  const auto snoozed = controls.snoozed(now);
  if (!enabled || !controls.is_on()) {
    status.state = Status::State::disabled;
    status.by_configuration = !enabled;
  } else if (snoozed) {
    status.state = Status::State::snoozed;
    status.until = snoozed->wall;
  } else if (trouble) {
    status.state = Status::State::trouble;
    status.reason = trouble;
    if (health.until) status.until = health.until->wall;
  }
  const bool silent =
      status.state == Status::State::disabled || status.state == Status::State::snoozed;
  if (silent) status.source = Status::Source::none;
  return status;
}

nlohmann::json to_json(const Status& status) {
  nlohmann::json value = {{"state", kStates.at(static_cast<std::size_t>(status.state))},
                          {"source", kSources.at(static_cast<std::size_t>(status.source))},
                          {"backend", status.serving.backend},
                          {"message", message_of(status)}};
  if (!status.serving.model.empty()) value["model"] = status.serving.model;
  if (status.reason) value["reason"] = to_string(*status.reason);
  if (status.until)
    value[status.state == Status::State::snoozed ? "snoozedUntil" : "retryAt"] =
        to_rfc3339(*status.until);
  if (!status.languages_off.empty()) value["disabledLanguages"] = status.languages_off;
  if (!status.documents_off.empty()) value["disabledDocuments"] = status.documents_off;
  return value;
}

std::string to_rfc3339(WallTime time) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
  std::tm fields{};
  gmtime_r(&seconds, &fields);
  std::array<char, 32> text{};
  const std::size_t size = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &fields);
  return {text.data(), size};
}

} // namespace inkling::session
