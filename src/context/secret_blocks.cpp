// Private keys as tools write them (RFC 7468, RFC 4880 §6.2): lines of base64 between a line that
// begins them and one that ends them. In code they stand in literals and comments, so that quotes,
// escaped line ends, comment marks, prefixes of literals and calls come between. A window may have
// cut either end off.

#include "context/secret_bytes.hpp"
#include "context/secret_finders.hpp"

#include <algorithm>
#include <vector>

namespace inkling::context {
namespace {

constexpr std::string_view kDashes = "-----";
constexpr std::string_view kKind = "private-key";
/// A line of base64 has at least so many bytes, but for the last.
constexpr std::size_t kLineBytesMin = 16;
/// And so many where a name stands before it: a call, not a comment mark.
constexpr std::size_t kSureLineBytesMin = 32;
/// Longer is a name: "u8", "rb" are none.
constexpr std::size_t kPrefixBytesMax = 2;
/// Between two lines: quotes, escapes, comment marks, the indentation, "key.append(".
constexpr std::size_t kGlueBytesMax = 120;
/// Of a key of PuTTY, public lines and all.
constexpr std::size_t kPuttyBytesMax = 16 << 10;
/// "PGP PRIVATE KEY BLOCK", "OPENSSH PRIVATE KEY".
constexpr std::size_t kLabelBytesMax = 60;
constexpr std::string_view kHeaders[] = {
    "Proc-Type:", "DEK-Info:", "Comment:", "Version:", "Hash:"};

constexpr ByteSet kBase64 = byte_set(
    [](char c) { return is_letter(c) || is_digit(c) || c == '+' || c == '/' || c == '='; });

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
    // A rule of dashes, or a comment mark of them: the last five may belong to a label.
    const std::size_t dashes_end = std::min(text.find_first_not_of('-', label), text.size());
    at = dashes_end > label ? dashes_end - kDashes.size() : label;
    if (dashes_end == text.size()) break;
  }
  return {text.size(), text.size()};
}

/// A run of base64's bytes: a line of a key, or a comment mark, a name, a literal's prefix.
struct Run {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t glue = 0; ///< bytes between it and the run, header or mark before

  std::size_t size() const { return end - begin; }
  std::string_view in(std::string_view text) const { return text.substr(begin, size()); }
};

/// No comment mark, operator, or prefix of a literal.
bool is_name(std::string_view text, const Run& run) {
  return run.size() > kPrefixBytesMax && run.in(text).find_first_not_of("/+=") != text.npos;
}

bool begins_header(std::string_view text) {
  return std::any_of(std::begin(kHeaders), std::end(kHeaders),
                     [text](std::string_view header) { return text.starts_with(header); });
}

std::size_t end_of_header(std::string_view text, std::size_t at, std::size_t limit) {
  while (at < limit && !is_any_of("\n\\\"'", text[at])) ++at;
  return at;
}

/// JSON may write "/" as "\/".
std::size_t end_of_run(std::string_view text, std::size_t at, std::size_t limit) {
  while (at < limit) {
    const bool escaped = text[at] == '\\' && at + 1 < limit && text[at + 1] == '/';
    if (!escaped && !in(kBase64, text[at])) break;
    at += escaped ? 2 : 1;
  }
  return at;
}

/// A name as long as a line has hardly a digit; a line of 64 always has.
bool is_line(std::string_view text, const Run& run) {
  const std::string_view line = run.in(text);
  const bool called = run.end < text.size() && is_any_of("(_", text[run.end]);
  return line.size() >= kLineBytesMin && !called && std::any_of(line.begin(), line.end(), is_digit);
}

/// Base64 is padded to four (RFC 4648 §4).
bool is_padded(std::string_view text, const Run& run) {
  return run.size() % 4 == 0 && run.in(text).ends_with('=') && is_name(text, run);
}

/// A line even where names stand before it.
bool is_sure_line(std::string_view text, const Run& run) {
  const std::string_view line = run.in(text);
  const bool long_enough = line.size() >= kSureLineBytesMin || is_padded(text, run);
  return long_enough && std::any_of(line.begin(), line.end(), is_upper) &&
         std::any_of(line.begin(), line.end(), is_lower) && is_line(text, run);
}

/// Visits the runs between two places until `visit` says false.
template<class Visit>
void for_each_run(std::string_view text, std::size_t begin, std::size_t end, Visit visit) {
  std::size_t glue_begin = begin;
  for (std::size_t at = begin; at < end;) {
    if (!in(kBase64, text[at])) {
      const bool escape = text[at] == '\\' && at + 1 < end && is_any_of("nrt", text[at + 1]);
      at += escape ? 2 : 1;
    } else if (text[at] == '/' && at + 1 < end && text[at + 1] == '/') {
      at += 2; // a comment; two bytes of a key tell nothing
    } else if (begins_header(text.substr(at, end - at))) {
      glue_begin = at = end_of_header(text, at, end);
    } else {
      const std::size_t run_end = end_of_run(text, at, end);
      if (!visit(Run{at, run_end, at - glue_begin})) return;
      glue_begin = at = run_end;
    }
  }
}

