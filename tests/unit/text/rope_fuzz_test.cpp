// Random edits on a rope and on the model, compared: the text, its counts, positions, the reported
// Edit, old snapshots. Built twice: with the nodes users get, and with tiny ones, where a few lines
// make a deep tree.

#include "model.hpp"
#include "random_text.hpp"
#include "support/catch.hpp"
#include "text/edit_text.hpp"
#include "text/rope_node.hpp"

#include <deque>
#include <iostream>

namespace inkling::text::test {
namespace {

/// A size of document, and how many edits it gets.
struct Plan {
  std::size_t edits = 0;
  std::size_t characters_max = 0;  ///< beyond, edits remove more than they insert
  std::size_t edits_per_check = 0; ///< the whole text is compared this often, and after the last
};

constexpr std::size_t kSnapshotsMax = 8;
constexpr std::size_t kEditsPerSnapshot = 101;

template<class Unit>
constexpr Encoding kEncodingOf = sizeof(Unit) == 1   ? Encoding::utf8
                                 : sizeof(Unit) == 2 ? Encoding::utf16
                                                     : Encoding::utf32;

template<class Unit>
class Fuzz {
public:
  Fuzz(std::uint64_t seed, const LineEnds& line_ends, const Plan& plan)
      : random_(seed), line_ends_(line_ends), plan_(plan) {}

