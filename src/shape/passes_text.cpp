// Passes about bytes: what is text at all, and how it is written down.

#include "base/mask.hpp"
#include "base/utf8.hpp"
#include "shape/brackets.hpp"
#include "shape/lines.hpp"
#include "shape/passes.hpp"

#include <algorithm>
#include <array>

namespace inkling::shape {
namespace {

constexpr std::string_view kReplacementCharacter = "\xEF\xBF\xBD"; // U+FFFD
constexpr char kEscape = '\x1B';

/// Of the families of models that write code: only what is nothing in any language. Others (`</s>`,
/// `[PREFIX]`, `<PRE>`) are HTML or code as well; the provider that asks such a model knows them.
constexpr std::array<std::string_view, 26> kControlTokens = {"<|fim_prefix|>",
                                                             "<|fim_suffix|>",
                                                             "<|fim_middle|>",
                                                             "<|fim_pad|>",
                                                             "<|fim_begin|>",
                                                             "<|fim_hole|>",
                                                             "<|fim_end|>",
                                                             "<｜fim▁begin｜>",
                                                             "<｜fim▁hole｜>",
                                                             "<｜fim▁end｜>",
                                                             "<fim_prefix>",
                                                             "<fim_suffix>",
                                                             "<fim_middle>",
                                                             "<fim_pad>",
                                                             "<|file_sep|>",
                                                             "<|file_separator|>",
                                                             "<|repo_name|>",
                                                             "<|endoftext|>",
                                                             "<|end_of_text|>",
                                                             "<|begin_of_text|>",
                                                             "<|eot_id|>",
                                                             "<|im_start|>",
                                                             "<|im_end|>",
                                                             "<｜end▁of▁sentence｜>",
                                                             "<｜begin▁of▁sentence｜>",
                                                             "<|end|>"};

/// What may end a whole answer, and may be code elsewhere.
constexpr std::array<std::string_view, 5> kEndTokens = {"</s>", "<EOT>", "[SUFFIX]", "[PREFIX]",
                                                        "[MIDDLE]"};

/// Whether a token that ends a text may be code: an element of JSX, a type, or a list of one.
bool may_be_code(std::string_view token, std::string_view text, const Surroundings& around) {
  const std::string_view line = text.substr(text.find_last_of("\r\n") + 1); // npos + 1 is 0
  const bool first = line.size() == text.size();
  if (has_lone_quote((first ? around.line.before : std::string()) + std::string(line))) return true;
  const std::array<std::string_view, 4> parts = {text, around.line.before, around.above,
                                                 around.below};
  const auto says = [&](std::string_view name) {
    return std::any_of(parts.begin(), parts.end(),
                       [name](std::string_view part) { return contains(part, name); });
  };
  if (token.front() != '[') {
    const bool alone = text.empty() || is_space(text.back());
    return (!alone && token != "</s>") || says("<s");
  }
  if (says(token.substr(1, token.size() - 2))) return true;
  // Behind a value it is none of the language's: `return [SUFFIX]` and `a[SUFFIX]` are.
  const std::string_view value = trimmed_right(text);
  const bool is_value =
      !value.empty() && (value.back() >= '0' && value.back() <= '9'
                             ? true
                             : std::string_view(")]}\"';").find(value.back()) != value.npos);
  return !is_value || value.size() == text.size();
}

/// Bytes of a terminal's control sequence (ECMA-48 §5.4) that a text begins with.
std::size_t escape_bytes(std::string_view text) {
  if (text.size() < 2) return 1;
  if (text[1] == ']') { // until BEL or ESC \ ends it
    const std::size_t end = text.find_first_of("\a\x1B\r\n", 2);
    if (end == text.npos) return text.size();
    return text[end] == '\a' ? end + 1 : text.substr(end).starts_with("\x1B\\") ? end + 2 : end;
  }
  if (text[1] != '[') return text[1] >= '@' && text[1] <= '_' ? 2 : 1;
  std::size_t at = 2;
  while (at < text.size() && text[at] >= ' ' && text[at] <= '?') ++at;
  return at < text.size() && text[at] >= '@' && text[at] <= '~' ? at + 1 : at;
}

/// Whether a code point of two or three bytes cannot be seen where it does something.
bool is_invisible(std::string_view point) {
  if (point.size() == 2) // C1 controls, soft hyphen
    return point[0] == '\xC2' &&
           (static_cast<unsigned char>(point[1]) < 0xA0 || point[1] == '\xAD');
  if (point == "\xEF\xBB\xBF") return true; // U+FEFF
  if (!point.starts_with("\xE2")) return false;
  const auto second = static_cast<unsigned char>(point[1]);
  const auto third = static_cast<unsigned char>(point[2]);
  if (second == 0x80) // U+200B..U+200F, and U+2028..U+202E: line separators, embeddings
    return (third >= 0x8B && third <= 0x8F) || (third >= 0xA8 && third <= 0xAE);
  return second == 0x81 && third >= 0xA0 && third <= 0xAF; // U+2060..U+206F: joiners, isolates
}

/// U+200C and U+200D: emoji are joined by them, and words of Persian and of Indian scripts.
bool is_joiner(std::string_view point) {
  return point == "\xE2\x80\x8C" || point == "\xE2\x80\x8D";
}

bool is_ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

/// Joiners stand between two code points that are not ASCII; elsewhere they only hide something.
void remove_lone_joiners(std::string& text, std::string_view before) {
  std::size_t kept = 0;
  char last = before.empty() ? ' ' : before.back();
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = std::string_view(text).substr(at);
    const std::size_t bytes = std::max<std::size_t>(code_point_bytes(rest), 1);
    const std::string_view next = rest.substr(bytes);
    const bool joins = !is_ascii(last) && !next.empty() && !is_ascii(next.front()) &&
                       !is_joiner(next.substr(0, 3));
    if (!is_joiner(rest.substr(0, bytes)) || joins) {
      last = rest[bytes - 1];
      for (std::size_t end = at + bytes; at < end; ++at) text[kept++] = text[at];
    } else {
      at += bytes;
    }
  }
  text.resize(kept);
}

/// Bytes to take out at the front of a text; 0: what stands there is to be seen.
std::size_t control_bytes(std::string_view text) {
  const auto byte = static_cast<unsigned char>(text.front());
  if (text.front() == kEscape) return escape_bytes(text);
  if (byte < 0x20)
    return text.front() == '\t' || text.front() == '\r' || text.front() == '\n' ? 0 : 1;
  if (byte == 0x7F) return 1;
  if (byte != 0xC2 && byte != 0xE2 && byte != 0xEF) return 0;
  const std::size_t bytes = code_point_bytes(text);
  const std::string_view point = text.substr(0, bytes);
  return is_invisible(point) && !is_joiner(point) ? bytes : 0;
}

/// What is left of it after a cut is nothing.
Drop none_left(const Candidate& candidate, Drop drop) {
  return is_blank(candidate.text) ? drop : Drop::none;
}

} // namespace

