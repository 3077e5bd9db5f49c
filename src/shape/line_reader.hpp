#pragma once
// Reads a text line by line and says behind which of them it ends. The work of ending.hpp, and of
// nobody else.

#include "shape/ending.hpp"
#include "shape/lines.hpp"
#include "shape/long_strings.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace inkling::shape {

class LineReader {
public:
  /// Both must outlive the reader.
  LineReader(std::string_view text, const Surroundings& around);

  /// The next line, in their order. Nothing where the text goes on behind it.
  std::optional<End> read(const Line& line);

private:
  enum class Mode : std::uint8_t {
    begin,     ///< nothing was read but the rest of a whole line, and blank lines
    announced, ///< behind a comment or a decorator that the person began
    statement, ///< behind a statement that may go on in the next line
    inside,    ///< in what a statement has opened
    flat,      ///< one line after the other, as deep as the first
  };

  void read_above();
  std::optional<End> bounded(const Line& line) const;
  std::optional<End> repeated(const Line& line, std::string_view whole);
  std::optional<End> read_first(const Line& line);
  std::optional<End> read_statement(const Line& line);
  std::optional<End> read_string(const Line& line);
  std::optional<End> read_announced(const Line& line);
  std::optional<End> open_or_end(const Line& line);
  std::optional<End> read_inside(const Line& line);
  std::optional<End> read_flat(const Line& line, std::string_view whole);
  std::optional<End> read_level(const Line& line, std::string_view whole);
  std::optional<End> close(const Line& line, std::string_view whole);

  void count(std::string_view whole);
  bool goes_on_in(std::string_view line) const;
  bool goes_on_in_entry(std::string_view line) const;
  bool goes_on_beside(std::string_view text, std::string_view code) const;
  bool is_whole_behind(std::string_view line) const;
  bool is_list_item() const;
  bool is_directive(std::string_view line) const;
  bool ends_behind(std::string_view line) const;
  bool repeats_below(std::string_view line) const;
  std::optional<End> stands_below(const Line& line, std::string_view whole) const;
  bool closes_like_below(std::string_view line) const;
  End before(const Line& line, Drop why) const;
  static End after(const Line& line);

  const std::string_view text_;
  const Surroundings& around_;
  const Language& language_;
  const std::string_view below_; ///< the next line that stands there already

  Mode mode_ = Mode::begin;
  bool first_ = true;
  std::size_t indent_ = 0;   ///< columns of the statement, or of the first line
  std::ptrdiff_t depth_ = 0; ///< brackets that are open
  bool block_ = false;       ///< so is something that no bracket closes
  LongStrings strings_;
  bool begun_string_ = false;          ///< the open one began in the cursor's line
  std::ptrdiff_t elements_ = 0;        ///< of JSX or markup that are open, about
  bool begun_ = false;                 ///< the cursor's line is a statement that may go on
  bool branches_ = false;              ///< it may have an `else`
  bool labels_ = true;                 ///< labels belong to what it has opened
  bool defines_ = false;               ///< a definition was begun on the first level
  bool has_body_ = false;              ///< and something deeper has followed
  std::string full_;                   ///< the cursor's line
  std::string_view last_;              ///< the last line that was not blank
  std::optional<std::size_t> blank_;   ///< where blank lines began, behind that
  std::vector<std::string_view> said_; ///< lines that were not blank, of above too
  std::vector<std::size_t> said_ends_; ///< where they end in the text; 0 above
};

} // namespace inkling::shape