  void run() {
    for (edit_ = 0; edit_ < plan_.edits; ++edit_) {
      if (random_.one_in(5'000)) {
        replace_everything();
      } else {
        turn_at_bounds();
        change();
      }
      require_equal(text_.size(), utf8_.size());
      compare_one_place();
      if (edit_ % plan_.edits_per_check == 0) compare_all();
      if (edit_ % kEditsPerSnapshot == 0) take_snapshot();
    }
    compare_all();
    while (!snapshots_.empty()) drop_snapshot();
  }

private:
  static constexpr Encoding kEncoding = kEncodingOf<Unit>;

  /// Catch is slow: it is shown a difference only, and then what was done last.
  template<class Value>
  void require_equal(const Value& value, const Value& expected) const {
    if (value == expected) return;
    CAPTURE(edit_, range_.start.line, range_.start.character, range_.end.line, range_.end.character,
            inserted_);
    REQUIRE(value == expected);
  }

  std::size_t random_index() { return random_.below(model_.units().size() + 1); }

  Position random_position(std::size_t index) {
    Position position = model_.position_of(index);
    if (random_.one_in(16)) position.character += static_cast<std::uint32_t>(random_.below(20));
    if (random_.one_in(64)) position.line += static_cast<std::uint32_t>(random_.below(20));
    if (random_.one_in(500)) position.character = 0xFFFF'FFFF;
    return position;
  }

  /// Grows to the size of the plan, shrinks to a quarter of it, and so on: leaves are cut and
  /// merged all the time.
  void turn_at_bounds() {
    const std::size_t size = model_.units().size();
    if (size > plan_.characters_max) shrinking_ = true;
    if (size < plan_.characters_max / 4) shrinking_ = false;
  }

  /// Mostly a few characters, now and then a large part of the text.
  std::size_t random_length(bool favoured) {
    const std::size_t large = plan_.characters_max / (favoured ? 10 : 20);
    if (random_.one_in(favoured ? 30 : 60)) return random_.below(large + 1);
    return random_.below(favoured ? 6 : 4);
  }

  Range random_range() {
    const std::size_t begin = random_index();
    const std::size_t length = random_.one_in(shrinking_ ? 6 : 2) ? 0 : random_length(shrinking_);
    Range range{random_position(begin),
                random_position(std::min(begin + length, model_.units().size()))};
    if (random_.one_in(8)) std::swap(range.start, range.end);
    return range;
  }

  std::string random_insertion() {
    if (random_.one_in(shrinking_ ? 2 : 6)) return {};
    return random_text(random_, line_ends_, random_length(!shrinking_));
  }

  void change() {
    range_ = random_range();
    inserted_ = random_insertion();
    std::size_t begin = model_.index_of(range_.start);
    std::size_t end = model_.index_of(range_.end);
    if (end < begin) std::swap(begin, end);

    const auto change = model_.change_for(begin, end, from_utf8<Unit>(inserted_));
    const std::size_t lines_before = model_.lines().size();
    Edit expected;
    expected.begin = model_.byte_offset(change.begin);
    expected.removed_bytes = model_.byte_offset(change.end) - expected.begin;
    expected.inserted = to_utf8(change.inserted);
    expected.line = model_.line_of(change.begin);
    expected.removed_lines = model_.line_of(change.end) - expected.line;
    model_.apply(change);
    expected.inserted_lines =
        model_.line_of(change.begin + change.inserted.size()) - model_.line_of(change.begin);

    utf8_.replace(expected.begin, expected.removed_bytes, expected.inserted);
    compare_edit(apply_change(text_, range_, inserted_, kEncoding), expected);
    compare_with_editor(begin, end);
    const bool joins_crlf = expected.begin > 0 && expected.begin < utf8_.size() &&
                            utf8_[expected.begin - 1] == '\r' && utf8_[expected.begin] == '\n';
    require_equal(model_.lines().size() + expected.removed_lines + (joins_crlf ? 1 : 0),
                  lines_before + expected.inserted_lines);
  }

  void replace_everything() {
    const std::string all = random_text(random_, line_ends_, random_.below(plan_.characters_max));
    const Edit edit = replace_all(text_, all);
    REQUIRE(edit.whole);
    REQUIRE(edit.removed_bytes == utf8_.size());
    REQUIRE(edit.removed_lines == model_.lines().size() - 1);
    utf8_ = all;
    model_.assign(from_utf8<Unit>(all));
    editor_ = model_.units();
    REQUIRE(edit.inserted == all);
    REQUIRE(edit.inserted_lines == model_.lines().size() - 1);
  }

  void compare_edit(const Edit& edit, const Edit& expected) const {
    require_equal(edit.begin, expected.begin);
    require_equal(edit.removed_bytes, expected.removed_bytes);
    require_equal(edit.inserted, expected.inserted);
    require_equal(edit.line, expected.line);
    require_equal(edit.removed_lines, expected.removed_lines);
    require_equal(edit.inserted_lines, expected.inserted_lines);
    require_equal(edit.whole, expected.whole);
  }

  /// What the editor itself holds, lone surrogates and all: as many units as ours, and the same
  /// ones, save that a half it keeps is U+FFFD here. Not in UTF-8, where a cut code point has no
  /// such stand-in.
  void compare_with_editor(std::size_t begin, std::size_t end) {
    if constexpr (sizeof(Unit) == 1) return;
    editor_.replace(begin, end - begin, from_utf8<Unit>(inserted_));
    require_equal(units_of(text_), editor_.size());
  }

  static std::size_t units_of(const Rope& text) {
    return sizeof(Unit) == 2 ? text.utf16_size() : text.utf32_size();
  }

  void compare_one_place() {
    const std::size_t index = random_index();
    const std::size_t offset = model_.byte_offset(model_.floor(index));
    const Position position = random_position(index);
    require_equal(to_offset(text_, position, kEncoding),
                  model_.byte_offset(model_.floor(model_.index_of(position))));
    if (!(to_position(text_, offset, kEncoding) == model_.position_of(model_.floor(index)))) {
      const Position got = to_position(text_, offset, kEncoding);
      CAPTURE(offset, got.line, got.character);
      FAIL("to_position differs");
    }
    require_equal(text_.line_of(offset), model_.line_of(model_.floor(index)));
  }

  void compare_all() {
    require_equal(text_.str(), utf8_);
    require_equal(model_.utf8(), utf8_);
    text_.check();
    require_equal(text_.utf16_size(), from_utf8<char16_t>(utf8_).size());
    require_equal(text_.utf32_size(), from_utf8<char32_t>(utf8_).size());
    require_equal(text_.line_count(), model_.lines().size());
    compare_editor_units();
    compare_line(random_.below(model_.lines().size()));
    compare_bytes(random_.below(utf8_.size() + 1), random_.below(utf8_.size() + 1));
  }

  void compare_editor_units() {
    if constexpr (sizeof(Unit) == 2) {
      for (std::size_t i = 0; i < editor_.size(); ++i) {
        const bool is_half = is_high_half(editor_[i]) || is_low_half(editor_[i]);
        const Unit ours = model_.units()[i];
        if (ours != editor_[i] && !(is_half && ours == u'\xFFFD')) FAIL("unit " << i << " differs");
      }
    } else if constexpr (sizeof(Unit) == 4) {
      require_equal(editor_ == model_.units(), true);
    }
  }

  void compare_line(std::size_t line) {
    const std::size_t begin = model_.byte_offset(model_.lines()[line].begin);
    const std::size_t end = model_.byte_offset(model_.lines()[line].end);
    require_equal(text_.line_begin(line), begin);
    require_equal(text_.line_end(line), end);
    require_equal(text_.line(line), utf8_.substr(begin, end - begin));
    require_equal(text_.line_begin(line + model_.lines().size()), utf8_.size());
    require_equal(text_.line_end(line + model_.lines().size()), utf8_.size());
  }

  void compare_bytes(std::size_t begin, std::size_t end) {
    require_equal(text_.slice(begin, end), begin < end ? utf8_.substr(begin, end - begin) : "");
    if (begin < utf8_.size()) require_equal(text_.at(begin), utf8_[begin]);
    const Model<char> bytes(utf8_);
    const std::size_t boundary = bytes.floor(begin);
    require_equal(text_.floor_boundary(begin), boundary);
    const std::string_view before = std::string_view(utf8_).substr(0, boundary);
    compare_units(boundary, boundary, Encoding::utf8);
    compare_units(boundary, from_utf8<char16_t>(before).size(), Encoding::utf16);
    compare_units(boundary, from_utf8<char32_t>(before).size(), Encoding::utf32);
    require_equal(text_.units_before(begin, Encoding::utf8), boundary);
  }

  void compare_units(std::size_t offset, std::size_t units, Encoding encoding) {
    require_equal(text_.units_before(offset, encoding), units);
    require_equal(text_.offset_of_units(units, encoding), offset);
  }

  void take_snapshot() {
    snapshots_.push_back({text_, utf8_});
    if (snapshots_.size() > kSnapshotsMax) drop_snapshot();
  }

  /// A snapshot still says what the text was when it was taken.
  void drop_snapshot() {
    const auto& [rope, expected] = snapshots_.front();
    rope.check();
    require_equal(rope.str(), expected);
    require_equal(rope == Rope(expected), true);
    snapshots_.pop_front();
  }

  struct Snapshot {
    Rope rope;
    std::string utf8;
  };

  Random random_;
  std::size_t edit_ = 0;
  Range range_;
  std::string inserted_;
  bool shrinking_ = false;
  const LineEnds& line_ends_;
  const Plan& plan_;
  Rope text_;
  std::string utf8_;
  Model<Unit> model_{{}};
  std::basic_string<Unit> editor_;
  std::deque<Snapshot> snapshots_;
};

template<class Unit>
void fuzz(const Plan& plan) {
  std::uint64_t seed = seed_of_run();
  std::cout << "random edits with INKLING_SEED=" << seed << '\n';
  for (const LineEnds& line_ends : all_line_ends()) {
    CAPTURE(line_ends.name, seed);
    Fuzz<Unit>(seed++, line_ends, plan).run();
  }
}

constexpr bool kTinyNodes = kLeafBytesMax < 64;
/// Tiny nodes make small documents interesting, and those are cheap to compare.
constexpr Plan kSmall = kTinyNodes ? Plan{100'000, 200, 8} : Plan{100'000, 1'500, 64};
constexpr Plan kLarge = kTinyNodes ? Plan{2'000, 3'000, 50} : Plan{2'000, 40'000, 100};

} // namespace

TEMPLATE_TEST_CASE("random edits leave the rope as they leave a plain string", "[text][fuzz]", char,
                   char16_t, char32_t) {
  fuzz<TestType>(kSmall);
}

TEMPLATE_TEST_CASE("random edits of a larger text leave the rope as they leave a plain string",
                   "[text][fuzz]", char, char16_t, char32_t) {
  fuzz<TestType>(kLarge);
}

} // namespace inkling::text::test