/// Follows a key from line to line, in the order of the text or against it. Between two lines are
/// glue, marks and names; too much of these, and the key is over.
class Following {
public:
  explicit Following(std::string_view text) : text_(text) {}

  void skip(std::size_t bytes) { skipped_ += bytes; }
  bool is_over() const { return skipped_ > kGlueBytesMax; }

  /// Whether the run is a line.
  bool take(const Run& run) {
    const bool line = after_name_ ? is_sure_line(text_, run) : is_line(text_, run);
    skipped_ = line ? 0 : skipped_ + run.size();
    after_name_ = !line && (after_name_ || is_name(text_, run));
    return line;
  }

private:
  std::string_view text_;
  std::size_t skipped_ = 0; ///< bytes since the last line
  bool after_name_ = false;
};

/// Whether a short run can be the last of a key: a full one, or a checksum ("=aBcD").
bool may_end_key(std::string_view text, const Run& run) {
  const std::string_view line = run.in(text);
  return is_name(text, run) &&
         (line.size() % 4 == 0 || line.starts_with('=') || line.ends_with('='));
}

/// Extends the key by the short runs behind it. Where the text ends instead of the key somebody may
/// be typing: one name, the last there, is taken for the begin of a line.
std::size_t end_of_key(std::string_view text, std::size_t end, const std::vector<Run>& behind,
                       bool closed) {
  const auto names = std::count_if(behind.begin(), behind.end(),
                                   [text](const Run& run) { return is_name(text, run); });
  for (const Run& run : behind) {
    const bool typed = names == 1 && &run == &behind.back() && is_name(text, run);
    if (closed ? may_end_key(text, run) : typed || is_padded(text, run)) end = run.end;
  }
  return end;
}

/// From behind the beginning on: the lines of the key, and where they end. A shorter one counts
/// where it ends the key, or the text: there somebody may be typing it.
void find_after(std::string_view text, const Mark& begin, const Mark& end,
                std::vector<SecretSpan>& found) {
  Following following(text);
  SecretSpan span{0, 0, kKind};
  std::vector<Run> behind; // behind the last line
  for_each_run(text, begin.end, end.begin, [&](const Run& run) {
    following.skip(run.glue);
    if (following.is_over()) return false;
    if (!following.take(run)) {
      behind.push_back(run);
      return true;
    }
    if (span.end == 0) span.begin = run.begin;
    span.end = run.end;
    behind.clear();
    return true;
  });
  if (span.end == 0) return;
  const bool closed = end.is_private && !end.is_begin;
  if (!following.is_over() && (closed || end.begin == text.size()))
    span.end = end_of_key(text, span.end, behind, closed);
  found.push_back(span);
}

/// Back from an end whose beginning is not in the text.
void find_before(std::string_view text, const Mark& end, std::size_t floor,
                 std::vector<SecretSpan>& found) {
  std::vector<Run> runs;
  for_each_run(text, floor, end.begin, [&](const Run& run) {
    runs.push_back(run);
    return true;
  });
  Following following(text);
  following.skip(end.begin - (runs.empty() ? floor : runs.back().end));
  SecretSpan span{0, 0, kKind};
  std::size_t last_end = 0;
  for (auto run = runs.rbegin(); run != runs.rend() && !following.is_over(); ++run) {
    if (following.take(*run)) {
      if (span.end == 0) span.end = std::max(run->end, last_end);
      span.begin = run->begin;
    } else if (last_end == 0 && may_end_key(text, *run)) {
      last_end = run->end;
    }
    following.skip(run->glue);
  }
  if (span.end == 0) return;
  // A window's begin cut the line that it stands in.
  if (!following.is_over() && is_name(text, runs.front()) && runs.front().begin == 0)
    span.begin = 0;
  found.push_back(span);
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

void find_putty_lines(std::string_view text, std::size_t from, std::vector<SecretSpan>& found) {
  constexpr std::string_view kBefore = "Private-Lines:";
  constexpr std::string_view kBehind = "Private-MAC";
  const std::string_view key = text.substr(0, from + std::min(text.size() - from, kPuttyBytesMax));
  const auto before = key.find(kBefore, from);
  if (before == key.npos) return;
  SecretSpan span{0, 0, kKind};
  const std::size_t end = std::min(key.find(kBehind, before), key.size());
  for_each_run(key, before + kBefore.size(), end, [&](const Run& run) {
    if (run.size() >= kLineBytesMin || span.end > 0) {
      if (span.end == 0) span.begin = run.begin;
      span.end = run.end;
    }
    return true;
  });
  if (span.end > 0) found.push_back(span);
}

} // namespace inkling::context
