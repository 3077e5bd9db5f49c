#pragma once
// One key press as it went, from the change of the text to its answer: what was reused, what was
// stopped, why nothing came. For traces and statistics; decides nothing and holds no source text.

#include "base/ids.hpp"
#include "base/time.hpp"
#include "engine/reason.hpp"
#include "shape/shape.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace inkling::engine {

/// Which of the configured backends. The engine only knows them by number
/// (EngineOptions::backends).
using BackendIndex = std::size_t;

/// What became of starting work on the change, before the editor asks.
enum class HeadStart : std::uint8_t {
  none,       ///< there was no change, or the request came with it
  begun,      ///< a stream was started, then or after its debounce
  debounced,  ///< the next change or the request came before the debounce was over
  remembered, ///< memory, or a stream in flight, already has what comes next
  not_typing, ///< a paste, an undo, a formatter, a tool
  not_asked,  ///< the editor has not asked about this document for a while
  over_budget,
  unavailable, ///< switched off, or no remote backend that may and can be asked
};

/// Where the time of a ticket went. What did not happen is zero; a stage that was over before the
/// request came is counted up to then.
struct Stages {
  Duration lead{};     ///< how long before the request its stream was begun
  Duration debounce{}; ///< waited on purpose, after the request
  Duration queue{};    ///< waited for its turn at a busy backend
  Duration dial{};     ///< from the start of the stream until its request was written
  Duration ttft{};     ///< from there to the first text
  Duration stream{};   ///< from the first text until the answer
  Duration total{};    ///< from the request until the answer
};

struct KeyRecord {
  SessionId session;
  DocumentId document;
  TicketId ticket; ///< none: the person typed on before the editor asked
  std::optional<Instant> changed;
  Instant ended;
  bool invoked = false;
  bool cancelled = false; ///< answered with an error
  Reason reason = Reason::superseded;
  shape::Drop drop = shape::Drop::none;
  SuggestionId suggestion;             ///< none where nothing was offered
  std::size_t offered_bytes = 0;       ///< of its text
  std::optional<BackendIndex> backend; ///< whose text it is, or who was asked in vain
  HeadStart head_start = HeadStart::none;
  // Streams of the document since the record before.
  std::size_t begun = 0;
  std::size_t kept = 0; ///< went on through the change
  std::size_t aborted = 0;
  Stages stages;
};

std::string_view to_string(HeadStart head_start);

} // namespace inkling::engine
