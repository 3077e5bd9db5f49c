#pragma once
// Which of a server's slots a document has: each slot keeps what it made of the last prompt, and
// the next one of the same document begins alike. Pure.

#include "base/ids.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace inkling::backend {

class SlotMap {
public:
  /// Of a server that runs more the rest is left to itself.
  static constexpr std::size_t kSlotsMax = 64;

  /// What was known of the slots is forgotten where their number changes.
  void resize(std::size_t count) {
    if (count != places_.size()) places_.assign(std::min(count, kSlotsMax), {});
  }
  /// There is something to choose.
  bool has_choice() const { return places_.size() > 1; }

  /// The document's slot; for one that has none, the one that was used longest ago. 0 where there
  /// are no slots.
  std::size_t slot_of(DocumentId document) {
    if (places_.empty()) return 0;
    auto place = std::find_if(places_.begin(), places_.end(),
                              [&](const Place& one) { return one.document == document; });
    if (place == places_.end())
      place = std::min_element(places_.begin(), places_.end(),
                               [](const Place& a, const Place& b) { return a.used < b.used; });
    *place = {document, ++uses_};
    return static_cast<std::size_t>(place - places_.begin());
  }

private:
  struct Place {
    DocumentId document = {};
    std::uint64_t used = 0; ///< counted; 0: never
  };
  std::vector<Place> places_; ///< one for each slot
  std::uint64_t uses_ = 0;
};

} // namespace inkling::backend
