#pragma once
// A client for tests of a whole server in one process: Connection, Session, hub and engine, without
// a loop.
//
//   Editor editor;                                  // or Editor editor(options)
//   editor.backend.instant_answer = "bar();";
//   editor.initialize();
//   editor.open("file:///a.cpp", "foo^");           // ^ marks the cursor
//   REQUIRE(editor.complete("file:///a.cpp") == "bar();");

#include "session/connection.hpp"
#include "support/fake_backend.hpp"
#include "support/fake_policies.hpp"
#include "support/memory_transport.hpp"

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace inkling::test {

using nlohmann::json;

/// Notes of documents whether they may be learned from.
class RecordingObserver final : public context::WorkspaceObserver {
public:
  void on_open(const context::OpenDocument& document, const text::Rope&) override {
    notes.push_back(document.excluded ? "open excluded" : "open");
  }
  void on_change(DocumentId, const text::Rope&, std::span<const text::Edit>) override {}
  void on_close(DocumentId) override { notes.push_back("close"); }
  void set_policy(SessionId, std::shared_ptr<const context::DocumentPolicy> told) override {
    policy = std::move(told);
  }
  void set_exclusions(SessionId, std::shared_ptr<const context::Exclusions> told) override {
    exclusions = std::move(told);
  }
  void set_folders(SessionId, std::span<const std::string>) override {}
  void on_files_changed(std::span<const std::string>) override {}
  void on_session_closed(SessionId) override {}

  std::vector<std::string> notes;
  std::shared_ptr<const context::DocumentPolicy> policy;
  std::shared_ptr<const context::Exclusions> exclusions;
};

/// Text with the cursor's mark taken out, and where it was (line, UTF-16 character).
struct MarkedPosition {
  std::string text;
  json position;
};
MarkedPosition take_mark(std::string text);

class Editor {
public:
  explicit Editor(Limits limits = {}, engine::EngineOptions options = default_options());
  ~Editor();

  static engine::EngineOptions default_options();

  json initialize(json params = json::object());
  void open(const std::string& uri, const std::string& marked_text, int version = 1);
  /// Sends the whole text anew.
  void replace(const std::string& uri, const std::string& marked_text, int version = 2);
  /// Types at the cursor: one incremental didChange, and the cursor moves along (ASCII without line
  /// ends).
  void type(const std::string& uri, const std::string& text);
  void backspace(const std::string& uri);
  /// The offered text; none where the list is empty. Fails the test where the answer is an error or
  /// late.
  std::optional<std::string> complete(const std::string& uri, int trigger = 2);
  /// The whole reply to a request at the cursor; null where there is none yet.
  json ask(const std::string& uri, int trigger = 2, json extra_context = json::object());

  json request(const std::string& method, json params);
  void notify(const std::string& method, json params);
  /// Sends bodies as frames in one read.
  void say(const std::vector<std::string>& bodies);
  void say_raw(std::string_view bytes) { peer.say(bytes); }
  /// Messages that came since the last call.
  std::vector<json> received();
  json completion_params(const std::string& uri, int trigger = 2) const;
  session::Connection& connection() { return *connection_; }
  /// Lets virtual time pass and fires what is due.
  void wait(Duration duration);

  /// Virtual time began at 2026-01-01T00:00:00Z.
  session::WallTime wall() const {
    const auto passed =
        std::chrono::duration_cast<session::WallTime::duration>(now.time_since_epoch());
    return session::WallTime{std::chrono::seconds(1'767'225'600)} + passed;
  }

  Instant now{Duration{1}};
  FakeBackend backend;
  FakePolicies policies; ///< lets everything leave, until a test says otherwise
  /// What is told of documents, apart from the engine.
  RecordingObserver observer;
  session::Hub hub;
  MemoryTransport::Peer peer;
  std::optional<bool> closed; ///< whether cleanly, once the connection is over
  std::string last_uri;
  json cursor = {{"line", 0}, {"character", 0}};

private:
  std::unique_ptr<session::Connection> connection_;
  std::size_t seen_ = 0;
  int last_id_ = 0;
  int version_ = 100;
  std::optional<Instant> deadline_;
};

} // namespace inkling::test
