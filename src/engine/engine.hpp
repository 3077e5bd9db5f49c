#pragma once
// The product: decides what is answered, from where, and what work is begun or stopped. One
// deterministic state machine.
//
// No IO, no clock, no thread, no JSON, no LSP: the same events and times in give the same actions
// out, so a simulator can run it through millions of key presses. The hub (session/hub.hpp) drives
// it:
//
//   const Actions& actions = engine.step(burst, now);   // all that was read in one go, in order
//   for (const Action& action : actions) perform(action);
//   arm_timer(engine.deadline());                       // step({}, now) when it passes
//
// A burst is applied whole before anything is started, stopped or served (a document is looked at
// once), while every cancel and every superseded request in it is answered one by one. Words: a
// *ticket* is a request waiting for its answer, a *stream* is a generation in flight at a backend,
// a *suggestion* is text at an anchor.

#include "engine/acceptance.hpp"
#include "engine/actions.hpp"
#include "engine/anchor.hpp"
#include "engine/backends.hpp"
#include "engine/cache.hpp"
#include "engine/events.hpp"
#include "engine/options.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace inkling::engine {

class Engine {
public:
  explicit Engine(EngineOptions options);

  /// Applies the events in order, then settles what they touched and what has expired. Events are
  /// moved from. Events about unknown documents, tickets and streams are ignored (a request is
  /// answered `closed`). The returned actions are valid until the next call. Never throws on any
  /// sequence of events.
  const Actions& step(std::span<Event> burst, Instant now);

  /// Other backends, bounds or policies from now on. Every stream is stopped (the returned actions
  /// name the backends that were), what was remembered is dropped, and who waits is served anew in
  /// the next step().
  const Actions& reconfigure(EngineOptions options, Instant now);

  /// When step() must be called next even if nothing happens; nothing while idle.
  std::optional<Instant> deadline() const;

  struct BackendStats {
    Source source = Source::embedded;
    /// Why it is not being asked now; nothing while it can be.
    std::optional<Reason> trouble;
    std::optional<Instant> trouble_until; ///< where the time is known
    std::optional<Duration> ttft;         ///< median; nothing before it was measured
    std::optional<double> bytes_per_second;
    std::size_t running = 0;
    std::uint64_t speculations = 0;
    std::uint64_t speculations_used = 0;
    bool over_budget = false;
  };

  struct Stats {
    std::size_t documents = 0;
    std::size_t tickets = 0;
    std::size_t streams = 0;
    std::size_t cache_bytes = 0;
    std::array<std::uint64_t, kReasonCount> reasons{}; ///< answers given, by Reason
    std::vector<BackendStats> backends;                ///< by BackendIndex
    std::vector<AcceptanceBook::Row> acceptance;
  };
  Stats stats() const;

  /// Broken invariants abort (or throw AssertionFailure). For the simulator and tests;
  /// O(everything).
  void check() const;

private:
  struct Ticket {
    TicketId id;
    std::size_t offset = 0; ///< follows the text as it changes
    Trigger trigger = Trigger::automatic;
    std::optional<SelectedCompletion> selected;
    Instant expires; ///< it is answered before, with whatever there is

    // What it waits for: one of these at least.
    std::optional<Instant> work_begins; ///< while it is debounced
    bool queued = false;                ///< for its turn at a busy backend
    StreamId stream;                    ///< the generation that is to answer it
    StreamId stand_in;                  ///< the stand-in's, beside it

    std::optional<Instant> relieved_at = {}; ///< soft deadline: then others may answer it
    bool relieved = false;                   ///< that was, or there is nothing to wait for
    bool stand_in_asked = false;
    std::optional<Reason> failed =
        {}; ///< why the backend gave nothing; told if nobody else has anything
  };

  struct Document {
    DocumentId id;
    SessionId session;
    std::string language;
    std::string path;
    text::Rope text;
    Availability availability = Availability::offered;
    bool may_leave = true; ///< to a backend outside this process
    Bounds bounds;
    std::optional<Ticket> ticket;    ///< the newest request; older ones are superseded at once
    std::optional<Suggestion> shown; ///< what the client last got and, as far as we know, shows
    std::optional<std::size_t>
        edited; ///< end of the last edit of this burst: where the cursor probably is
    std::vector<StreamId> streams;
    Rhythm rhythm;
    bool touched = false; ///< listed in touched_
    bool timed = false;   ///< listed in timed_
  };

