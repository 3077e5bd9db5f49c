#include "backend/providers/warm_call.hpp"

#include <utility>

namespace inkling::backend {

void WarmCall::send(const Secret& key, Instant now) {
  if (last_ && now - *last_ < kEvery) return;
  auto request = provider_.warm_request();
  if (!request) return;
  last_ = now;
  if (!key.empty()) request->headers.push_back({"Authorization", "Bearer " + key.reveal()});
  client_.start(std::move(*request), *this);
}

} // namespace inkling::backend
