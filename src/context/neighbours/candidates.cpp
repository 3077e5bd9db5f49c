#include "context/neighbours/candidates.hpp"

#include "context/neighbours/definitions.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace inkling::context {
namespace {

constexpr std::size_t kLinesAbove = 40;
constexpr std::size_t kLinesBelow = 20;
/// Names whose definitions are looked for, and places of one name beyond which it says nothing.
constexpr std::size_t kNamesMax = 48;
constexpr std::size_t kPlacesMax = 4;
constexpr std::size_t kImportsMax = 12;
constexpr std::size_t kFilesLikeMax = 3;
constexpr std::size_t kOutlinesMax = kImportsMax + kFilesLikeMax;
/// Open documents in which definitions are looked for.
constexpr std::size_t kOpenMax = 16;

constexpr double kBonusRegion = 0.15;     ///< of the newest one
constexpr double kBonusDefinition = 0.35; ///< of the nearest name
constexpr double kOfFarther = 0.4;        ///< of a second definition of the same name, farther away
constexpr double kBonusLike = 0.2;
constexpr double kBonusImport = 0.15;

std::vector<std::string_view> nearest_names(const TextLines& text, std::size_t line) {
  std::vector<std::string_view> names;
  std::unordered_set<std::string_view> known;
  const auto look = [&](std::size_t at) {
    if (at >= text.count() || names.size() >= kNamesMax) return;
    for_each_word(text.line(at), [&](std::string_view word) {
      if (names.size() < kNamesMax && is_telling(word) && known.insert(word).second)
        names.push_back(word);
    });
  };
  for (std::size_t away = 0; away <= kLinesAbove; ++away) {
    if (away <= line) look(line - away);
    if (away > 0 && away <= kLinesBelow) look(line + away);
  }
  return names;
}

Language language_of(const OpenText& open) {
  const Language by_path = language_of_path(open.path);
  return by_path != Language::other ? by_path : language_of_id(open.language);
}

} // namespace

Around::Around(const Wish& wish, const Source& own)
    : source(own), language(language_of(wish.around)) {
  const text::Rope& text = wish.around.text;
  line = text.line_of(wish.offset);
  Prompt prompt;
  prompt.text = text;
  prompt.offset = wish.offset;
  set_window(prompt, wish.budget);
  window = {text.line_of(prompt.window_begin), text.line_of(prompt.window_end) + 1};
  const std::size_t first = line - std::min(line, kLinesAbove);
  names = identifiers_of(own.lines.lines(first, line + kLinesBelow + 1));
  nearest = nearest_names(own.lines, line);
}

Finding::Finding(const Around& around, const Wish& wish, const WorkspaceIndex& index,
                 Sources& sources, const std::function<bool()>& is_late)
    : around_(around), wish_(wish), index_(index), sources_(sources), is_late_(is_late) {}

std::vector<Candidate> Finding::run() {
  add_regions();
  add_definitions();
  add_imports();
  add_files_like();
  return std::move(found_);
}

void Finding::add_regions() {
  for (const Region& region : wish_.regions) {
    if (is_late_()) return;
    if (const Source* source = sources_.of(region.document))
      add(*source, chunk_around(source->lines, region.line), kBonusRegion * region.recency);
  }
}

/// In open documents by their text, in all others by the index.
void Finding::add_definitions() {
  struct Wanted {
    double bonus = 0;
    std::size_t places = 0; ///< in open documents
  };
  std::unordered_map<std::string_view, Wanted> wanted; // by name
  for (std::size_t at = 0; at < around_.nearest.size(); ++at)
    wanted.emplace(
        around_.nearest[at],
        Wanted{.bonus = kBonusDefinition * (1 - static_cast<double>(at) / (2.0 * kNamesMax))});
  const auto look_in = [&](const OpenText& open) {
    const Source* source = is_late_() ? nullptr : sources_.of(open.document);
    if (source == nullptr || language_of(open) != around_.language) return;
    for_each_definition(around_.language, source->lines, [&](std::size_t line, auto name) {
      const auto found = wanted.find(name);
      if (found == wanted.end() || found->second.places == kPlacesMax || is_late_()) return;
      ++found->second.places;
      add_definition(*source, line, found->second.bonus);
    });
  };
  look_in(wish_.around);
  for (std::size_t at = 0; at < std::min(wish_.others.size(), kOpenMax); ++at)
    look_in(wish_.others[at]);
  for (const std::string_view name : around_.nearest) {
    const auto places = index_.definitions_of(name, around_.language, around_.source.path);
    if (places.size() > kPlacesMax) continue;
    double bonus = wanted[name].bonus;
    for (const WorkspaceIndex::Place& place : places) {
      if (is_late_()) return;
      const Source* source = sources_.at(place.path);
      if (source == nullptr || source->document) continue; // looked through above
      const bool stands = place.line < source->lines.count() &&
                          defined_name(around_.language, source->lines.line(place.line)) == name;
      if (stands) add_definition(*source, place.line, bonus);
      bonus *= kOfFarther;
    }
  }
}

void Finding::add_definition(const Source& source, std::size_t line, double bonus) {
  if (found_.size() + kOutlinesMax >= kCandidatesMax) return; // these want their room, too
  add(source, chunk_of_definition(source.lines, line), bonus);
}

void Finding::add_imports() {
  std::size_t outlines = 0;
  for (const Import& import :
       imports_in(around_.language, around_.source.lines, around_.source.path)) {
    if (is_late_()) return; // a package is looked for among all files
    for (const std::string& path : index_.files_of(import, around_.source.path)) {
      if (is_late_() || outlines++ >= kImportsMax) return;
      add_outline(path, kBonusImport);
      if (!import.package) break; // the nearest is meant
    }
  }
}

void Finding::add_files_like() {
  std::size_t files = 0;
  for (const std::string& path : index_.files_like(around_.source.path)) {
    if (is_late_() || files++ >= kFilesLikeMax) return;
    add_outline(path, kBonusLike);
  }
}

/// What a file offers: its definitions, or all of it where it is small or has none.
void Finding::add_outline(const std::string& path, double bonus) {
  const Source* source = sources_.at(path);
  if (source == nullptr || source == &around_.source) return;
  const Language language = language_of_path(path);
  if (source->lines.count() <= kChunkLinesMax / 2 || language == Language::other)
    return add(*source, {0, std::min(source->lines.count(), kChunkLinesMax)}, bonus);
  std::string outline = outline_of(language, source->lines, around_.names);
  if (!outline.empty() && has_room()) found_.push_back({source, {}, std::move(outline), bonus});
}

void Finding::add(const Source& source, LineRange range, double bonus) {
  if (range.empty() || !has_room()) return;
  if (&source == &around_.source && range.overlaps(around_.window)) return;
  std::string text(source.lines.lines(range.begin, range.end));
  found_.push_back({&source, range, std::move(text), bonus});
}

} // namespace inkling::context
