// The requests that look into the daemon. What they show is somebody else's: Events.

#include "lsp/errors.hpp"
#include "session/session.hpp"

#include <nlohmann/json.hpp>

namespace inkling::session {
namespace {

void refuse(lsp::ReplyOnce& reply) {
  reply.error(make_error(Errc::method_not_found, "nothing is counted here"));
}

} // namespace

void Session::statistics(lsp::ReplyOnce reply) {
  if (!events_.statistics) return refuse(reply);
  reply.result(events_.statistics());
}

void Session::trace(lsp::TraceParams params, lsp::ReplyOnce reply) {
  if (!events_.on_trace) return refuse(reply);
  reply.result(nlohmann::json::object()); // before the first event
  events_.on_trace(params);
}

} // namespace inkling::session
