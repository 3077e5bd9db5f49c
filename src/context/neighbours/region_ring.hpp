#pragma once
// Where the person of one session was, or changed something, last. Kept at each key, so: a few
// integers, and no text.

#include "base/ids.hpp"
#include "context/neighbours/wish.hpp"
#include "text/edit.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace inkling::context {

class RegionRing {
public:
  /// Beyond, the one that was left longest ago goes.
  static constexpr std::size_t kRegionsMax = 48;
  /// Lines that are so near to a region belong to it.
  static constexpr std::size_t kNearLines = 15;

  void note(DocumentId document, std::size_t line);
  /// Lines of a document moved.
  void on_edits(DocumentId document, std::span<const text::Edit> edits);
  void forget(DocumentId document);
  void clear() { regions_.clear(); }

  /// The newest first.
  std::vector<Region> regions() const;

private:
  struct Entry {
    DocumentId document;
    std::size_t line;
  };
  std::vector<Entry> regions_; ///< the newest last
};

} // namespace inkling::context
