#include "engine/acceptance.hpp"

#include <algorithm>

namespace inkling::engine {
namespace {

/// Weight of the newest in the recent share: about the last thirty count.
constexpr double kWeight = 1.0 / 16;

} // namespace

AcceptanceBook::Known* AcceptanceBook::find(SuggestionId suggestion) {
  const auto found = std::find_if(known_.rbegin(), known_.rend(), [&](const Known& known) {
    return known.suggestion == suggestion;
  });
  return found == known_.rend() ? nullptr : &*found;
}

std::size_t AcceptanceBook::row_of(const std::string& language, BackendIndex backend) {
  const auto found = std::find_if(rows_.begin(), rows_.end(), [&](const Row& row) {
    return row.backend == backend && row.language == language;
  });
  if (found != rows_.end()) return static_cast<std::size_t>(found - rows_.begin());
  if (rows_.size() >= kRowsMax) return 0;
  rows_.push_back({.language = language, .backend = backend});
  return rows_.size() - 1;
}

void AcceptanceBook::on_shown(SuggestionId suggestion, const std::string& language,
                              BackendIndex backend) {
  if (!suggestion || find(suggestion) != nullptr) return;
  const std::size_t row = row_of(language, backend);
  ++rows_[row].shown;
  rows_[row].recent -= rows_[row].recent * kWeight;
  known_.push_back({.suggestion = suggestion, .row = row});
  if (known_.size() > kKnownMax) forget_oldest();
}

/// What has come of it by now is its share of the rate.
void AcceptanceBook::forget_oldest() {
  known_.pop_front();
}

void AcceptanceBook::on_accepted(SuggestionId suggestion, Acceptance kind) {
  Known* known = find(suggestion);
  if (known == nullptr || known->fate == Fate::accepted) return;
  Row& row = rows_[known->row];
  const bool whole = kind == Acceptance::all;
  if (known->fate == Fate::shown || known->fate == Fate::dismissed) row.recent += kWeight;
  if (known->fate == Fate::dismissed) --row.dismissed;
  if (known->fate == Fate::partly) --row.partly;
  ++(whole ? row.accepted : row.partly);
  known->fate = whole ? Fate::accepted : Fate::partly;
}

void AcceptanceBook::on_dismissed(SuggestionId suggestion) {
  Known* known = find(suggestion);
  if (known == nullptr || known->fate != Fate::shown) return;
  ++rows_[known->row].dismissed;
  known->fate = Fate::dismissed;
}

std::optional<double> AcceptanceBook::rate(const std::string& language,
                                           BackendIndex backend) const {
  const auto found = std::find_if(rows_.begin(), rows_.end(), [&](const Row& row) {
    return row.backend == backend && row.language == language;
  });
  if (found == rows_.end() || found->shown < kNeeded) return std::nullopt;
  return found->recent;
}

void AcceptanceBook::clear() {
  rows_.clear();
  known_.clear();
}

} // namespace inkling::engine
