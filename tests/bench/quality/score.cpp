#include "quality/score.hpp"

#include "backend/embedded/confidence.hpp"
#include "backend/embedded/tokenizer.hpp"

#include <string_view>

namespace inkling::quality {
namespace {

constexpr std::size_t kShownBytesMin = 2;
constexpr std::size_t kLineBytesMin = 8;

double percent(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

std::string_view shown_at(const Moment& moment, double confidence_min) {
  const auto& cuts = moment.prediction.cuts;
  const std::size_t cut =
      backend::choose_cut(moment.prediction.text, cuts, confidence_min, kShownBytesMin);
  if (cut == cuts.size()) return {};
  return std::string_view(moment.prediction.text).substr(0, cuts[cut].bytes);
}

struct Keys {
  std::size_t pressed = 0;
  std::size_t characters = 0;
  std::size_t shown = 0;
  std::size_t taken = 0;
};

/// The moments of a line are one byte apart, but for the tails of code points, which were not asked
/// about.
std::size_t moment_after(const TypedLine& line, std::size_t at, std::size_t bytes) {
  const std::size_t left = line[at].rest.size() - bytes;
  while (at < line.size() && line[at].rest.size() > left) ++at;
  return at;
}

void type_line(const TypedLine& line, double confidence_min, bool lag, Keys& keys) {
  std::string_view before; ///< shown one key earlier, less the character typed since
  keys.characters += line.front().rest.size();
  for (std::size_t at = 0; at < line.size();) {
    const std::string_view rest = line[at].rest;
    const std::string_view shown = shown_at(line[at], confidence_min);
    if (!shown.empty() && shown != before) ++keys.shown;
    const bool readable = !lag || (shown == before && !shown.empty());
    if (rest.empty()) return;
    ++keys.pressed;
    if (!shown.empty() && readable && is_right(rest, shown)) {
      ++keys.taken;
      at = moment_after(line, at, shown.size());
      before = {};
      continue;
    }
    const bool along = shown.size() > 1 && shown.front() == rest.front();
    before = along ? shown.substr(1) : std::string_view();
    ++at;
  }
}

} // namespace

bool is_right(std::string_view rest, std::string_view text) {
  if (!rest.starts_with(text)) return false;
  if (text.size() == rest.size()) return true;
  const bool word_after = backend::is_word_byte(rest[text.size()]);
  // An empty text says that the word typed so far is complete.
  return !word_after || (!text.empty() && !backend::is_word_byte(text.back()));
}

Typing simulate_typing(const Replay& replay, double confidence_min) {
  Keys keys;
  Keys lagging;
  for (const TypedLine& line : replay.lines) {
    type_line(line, confidence_min, false, keys);
    type_line(line, confidence_min, true, lagging);
  }
  Typing result;
  result.saved = 100 - percent(keys.pressed, keys.characters);
  result.lag = 100 - percent(lagging.pressed, lagging.characters);
  result.precision = percent(keys.taken, keys.shown);
  result.wrong = percent(keys.shown - keys.taken, keys.characters);
  return result;
}

ExactMatch count_exact(const Replay& replay) {
  std::size_t starts = 0, starts_exact = 0, tokens = 0, tokens_exact = 0, all = 0, all_exact = 0;
  for (const TypedLine& line : replay.lines) {
    for (const Moment& moment : line) {
      if (moment.rest.empty()) continue;
      const bool exact = moment.prediction.text == moment.rest;
      ++all;
      all_exact += exact;
      if (moment.at_line_start && moment.rest.size() >= kLineBytesMin) {
        ++starts;
        starts_exact += exact;
      }
      if (moment.after_token) {
        ++tokens;
        tokens_exact += exact;
      }
    }
  }
  return {percent(starts_exact, starts), percent(tokens_exact, tokens), percent(all_exact, all)};
}

} // namespace inkling::quality
