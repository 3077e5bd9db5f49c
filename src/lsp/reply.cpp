#include "lsp/reply.hpp"

#include "base/assert.hpp"
#include "base/log.hpp"
#include "lsp/errors.hpp"

#include <nlohmann/json.hpp>
#include <utility>

namespace inkling::lsp {

ReplyOnce::ReplyOnce(ReplyOnce&& other) noexcept
    : id_(std::move(other.id_)), outlet_(std::exchange(other.outlet_, nullptr)) {}

ReplyOnce& ReplyOnce::operator=(ReplyOnce&& other) noexcept {
  std::swap(id_, other.id_);
  std::swap(outlet_, other.outlet_);
  return *this;
}

ReplyOnce::~ReplyOnce() {
  if (outlet_ == nullptr) return;
  log::error("a request was dropped without an answer");
  error(make_error(Errc::internal, "the request was dropped"));
}

Outlet& ReplyOnce::take() {
  INKLING_ASSERT(outlet_ != nullptr);
  return *std::exchange(outlet_, nullptr);
}

void ReplyOnce::result(const nlohmann::json& value) {
  take().send(wire::serialize_result(id_, value));
}

void ReplyOnce::items(const std::vector<InlineCompletionItem>& list) {
  take().send(wire::serialize_result_text(id_, serialize(list)));
}

void ReplyOnce::null() {
  result(nullptr);
}

void ReplyOnce::error(const Error& error) {
  take().send(wire::serialize_error(id_, to_lsp_code(error.code), error.message));
}

} // namespace inkling::lsp
