#include "bench/trace.hpp"

#include "bench/random.hpp"
#include "text/edit_text.hpp"

#include <algorithm>

namespace inkling::harness {
namespace {

constexpr std::size_t kEditedPlacesMax = 5;
constexpr std::size_t kEditedPlaceKeys = 50;
constexpr double kMistakes = 0.06; ///< share of the keys of an edits trace

/// Bytes [begin, end) of the known text, to be typed.
struct Hole {
  std::size_t begin;
  std::size_t end;
};

std::size_t line_end(std::string_view text, std::size_t at) {
  return std::min(text.find('\n', at), text.size());
}

std::size_t after_indentation(std::string_view text, std::size_t line) {
  return std::min(text.find_first_not_of(" \t", line), line_end(text, line));
}

/// Keys that write this: a line end brings the next line's indentation with it.
std::size_t count_keys(std::string_view text) {
  std::size_t keys = 0;
  bool indentation = false;
  for (const char byte : text) {
    indentation = byte == '\n' || (indentation && (byte == ' ' || byte == '\t'));
    const bool continues = (byte & 0xC0) == 0x80;
    if (byte == '\n' || (!indentation && !continues)) ++keys;
  }
  return keys;
}

/// Whole lines from the first one behind `from` that is not blank, of `keys` keys or more.
Hole hole_behind(std::string_view text, std::size_t from, std::size_t keys) {
  std::size_t line = std::min(line_end(text, from) + 1, text.size());
  while (line < text.size() && after_indentation(text, line) == line_end(text, line))
    line = line_end(text, line) + 1;
  line = std::min(line, text.size());
  Hole hole{after_indentation(text, line), line_end(text, line)};
  while (hole.end < text.size() &&
         count_keys(text.substr(hole.begin, hole.end - hole.begin)) < keys)
    hole.end = line_end(text, hole.end + 1);
  return hole;
}

std::vector<Hole> choose_holes(std::string_view text, std::size_t count, std::size_t keys,
                               Dice& dice) {
  // Indentation costs no key, and the last line is typed to its end.
  const std::size_t room = keys + keys / 3 + 80;
  const std::size_t slack = text.size() - std::min(text.size(), room * count);
  std::vector<Hole> holes;
  std::size_t from = 0;
  for (std::size_t at = 0; at < count; ++at) {
    from = std::max(from, dice.below(slack / count + 1) + at * (text.size() / count));
    const Hole hole = hole_behind(text, from, keys);
    if (hole.begin >= hole.end) break;
    holes.push_back(hole);
    from = hole.end;
  }
  return holes;
}

class Writer {
public:
  Writer(TraceKind kind, std::string_view known, const TraceOptions& options)
      : kind_(kind), options_(options), dice_(options.seed, static_cast<std::uint64_t>(kind)) {
    const std::size_t places =
        kind == TraceKind::edits
            ? std::clamp<std::size_t>(options.keys / kEditedPlaceKeys, 1, kEditedPlacesMax)
            : 1;
    holes_ = choose_holes(known, places, options.keys / places, dice_);
    trace_.known = known;
    std::size_t at = 0;
    for (const Hole& hole : holes_) {
      trace_.document += known.substr(at, hole.begin - at);
      at = hole.end;
    }
    trace_.document += known.substr(at);
    document_ = text::Rope(trace_.document);
  }

  Trace write() {
    for (const Hole& hole : holes_) {
      offset_ = hole.begin; // the holes before it are filled
      moved_ = true;
      while (offset_ < hole.end) write_next(hole.end);
    }
    return std::move(trace_);
  }

private:
  void write_next(std::size_t end) {
    const std::string_view rest = std::string_view(trace_.known).substr(offset_, end - offset_);
    if (kind_ == TraceKind::edits && !moved_ && rest[0] != '\n' && dice_.chance(kMistakes))
      make_mistake();
    std::size_t bytes = 1;
    if (rest[0] == '\n')
      bytes = std::min(rest.find_first_not_of(" \t", 1), rest.size());
    else
      while (bytes < rest.size() && (rest[bytes] & 0xC0) == 0x80) ++bytes;
    type(std::string(rest.substr(0, bytes)), pause(), offset_ + bytes);
  }

  void make_mistake() {
    const std::size_t wrong = 1 + dice_.below(2);
    for (std::size_t key = 0; key < wrong; ++key) {
      char letter = static_cast<char>('a' + dice_.below(26));
      if (key == 0 && letter == trace_.known[offset_]) letter = letter == 'z' ? 'y' : 'z';
      type(std::string(1, letter), pause(), std::nullopt);
    }
    for (std::size_t key = wrong; key > 0; --key)
      take_back(from_ms(key == wrong ? dice_.between(200, 350) : dice_.between(90, 140)),
                key == 1 ? std::optional(offset_ - 1) : std::nullopt);
  }

  void type(std::string text, Duration after, std::optional<std::size_t> place) {
    const text::Position at = position();
    document_.replace(offset_, offset_, text);
    offset_ += text.size();
    push({.pause = after,
          .range = {at, at},
          .text = std::move(text),
          .cursor = {},
          .line = {},
          .back = false,
          .moved = moved_,
          .place = place});
    moved_ = false;
  }

  void take_back(Duration after, std::optional<std::size_t> place) {
    const text::Position end = position();
    document_.replace(offset_ - 1, offset_, "");
    --offset_;
    push({.pause = after,
          .range = {position(), end},
          .text = {},
          .cursor = {},
          .line = {},
          .back = true,
          .moved = false,
          .place = place});
  }

  void push(Keystroke key) {
    key.cursor = position();
    key.line = document_.slice(document_.line_begin(document_.line_of(offset_)), offset_);
    trace_.keys.push_back(std::move(key));
  }

  text::Position position() const {
    return text::to_position(document_, offset_, text::Encoding::utf16);
  }

  Duration from_ms(double ms) const {
    return Duration(static_cast<std::int64_t>(ms * options_.pace * 1e6));
  }

  Duration pause() {
    if (moved_ && !trace_.keys.empty()) return from_ms(dice_.between(600, 1000));
    if (kind_ != TraceKind::bursts && kind_ != TraceKind::fast)
      return from_ms(std::clamp(dice_.log_normal(140, 0.2), 60.0, 400.0));
    if (burst_ == 0) {
      burst_ = 4 + dice_.below(6);
      return from_ms(dice_.between(250, 700));
    }
    --burst_;
    return from_ms(kind_ == TraceKind::fast ? 85 : dice_.between(55, 90));
  }

  TraceKind kind_;
  TraceOptions options_;
  Dice dice_;
  std::vector<Hole> holes_;
  Trace trace_;
  text::Rope document_;
  std::size_t offset_ = 0; ///< of the cursor
  bool moved_ = false;
  std::size_t burst_ = 0; ///< keys left in this burst
};

} // namespace

Trace make_trace(TraceKind kind, std::string_view known, const TraceOptions& options) {
  return Writer(kind, known, options).write();
}

} // namespace inkling::harness
