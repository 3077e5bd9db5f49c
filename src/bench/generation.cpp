#include "bench/generation.hpp"

#include "bench/prompt_hole.hpp"
#include "bench/random.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

namespace inkling::harness {
namespace {

constexpr std::pair<std::string_view, FaultKind> kFaultNames[] = {
    {"silent", FaultKind::silent},     {"stall", FaultKind::stall},     {"reset", FaultKind::reset},
    {"truncate", FaultKind::truncate}, {"garbage", FaultKind::garbage}, {"error", FaultKind::error},
};

template<class Number>
bool parse_number(std::string_view text, Number& number) {
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  return failed == std::errc{} && end == text.data() + text.size();
}

std::optional<Fault> parse_fault(std::string_view name) {
  for (const auto& [known, kind] : kFaultNames)
    if (name == known) return Fault{kind, 0};
  int status = 0;
  if (parse_number(name, status) && status >= 400 && status <= 599)
    return Fault{FaultKind::status, status};
  return std::nullopt;
}

std::optional<FaultShare> parse_share(std::string_view part) {
  const std::size_t colon = part.find(':');
  const auto fault = parse_fault(part.substr(0, colon));
  double share = 1;
  if (!fault) return std::nullopt;
  if (colon != part.npos && !parse_number(part.substr(colon + 1), share)) return std::nullopt;
  if (!(share >= 0 && share <= 1)) return std::nullopt;
  return FaultShare{*fault, share};
}

Duration from_ms(double ms) {
  return Duration(static_cast<std::int64_t>(std::llround(ms * 1e6)));
}

bool begins_code_point(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
}

/// The end of at least `bytes` bytes from `begin`, on a code point boundary.
std::size_t code_point_end(std::string_view text, std::size_t begin, std::size_t bytes) {
  std::size_t end = std::min(begin + std::max<std::size_t>(bytes, 1), text.size());
  while (end < text.size() && !begins_code_point(text[end])) ++end;
  return end;
}

/// The end of the token that begins at `begin`: so many bytes, and where these reach a line end,
/// the blanks behind that too. Vocabularies have such tokens: an indentation is one, however deep.
std::size_t token_end(std::string_view text, std::size_t begin, std::size_t bytes) {
  std::size_t end = code_point_end(text, begin, bytes);
  if (text.substr(begin, end - begin).find('\n') == text.npos) return end;
  while (end < text.size() && text[end] == ' ') ++end;
  return end;
}

/// What the line left of a place asks of whatever follows.
struct LineHead {
  std::size_t blanks = 0;    ///< that it begins with
  std::array<int, 3> open{}; ///< brackets, by kind
  bool in_quotes = false;
  bool is_blank = true;
  friend bool operator==(const LineHead&, const LineHead&) = default;
};

LineHead line_head(std::string_view text, std::size_t offset) {
  constexpr std::string_view kBrackets = "()[]{}";
  const std::string_view before = text.substr(0, offset);
  const std::string_view line = before.substr(before.find_last_of('\n') + 1);
  LineHead head;
  head.blanks = std::min(line.find_first_not_of(' '), line.size());
  head.is_blank = head.blanks == line.size();
  for (const char c : line) {
    const std::size_t bracket = kBrackets.find(c);
    if (bracket != kBrackets.npos) head.open[bracket / 2] += bracket % 2 == 0 ? 1 : -1;
    if (c == '"') head.in_quotes = !head.in_quotes;
  }
  return head;
}

/// Code that a place may begin with, but for closers of what was opened elsewhere.
bool may_begin(char byte) {
  return byte > ' ' && byte < 0x7F && std::string_view(")]}").find(byte) == std::string_view::npos;
}

/// A guess that is wrong but could be right: code from elsewhere in the known texts that differs
/// from the truth in its first byte, from a line that begins as deep and has as much open, if there
/// is one, and from behind the same byte.
std::string_view wrong_text(const KnownTexts& known, std::optional<Place> at, Dice dice) {
  if (known.texts().empty()) return "unknown_text();";
  const std::string_view here = at ? std::string_view(known.texts()[at->text]) : "";
  const std::size_t offset = at ? at->offset : 0;
  const char avoid = offset < here.size() ? here[offset] : '\n';
  const LineHead head = line_head(here, offset);
  const std::string_view text = known.texts()[dice.below(known.texts().size())];
  const std::size_t begin = dice.below(text.size());
  std::optional<std::size_t> any;
  std::optional<std::size_t> alike;
  for (std::size_t step = 0; step < text.size(); ++step) {
    const std::size_t place = (begin + step) % text.size();
    if (text[place] == avoid || !may_begin(text[place])) continue;
    if (!any) any = place;
    const bool same_byte = place > 0 && offset > 0 && text[place - 1] == here[offset - 1];
    if ((alike && !same_byte) || line_head(text, place) != head) continue;
    alike = place;
    if (same_byte) break;
  }
  if (alike) return text.substr(*alike);
  if (any) return text.substr(*any);
  return avoid == '#' ? "wrong" : "#wrong";
}

std::string_view cut_at_stops(std::string_view text, const std::vector<std::string>& stops) {
  for (const std::string& stop : stops)
    if (!stop.empty()) text = text.substr(0, text.find(stop));
  return text;
}

/// A model that sees what follows the hole does not write it: as much of it is told from chance.
std::string_view cut_at_suffix(std::string_view text, std::string_view suffix) {
  constexpr std::size_t kHeadBytes = 40;
  constexpr std::ptrdiff_t kTellingBytes = 12;
  const std::string_view head = suffix.substr(0, kHeadBytes);
  const auto is_blank = [](char c) { return c == ' ' || c == '\n'; };
  if (static_cast<std::ptrdiff_t>(head.size()) - std::count_if(head.begin(), head.end(), is_blank) <
      kTellingBytes)
    return text;
  return text.substr(0, text.find(head));
}

Fault choose_fault(const std::vector<FaultShare>& faults, Dice& dice) {
  double left = dice.unit();
  for (const FaultShare& fault : faults) {
    if (left < fault.share) return fault.fault;
    left -= fault.share;
  }
  return {};
}

} // namespace

Result<std::vector<FaultShare>> parse_faults(std::string_view text) {
  std::vector<FaultShare> faults;
  while (!text.empty()) {
    const std::string_view part = text.substr(0, text.find(','));
    text.remove_prefix(std::min(text.size(), part.size() + 1));
    const auto fault = parse_share(part);
    if (!fault)
      return make_error(Errc::invalid_params, "no fault: '" + std::string(part) +
                                                  "' (400 to 599, silent, stall, reset, truncate, "
                                                  "garbage, error; then :SHARE)");
    faults.push_back(*fault);
  }
  return faults;
}

Generation plan_generation(const ModelOptions& model, const KnownTexts& known, const Ask& ask,
                           std::uint64_t ordinal) {
  Generation generation;
  generation.place = ask.plain ? known.locate(ask.prompt) : find_hole(known, ask.prompt);
  const std::uint64_t key = generation.place
                                ? (generation.place->text << 32) + generation.place->offset
                                : mix(ask.prompt.size());
  Dice by_place(model.seed, key);
  generation.right = generation.place && !by_place.chance(model.wrong);
  const std::string_view truth = generation.place ? known.after(*generation.place) : "";
  const std::string_view suffix = ask.plain ? ask.suffix : suffix_in(ask.prompt);
  const std::string_view all =
      cut_at_stops(generation.right ? cut_at_suffix(truth, suffix)
                                    : wrong_text(known, generation.place, by_place),
                   ask.stops);

  const std::size_t tokens_max = std::min(model.tokens_max, ask.tokens_max);
  std::size_t end = 0;
  while (generation.ends.size() < tokens_max && end < all.size()) {
    end = token_end(all, end, model.token_bytes);
    generation.ends.push_back(end);
  }
  generation.text = all.substr(0, end);

  Dice by_ordinal(~model.seed, ordinal);
  generation.fault = choose_fault(model.faults, by_ordinal);
  double first_ms = model.ttft_ms;
  if (model.jitter_ms > 0) first_ms += by_ordinal.log_normal(model.jitter_ms, model.jitter_sigma);
  generation.first = from_ms(first_ms);
  if (model.tokens_per_s > 0) generation.gap = from_ms(1e3 / model.tokens_per_s);
  return generation;
}

} // namespace inkling::harness
