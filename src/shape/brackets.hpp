#pragma once
// Counting brackets, ( ) [ ] { }, without parsing.
//
// What stands in quotes counts nothing. A quote encloses something only where it has a partner on
// its line, so that an apostrophe hides no brackets; where a language writes characters in single
// quotes, these enclose one character only. Nor do comments count, and regular expressions.
//
//   Balance balance;
//   balance.feed("foo(bar[1", language);
//   balance.open();                       // 2
//   balance.feed("]))", language);
//   balance.surplus;                      // 1

#include "shape/language.hpp"

#include <array>
#include <cstddef>
#include <string_view>

namespace inkling::shape {

bool is_quote(char c);
/// Whether there is an odd number of any quote.
bool has_lone_quote(std::string_view text);

/// Where the string ends that begins with the quote at `at`: the place of its other quote. 0 where
/// no string begins there.
std::size_t string_end(std::string_view line, std::size_t at, const Language& language);

/// Whether a comment begins at `at` that ends with its line.
bool begins_comment(std::string_view text, std::size_t at, const Language& language);

/// The bracket that a closing one closes, `<` too; 0 for any other byte.
char opener_of(char closer);

struct Balance {
  std::array<std::size_t, 3> opened{}; ///< still open, by kind
  std::array<std::size_t, 3> closed{}; ///< closers that nothing had opened, by kind
  std::size_t surplus = 0;             ///< the same, of all kinds
  std::size_t last_surplus = 0;        ///< where the last of them stands in what was fed last

  /// Counts on, what stands at `from` and behind. Whole lines are fed, or lines from where no
  /// string is open.
  void feed(std::string_view text, const Language& language, std::size_t from = 0);
  /// As if the text that `next` was fed with had been fed behind this one's, on another line.
  void append(const Balance& next);
  std::size_t open() const { return opened[0] + opened[1] + opened[2]; }
};

/// Openers less closers of one line.
std::ptrdiff_t net_of(std::string_view line, const Language& language);

} // namespace inkling::shape
