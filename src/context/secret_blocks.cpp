// Private keys as tools write them (RFC 7468, RFC 4880 §6.2): lines of base64 between a line that
// begins them and one that ends them. In code they stand in string literals, so that quotes and
// escaped line ends come between. A window may have cut either end off.

#include "context/secret_bytes.hpp"
#include "context/secret_finders.hpp"

#include <algorithm>

namespace inkling::context {
namespace {

constexpr std::string_view kDashes = "-----";
constexpr std::string_view kKind = "private-key";
/// A line of base64 has at least so many bytes, but for the last.
constexpr std::size_t kLineBytesMin = 16;
/// Between two lines: quotes, escapes, comment marks, the indentation.
constexpr std::size_t kGlueBytesMax = 120;
/// "PGP PRIVATE KEY BLOCK", "OPENSSH PRIVATE KEY".
constexpr std::size_t kLabelBytesMax = 60;
constexpr std::string_view kHeaders[] = {
    "Proc-Type:", "DEK-Info:", "Comment:", "Version:", "Hash:"};

constexpr ByteSet kBase64 = byte_set(
    [](char c) { return is_letter(c) || is_digit(c) || c == '+' || c == '/' || c == '='; });
constexpr ByteSet kGlue =
    byte_set([](char c) { return is_space(c) || is_quote(c) || is_any_of("\\+,.#*|>()&", c); });

/// A line of dashes and a label; `end` is behind the dashes that close it.
struct Mark {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool is_begin = false;
  bool is_private = false;
};

/// The next one from `at` on; none: begin is the text's size.
Mark next_mark(std::string_view text, std::size_t at) {
  while ((at = text.find(kDashes, at)) != text.npos) {
    const std::size_t label = at + kDashes.size();
    const std::string_view rest = text.substr(label, kLabelBytesMax);
    const bool begins = rest.starts_with("BEGIN ");
    const std::size_t close = rest.find(kDashes);
    if ((begins || rest.starts_with("END ")) && close != rest.npos) {
      const std::string_view name = rest.substr(0, close);
      return {at, label + close + kDashes.size(), begins, name.find("PRIVATE KEY") != name.npos};
    }
    at = std::min(text.find_first_not_of('-', label), text.size()); // a rule of dashes
  }
  return {text.size(), text.size()};
}

/// Behind blanks, quotes and escaped line ends.
std::size_t skip_glue(std::string_view text, std::size_t at, std::size_t limit) {
  limit = std::min(limit, at + kGlueBytesMax);
  while (at < limit && in(kGlue, text[at])) {
    const bool escape = text[at] == '\\' && at + 1 < limit && is_any_of("nrt", text[at + 1]);
    at += escape ? 2 : 1;
  }
  return std::min(at, limit);
}

std::size_t skip_base64(std::string_view text, std::size_t at, std::size_t limit) {
  while (at < limit && in(kBase64, text[at])) ++at;
  return at;
}

bool begins_header(std::string_view text) {
  return std::any_of(std::begin(kHeaders), std::end(kHeaders),
                     [text](std::string_view header) { return text.starts_with(header); });
}

std::size_t end_of_header(std::string_view text, std::size_t at, std::size_t limit) {
  while (at < limit && text[at] != '\n' && text[at] != '\\') ++at;
  return at;
}

/// A name as long as a line has hardly a digit; a line of 64 always has.
bool is_line(std::string_view text, std::size_t begin, std::size_t end) {
  const std::string_view line = text.substr(begin, end - begin);
  return line.size() >= kLineBytesMin && std::any_of(line.begin(), line.end(), is_digit);
}

/// From behind the beginning on: the lines of the key, and where they end. A shorter one counts
/// where it ends the key, or the text: there somebody may be typing it.
void find_after(std::string_view text, const Mark& begin, const Mark& end,
                std::vector<SecretSpan>& found) {
  const std::size_t limit = end.begin;
  const bool closed = end.is_private && !end.is_begin;
  SecretSpan span{0, 0, kKind};
  for (std::size_t at = begin.end; at < limit;) {
    at = skip_glue(text, at, limit);
    if (begins_header(text.substr(at, limit - at))) {
      at = end_of_header(text, at, limit);
      continue;
    }
    const std::size_t line_end = skip_base64(text, at, limit);
    if (line_end == at) break;
    if (!is_line(text, at, line_end)) {
      const std::size_t next = skip_glue(text, line_end, limit);
      const bool last = next == limit && (closed || limit == text.size());
      const bool checksum = text[at] == '=' || (next < limit && text[next] == '='); // "=aBcD"
      if (span.end == 0 || !(last || checksum)) break;
    }
    if (span.end == 0) span.begin = at;
    span.end = line_end;
    at = line_end;
  }
  if (span.end > span.begin) found.push_back(span);
}

/// Backwards: the line of base64 that ends at `end`, and the glue before it.
std::size_t begin_of_line(std::string_view text, std::size_t end, std::size_t floor) {
  std::size_t at = end;
  while (at > floor && in(kBase64, text[at - 1])) {
    // The n of an escaped line end is no part of the line.
    if (at - floor > 1 && text[at - 2] == '\\' && is_any_of("nrt", text[at - 1])) break;
    --at;
  }
  return at;
}

std::size_t glue_before(std::string_view text, std::size_t end, std::size_t floor) {
  floor = std::max(floor, end - std::min(end, kGlueBytesMax));
  std::size_t at = end;
  while (at > floor) {
    const bool escape = at - floor > 1 && text[at - 2] == '\\' && is_any_of("nrt", text[at - 1]);
    if (!escape && !in(kGlue, text[at - 1])) break;
    at -= escape ? 2 : 1;
  }
  return at;
}

/// Back from an end whose beginning is not in the text.
void find_before(std::string_view text, const Mark& end, std::size_t floor,
                 std::vector<SecretSpan>& found) {
  SecretSpan span{0, 0, kKind};
  for (std::size_t line_end = glue_before(text, end.begin, floor); line_end > floor;) {
    const std::size_t begin = begin_of_line(text, line_end, floor);
    const bool may_be_short = span.end - span.begin < kLineBytesMin;
    if (begin == line_end || !(may_be_short || is_line(text, begin, line_end))) break;
    if (span.end == 0) span.end = line_end;
    span.begin = begin;
    line_end = glue_before(text, begin, floor);
    if (line_end == begin) break;
  }
  if (is_line(text, span.begin, span.end)) found.push_back(span);
}

} // namespace

void find_key_blocks(std::string_view text, std::vector<SecretSpan>& found) {
  std::size_t floor = 0;
  bool open = false; // the mark before was a beginning
  for (Mark mark = next_mark(text, 0); mark.begin < text.size();) {
    const Mark next = next_mark(text, mark.end);
    if (mark.is_private && mark.is_begin) find_after(text, mark, next, found);
    if (mark.is_private && !mark.is_begin && !open) find_before(text, mark, floor, found);
    open = mark.is_begin;
    floor = mark.end;
    mark = next;
  }
}

} // namespace inkling::context
