#pragma once
// The right to answer one request, once. Whoever drops it unanswered has it answered as an internal
// error.

#include "base/result.hpp"
#include "lsp/protocol.hpp"
#include "wire/message.hpp"

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace inkling::lsp {

/// Where message bodies go; frames and transports are behind it.
class Outlet {
public:
  virtual ~Outlet() = default;
  virtual void send(std::string body) = 0;
};

class ReplyOnce {
public:
  /// `outlet` must outlive the reply.
  ReplyOnce(wire::RequestId id, Outlet& outlet) : id_(std::move(id)), outlet_(&outlet) {}
  ~ReplyOnce();
  ReplyOnce(ReplyOnce&& other) noexcept;
  ReplyOnce& operator=(ReplyOnce&& other) noexcept;

  const wire::RequestId& id() const { return id_; }

  void result(const nlohmann::json& value);
  void items(const std::vector<InlineCompletionItem>& items);
  void null();
  void error(const Error& error);

private:
  /// Null where it is answered already: a programming mistake, which is asserted.
  Outlet& take();

  wire::RequestId id_;
  Outlet* outlet_;
};

} // namespace inkling::lsp