  struct Stream {
    StreamId id;
    DocumentId document;
    BackendIndex backend = 0;
    TicketId begun_for;
    Anchor anchor;
    std::size_t offset =
        0; ///< where the cursor was when last seen at this stream; follows the text
    std::string text;
    Instant begun;
    Instant expires;                   ///< no later than the ticket it was begun for
    std::optional<Instant> grace_ends; ///< orphaned by a cancel, and no change has agreed since
    bool spoke = false;                ///< something was heard of it
    bool finished = false;
    std::optional<backend::Failure> failure;
  };

  /// Where a ticket stands: the text it asks about (with the selected entry put in) and the cursor
  /// in it.
  struct Place {
    text::Rope text;
    std::size_t offset = 0;
    Vicinity vicinity;
  };

  // engine.cpp: events, and the order in which a burst is settled
  void apply(DocumentOpened& event);
  void apply(DocumentChanged& event);
  void apply(DocumentAccessChanged& event);
  void apply(DocumentClosed& event);
  void apply(CompletionRequested& event);
  void apply(CompletionCancelled& event);
  void apply(SessionSnoozed& event);
  void apply(SuggestionShown& event);
  void apply(SuggestionAccepted& event);
  void apply(SuggestionDismissed& event);
  void apply(MemoryCleared& event);
  void apply(StreamSent& event);
  void apply(StreamDelta& event);
  void apply(StreamFinished& event);
  void apply(StreamFailed& event);
  void apply(BackendSlots& event);
  void append(Stream& stream, std::string_view text);
  void settle(Document& document);
  void expire();
  void expire_stream(Stream& stream);
  void touch(Document& document);
  void schedule(Document& document);
  static std::optional<Instant> wakes(const Ticket& ticket);

  // lookup.cpp: answering
  void serve(Document& document);
  bool serve_remembered(Document& document, const Place& place);
  bool serve_improved(Document& document, const Place& place);
  bool serve_stream(Document& document, const Place& place, Stream& stream);
  std::optional<shape::Drop> offer(Document& document, const Place& place, Suggestion suggestion,
                                   std::size_t typed, Reason reason);
  void answer_empty(Document& document, Reason reason, shape::Drop drop = shape::Drop::none);
  void answer_cancelled(Document& document, Reason reason);
  void supersede(Document& document);
  TicketId end_ticket(Document& document);
  void record(Answer answer);
  Place place_of(const Document& document, const Ticket& ticket) const;
  static bool still_shows(const Document& document, const Vicinity& vicinity);

  // fallback.cpp: who answers where the backend is late, fails, or must not be asked
  void give_up(Document& document, const Place& place, Reason reason);
  bool ask_stand_in(Document& document, const Place& place);
  bool serve_stand_in(Document& document, const Place& place, Stream& stream);
  void expect_relief(Ticket& ticket, BackendIndex backend);
  void relieve(Document& document);
  bool offer_whole_lines(Document& document, const Place& place, const Stream& stream);
  bool take_turn(Document& document, BackendIndex backend);
  void leave_queue(DocumentId document);
  void call_next(BackendIndex backend);
  Document* next_in_queue(const BackendState& state);

  // streams.cpp: work in flight
  void begin_work(Document& document, const Place& place);
  std::optional<BackendIndex> backend_for(const Document& document) const;
  Duration debounce(const Document& document, const Place& place, const BackendState& state) const;
  StreamId start_stream(Document& document, const Place& place, BackendIndex backend);
  void judge_streams(Document& document);
  bool worth_keeping(const Document& document, const Stream& stream) const;
  void retire_finished(Document& document);
  void orphan(Document& document);
  void fail(Stream& stream, backend::Failure failure, std::optional<Duration> retry_after);
  void stop(Stream& stream);
  void abort(Document& document, StreamId stream);
  void abort_others(Document& document);
  void abort_all(Document& document);
  void forget(Document& document, StreamId stream);
  Document* find_document(DocumentId id);
  Stream* find_stream(StreamId id);

  EngineOptions options_;
  std::vector<BackendState> backends_; ///< by BackendIndex
  std::unordered_map<DocumentId, Document> documents_;
  std::unordered_map<StreamId, Stream> streams_;
  std::vector<DocumentId> timed_; ///< documents whose ticket may have something to do at a time
  SuggestionCache cache_;
  IdSource<StreamId> stream_ids_;
  IdSource<SuggestionId> suggestion_ids_;
  std::array<std::uint64_t, kReasonCount> reasons_{};

  // Only meaningful inside step().
  Instant now_;
  Actions actions_;
  std::vector<DocumentId> touched_;
};

} // namespace inkling::engine
