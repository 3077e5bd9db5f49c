#pragma once
// Drives the one engine for all sessions: collects events, lets the engine decide, performs what it
// decided.
//
//   hub.queue(event); hub.queue(event);   // all that one read brought
//   hub.settle();                         // step → actions → what happened → step …, until nothing
//   is left
//
// Knows backends only through their interface and time only through the clock it was given. Loop
// thread only. Asio-free: whoever owns the loop is told the engine's next deadline and calls
// settle() when it passes.

#include "backend/backend.hpp"
#include "base/ids.hpp"
#include "base/time.hpp"
#include "context/document_observer.hpp"
#include "engine/engine.hpp"
#include "metrics/stages.hpp"
#include "session/health_watch.hpp"
#include "session/moment.hpp"

#include <functional>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace inkling::session {

/// A session, as the hub sees it.
class AnswerSink {
public:
  virtual ~AnswerSink() = default;
  virtual void on_answer(const engine::Answer& answer) = 0;
  /// The client should ask again about this document.
  virtual void on_refresh(const engine::Refresh& refresh) = 0;
  /// What is told of backends has changed, or the time has come that wake() named. Only to those
  /// who watch().
  virtual void on_status() {}
};

/// Hears how each key press went, when its answer has been given to its session. `answer` is the
/// one that the record is about, null where there was no request; `own` is what the hub measured.
/// Only takes notes: answers of this read have not been written yet.
class RecordSink {
public:
  virtual ~RecordSink() = default;
  virtual void on_record(const engine::KeyRecord& record, const engine::Answer* answer,
                         const metrics::OwnTimes& own) = 0;
};

class Hub final : private backend::StreamSink {
public:
  struct Ports {
    std::vector<backend::Backend*> backends;            ///< by engine::BackendIndex
    std::vector<context::WorkspaceObserver*> observers; ///< told of every document and folder
    std::function<Instant()> now;
    /// The wall's clock, for times that people are told. May be empty, where nobody is.
    std::function<WallTime()> wall = {};
    /// Called after each settle() with the time of the next one, if any. May be empty.
    std::function<void(std::optional<Instant>)> on_deadline = {};
    RecordSink* records = nullptr; ///< must outlive the hub; null: nothing is measured
  };

  /// What the ports point to must outlive the hub.
  Hub(engine::EngineOptions options, Ports ports);

  /// A session begins: refreshes of its documents go to `sink`, until it withdraws.
  SessionId join(AnswerSink& sink);
  DocumentId next_document() { return documents_.next(); }
  TicketId next_ticket() { return tickets_.next(); }

  /// Notes one of the alternatives of engine::Event.
  template<class Event>
  void queue(Event event) {
    burst_.emplace_back(std::in_place_type<Event>, std::move(event));
  }
  /// A request: its answer goes to `sink`, which must stay until then or withdraw().
  void queue_request(engine::CompletionRequested request, AnswerSink& sink);
  /// `sink` hears on_status() from now on, until it withdraws.
  void watch(AnswerSink& sink);
  /// It hears it at that time, too, instead of the one that it named before. It must watch().
  void wake(AnswerSink& sink, std::optional<Instant> when);
  /// Of the remote backend, as it is now.
  const BackendHealth& health();
  Moment now() const;
  /// Drops every way back to a sink that goes away.
  void withdraw(AnswerSink& sink);
  void settle();
  /// Other backends and policies from now on: every stream is stopped, who waits is served anew.
  /// What `backends` points to must outlive the hub or the next call; the old ones may go after
  /// this one.
  void reconfigure(engine::EngineOptions options, std::vector<backend::Backend*> backends);
  /// A good moment to be connected: an editor has come, or opened a document.
  void warm();

  const std::vector<context::WorkspaceObserver*>& observers() const { return ports_.observers; }
  engine::Engine::Stats stats() const { return engine_.stats(); }

private:
  void perform(const engine::Actions& actions);
  void perform(const engine::Answer& answer);
  void perform(const engine::StartStream& start);
  void perform(const engine::AbortStream& abort);
  void perform(const engine::Refresh& refresh);
  void tell_status();
  void look_at_backends();
  std::optional<Instant> deadline() const;
  // hub_books.cpp: the same with a clock, for who listens
  void perform_timed(const engine::Actions& actions, Instant began);
  void tell(const engine::Actions& actions, Duration step);
  Duration take_prompt_time(DocumentId document);

  void on_sent(StreamId stream) override;
  void on_delta(StreamId stream, std::string_view text) override;
  void on_alternative(StreamId stream, std::size_t candidate, std::string_view text) override;
  void on_cut(StreamId stream) override;
  void on_finished(StreamId stream) override;
  void on_failed(StreamId stream, backend::Failure failure,
                 std::optional<Duration> retry_after) override;

  engine::Engine engine_;
  Ports ports_;
  IdSource<SessionId> sessions_;
  IdSource<DocumentId> documents_;
  IdSource<TicketId> tickets_;
  std::vector<engine::Event> burst_;
  std::vector<engine::Event>
      stepping_; ///< the burst being applied; a member so that its room is reused
  std::unordered_map<TicketId, AnswerSink*> sinks_;
  std::unordered_map<SessionId, AnswerSink*> joined_;
  struct Watcher {
    AnswerSink* sink;
    std::optional<Instant> wake;
  };
  std::vector<Watcher> watchers_;
  HealthWatch watch_;
  bool health_changed_ = false;   ///< and who watches was not told yet
  std::vector<Duration> replies_; ///< how long each answer of these actions took to be given
  std::unordered_map<DocumentId, Duration> prompts_; ///< in Backend::start since the last record
  StreamId cut_;          ///< the stream that reached its limit, until it has finished
  bool settling_ = false; ///< a backend answers: its events wait for the next turn
};

} // namespace inkling::session
