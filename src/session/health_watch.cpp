#include "session/health_watch.hpp"

#include <algorithm>

namespace inkling::session {
namespace {

using engine::Reason;

/// The server, or the person by a budget, has named a time: it may be told, and waited for.
bool has_time(Reason reason) {
  return reason == Reason::rate_limited || reason == Reason::overloaded ||
         reason == Reason::out_of_credits || reason == Reason::over_budget;
}

bool same(const BackendHealth& left, const BackendHealth& right) {
  const auto instant = [](const BackendHealth& health) {
    return health.until ? std::optional(health.until->instant) : std::nullopt;
  };
  return left.there == right.there && left.trouble == right.trouble &&
         instant(left) == instant(right);
}

} // namespace

void HealthWatch::on_started(StreamId stream, engine::BackendIndex backend) {
  if (!health_.trouble || backend != remote_) return;
  probes_[next_probe_++ % probes_.size()] = stream;
  touched_ = touched_ || health_.trouble == Reason::over_budget; // there is some of it again
}

void HealthWatch::on_word(StreamId stream) {
  if (!health_.trouble) return;
  heard_ = heard_ || std::find(probes_.begin(), probes_.end(), stream) != probes_.end();
}

void HealthWatch::on_answer(Reason reason) {
  const bool in_vain = reason >= Reason::rate_limited && reason <= Reason::over_budget;
  const bool stood_in = reason == Reason::embedded && health_.there;
  heard_ = heard_ || (reason == Reason::fresh && health_.trouble); // stopped by us, being complete
  touched_ = touched_ || in_vain || (stood_in && !health_.trouble);
}

void HealthWatch::reset() {
  *this = {};
}

bool HealthWatch::is_due(Instant now) const {
  return touched_ || (health_.trouble && is_over(now));
}

bool HealthWatch::is_over(Instant now) const {
  return heard_ || (health_.until && now >= health_.until->instant);
}

bool HealthWatch::look(const std::vector<engine::Engine::BackendStats>& backends, Moment now) {
  touched_ = false;
  const auto remote = std::find_if(backends.begin(), backends.end(), [](const auto& one) {
    return one.source == engine::Source::remote;
  });
  BackendHealth found;
  remote_.reset();
  if (remote != backends.end()) {
    remote_ = static_cast<engine::BackendIndex>(remote - backends.begin());
    found.there = true;
    found.trouble = remote->over_budget ? std::optional(Reason::over_budget) : remote->trouble;
    // A word is no good end yet: what was told stays.
    if (remote->on_trial && !found.trouble) found.trouble = health_.trouble;
    const bool timed = found.trouble && has_time(*found.trouble);
    if (timed && remote->trouble_until && *remote->trouble_until > now.instant)
      found.until = now.at(*remote->trouble_until);
  }
  const bool silent = health_.trouble && *health_.trouble != Reason::over_budget && found.there &&
                      !found.trouble && !is_over(now.instant);
  if (found.trouble) heard_ = false;
  if (silent || same(found, health_)) return false;
  if (!found.trouble || !health_.trouble) {
    heard_ = false;
    probes_ = {};
  }
  health_ = found;
  return true;
}

std::optional<Instant> HealthWatch::wakes() const {
  return health_.until ? std::optional(health_.until->instant) : std::nullopt;
}

} // namespace inkling::session
