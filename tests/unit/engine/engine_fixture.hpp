#pragma once
// An engine of its own, its events by hand, and its actions sorted out.

#include "engine/engine.hpp"

#include <string_view>
#include <vector>

namespace inkling::engine::test {

inline constexpr DocumentId kDocument{7};
inline constexpr Instant kStart{std::chrono::hours(1)};

inline EngineOptions remote() {
  EngineOptions options;
  options.backends = {{Source::remote, 100ms}};
  options.primary = 0;
  return options;
}

inline EngineOptions embedded() {
  EngineOptions options;
  options.backends = {{Source::embedded, 0ms}};
  options.primary = 0;
  return options;
}

inline DocumentOpened opened(std::string_view text, DocumentId document = kDocument) {
  return {SessionId{1}, document, "cpp", text::Rope(text), Availability::offered};
}

inline CompletionRequested request(std::uint64_t ticket, std::size_t offset,
                                   DocumentId document = kDocument) {
  return {TicketId{ticket}, document, offset, Trigger::automatic, {}};
}

/// An engine with one document, "let x", whose cursor is at its end.
class Fixture {
public:
  explicit Fixture(EngineOptions options = remote()) : engine(std::move(options)) {
    step({opened("let x")});
  }

  Actions step(std::vector<Event> events, Duration after = 0ms) {
    const Actions actions = engine.step(events, kStart + after);
    engine.check();
    return actions;
  }

  Engine engine;
};

template<class T>
std::vector<T> only(const Actions& actions) {
  std::vector<T> found;
  for (const Action& action : actions)
    if (const auto* one = std::get_if<T>(&action)) found.push_back(*one);
  return found;
}

} // namespace inkling::engine::test
