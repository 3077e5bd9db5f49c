#pragma once
// The panel's books: what every key press got, and what every generation cost. Judges no policy by
// its own word: whether an answer is right, and whose text it is, is found by comparing texts.

#include "base/ids.hpp"
#include "base/time.hpp"
#include "panel_story.hpp"

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace inkling::simulation {

/// Bytes that count as one token.
inline constexpr std::size_t kTokenBytes = 4;

/// The sums of one row.
struct Tally {
  std::size_t keys = 0;
  std::size_t shown = 0;        ///< keys that got anything before the next one
  std::size_t right = 0;        ///< keys that got a right text before the next one
  std::vector<Duration> waits;  ///< of those, from the key
  std::size_t offers = 0;       ///< items that reached the screen
  std::size_t right_offers = 0; ///< of which the person goes on to write just that
  std::size_t right_bytes = 0;  ///< of the first right text of each key
  std::size_t streams = 0;      ///< asked of the server for the text as it is
  std::size_t bytes = 0;        ///< they wrote
  std::size_t used_bytes = 0;   ///< of those, seen on the screen
  std::size_t late_bytes = 0;   ///< written after the key that proved them wrong
  std::size_t speculations = 0; ///< asked for a text that is not there yet
  std::size_t speculated_bytes = 0;
  std::size_t speculated_used_bytes = 0;
  std::size_t head_starts = 0; ///< begun while nobody asked
  std::size_t head_starts_used = 0;
  std::size_t accepted = 0;
  std::size_t refreshes = 0;

  void add(const Tally& other);
  Duration wait(double quantile) const; ///< 0 where nothing was right
  double per_100_keys(std::size_t count) const;
};

class Ledger {
public:
  enum class Kind : std::uint8_t { asked, head_start, speculative };

  /// A generation begins: at byte `at` of what the person writes, or nowhere in it.
  void begin(StreamId stream, std::size_t person, const Story& story, std::optional<std::size_t> at,
             Kind kind, std::string text);
  /// The person has written up to `at`.
  void written(std::size_t person, std::size_t at, Instant now);
  /// `text` is on the screen of the person, at byte `at`.
  void offered(std::size_t person, std::size_t at, std::string_view text);
  /// When the text of a stream was proved wrong, if it was.
  std::optional<Instant> proved_wrong(StreamId stream) const;
  /// The generation is over; it wrote `bytes`, of which `late` after it was proved wrong.
  void end(StreamId stream, std::size_t bytes, std::size_t late);

  Tally& tally() { return tally_; }
  /// All that was begun is over: sums what the streams came to.
  const Tally& close();

private:
  struct Row {
    StreamId stream;
    std::size_t person = 0;
    const Story* story = nullptr;
    std::optional<std::size_t> at;
    Kind kind = Kind::asked;
    std::string text;
    std::size_t bytes = 0;
    std::size_t late = 0;
    std::size_t used_begin = SIZE_MAX;
    std::size_t used_end = 0;
    std::optional<Instant> wrong_since;
    bool over = false;
  };

  Row* find(StreamId stream);
  static bool may_be_right(const Row& row, std::size_t at);

  std::deque<Row> rows_; ///< oldest first
  Tally tally_;
};

} // namespace inkling::simulation
