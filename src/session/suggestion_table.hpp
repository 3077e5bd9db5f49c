#pragma once
// Which document a suggestion was offered in: clients tell of suggestions by their ids alone. The
// newest are known; what is told of an older one is told too late to count.

#include "base/ids.hpp"

#include <array>
#include <cstddef>
#include <optional>

namespace inkling::session {

class SuggestionTable {
public:
  static constexpr std::size_t kKnownMax = 256;

  void note(SuggestionId suggestion, DocumentId document) {
    entries_[suggestion.value % kKnownMax] = {suggestion, document};
  }
  std::optional<DocumentId> find(SuggestionId suggestion) const {
    const Entry& entry = entries_[suggestion.value % kKnownMax];
    return suggestion && entry.suggestion == suggestion ? std::optional(entry.document)
                                                        : std::nullopt;
  }

private:
  struct Entry {
    SuggestionId suggestion;
    DocumentId document;
  };
  /// By id: ids count upwards, so a newer one takes the place of one that is kKnownMax older.
  std::array<Entry, kKnownMax> entries_ = {};
};

} // namespace inkling::session
