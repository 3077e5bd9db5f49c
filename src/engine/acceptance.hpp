#pragma once
// What people make of suggestions: counts per language and backend, each suggestion once. Local, in
// memory, bounded. Feeds the debounce and speculation, and is what `inkling/stats` shows.

#include "base/ids.hpp"
#include "engine/events.hpp"
#include "engine/key_record.hpp"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace inkling::engine {

class AcceptanceBook {
public:
  /// Languages and backends beyond are counted in the first row.
  static constexpr std::size_t kRowsMax = 64;
  /// Suggestions that are still known; of older ones nothing is counted any more.
  static constexpr std::size_t kKnownMax = 256;
  /// Fewer say nothing about a rate.
  static constexpr std::uint64_t kNeeded = 20;

  struct Row {
    std::string language;
    BackendIndex backend = 0;
    std::uint64_t shown = 0;
    std::uint64_t accepted = 0; ///< whole
    std::uint64_t partly = 0;   ///< a line, a word, or some of it, and not whole later
    std::uint64_t dismissed = 0;
    double recent = 0; ///< moving share of those shown that were accepted, whole or partly
  };

  /// A suggestion goes to an editor, or is known to be on its screen. Calling again changes
  /// nothing.
  void on_shown(SuggestionId suggestion, const std::string& language, BackendIndex backend);
  void on_accepted(SuggestionId suggestion, Acceptance kind);
  void on_dismissed(SuggestionId suggestion);
  /// Recent share of accepted ones; nothing before kNeeded were shown.
  std::optional<double> rate(const std::string& language, BackendIndex backend) const;
  const std::vector<Row>& rows() const { return rows_; }
  /// Backends are numbered anew.
  void clear();

private:
  enum class Fate : std::uint8_t { shown, partly, accepted, dismissed };
  struct Known {
    SuggestionId suggestion;
    std::size_t row = 0;
    Fate fate = Fate::shown;
  };

  Known* find(SuggestionId suggestion);
  std::size_t row_of(const std::string& language, BackendIndex backend);
  void forget_oldest();

  std::vector<Row> rows_;
  std::deque<Known> known_; ///< oldest first
};

} // namespace inkling::engine
