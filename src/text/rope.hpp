#pragma once
// The text of a document: a persistent balanced tree of UTF-8 chunks that also counts lines, UTF-16
// units and code points.
//
// A copy is O(1), shares structure and never changes when the original does: a copy *is* the
// immutable snapshot that the engine, a prompt and the index worker hold. Copies may be read from
// several threads; one object is not thread-safe. replace() is O(log n) whatever the size; nodes
// that nobody else holds are changed in place.
//
//   Rope text("let x\n");
//   const Rope before = text;          // snapshot
//   text.replace(4, 5, "y");           // before still says "let x\n"
//
// Line ends are \n, \r\n and \r, and nothing else (LSP 3.18 §textDocuments). Holds valid UTF-8
// only: whoever calls replace() cuts at code point boundaries (edit_text.hpp does it for editors'
// positions). Not here: LSP types, JSON, IO.

#include "text/position.hpp"
#include "text/subtree.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace inkling::text {

class Rope {
public:
  Rope() = default;
  explicit Rope(std::string_view utf8);
  Rope(const Rope& other);
  Rope(Rope&& other) noexcept;
  Rope& operator=(const Rope& other);
  Rope& operator=(Rope&& other) noexcept;
  ~Rope();

  std::size_t size() const; ///< bytes
  bool empty() const { return size() == 0; }
  std::size_t utf16_size() const; ///< UTF-16 code units
  std::size_t utf32_size() const; ///< code points
  std::size_t line_count() const; ///< line ends + 1: an empty text has one line

  /// Text beyond this many bytes is refused by an assertion; documents are bounded far below
  /// (base/limits.hpp).
  static constexpr std::size_t kBytesMax = 0xFFFF'FFFF;

  /// Replaces bytes [begin, end) by `utf8`. Requires begin <= end <= size(), both on code point
  /// boundaries, and that `utf8` is not a view into this rope.
  void replace(std::size_t begin, std::size_t end, std::string_view utf8);

  /// First byte of a line; size() for line >= line_count().
  std::size_t line_begin(std::size_t line) const;
  /// One past the last byte of a line, before its line end; size() for line >= line_count().
  std::size_t line_end(std::size_t line) const;
  /// The line that a byte offset lies in. An offset between \r and \n lies in the line that they
  /// end.
  std::size_t line_of(std::size_t offset) const;

  /// Units of `encoding` before a byte offset (rounded down to a code point boundary).
  std::size_t units_before(std::size_t offset, Encoding encoding) const;
  /// Byte offset of the code point that holds unit number `units`; size() beyond the end.
  std::size_t offset_of_units(std::size_t units, Encoding encoding) const;

  char at(std::size_t offset) const;                           ///< the byte at offset < size()
  std::string slice(std::size_t begin, std::size_t end) const; ///< clamped to size()
  std::string line(std::size_t line) const;                    ///< without its line end
  std::string str() const { return slice(0, size()); }
  /// Largest code point boundary <= offset.
  std::size_t floor_boundary(std::size_t offset) const;

  /// Calls visit(chunk) for the pieces of [begin, end), in order, without copying; stops when it
  /// returns false. Chunks are never empty and hold whole code points if begin and end are
  /// boundaries; a \r\n may be cut in two.
  void visit(std::size_t begin, std::size_t end,
             const std::function<bool(std::string_view)>& visit) const;

  /// Depth, fill, counts: throws AssertionFailure (or aborts) where the tree is not what it should
  /// be. For tests.
  void check() const;

  friend bool operator==(const Rope& left, const Rope& right);

private:
  Subtree root_;
};

} // namespace inkling::text
