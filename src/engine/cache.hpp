#pragma once
// Suggestions remembered for re-use: least recently used first out, bounded in bytes, each with a
// time to live.
//
// Kept per document and found by what stands around the cursor (Anchor), so that edits elsewhere,
// partial typing, backspacing to a known state and accepting a word all hit. Closing a document
// forgets its entries.

#include "base/ids.hpp"
#include "base/time.hpp"
#include "engine/anchor.hpp"
#include "engine/options.hpp"

#include <cstddef>
#include <cstdint>
#include <list>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace inkling::engine {

/// What a text was made for.
enum class Origin : std::uint8_t {
  asked,      ///< for a request
  ahead,      ///< for the request that was expected
  speculated, ///< for a place that had not been reached
};

/// How a ticket ends that is served with what was remembered.
Reason reason_of(Origin origin);

/// A text that can be offered, where, and who made it.
struct Suggestion {
  SuggestionId id;
  Anchor anchor;
  std::string text;
  Source source = Source::embedded;
  BackendIndex backend = 0;
  Origin origin = Origin::asked; ///< until it was offered once
  /// It was offered, as it is; this stood right of it then, on its line.
  std::optional<std::string> shown_before = {};
  bool cut = false; ///< it may end in the middle of a word; until it was offered once
};

class SuggestionCache {
public:
  /// At most this many entries are kept for one document, so that a lookup stays in microseconds.
  static constexpr std::size_t kEntriesPerDocumentMax = 24;

  SuggestionCache(std::size_t bytes_max, Duration time_to_live)
      : bytes_max_(bytes_max), time_to_live_(time_to_live) {}

  /// Replaces an entry with the same id. A text larger than the whole cache is not kept.
  void insert(DocumentId document, Suggestion suggestion, Instant now);

  /// The best entry that continues the text at the cursor by at least one byte: higher source
  /// first, newest first.
  struct Hit {
    const Suggestion* suggestion = nullptr; ///< valid until the next call of a non-const member
    std::size_t typed = 0;
  };
  std::optional<Hit> find(DocumentId document, const Vicinity& now, Instant time);

  /// The entry of a suggestion; null where there is none (any more). Valid as Hit is.
  const Suggestion* find(DocumentId document, SuggestionId suggestion) const;

  void forget(DocumentId document);
  void forget(DocumentId document, SuggestionId suggestion);
  void clear();

  std::size_t bytes() const { return bytes_; }
  std::size_t size() const { return entries_.size(); }

private:
  struct Entry {
    DocumentId document;
    Suggestion suggestion;
    Instant expires;
    std::size_t bytes = 0;
  };
  using Entries = std::list<Entry>; ///< most recently used first

  void erase(Entries::iterator entry);

  std::size_t bytes_max_;
  Duration time_to_live_;
  std::size_t bytes_ = 0;
  Entries entries_;
  std::unordered_map<DocumentId, std::vector<Entries::iterator>> by_document_; ///< oldest first
};

} // namespace inkling::engine
