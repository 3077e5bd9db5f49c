#pragma once
// Everything the engine can want done: one closed list. Whoever drives the engine does it and feeds
// back what happened.

#include "base/ids.hpp"
#include "context/prompt.hpp"
#include "engine/reason.hpp"
#include "shape/shape.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace inkling::engine {

/// Which of the configured backends. The engine only knows them by number
/// (EngineOptions::backends).
using BackendIndex = std::size_t;

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
  bool cancelled = false; ///< answer RequestCancelled
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

using Action = std::variant<Answer, StartStream, AbortStream>;
using Actions = std::vector<Action>;

} // namespace inkling::engine
