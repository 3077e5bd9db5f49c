#pragma once
// An editor inside the process: JSON-RPC in and out of a real Session, without a transport. For
// `inkling complete`, `inkling demo`, benchmarks and tests, so that all of them go the way a real
// editor's key press goes.
//
//   LocalClient editor(hub, limits);
//   editor.initialize("/path/of/workspace");
//   editor.open("file:///x.cpp", "cpp", text);
//   const auto items = editor.complete("file:///x.cpp", {0, 4});
//
// Positions are in UTF-8 bytes. Answers that a backend gives later than in the same turn are not
// waited for.

#include "lsp/protocol.hpp"
#include "lsp/reply.hpp"
#include "session/session.hpp"
#include "wire/message.hpp"

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace inkling::session {

class LocalClient final : private lsp::Outlet {
public:
  /// `policies` must outlive this; null: nothing that is opened may leave this process.
  LocalClient(Hub& hub, const Limits& limits, PolicySource* policies = nullptr);

  /// `folder` is an absolute path, or empty for none.
  void initialize(const std::string& folder);
  void add_folder(const std::string& folder);
  void open(const std::string& uri, const std::string& language, const std::string& text);
  void change(const std::string& uri, text::Range range, const std::string& text);
  /// What is offered; empty where nothing is.
  std::vector<lsp::InlineCompletionItem>
  complete(const std::string& uri, text::Position position,
           lsp::InlineCompletionTrigger trigger = lsp::InlineCompletionTrigger::automatic);

  /// Sends a request and settles; its `result`, or null where it was an error or is not there yet.
  nlohmann::json request(const std::string& method, const nlohmann::json& params);
  void notify(const std::string& method, const nlohmann::json& params);

private:
  void send(std::string body) override;

  Hub& hub_;
  Limits limits_;
  std::int64_t last_id_ = 0;
  std::string last_reply_;
  int version_ = 0;
  Session session_; ///< last: its destructor still answers
};

} // namespace inkling::session
