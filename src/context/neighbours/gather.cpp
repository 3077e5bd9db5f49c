#include "context/neighbours/gather.hpp"

#include "base/mask.hpp"
#include "context/neighbours/candidates.hpp"
#include "context/tokens.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace inkling::context {
namespace {

/// Less in common than this, and nothing else that speaks for it, is chance.
constexpr double kScoreMin = 0.06;
/// What is in the list stays there unless something is clearly better: each change has its price.
constexpr double kBonusStaying = 0.1;
/// Two pieces that have so many names in common say the same.
constexpr double kSame = 0.8;
/// Of the budget: one piece may not take all.
constexpr std::size_t kShareMax = 2;
/// The path, and what a template puts around it.
constexpr std::size_t kTokensAround = 8;

struct Ranked {
  Candidate candidate;
  IdentifierSet names;
  Snippet snippet; ///< masked
  double score = 0;
  std::size_t last = SIZE_MAX; ///< its place in the last list
};

/// Masks what is secret by the whole text, whatever piece of it is looked at: half of a key has no
/// shape of its own.
class Masking {
public:
  explicit Masking(const SecretScanner& scanner) : scanner_(scanner) {}

  std::string mask(const Candidate& candidate) {
    const LineRange& range = candidate.range;
    if (range.empty()) return scanner_.mask(outline(candidate));
    const TextLines& lines = candidate.source->lines;
    const std::size_t begin = lines.begin_of(range.begin);
    const std::size_t end = lines.begin_of(range.end);
    return scanner_.mask(cut(*candidate.source, begin, end));
  }

private:
  const std::vector<SecretSpan>& spans(const Source& source) {
    const auto known = spans_.find(&source);
    if (known != spans_.end()) return known->second;
    return spans_.emplace(&source, scanner_.find(source.lines.text())).first->second;
  }

  std::string cut(const Source& source, std::size_t begin, std::size_t end) {
    const std::string& text = source.lines.text();
    std::string masked;
    for (const SecretSpan& secret : spans(source)) {
      if (secret.end <= begin || secret.begin >= end) continue;
      masked.append(text, begin, std::max(begin, secret.begin) - begin);
      masked += kSecretMask;
      begin = std::min(end, secret.end);
    }
    masked.append(text, begin, end - begin);
    if (!masked.ends_with('\n')) masked += '\n';
    return masked;
  }

  /// Its lines are of many places: it is taken again, from the masked text.
  std::string outline(const Candidate& candidate) {
    if (spans(*candidate.source).empty()) return candidate.text;
    const TextLines masked(cut(*candidate.source, 0, candidate.source->lines.text().size()));
    return outline_of(language_of_path(candidate.source->path), masked, {});
  }

  const SecretScanner& scanner_;
  std::map<const Source*, std::vector<SecretSpan>> spans_;
};

class Choosing {
public:
  Choosing(const Around& around, const Wish& wish, const SecretScanner& scanner,
           const std::function<bool()>& is_over)
      : around_(around), wish_(wish), masking_(scanner), is_over_(is_over) {}

  std::vector<Gathered> run(std::vector<Candidate> candidates) {
    rank(std::move(candidates));
    choose();
    return arrange();
  }

private:
  void rank(std::vector<Candidate> candidates) {
    for (Candidate& candidate : candidates) {
      if (is_over_()) break;
      Ranked one{.candidate = std::move(candidate), .names = {}, .snippet = {}};
      one.names = identifiers_of(one.candidate.text);
      one.score = similarity(one.names, around_.names) + one.candidate.bonus;
      one.last = place_in_last(one.candidate);
      if (one.last != SIZE_MAX) one.score += kBonusStaying;
      if (one.score >= kScoreMin && !one.names.empty()) ranked_.push_back(std::move(one));
    }
    std::stable_sort(ranked_.begin(), ranked_.end(), [](const Ranked& left, const Ranked& right) {
      return left.score > right.score;
    });
  }

  /// By the text before it is masked; one with secrets in it is new each time.
  std::size_t place_in_last(const Candidate& candidate) const {
    if (!wish_.last) return SIZE_MAX;
    for (std::size_t at = 0; at < wish_.last->size(); ++at) {
      const Snippet& snippet = (*wish_.last)[at];
      if (snippet.path == candidate.source->shown && snippet.text == candidate.text) return at;
    }
    return SIZE_MAX;
  }

  void choose() {
    std::size_t left = wish_.budget.snippets_tokens_max;
    for (Ranked& one : ranked_) {
      if (is_over_()) return;
      if (is_known(one)) continue;
      // Before its secrets are looked for, which takes longest.
      if (tokens_of(one.candidate.source->shown, one.candidate.text) > 2 * left) continue;
      std::string text = masking_.mask(one.candidate);
      const std::size_t tokens = tokens_of(one.candidate.source->shown, text);
      if (tokens > left || tokens > wish_.budget.snippets_tokens_max / kShareMax + kTokensAround)
        continue;
      left -= tokens;
      one.snippet = {one.candidate.source->shown, std::move(text), tokens};
      chosen_.push_back(&one);
    }
  }

  static std::size_t tokens_of(const std::string& path, const std::string& text) {
    return estimate_tokens(path) + estimate_tokens(text) + kTokensAround;
  }

  /// It is in the prompt already, in the window or as another piece.
  bool is_known(const Ranked& one) const {
    const Candidate& candidate = one.candidate;
    if (is_in_window(candidate.text)) return true;
    return std::any_of(chosen_.begin(), chosen_.end(), [&](const Ranked* other) {
      const bool same_file = other->candidate.source == candidate.source;
      if (same_file && other->candidate.range.overlaps(candidate.range)) return true;
      return similarity(other->names, one.names) > kSame;
    });
  }

  /// A copy of what stands in the window: its first lines are there, one after another.
  bool is_in_window(const std::string& text) const {
    const TextLines& own = around_.source.lines;
    const std::string_view window = own.lines(around_.window.begin, around_.window.end);
    return window.find(std::string_view(text).substr(0, kProbeBytes)) != window.npos;
  }

  std::vector<Gathered> arrange() {
    std::stable_sort(chosen_.begin(), chosen_.end(), [](const Ranked* left, const Ranked* right) {
      return left->last < right->last;
    });
    std::vector<Gathered> list;
    for (Ranked* one : chosen_)
      list.push_back(
          {std::move(one->snippet), one->candidate.source->path, one->candidate.source->document});
    return list;
  }

  static constexpr std::size_t kProbeBytes = 300;

  const Around& around_;
  const Wish& wish_;
  Masking masking_;
  const std::function<bool()>& is_over_;
  std::vector<Ranked> ranked_;
  std::vector<Ranked*> chosen_;
};

} // namespace

std::vector<Gathered> gather(const Wish& wish, const WorkspaceIndex& index, Sources& sources,
                             const SecretScanner& scanner, const Patience& patience) {
  const Source* own = sources.of(wish.around.document);
  if (own == nullptr || wish.budget.snippets_tokens_max == 0) return {};
  const Around around(wish, *own);
  Finding finding(around, wish, index, sources, patience.is_late);
  return Choosing(around, wish, scanner, patience.is_over).run(finding.run());
}

} // namespace inkling::context
