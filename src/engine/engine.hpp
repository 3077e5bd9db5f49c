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
#include "engine/ask_habit.hpp"
#include "engine/backends.hpp"
#include "engine/cache.hpp"
#include "engine/engine_stats.hpp"
#include "engine/events.hpp"
#include "engine/options.hpp"
#include "engine/shape_memo.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <unordered_set>
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

  using BackendStats = engine::BackendStats;
  using Stats = EngineStats;
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
    Instant requested;
    Instant expires;                        ///< it is answered before, with whatever there is
    std::optional<Instant> shows_from = {}; ///< what is new is not offered before

    // What it waits for: one of these at least.
    std::optional<Instant> work_begins = {}; ///< while it is debounced
    bool held = false;                       ///< until shows_from; work may go on without it
    bool planned = false;                    ///< that work was, for the text as it is
    bool queued = false;                     ///< for its turn at a busy backend
    StreamId stream = {};                    ///< the generation that is to answer it
    StreamId stand_in = {};                  ///< the stand-in's, beside it

    std::optional<Instant> early_at = {};    ///< a whole line is there: then it is offered
    std::optional<Instant> relieved_at = {}; ///< soft deadline: then others may answer it
    bool relieved = false;                   ///< that was, or there is nothing to wait for
    bool stand_in_asked = false;
    /// Why the backend gave nothing; told if nobody else has anything.
    std::optional<Reason> failed = {};

    // For its record: when things happened to what serves it.
    std::optional<Instant> work_began = {};
    std::optional<Instant> begun = {};
    std::optional<Instant> sent = {};
    std::optional<Instant> first_text = {};
  };

  /// The last request of a document.
  struct Asked {
    Instant at;
    std::size_t offset = 0; ///< follows the text
    bool current = true;    ///< the text is still the one it was about
    bool selected = false;  ///< with an entry put in: another text than the document's
    bool refreshed = false; ///< the client was told to ask again, and has not yet
  };

  /// Work for a place that nobody asks about yet, or any more.
  struct Ahead {
    std::size_t offset = 0; ///< follows the text
    Instant begins;
  };

  /// A place where the backend had nothing to say.
  struct Barren {
    Anchor anchor;
    Instant until;
  };

  struct Dismissed {
    Anchor anchor;
    std::string text;
    Instant until;
  };

  struct Document {
    DocumentId id;
    SessionId session;
    std::string language;
    shape::Language shape_language;      ///< what shaping knows of it
    std::string_view line_ending = "\n"; ///< of its first line
    std::string path;
    std::string repository;
    context::Snippets snippets; ///< of elsewhere, for its prompts
    text::Rope text;
    std::uint64_t revision = 0; ///< of the text
    Availability availability = Availability::offered;
    bool may_leave = true; ///< to a backend outside this process
    bool refreshes = false;
    Bounds bounds;
    OfferRules rules;
    std::optional<Ticket> ticket;    ///< the newest request; older ones are superseded at once
    std::optional<Suggestion> shown; ///< what the client last got and, as far as we know, shows
    Instant shown_at;
    bool shown_confirmed = false; ///< it was typed along
    bool shown_forgotten = false; ///< it is on the screen, but not to be offered again
    SuggestionId speculated_on;   ///< what comes after it was considered
    std::optional<Asked> asked;
    std::optional<Ahead> ahead;
    bool prefill_wanted = false; ///< what goes with its prompts has changed
    std::optional<Barren> barren;
    std::vector<Dismissed> dismissed; ///< oldest first
    std::vector<StreamId> streams;
    Rhythm rhythm;
    AskHabit habit;
    std::optional<Instant> changed_at;
    KeyRecord key; ///< of what happens now

    // Of this burst.
    bool changed = false;
    std::optional<std::size_t> edited;    ///< end of the last edit: where the cursor probably is
    std::optional<std::size_t> typed;     ///< where it is, where the change looks like typing
    std::optional<std::size_t> disproved; ///< where a head start was, which is not any more
    bool touched = false;                 ///< listed in touched_
    bool timed = false;                   ///< listed in timed_
  };

  enum class Purpose : std::uint8_t {
    answer,      ///< of the ticket it was begun for
    ahead,       ///< of the next request, here
    stand_in,    ///< of a ticket whose backend is late or gives nothing
    speculation, ///< of the request after the suggestion on screen was accepted
  };

  struct Stream {
    StreamId id;
    DocumentId document;
    BackendIndex backend = 0;
    Purpose purpose = Purpose::answer;
    TicketId begun_for;
    SuggestionId based_on = {}; ///< of speculation: what is to be accepted first
    Anchor anchor;
    std::size_t offset =
        0; ///< where the cursor was when last seen at this stream; follows the text
    std::string text = {};
    std::size_t looked_at = 0;        ///< bytes of it, for whether they are all that can be shown
    std::uint64_t looked_at_text = 0; ///< the document's revision then
    std::vector<std::string> alternatives = {}; ///< other candidates; some may be empty yet
    bool cut = false;                           ///< it ended at its limit
    Instant begun;
    std::optional<Instant> sent = {};
    std::optional<Instant> first_text = {};
    std::optional<Instant> first_line = {};
    Instant expires; ///< no later than the ticket it was begun for
    std::optional<Instant> grace_ends =
        {};             ///< orphaned by a cancel, and no change has agreed since
    bool spoke = false; ///< something was heard of it
    bool finished = false;
    std::optional<backend::Failure> failure = {};
  };

  /// Where a ticket stands: the text it asks about (with the selected entry put in) and the cursor
  /// in it.
  struct Place {
    text::Rope text;
    std::size_t offset = 0;
    Vicinity vicinity;
  };

  /// What would be offered instead of the text on screen.
  struct Better {
    Suggestion suggestion;
    std::size_t typed = 0;
    Reason reason = Reason::adopted;
  };

  /// Why a suggestion cannot be offered here.
  struct Refusal {
    Reason reason = Reason::filtered;
    shape::Drop drop = shape::Drop::none;
  };

  // engine.cpp: events, and the order in which a burst is settled; timers.cpp; inspection.cpp
  void apply(DocumentOpened& event);
  void apply(DocumentChanged& event);
  void apply(DocumentAccessChanged& event);
  void apply(DocumentClosed& event);
  void apply(CompletionRequested& event);
  void apply(CompletionCancelled& event);
  void apply(SessionSnoozed& event);
  void apply(SessionClosed& event);
  void touch_documents_of(SessionId session);
  void apply(MemoryCleared& event);
  void apply(StreamSent& event);
  void apply(StreamDelta& event);
  void apply(StreamAlternative& event);
  void apply(StreamFinished& event);
  void apply(StreamFailed& event);
  void apply(BackendTold& event);
  void apply(SnippetsGathered& event);
  void follow_edit(Document& document, const text::Edit& edit);
  void append(Stream& stream, std::string& to, std::string_view text);
  void settle(Document& document);
  void expire();
  void expire_stream(Stream& stream);
  void touch(Document& document);
  void schedule(Document& document);
  std::optional<Instant> wakes(const Document& document) const;
  BackendStats stats_of(const BackendState& state) const;

  // lookup.cpp: answering
  void serve(Document& document);
  std::optional<Reason> refused(const Document& document) const;
  std::optional<Reason> unwanted(const Document& document, const Place& place, bool invoked) const;
  bool hold(Document& document, const Place& place);
  bool is_barren(const Document& document, const Vicinity& vicinity) const;
  bool serve_remembered(Document& document, const Place& place);
  bool serve_stream(Document& document, const Place& place, Stream& stream);
  void stop_if_complete(const Document& document, const Place& place, Stream& stream,
                        std::size_t typed);
  std::optional<Refusal> offer(Document& document, const Place& place, Suggestion suggestion,
                               std::size_t typed, Reason reason,
                               std::span<const std::string> alternatives = {});
  std::vector<Item> offer_more(Document& document, const Place& place, const Suggestion& first,
                               std::size_t typed, std::span<const std::string> alternatives);
  void show(Document& document, Suggestion suggestion, Reason reason);
  void improve_on(Document& document, const Ticket& ticket, const Place& place);
  void answer_empty(Document& document, Reason reason, shape::Drop drop = shape::Drop::none);
  void answer_cancelled(Document& document, Reason reason);
  void supersede(Document& document);
  Ticket end_ticket(Document& document);
  Place place_of(const Document& document, const Ticket& ticket) const;
  static Place place_at(const Document& document, std::size_t offset);
  shape::Shaped shape_at(const Document& document, const Place& place, shape::Candidate candidate,
                         std::size_t typed, bool may_replace = true);
  shape::Shaped shape_at(const Document& document, const Place& place, const Suggestion& suggestion,
                         std::size_t typed, bool may_replace = true);
  static ShapeKey shape_key(const Document& document, const Place& place, std::size_t typed,
                            bool cut);
  static const Suggestion* on_screen(const Document& document);
  static bool still_shows(const Document& document, const Vicinity& vicinity);

  // early.cpp: answering before all is there, and telling when there is more
  void answer_early(Document& document);
  static std::string_view whole_lines(std::string_view text);
  bool offer_whole_lines(Document& document, const Place& place, const Stream& stream);
  std::optional<Better> better_than_shown(const Document& document, const Place& place);
  bool serve_better(Document& document, const Place& place);
  void refresh(Document& document);

  // ahead.cpp: work that nobody asked for yet
  void work_ahead(Document& document);
  HeadStart plan_head_start(Document& document);
  void stop_complete(Document& document);
  void plan_ahead(Document& document, std::size_t offset, Instant begins);
  void begin_ahead(Document& document);
  bool remembers(const Document& document, const Place& place);
  const BackendState* remote_for(const Document& document) const;
  std::optional<Instant> speculates_at(const Document& document) const;
  void speculate(Document& document);
  void begin_speculation(Document& document);
  void end_speculation(Document& document);
  bool worth_preparing(const Document& document, Stream& stream);
  bool make_room(BackendIndex backend, Urgency urgency);

  // prefill.cpp: prompts that are read ahead
  std::optional<Instant> prefills_at(const Document& document) const;
  void prefill(Document& document);
  void end_prefill(BackendIndex backend, bool abort);
  void judge_prefills(const Document& document);
  void expire_prefills();
  bool take_prefill_end(StreamId stream, const StreamFailed* failed);

  // records.cpp: what is told of suggestions and keys
  void apply(SuggestionShown& event);
  void apply(SuggestionAccepted& event);
  void apply(SuggestionDismissed& event);
  void infer_acceptance(Document& document, const DocumentChanged& event);
  bool is_dismissed(const Document& document, const Vicinity& vicinity,
                    std::string_view rest) const;
  Stages stages_of(const Ticket& ticket) const;
  static void take_times(Ticket& ticket, const Stream& stream);
  void begin_key(Document& document);
  void end_key(Document& document);
  void record(Document& document, const Ticket& ticket, Answer answer,
              std::optional<BackendIndex> backend);

  // fallback.cpp: who answers where the backend is late, fails, or must not be asked
  void give_up(Document& document, const Place& place, Reason reason);
  void paint_first(Document& document);
  bool ask_stand_in(Document& document, const Place& place);
  bool serve_stand_in(Document& document, const Place& place, Stream& stream);
  void expect_relief(Ticket& ticket, BackendIndex backend);
  void relieve(Document& document);
  bool take_turn(Document& document, BackendIndex backend);
  void leave_queue(DocumentId document);
  void call_next(BackendIndex backend);
  Document* next_in_queue(const BackendState& state);

  // streams.cpp: work in flight
  void begin_work(Document& document, const Place& place);
  std::optional<BackendIndex> backend_for(const Document& document) const;
  Instant work_begins(const Document& document, const Place& place,
                      const BackendState& state) const;
  Stream& start_stream(Document& document, const Place& place, BackendIndex backend,
                       Purpose purpose, Urgency urgency);
  void pay(BackendState& state, Urgency urgency, const context::Prompt& prompt);
  context::Prompt prompt_for(const Document& document, const Place& place,
                             BackendIndex backend) const;
  void judge_streams(Document& document);
  bool worth_keeping(const Document& document, const Stream& stream) const;
  bool may_work(const Document& document, BackendIndex backend) const;
  void retire_finished(Document& document);
  void remember(Document& document, const Stream& stream, std::string text);
  void orphan(Document& document);
  void time_out(Stream& stream);
  void fail(Stream& stream, backend::Failure failure, std::optional<Duration> retry_after);
  void stop(Stream& stream);
  void abort(Document& document, StreamId stream);
  void abort_others(Document& document);
  void abort_all(Document& document);
  void forget(Document& document, StreamId stream);
  Suggestion suggestion_of(const Stream& stream, std::string text);
  Source source_of(BackendIndex backend) const { return options_.backends[backend].source; }
  Document* find_document(DocumentId id);
  Stream* find_stream(StreamId id);

  EngineOptions options_;
  std::vector<BackendState> backends_; ///< by BackendIndex
  std::unordered_map<DocumentId, Document> documents_;
  std::unordered_map<StreamId, Stream> streams_;
  std::vector<DocumentId> timed_; ///< documents whose ticket may have something to do at a time
  SuggestionCache cache_;
  ShapeMemo shape_memo_;
  AcceptanceBook acceptance_;
  std::unordered_map<SessionId, Instant> snoozed_; ///< until when
  std::unordered_set<SessionId> tellers_;          ///< sessions that tell what they show
  IdSource<StreamId> stream_ids_;
  IdSource<SuggestionId> suggestion_ids_;
  std::array<std::uint64_t, kReasonCount> reasons_{};

  // Only meaningful inside step().
  Instant now_;
  Actions actions_;
  std::vector<DocumentId> touched_;
};

} // namespace inkling::engine