Drop drop_masked(Candidate& candidate, const Surroundings&) {
  if (is_blank(candidate.text)) return Drop::empty;
  if (candidate.text.find(kSecretMask) == std::string::npos) return Drop::none;
  candidate.complete = true;
  return Drop::masked;
}

Drop cut_at_broken_utf8(Candidate& candidate, const Surroundings&) {
  const std::string_view text = candidate.text;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t bytes = code_point_bytes(text.substr(at));
    if (bytes == 0) break;
    at += bytes;
  }
  at = std::min(at, text.find(kReplacementCharacter));
  if (at == text.size()) return Drop::none;
  candidate.text.resize(at);
  return none_left(candidate, Drop::broken_text);
}

Drop remove_controls(Candidate& candidate, const Surroundings& around) {
  std::string& text = candidate.text;
  const std::size_t size = text.size();
  std::size_t kept = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t out = control_bytes(std::string_view(text).substr(at));
    if (out == 0) text[kept++] = text[at];
    at += std::max<std::size_t>(out, 1);
  }
  text.resize(kept);
  if (text.find("\xE2\x80") != text.npos) remove_lone_joiners(text, around.line.before);
  if (text.size() == size) return Drop::none;
  return none_left(candidate, Drop::broken_text);
}

Drop cut_at_control_token(Candidate& candidate, const Surroundings&) {
  const std::string_view text = candidate.text;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '<') continue;
    const bool begins = std::any_of(
        kControlTokens.begin(), kControlTokens.end(),
        [rest = text.substr(at)](std::string_view token) { return rest.starts_with(token); });
    if (!begins) continue;
    candidate.text.resize(at);
    candidate.complete = true;
    candidate.cut = false;
    return none_left(candidate, Drop::control_token);
  }
  return Drop::none;
}

Drop trim_end_token(Candidate& candidate, const Surroundings& around) {
  if (around.language.blocks == Blocks::markup) return Drop::none;
  std::string& text = candidate.text;
  for (const std::string_view token : kEndTokens) {
    if (!text.ends_with(token)) continue;
    const std::size_t at = text.size() - token.size();
    if (may_be_code(token, std::string_view(text).substr(0, at), around)) continue;
    text.resize(trimmed_right(std::string_view(text).substr(0, at)).size());
    return text.empty() ? Drop::control_token : Drop::none;
  }
  return Drop::none;
}

Drop use_document_line_ending(Candidate& candidate, const Surroundings& around) {
  const std::string& text = candidate.text;
  if (text.find_first_of("\r\n") == text.npos) return Drop::none;
  std::string out;
  out.reserve(text.size() + 16);
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\r' && text[at] != '\n') {
      out += text[at];
      continue;
    }
    if (text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n') ++at;
    out += around.line_ending;
  }
  candidate.text = std::move(out);
  return Drop::none;
}

Drop trim_line_ends(Candidate& candidate, const Surroundings& around) {
  if (around.language.prose) return Drop::none;
  std::string out;
  for (const Line& line : lines_of(candidate.text)) {
    out += line.ended ? line.text.substr(0, line.text.find_last_not_of(kBlanks) + 1) : line.text;
    if (line.ended) out += around.line_ending;
  }
  candidate.text = std::move(out);
  return Drop::none;
}

Drop trim_end(Candidate& candidate, const Surroundings&) {
  candidate.text.resize(trimmed_right(candidate.text).size());
  return Drop::none;
}

} // namespace inkling::shape
