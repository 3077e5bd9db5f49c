#include "app/demo_screen.hpp"

#include <algorithm>
#include <cstdio>
#include <sys/ioctl.h>
#include <unistd.h>

namespace inkling::app {
namespace {

constexpr std::string_view kReset = "\x1b[0m";
constexpr std::string_view kTaken = "\x1b[32m";
constexpr std::string_view kDim = "\x1b[2m";
constexpr std::string_view kStatus = "\x1b[7m";
constexpr std::string_view kCursor = "\x1b[7m \x1b[0m";
constexpr std::string_view kHome = "\x1b[H";
constexpr std::string_view kClearLine = "\x1b[K";
constexpr std::string_view kOpen = "\x1b[?1049h\x1b[?25l"; // alternate screen, no cursor
constexpr std::string_view kClose = "\x1b[?25h\x1b[?1049l";

void put(std::string_view bytes) {
  std::fwrite(bytes.data(), 1, bytes.size(), stdout);
  std::fflush(stdout);
}

/// The offset where the last `lines` lines of `text` begin.
std::size_t tail_begin(std::string_view text, std::size_t lines) {
  std::size_t at = text.size();
  while (lines > 0 && at > 0) {
    const std::size_t found = text.rfind('\n', at - 1);
    if (found == text.npos) return 0;
    at = found;
    --lines;
  }
  return at == text.size() ? at : at + 1;
}

} // namespace

DemoScreen::DemoScreen() : is_terminal_(::isatty(STDOUT_FILENO) == 1) {
  winsize size{};
  if (is_terminal_ && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0) {
    rows_ = size.ws_row;
    columns_ = size.ws_col;
  }
  if (is_terminal_) put(kOpen);
}

DemoScreen::~DemoScreen() {
  if (is_terminal_) put(kClose);
}

void DemoScreen::draw(const DemoFrame& frame) {
  const std::size_t lines_max = rows_ > 4 ? rows_ - 3 : 1;
  std::string out(kHome);
  std::size_t lines = 1;
  std::size_t column = 0;
  bool taken = false;
  for (std::size_t at = tail_begin(frame.typed, lines_max); at < frame.typed.size(); ++at) {
    if (frame.accepted[at] != taken) {
      taken = frame.accepted[at];
      out += taken ? kTaken : kReset;
    }
    if (frame.typed[at] == '\n') {
      out += kClearLine;
      out += "\r\n";
      ++lines;
      column = 0;
    } else if (++column < columns_) { // longer lines are cut: wrapping would scroll the frame
      out += frame.typed[at];
    }
  }
  out += kReset;
  if (column + 1 < columns_) {
    out += kDim;
    out += frame.ghost.substr(0, columns_ - column - 1);
    out += kReset;
    if (frame.ghost.empty()) out += kCursor;
  }
  out += kClearLine;
  for (; lines < lines_max; ++lines) out += "\r\n\x1b[K";

  char status[160];
  std::snprintf(status, sizeof status, " inkling demo | %-14.*s | %5lld us | %zu keys ",
                static_cast<int>(frame.source.size()), frame.source.data(),
                static_cast<long long>(frame.microseconds), frame.keys);
  out += "\r\n\x1b[K\r\n";
  out += kStatus;
  out += std::string_view(status).substr(0, columns_);
  out += kReset;
  out += kClearLine;
  put(out);
}

void DemoScreen::print_line(std::string_view line, const std::vector<bool>& accepted,
                            std::size_t begin) {
  std::string out;
  bool taken = false;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (accepted[begin + at] != taken) {
      taken = accepted[begin + at];
      out += taken ? "«" : "»";
    }
    out += line[at];
  }
  if (taken) out += "»";
  std::printf("%s\n", out.c_str());
}

} // namespace inkling::app
