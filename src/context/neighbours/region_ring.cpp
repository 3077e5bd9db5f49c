#include "context/neighbours/region_ring.hpp"

#include <algorithm>

namespace inkling::context {

void RegionRing::note(DocumentId document, std::size_t line) {
  const auto near = [&](const Entry& one) {
    const std::size_t away = std::max(one.line, line) - std::min(one.line, line);
    return one.document == document && away <= kNearLines;
  };
  const auto found = std::find_if(regions_.rbegin(), regions_.rend(), near);
  if (found != regions_.rend()) {
    // It keeps its line: a region that crept along with the cursor would be another text each time.
    std::rotate(found.base() - 1, found.base(), regions_.end());
    return;
  }
  if (regions_.size() == kRegionsMax) regions_.erase(regions_.begin());
  regions_.push_back({document, line});
}

void RegionRing::on_edits(DocumentId document, std::span<const text::Edit> edits) {
  for (const text::Edit& edit : edits) {
    if (edit.whole) return forget(document);
    if (edit.inserted_lines == edit.removed_lines) continue;
    for (Entry& one : regions_) {
      if (one.document != document || one.line <= edit.line) continue;
      const std::size_t kept = one.line - std::min(one.line - edit.line, edit.removed_lines);
      one.line = kept + edit.inserted_lines;
    }
  }
}

void RegionRing::forget(DocumentId document) {
  std::erase_if(regions_, [&](const Entry& one) { return one.document == document; });
}

std::vector<Region> RegionRing::regions() const {
  std::vector<Region> all;
  all.reserve(regions_.size());
  double recency = 1;
  for (auto one = regions_.rbegin(); one != regions_.rend(); ++one) {
    all.push_back({one->document, one->line, recency});
    recency *= 0.9;
  }
  return all;
}

} // namespace inkling::context
