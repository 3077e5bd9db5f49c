#pragma once
// Everything that can happen to the engine: one closed list. Documents travel as immutable
// snapshots.

#include "backend/backend.hpp"
#include "backend/server_facts.hpp"
#include "base/ids.hpp"
#include "context/snippet.hpp"
#include "engine/speculation_choice.hpp"
#include "text/edit.hpp"
#include "text/rope.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace inkling::engine {

/// Whether a document may be completed at all.
enum class Availability : std::uint8_t {
  offered,
  excluded,    ///< secrets: nothing of it is used
  disabled,    ///< the person wants no completions here
  out_of_sync, ///< a change could not be read, or the text is over its bound
};

/// What a workspace or an editor wants less of than the person configured; never more.
struct Bounds {
  std::size_t prefix_bytes_max = SIZE_MAX;
  std::size_t suffix_bytes_max = SIZE_MAX;
  std::size_t snippets_tokens_max = SIZE_MAX;
  std::size_t max_tokens = SIZE_MAX;
  Duration deadline = Duration::max();
  bool head_start = true; ///< work may be begun on a change, before the editor asks
  Speculation speculation = Speculation::always;

  friend bool operator==(const Bounds&, const Bounds&) = default;
};

/// When a person wants to be offered something, besides whether at all.
struct OfferRules {
  bool invoked_only = false;  ///< automatic requests are answered with nothing
  bool line_end_only = false; ///< nothing where more than closers stands right of the cursor
  bool mid_word = false;      ///< automatic requests are served inside an identifier, too
  Duration show_delay{0};     ///< what is new is not offered sooner after an automatic request

  friend bool operator==(const OfferRules&, const OfferRules&) = default;
};

struct DocumentOpened {
  SessionId session;
  DocumentId document;
  std::string language;
  text::Rope text;
  Availability availability = Availability::offered;
  std::string path = {}; ///< within its workspace folder, else the bare file name; may be empty
  std::string repository = {}; ///< the name of that folder; may be empty
  bool may_leave = true;       ///< its text may be sent to a backend outside this process
  Bounds bounds = {};
  OfferRules rules = {};
  bool refreshes = false; ///< its client takes Refresh: it asks again when there is more
};

struct DocumentChanged {
  DocumentId document;
  text::Rope text;               ///< after all edits
  std::vector<text::Edit> edits; ///< in the order applied
  Availability availability = Availability::offered;
};

/// What may be done with an open document has changed.
struct DocumentAccessChanged {
  DocumentId document;
  Availability availability = Availability::offered;
  bool may_leave = true;
  Bounds bounds = {};
  OfferRules rules = {};
};

struct DocumentClosed {
  DocumentId document;
};

enum class Trigger : std::uint8_t { invoked, automatic };

/// The entry that is selected in the editor's completion list: what is offered must extend it.
struct SelectedCompletion {
  std::size_t begin = 0; ///< byte range it would replace
  std::size_t end = 0;
  std::string text;
};

struct CompletionRequested {
  TicketId ticket;
  DocumentId document;
  std::size_t offset = 0; ///< byte offset of the cursor
  Trigger trigger = Trigger::automatic;
  std::optional<SelectedCompletion> selected;
};

struct CompletionCancelled {
  DocumentId document;
  TicketId ticket;
};

/// The person wants quiet until then; nothing: no longer. Requests end with Reason::snoozed, and no
/// work is begun.
struct SessionSnoozed {
  SessionId session;
  std::optional<Instant> until;
};

/// After all its documents were closed.
struct SessionClosed {
  SessionId session;
};

// What the editor tells of suggestions. Each counts once for a suggestion, whether it was told or
// inferred from the text.

struct SuggestionShown {
  DocumentId document;
  SuggestionId suggestion;
};

enum class Acceptance : std::uint8_t { all, line, word, part };

struct SuggestionAccepted {
  DocumentId document;
  SuggestionId suggestion;
  Acceptance kind = Acceptance::all;
  std::optional<std::size_t> length; ///< UTF-16 units that were taken; none: all of it
};

/// It is not offered again at the same place, unless somebody asks explicitly.
struct SuggestionDismissed {
  DocumentId document;
  SuggestionId suggestion;
};

/// Whatever is remembered of suggestions is forgotten.
struct MemoryCleared {};

/// The request of a stream is on its way; before that, a connection may have had to be made.
struct StreamSent {
  StreamId stream;
  Instant at{}; ///< when it was: the event itself may come later, with others
};

struct StreamDelta {
  StreamId stream;
  std::string text;
};

/// More of another candidate for the same place.
struct StreamAlternative {
  StreamId stream;
  std::size_t candidate = 1; ///< the first is the stream's own text; counted from there
  std::string text;
};

struct StreamFinished {
  StreamId stream;
  bool cut = false; ///< at its limit: the text may end in the middle of a word
};

struct StreamFailed {
  StreamId stream;
  backend::Failure failure = backend::Failure::broken;
  std::optional<Duration> retry_after;
};

/// What a server told of itself.
struct BackendTold {
  std::size_t backend = 0; ///< BackendIndex
  backend::ServerFacts facts;
};

/// What of elsewhere goes with a document's prompts from now on. Streams in flight are left alone.
struct SnippetsGathered {
  DocumentId document;
  context::Snippets snippets;
};

using Event = std::variant<DocumentOpened, DocumentChanged, DocumentAccessChanged, DocumentClosed,
                           CompletionRequested, CompletionCancelled, SessionSnoozed, SessionClosed,
                           SuggestionShown, SuggestionAccepted, SuggestionDismissed, MemoryCleared,
                           StreamSent, StreamDelta, StreamAlternative, StreamFinished, StreamFailed,
                           BackendTold, SnippetsGathered>;

} // namespace inkling::engine
