// The pass that holds the balance: a suggestion closes nothing that is not open, or that is closed
// right of the cursor or below already.

#include "shape/brackets.hpp"
#include "shape/lines.hpp"
#include "shape/passes.hpp"

#include <algorithm>
#include <string>

namespace inkling::shape {
namespace {

/// What surrounds the place, as far as brackets are concerned.
struct Frame {
  Balance above;      ///< of the lines above
  std::string before; ///< the cursor's line, up to where the text begins
  std::string after;  ///< right of the cursor
  Balance below;      ///< of the lines below that may close what is open
  /// Columns of the least deep line above, where that is in a block which was opened out of sight
  /// and is closed nowhere; else 0.
  std::size_t unclosed = 0;
};

/// Columns of the least deep line above that has left a bracket open; npos where none has.
std::size_t outermost_columns(std::string_view above, const Language& language) {
  std::size_t least = above.npos;
  for (std::size_t at = 0; at < above.size();) {
    const Line line = line_at(above, at);
    at = line.next;
    const std::string_view text = trimmed_right(line.text);
    // Looked at closely only where it can make a difference.
    if (text.empty() || columns(text) >= least) continue;
    if (net_of(text, language) > 0) least = columns(text);
  }
  return least;
}

/// Of the lines below those that can close what is open in sight: a line less deep than all of that
/// closes something that was opened out of sight.
std::string_view closing_lines(const Surroundings& around) {
  const std::string_view below = around.below;
  if (around.all_above) return below;
  const std::size_t outermost =
      outermost_columns(around.above + around.line.before, around.language);
  for (std::size_t at = 0; at < below.size();) {
    const Line line = line_at(below, at);
    if (!is_blank(line.text) && columns(line.text) < outermost) return below.substr(0, at);
    at = line.next;
  }
  return below;
}

/// Closers that cannot be seen, of blocks that go on below.
std::string unseen_closers(const Surroundings& around) {
  const std::string_view next = next_line_below(around);
  if (around.all_below || next.empty()) return {};
  Balance opened;
  Balance closed;
  const std::string left = around.above + around.line.before;
  for (const Line& line : lines_of(left))
    if (columns(line.text) < columns(next)) opened.feed(line.text, around.language);
  closed.feed(around.below, around.language);
  const std::size_t unseen = opened.open() - std::min(opened.open(), closed.surplus);
  return std::string(std::min(unseen, opened.opened[2]), '}');
}

/// Columns of the least deep line of a text, but for labels; npos where it has none.
std::size_t least_columns(std::string_view text, const Language& language) {
  std::size_t least = text.npos;
  for (std::size_t at = 0; at < text.size();) {
    const Line line = line_at(text, at);
    at = line.next;
    if (is_blank(line.text) || columns(line.text) >= least || is_label(line.text, language))
      continue;
    least = columns(line.text);
  }
  return least;
}

/// Frame::unclosed: the class whose methods are all that can be seen, up to the end of the file or
/// to what follows it.
std::size_t unclosed_columns(const Surroundings& around) {
  const Language& language = around.language;
  if (around.all_above || around.above.empty() || language.blocks != Blocks::braces) return 0;
  const std::size_t least = least_columns(around.above, language);
  for (std::size_t at = 0; at < around.below.size();) {
    const Line line = line_at(around.below, at);
    at = line.next;
    if (is_blank(line.text) || columns(line.text) >= least) continue;
    return is_closer(trimmed(line.text).front()) ? 0 : least;
  }
  return around.all_below ? least : 0;
}

/// Whether a line of the text, behind the left part of the cursor's, closes what is unclosed.
bool closes_unclosed(const Frame& frame, std::string_view text) {
  if (frame.unclosed == 0) return false;
  for (std::size_t at = 0; at < text.size();) {
    const Line line = line_at(text, at);
    at = line.next;
    if (trimmed(line.text).starts_with('}') && columns(line.text) < frame.unclosed) return true;
  }
  return false;
}

/// What closes all that a text leaves open, in order.
std::string mirrored(std::string_view text) {
  std::string closers;
  for (const char c : text) {
    if (c == '(' || c == '[' || c == '{')
      closers.insert(closers.begin(), c == '(' ? ')' : c == '[' ? ']' : '}');
    else if (!closers.empty() && c == closers.front())
      closers.erase(closers.begin());
  }
  return closers;
}

/// Closers right of the cursor that an editor put there for what was typed of the text: they were
/// not there before it.
std::size_t auto_closed(const Surroundings& around) {
  const std::string closers = mirrored(around.typed);
  const std::string_view after = around.line.after;
  const auto differs = std::mismatch(closers.begin(), closers.end(), after.begin(), after.end());
  return static_cast<std::size_t>(differs.first - closers.begin());
}

/// The same on the next line, as deep as the one that opens: `{`, a line end, and `}` below it.
bool auto_closed_below(const Surroundings& around) {
  const std::string_view typed = around.typed;
  const std::size_t end = typed.find_last_of("\r\n");
  if (end == typed.npos) return false;
  const std::string closers = mirrored(typed);
  const std::string_view next = line_at(around.below, 0).text;
  if (closers.empty() || !trimmed(next).starts_with(closers.front())) return false;
  const std::string left = around.line.before + std::string(trimmed_right(typed.substr(0, end)));
  return columns(std::string_view(left).substr(left.find_last_of("\r\n") + 1)) == columns(next);
}

Frame frame_of(const Surroundings& around) {
  Frame frame{.above = {},
              .before = around.line.before,
              .after = around.line.after,
              .below = {},
              .unclosed = unclosed_columns(around)};
  frame.above.feed(around.above, around.language);
  frame.below.feed(closing_lines(around), around.language);
  frame.below.feed(unseen_closers(around), around.language);
  return frame;
}

/// Closers too many, with this behind the left part of the cursor's line.
std::size_t surplus_in(const Frame& frame, const std::string& text, const Language& language) {
  Balance balance = frame.above;
  const std::string line = frame.before + text;
  if (closes_unclosed(frame, line)) ++balance.opened[2];
  balance.feed(line, language);
  balance.append(frame.below);
  return balance.surplus;
}

/// Closers too many, with the whole text put in, of which `typed` bytes do not say what is
/// replaced.
std::size_t surplus_covering(const Frame& frame, const std::string& text, std::size_t typed,
                             const Surroundings& around) {
  const std::string_view whole = text;
  const std::size_t covered = covered_by(whole.substr(0, typed), whole.substr(typed), around);
  return surplus_in(frame, text + frame.after.substr(covered), around.language);
}

/// The same, as it is to be accepted now, or was to be before anything of it was typed: who has
/// begun to type over a word does not lose what was shown.
std::size_t surplus_with(const Frame& frame, std::string text, const Surroundings& around) {
  text.resize(trimmed_right(text).size()); // its end is not offered
  const std::size_t then = surplus_covering(frame, text, 0, around);
  if (around.typed.empty()) return then;
  const std::size_t typed = std::min(around.typed.size(), text.size());
  return std::min(then, surplus_covering(frame, text, typed, around));
}

/// Closers too many without it: with nothing of it, or with what is typed of it anyway.
std::size_t surplus_without(const Frame& frame, const Surroundings& around) {
  const std::string after = frame.after.substr(auto_closed(around));
  const std::size_t nothing = surplus_in(frame, after, around.language);
  if (around.typed.empty()) return nothing;
  return std::max(nothing, surplus_in(frame, around.typed + frame.after, around.language));
}

/// What the whole text opens and closes itself.
Balance own_balance(const std::string& text, const Surroundings& around) {
  Balance own;
  own.feed(around.line.before + text, around.language, around.line.before.size());
  return own;
}

/// The usual case, for which nothing further away need be read: the text closes what stands open on
/// its own line, and nothing right of it or below does.
bool closes_own_line(const std::string& text, const Surroundings& around) {
  if (around.is_before_text()) return false;
  const std::string_view next = trimmed_left(next_line_below(around));
  if (!next.empty() && is_closer(next.front())) return false;
  Balance before;
  before.feed(around.line.before, around.language);
  Balance line;
  line.feed(around.line.before + text, around.language);
  return line.surplus <= before.surplus;
}

/// So much of what stands above is near.
constexpr std::size_t kNearBytes = 512;

/// The next usual case: what is near opens all that the text closes, and what follows closes
/// nothing of it. `last` is the last closer that the text has too many by itself, in its line and
/// behind it.
bool closes_near_block(const std::string& text, std::size_t last, const Surroundings& around) {
  if (around.is_before_text()) return false;
  const std::string own = around.line.before + text;
  const std::size_t line_begin = own.find_last_of("\r\n", last) + 1; // npos + 1 is 0
  const std::size_t depth = columns(std::string_view(own).substr(line_begin));
  bool sees_end = around.all_below;
  for (std::size_t at = 0; at < around.below.size() && !sees_end;) {
    const Line line = line_at(around.below, at);
    sees_end = !is_blank(line.text) && columns(line.text) <= depth;
    at = line.next;
  }
  if (!sees_end) return false;
  std::string_view near = around.above;
  if (near.size() > kNearBytes) {
    near.remove_prefix(near.size() - kNearBytes);
    near.remove_prefix(line_at(near, 0).next);
  }
  Balance balance;
  balance.feed(near, around.language);
  const std::size_t cut_off = balance.surplus; // their openers stand further away
  balance.feed(own, around.language);
  balance.feed(around.below, around.language);
  return balance.surplus == cut_off;
}

/// Who closes so much more than is open has written no code; each cut reads all of the text again.
constexpr std::size_t kCutsMax = 16;

Drop cut_surplus(Candidate& candidate, const Surroundings& around) {
  std::string& text = candidate.text;
  Balance own = own_balance(text, around);
  // A lone quote turns around what stands in strings right of it.
  if (around.language.prose) return Drop::none;
  if (!has_lone_quote(text) && (own.surplus == 0 || closes_own_line(text, around) ||
                                closes_near_block(text, own.last_surplus, around)))
    return Drop::none;
  const Frame frame = frame_of(around);
  const std::size_t most = surplus_without(frame, around);
  for (std::size_t cuts = 0; surplus_with(frame, text, around) > most; ++cuts) {
    if (own.surplus == 0 || cuts == kCutsMax) return Drop::unbalanced;
    text.resize(own.last_surplus - around.line.before.size());
    trim_end(candidate, around);
    // It may end now with what stands right of the cursor.
    if (text.empty() || keep_one_line_before_text(candidate, around) != Drop::none ||
        cut_at_suffix(candidate, around) != Drop::none)
      return Drop::unbalanced;
    own = own_balance(text, around);
  }
  return Drop::none;
}

/// The place that is reached when all of `typed` is: lines of it stand above.
Surroundings below_typed(const Surroundings& around) {
  Surroundings here = around;
  const std::size_t line = around.typed.find_last_of("\r\n") + 1;
  here.above += around.line.before + around.typed.substr(0, line);
  here.line.before = around.typed.substr(line);
  here.typed.clear();
  return here;
}

} // namespace

Drop cut_at_surplus_closer(Candidate& candidate, const Surroundings& around) {
  const Drop drop = cut_surplus(candidate, around);
  const std::string& typed = around.typed;
  std::string& text = candidate.text;
  if (drop != Drop::none || !auto_closed_below(around) || !text.starts_with(typed)) return drop;
  // What an editor has put below for an opener that was typed stands there now.
  Candidate rest{.text = text.substr(typed.size())};
  if (cut_surplus(rest, below_typed(around)) != Drop::none) rest.text.clear();
  const std::size_t end = typed.size() + rest.text.size();
  const std::string_view left_out = trimmed_left(std::string_view(text).substr(end));
  if (!left_out.empty() && left_out.front() == trimmed_left(around.below).front()) text.resize(end);
  return Drop::none;
}

} // namespace inkling::shape
