#include "engine/reason.hpp"

#include "engine/key_record.hpp"

namespace inkling::engine {

Reason reason_of(backend::Failure failure) {
  switch (failure) {
  case backend::Failure::refused:
    return Reason::refused;
  case backend::Failure::rate_limited:
    return Reason::rate_limited;
  case backend::Failure::overloaded:
    return Reason::overloaded;
  case backend::Failure::out_of_credits:
    return Reason::out_of_credits;
  case backend::Failure::timed_out:
    return Reason::timed_out;
  case backend::Failure::unauthorized:
    return Reason::unauthorized;
  case backend::Failure::rejected:
    return Reason::rejected;
  case backend::Failure::broken:
    break;
  }
  return Reason::backend_failed;
}

std::string_view to_string(Reason reason) {
  switch (reason) {
  case Reason::fresh:
    return "fresh";
  case Reason::embedded:
    return "embedded";
  case Reason::typed_through:
    return "typed-through";
  case Reason::adopted:
    return "adopted";
  case Reason::speculated:
    return "speculated";
  case Reason::cached:
    return "cached";
  case Reason::excluded:
    return "excluded";
  case Reason::disabled:
    return "disabled";
  case Reason::snoozed:
    return "snoozed";
  case Reason::invoked_only:
    return "invoked-only";
  case Reason::not_line_end:
    return "not-line-end";
  case Reason::out_of_sync:
    return "out-of-sync";
  case Reason::mid_word:
    return "mid-word";
  case Reason::nothing_found:
    return "nothing-found";
  case Reason::no_backend:
    return "no-backend";
  case Reason::local_only:
    return "local-only";
  case Reason::rate_limited:
    return "rate-limited";
  case Reason::overloaded:
    return "overloaded";
  case Reason::out_of_credits:
    return "out-of-credits";
  case Reason::timed_out:
    return "timed-out";
  case Reason::refused:
    return "refused";
  case Reason::unauthorized:
    return "unauthorized";
  case Reason::rejected:
    return "rejected";
  case Reason::backend_failed:
    return "backend-failed";
  case Reason::over_budget:
    return "over-budget";
  case Reason::filtered:
    return "filtered";
  case Reason::dismissed:
    return "dismissed";
  case Reason::closed:
    return "closed";
  case Reason::superseded:
    return "superseded";
  case Reason::cancelled:
    return "cancelled";
  }
  return "unknown";
}

std::string_view to_string(HeadStart head_start) {
  switch (head_start) {
  case HeadStart::none:
    return "none";
  case HeadStart::begun:
    return "begun";
  case HeadStart::debounced:
    return "debounced";
  case HeadStart::remembered:
    return "remembered";
  case HeadStart::not_typing:
    return "not-typing";
  case HeadStart::not_asked:
    return "not-asked";
  case HeadStart::over_budget:
    return "over-budget";
  case HeadStart::unavailable:
    return "unavailable";
  }
  return "unknown";
}

} // namespace inkling::engine
