#include "backend/providers/failure_log.hpp"

#include "base/log.hpp"

namespace inkling::backend {

void FailureLog::report(std::string_view cause, int status, std::string_view detail) {
  if (!is_due(cause, status)) return;
  constexpr std::string_view kMessage = "a backend gave no answer";
  if (status == 0)
    log::warn(kMessage, {{"backend", backend_}, {"cause", cause}, {"detail", detail}});
  else
    log::warn(kMessage, {{"backend", backend_}, {"cause", cause}, {"status", status}});
}

bool FailureLog::is_due(std::string_view cause, int status) {
  const Instant now = now_();
  const auto [place, is_new] = said_.try_emplace({std::string(cause), status}, now);
  if (!is_new && now - place->second < kEvery) return false;
  place->second = now;
  return true;
}

} // namespace inkling::backend
