#pragma once
// Everything the engine can want done: one closed list. Whoever drives the engine does it and feeds
// back what happened.

#include "base/ids.hpp"
#include "context/prompt.hpp"
#include "engine/key_record.hpp"
#include "engine/reason.hpp"
#include "shape/shape.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace inkling::engine {

/// A text to offer, in bytes of the document as the engine last saw it.
struct Item {
  SuggestionId suggestion;
  std::size_t begin = 0; ///< bytes [begin, end) are replaced by `text`; both lie on one line
  std::size_t end = 0;
  std::string text;
};

/// The one answer to a ticket. An item, or nothing (clear what is shown), or "cancelled" (leave
/// what is shown).
struct Answer {
  TicketId ticket;
  DocumentId document;
  std::optional<Item> item;
  std::vector<Item> more = {}; ///< other texts for the same place, where somebody asked explicitly
  bool cancelled = false;      ///< answer RequestCancelled
  Reason reason = Reason::nothing_found;
  shape::Drop drop = shape::Drop::none; ///< which pass, where reason is filtered
};

struct StartStream {
  StreamId stream;
  BackendIndex backend = 0;
  context::Prompt prompt;
};

struct AbortStream {
  StreamId stream;
  BackendIndex backend = 0;
};

/// There is a longer or better text at the place that was last asked about: the client should ask
/// again. Only to clients that take it, at most once for each request, and never while the person
/// types.
struct Refresh {
  SessionId session;
  DocumentId document;
  std::size_t offset = 0; ///< byte offset of the cursor
};

/// KeyRecord of an answered ticket comes directly behind its Answer.
using Action = std::variant<Answer, KeyRecord, Refresh, StartStream, AbortStream>;
using Actions = std::vector<Action>;

} // namespace inkling::engine
