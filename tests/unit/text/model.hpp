#pragma once
// A text as an editor holds it, to compare the rope with: one plain string of the encoding's units,
// in which everything is found by looking at all of it. Shares no code with src/text.
//
//   Model<char16_t> model(u"a\r\nb");
//   model.apply(model.change_for(model.index_of({1, 0}), model.index_of({1, 1}), u"c"));

#include "text/position.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace inkling::text::test {

inline void append_utf8(std::string& out, char32_t c) {
  const auto put = [&out](char32_t byte) {
    out += static_cast<char>(static_cast<unsigned char>(byte));
  };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6)), put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12)), put(0x80 | ((c >> 6) & 0x3F)), put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18)), put(0x80 | ((c >> 12) & 0x3F));
    put(0x80 | ((c >> 6) & 0x3F)), put(0x80 | (c & 0x3F));
  }
}

inline bool is_high_half(char32_t unit) {
  return unit >= 0xD800 && unit < 0xDC00;
}
inline bool is_low_half(char32_t unit) {
  return unit >= 0xDC00 && unit < 0xE000;
}

inline std::string to_utf8(std::string_view units) {
  return std::string(units);
}

inline std::string to_utf8(std::u32string_view units) {
  std::string out;
  for (const char32_t unit : units) append_utf8(out, unit);
  return out;
}

inline std::string to_utf8(std::u16string_view units) {
  std::string out;
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (i + 1 < units.size() && is_high_half(units[i]) && is_low_half(units[i + 1])) {
      append_utf8(out, 0x10000 + ((char32_t{units[i]} - 0xD800) << 10) + (units[i + 1] - 0xDC00u));
      ++i;
    } else {
      append_utf8(out, units[i]);
    }
  }
  return out;
}

/// The code points of valid UTF-8.
inline std::u32string code_points(std::string_view utf8) {
  std::u32string out;
  for (const char c : utf8) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0) == 0x80)
      out.back() = (out.back() << 6) | (byte & 0x3F);
    else
      out += byte < 0x80   ? byte
             : byte < 0xE0 ? byte & 0x1F
             : byte < 0xF0 ? byte & 0x0F
                           : byte & 0x07;
  }
  return out;
}

template<class Unit>
std::basic_string<Unit> from_utf8(std::string_view utf8);
template<>
inline std::string from_utf8<char>(std::string_view utf8) {
  return std::string(utf8);
}
template<>
inline std::u32string from_utf8<char32_t>(std::string_view utf8) {
  return code_points(utf8);
}
template<>
inline std::u16string from_utf8<char16_t>(std::string_view utf8) {
  std::u16string out;
  for (const char32_t c : code_points(utf8)) {
    if (c >= 0x10000) {
      out += static_cast<char16_t>(0xD800 + ((c - 0x10000) >> 10));
      out += static_cast<char16_t>(0xDC00 + (c & 0x3FF));
    } else {
      out += static_cast<char16_t>(c);
    }
  }
  return out;
}

template<class Unit>
class Model {
public:
  using String = std::basic_string<Unit>;
  struct Line {
    std::size_t begin = 0;
    std::size_t end = 0; ///< before the line end
  };
  /// A replacement that leaves whole code points, in units.
  struct Change {
    std::size_t begin = 0;
    std::size_t end = 0;
    String inserted;
  };

  explicit Model(String units) { assign(std::move(units)); }

  void assign(String units) {
    units_ = std::move(units);
    measure();
  }

  const String& units() const { return units_; }
  const std::vector<Line>& lines() const { return lines_; }
  std::string utf8() const { return to_utf8(units_); }
  /// Bytes of the UTF-8 of what is before an index that is not inside a code point.
  std::size_t byte_offset(std::size_t index) const { return offsets_[index]; }

  std::size_t line_of(std::size_t index) const {
    std::size_t line = 0;
    while (line + 1 < lines_.size() && lines_[line + 1].begin <= index) ++line;
    return line;
  }
  /// Not rounded: an index inside a code point gives the position an editor in trouble would send.
  Position position_of(std::size_t index) const {
    const std::size_t line = line_of(index);
    const std::size_t shown = std::min(index, lines_[line].end);
    return {static_cast<std::uint32_t>(line),
            static_cast<std::uint32_t>(shown - lines_[line].begin)};
  }
  /// Clamped, not rounded.
  std::size_t index_of(Position position) const {
    if (position.line >= lines_.size()) return units_.size();
    const Line line = lines_[position.line];
    return std::min(line.begin + position.character, line.end);
  }

  /// True for an index between the units of one code point.
  bool is_inside(std::size_t index) const {
    if (index == 0 || index >= units_.size()) return false;
    if constexpr (sizeof(Unit) == 1) return (units_[index] & 0xC0) == 0x80;
    if constexpr (sizeof(Unit) == 2) {
      return is_low_half(units_[index]) && is_high_half(units_[index - 1]);
    }
    return false;
  }
  std::size_t floor(std::size_t index) const {
    while (is_inside(index)) --index;
    return index;
  }
  std::size_t ceil(std::size_t index) const {
    while (is_inside(index)) ++index;
    return index;
  }

  /// What becomes of an editor's replacement of [begin, end).
  Change change_for(std::size_t begin, std::size_t end, const String& inserted) const {
    Change change{floor(begin), floor(begin), {}};
    if (begin == end && inserted.empty()) return change;
    change = {begin, end, inserted};
    if constexpr (sizeof(Unit) == 1) {
      change.begin = std::min(ceil(begin), floor(end));
      change.end = floor(end);
    } else if constexpr (sizeof(Unit) == 2) {
      change.begin = floor(begin);
      change.end = ceil(end);
      if (is_inside(begin)) change.inserted = u'\xFFFD' + change.inserted;
      if (is_inside(end)) change.inserted += u'\xFFFD';
    }
    return change;
  }

  void apply(const Change& change) {
    units_.replace(change.begin, change.end - change.begin, change.inserted);
    measure();
  }

private:
  static std::size_t utf8_bytes(Unit unit) {
    if constexpr (sizeof(Unit) == 1) return 1;
    if (unit < 0x80) return 1;
    if (unit < 0x800) return 2;
    if constexpr (sizeof(Unit) == 2) return is_high_half(unit) || is_low_half(unit) ? 2 : 3;
    return unit < 0x10000 ? 3 : 4;
  }

  void measure() {
    lines_.assign(1, {});
    for (std::size_t i = 0; i < units_.size(); ++i) {
      if (units_[i] != '\n' && units_[i] != '\r') continue;
      lines_.back().end = i;
      if (units_[i] == '\r' && i + 1 < units_.size() && units_[i + 1] == '\n') ++i;
      lines_.push_back({i + 1, 0});
    }
    lines_.back().end = units_.size();
    offsets_.resize(units_.size() + 1);
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < units_.size(); bytes += utf8_bytes(units_[i++]))
      offsets_[i] = bytes;
    offsets_.back() = bytes;
  }

  String units_;
  std::vector<Line> lines_;
  std::vector<std::size_t> offsets_; ///< in UTF-8, of each unit and of the end
};

} // namespace inkling::text::test
