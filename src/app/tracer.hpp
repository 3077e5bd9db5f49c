#pragma once
// Hears of every key press: adds it to the statistics, and tells it to who follows.
//
//   Tracer tracer({.now = …, .wall_clock_ms = …, .post = …, .backend_name = …});
//   hub ports: .records = &tracer, .observers = {…, &tracer}      // observers know files' names
//   tracer.follow(client, {.text = false}, [&](const json& event) { return send(event); });
//
// Nobody waits for it: an event is written down in the turn of its key and told in a turn of its
// own, behind the answer's bytes. Who does not read loses events, and is told how many. Loop thread
// only; no IO of its own.

#include "app/trace_event.hpp"
#include "base/ids.hpp"
#include "base/time.hpp"
#include "context/document_observer.hpp"
#include "lsp/tracing.hpp"
#include "metrics/statistics.hpp"
#include "session/hub.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <unordered_map>
#include <vector>

namespace inkling::app {

class Tracer final : public session::RecordSink, public context::WorkspaceObserver {
public:
  /// Events of one turn. Beyond: they are dropped, and counted as such.
  static constexpr std::size_t kPendingMax = 1024;
  /// Names of closed documents, whose last records are still to come.
  static constexpr std::size_t kClosedMax = 64;

  struct Ports {
    std::function<Instant()> now;
    std::function<std::int64_t()> wall_clock_ms; ///< since 1970
    /// Runs it in a later turn of the loop.
    std::function<void(std::function<void()>)> post;
    std::function<std::string(engine::BackendIndex)> backend_name;
  };
  /// False: there is no room, and the event is lost.
  using Listener = std::function<bool(const nlohmann::json& event)>;

  explicit Tracer(Ports ports) : ports_(std::move(ports)) {}

  /// From now on; a second call of the same client replaces the first.
  void follow(std::size_t client, const lsp::TraceParams& params, Listener listener);
  void unfollow(std::size_t client) { followers_.erase(client); }

  const metrics::Statistics& statistics() const { return statistics_; }
  /// Backends are numbered anew.
  void on_backends_changed();

  void on_record(const engine::KeyRecord& record, const engine::Answer* answer,
                 const metrics::OwnTimes& own) override;

  void on_open(const context::OpenDocument& document, const text::Rope& text) override;
  void on_change(DocumentId, const text::Rope&, std::span<const text::Edit>) override {}
  void on_close(DocumentId document) override;
  void set_exclusions(SessionId, std::shared_ptr<const context::Exclusions>) override {}
  void set_folders(SessionId session, std::span<const std::string> folders) override;
  void on_files_changed(std::span<const std::string>) override {}
  void on_session_closed(SessionId session) override { folders_.erase(session); }

private:
  struct Follower {
    lsp::TraceParams params;
    Listener listener;
    std::uint64_t dropped = 0; ///< since the last one that was told
  };

  void tell_all();
  void tell(Follower& follower, nlohmann::json event);
  std::string name_of(DocumentId document) const;

  Ports ports_;
  metrics::Statistics statistics_;
  std::map<std::size_t, Follower> followers_;
  std::vector<TraceEvent> pending_;
  std::uint64_t overflowed_ = 0; ///< of pending_
  std::unordered_map<SessionId, std::vector<std::string>> folders_;
  std::unordered_map<DocumentId, std::string> names_;
  std::deque<DocumentId> closed_; ///< of those in names_, oldest first
};

} // namespace inkling::app
