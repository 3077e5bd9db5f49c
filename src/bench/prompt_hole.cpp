#include "bench/prompt_hole.hpp"

#include <cctype>

namespace inkling::harness {
namespace {

/// The markers of one way to write a fill-in-the-middle prompt: begin PREFIX hole SUFFIX end.
struct Family {
  std::string_view begin;
  std::string_view hole; ///< empty: the prefix comes last and runs to the prompt's end
  std::string_view end;
};

constexpr Family kFamilies[] = {
    {"<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>"},    // Qwen, CodeGemma, Granite 4
    {"<fim_prefix>", "<fim_suffix>", "<fim_middle>"},          // StarCoder, Granite
    {"<fim-prefix>", "<fim-suffix>", "<fim-middle>"},          // SantaCoder, Refact
    {"<｜fim▁begin｜>", "<｜fim▁hole｜>", "<｜fim▁end｜>"},    // DeepSeek
    {"<|code_prefix|>", "<|code_suffix|>", "<|code_middle|>"}, // CodeGeeX
    {"<PRE>", " <SUF>", " <MID>"},                             // Code Llama, blanks and all
    {"[PREFIX]", "", ""},                                      // Codestral: suffix first
};

/// The text before the hole by the markers, or nothing where the prompt has none of the family.
std::optional<std::string_view> prefix_by(const Family& family, std::string_view prompt) {
  const std::size_t begin = prompt.rfind(family.begin);
  if (begin == prompt.npos) return std::nullopt;
  const std::string_view behind = prompt.substr(begin + family.begin.size());
  if (family.hole.empty()) return behind;
  const std::size_t hole = behind.find(family.hole);
  if (hole == behind.npos) return std::nullopt;
  if (hole > 0) return behind.substr(0, hole);
  // Suffix first: begin hole SUFFIX end PREFIX. With nothing behind the end the prefix is empty.
  const std::size_t end = behind.rfind(family.end);
  return end == behind.npos ? std::string_view() : behind.substr(end + family.end.size());
}

/// Is what stands at `at` a template's text, and not a word that goes on (a typing mistake)?
bool ends_at(std::string_view prompt, std::size_t at) {
  return at >= prompt.size() ||
         (std::isalnum(static_cast<unsigned char>(prompt[at])) == 0 && prompt[at] != '_');
}

std::optional<Place> hole_between_runs(const KnownTexts& known, std::string_view prompt) {
  const std::vector<KnownTexts::Run> runs = known.runs(prompt);
  if (runs.empty()) return std::nullopt;
  const KnownTexts::Run* prefix = &runs.back();
  if (runs.size() >= 2) {
    const KnownTexts::Run& earlier = runs[runs.size() - 2];
    const std::size_t earlier_end = earlier.place.offset + (earlier.end - earlier.begin);
    if (earlier.place.text == prefix->place.text && prefix->place.offset >= earlier_end)
      prefix = &earlier;
  }
  if (!ends_at(prompt, prefix->end)) return std::nullopt;
  return Place{prefix->place.text, prefix->place.offset + (prefix->end - prefix->begin)};
}

} // namespace

std::optional<Place> find_hole(const KnownTexts& known, std::string_view prompt) {
  for (const Family& family : kFamilies) {
    if (const auto prefix = prefix_by(family, prompt)) return known.locate(*prefix);
  }
  // A prompt too short for a run can only be the beginning of a text.
  if (prompt.size() < KnownTexts::kAgreementBytesMin) return known.locate(prompt);
  return hole_between_runs(known, prompt);
}

std::string_view suffix_in(std::string_view prompt) {
  for (const Family& family : kFamilies) {
    const std::size_t hole = family.hole.empty() ? prompt.npos : prompt.rfind(family.hole);
    if (hole == prompt.npos) continue;
    const std::string_view behind = prompt.substr(hole + family.hole.size());
    return behind.substr(0, behind.find(family.end));
  }
  return {};
}

} // namespace inkling::harness
