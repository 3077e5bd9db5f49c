#pragma once
// Shows a demo: redrawn in place on a terminal, plain lines elsewhere. Writes to stdout only.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace inkling::app {

/// What a frame shows.
struct DemoFrame {
  std::string_view typed;            ///< the document so far; the cursor is at its end
  const std::vector<bool>& accepted; ///< per byte of `typed`: it came from a suggestion
  std::string_view ghost;            ///< shown after the cursor
  std::string_view source;           ///< where the ghost text came from, or why there is none
  std::int64_t microseconds = 0;     ///< from the key to its answer
  std::size_t keys = 0;
};

class DemoScreen {
public:
  /// Asks stdout whether it is a terminal and how large.
  DemoScreen();
  /// Gives the terminal back as it was.
  ~DemoScreen();
  DemoScreen(const DemoScreen&) = delete;
  DemoScreen& operator=(const DemoScreen&) = delete;

  bool is_terminal() const { return is_terminal_; }
  void draw(const DemoFrame& frame);
  /// A finished line, for output that is no terminal; taken text stands in «guillemets».
  void print_line(std::string_view line, const std::vector<bool>& accepted, std::size_t begin);

private:
  bool is_terminal_ = false;
  std::size_t rows_ = 24;
  std::size_t columns_ = 80;
};

} // namespace inkling::app
