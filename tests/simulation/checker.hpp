#pragma once
// The invariants of the engine, stated a second time without looking at how the engine keeps them.
//
// Told every message in the order in which the hub applies them, then every action, then that the
// step is over. Holds each document's text as a plain string. Throws Violation, whose text says
// which rule was broken.

#include "engine/engine.hpp"
#include "messages.hpp"

#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

namespace inkling::simulation {

struct Violation : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Checker {
public:
  explicit Checker(const engine::EngineOptions& options, bool marked);

  void begin_step(Instant now);
  /// Other backends and policies from now on, at the begin of a step.
  void reconfigure(const engine::EngineOptions& options);
  void on(const Message& message);
  void on(const engine::Action& action);
  void end_step(const engine::Engine& engine);
  /// After everything was closed.
  void at_end(const engine::Engine& engine) const;

  /// The text as the hub has it; null where the document is not open.
  const std::string* text_of(DocumentId document) const;

private:
  struct Offered {
    std::string left; ///< what would stand left of the cursor after accepting
    std::size_t begin = 0;
    std::size_t item_bytes = 0;
    std::string behind;    ///< what would stand right of that, on its line
    std::string on_screen; ///< as `left`, for the last part of it that was offered
  };

  struct Document {
    std::string text;
    engine::Availability availability = engine::Availability::offered;
    bool may_leave = true;
    engine::OfferRules rules = {};
    std::optional<Offered> offered;    ///< the last item that was not typed through
    std::optional<std::size_t> edited; ///< end of the last splice
    SessionId session;
    bool refreshes = false;
    std::optional<Instant> asked;     ///< the last automatic request
    std::optional<std::size_t> place; ///< of the last request; follows the text
    bool unchanged_since_asked = false;
    bool refreshed = false;      ///< told since the last request
    bool entry_selected = false; ///< streams may agree with a selected entry until the text changes
  };

  struct Ticket {
    DocumentId document;
    std::size_t mark = 0;
    engine::Trigger trigger = engine::Trigger::automatic;
    std::optional<engine::SelectedCompletion> selected;
    Instant expires;
    bool cancelled = false; ///< by the client
    bool overtaken = false; ///< a newer request of the document has come
    bool stand_in_asked = false;
  };

  struct Stream {
    DocumentId document;
    engine::BackendIndex backend = 0;
    std::string prefix; ///< all text left of the cursor when it was begun
    std::string suffix;
    std::string text;
    std::size_t mark = 0;
    Instant expires;
    std::optional<Instant> orphaned; ///< cancelled, and nothing has come for the document since
    bool overfull = false;
    bool speculates = false; ///< about a text that is not there yet
    bool reached = false;    ///< and that text was there once
  };

  /// A prompt that is only read.
  struct ReadAhead {
    DocumentId document;
    engine::BackendIndex backend = 0;
  };

  // messages
  void on(const Open& open);
  void on(const Change& change);
  void on(const engine::DocumentClosed& closed);
  void on(const engine::CompletionRequested& request);
  void on(const engine::CompletionCancelled& cancel);
  void on(const engine::StreamDelta& delta);
  void on(const engine::StreamFinished& finished);
  void on(const engine::StreamFailed& failed);
  void on(const engine::DocumentAccessChanged& change);
  void on(const engine::BackendTold& told);
  void on(const engine::SessionSnoozed& snoozed);
  void on(const engine::SuggestionShown&) {}
  void on(const engine::SuggestionAccepted&) {}
  void on(const engine::SuggestionDismissed&) {}
  void on(const engine::MemoryCleared&) {}
  void on(const engine::StreamSent&) {}
  void on(const engine::StreamAlternative&) {}
  void on(const engine::SnippetsGathered&) {}
  void end_stream(StreamId id);
  // actions
  void on(const engine::Answer& answer);
  void on(const engine::StartStream& start);
  void on(const engine::AbortStream& abort);
  void on(const engine::Refresh& refresh);
  void on(const engine::KeyRecord&) {}
  void check_ahead(const engine::StartStream& start, Document& document, Stream& stream) const;
  bool is_snoozed(const Document& document) const;
  void check_backend(const engine::StartStream& start, const Document& document);
  void check_outcome(const engine::Answer& answer, const Ticket& ticket) const;
  void check_item(const engine::Item& item, const Ticket& ticket, const Document& document,
                  engine::Reason reason) const;
  void check_typed_through(const engine::Item& item, const Ticket& ticket,
                           const Document& document) const;
  static bool is_rest(const std::string& rest, const std::string& right, const std::string& behind);
  void check_marks(const std::string& text);
  static void remember_offer(const engine::Item& item, bool typed_through, Document& document);
  // the state after a step
  void check_read_ahead(const engine::StartStream& start);
  void check_read_aheads() const;
  void check_ticket(TicketId id, const Ticket& ticket) const;
  void check_stream(Stream& stream) const;
  static bool is_about(const Ticket& ticket, const Document& document, std::size_t offset,
                       const std::string& text);
  static bool is_accepted(const Offered& offered, const std::string& left);
  static bool on_the_way(const Document& document, std::size_t offset);
  bool complete(const Stream& stream) const;
  bool agrees(const Stream& stream, const std::string& text, std::size_t offset) const;
  void check_stats(const engine::Engine& engine) const;
  const Ticket* waiting_ticket(DocumentId document) const;
  Ticket* waiting_ticket(DocumentId document);
  Duration longest_wait() const;
  void orphan_streams(DocumentId document, std::optional<Instant> since);

  engine::EngineOptions options_;
  bool marked_ = false;
  Instant now_;
  std::map<DocumentId, Document> documents_;
  std::map<TicketId, Ticket> waiting_;
  std::map<StreamId, Stream> live_;
  std::map<StreamId, ReadAhead> read_ahead_;
  std::map<engine::BackendIndex, Instant> asked_to_rest_; ///< until when, by Retry-After
  std::map<engine::BackendIndex, std::size_t> slots_;
  std::map<SessionId, Instant> snoozed_;    ///< until when
  std::set<std::uint64_t> stopped_;         ///< aborted in an earlier step, and never offered
  std::set<std::uint64_t> stopped_in_step_; ///< aborted in this step
  std::set<std::uint64_t> offered_;         ///< streams of whose text something was offered
  std::set<TicketId> answered_;
  std::uint64_t answers_ = 0;
};

} // namespace inkling::simulation
