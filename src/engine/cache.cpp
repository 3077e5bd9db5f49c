#include "engine/cache.hpp"

#include <algorithm>
#include <iterator>

namespace inkling::engine {

Reason reason_of(Origin origin) {
  if (origin == Origin::speculated) return Reason::speculated;
  return origin == Origin::ahead ? Reason::adopted : Reason::cached;
}

void SuggestionCache::insert(DocumentId document, Suggestion suggestion, Instant now) {
  const std::size_t bytes = sizeof(Entry) + suggestion.text.capacity() +
                            suggestion.anchor.memory_bytes() +
                            (suggestion.shown_before ? suggestion.shown_before->capacity() : 0);
  if (bytes > bytes_max_) return;
  std::vector<Entries::iterator>& known = by_document_[document];
  const auto same = std::find_if(known.begin(), known.end(), [&](Entries::iterator entry) {
    return entry->suggestion.id == suggestion.id;
  });
  if (same != known.end())
    erase(*same);
  else if (known.size() >= kEntriesPerDocumentMax)
    erase(known.front());

  entries_.push_front({document, std::move(suggestion), now + time_to_live_, bytes});
  by_document_[document].push_back(entries_.begin());
  bytes_ += bytes;
  while (bytes_ > bytes_max_) erase(std::prev(entries_.end()));
}

std::optional<SuggestionCache::Hit> SuggestionCache::find(DocumentId document, const Vicinity& now,
                                                          Instant time) {
  const auto known = by_document_.find(document);
  if (known == by_document_.end()) return std::nullopt;
  std::optional<Entries::iterator> best;
  std::size_t best_typed = 0;
  for (auto at = known->second.rbegin(); at != known->second.rend(); ++at) {
    const Entry& entry = **at;
    if (entry.expires <= time) continue;
    if (best && entry.suggestion.source <= (*best)->suggestion.source) continue;
    const Match match = entry.suggestion.anchor.match(entry.suggestion.text, now);
    if (match.agreement != Agreement::agrees || match.typed >= entry.suggestion.text.size())
      continue;
    best = *at;
    best_typed = match.typed;
  }
  if (!best) return std::nullopt;
  entries_.splice(entries_.begin(), entries_, *best);
  return Hit{&(*best)->suggestion, best_typed};
}

void SuggestionCache::forget(DocumentId document) {
  const auto known = by_document_.find(document);
  if (known == by_document_.end()) return;
  for (const Entries::iterator entry : known->second) {
    bytes_ -= entry->bytes;
    entries_.erase(entry);
  }
  by_document_.erase(known);
}

const Suggestion* SuggestionCache::find(DocumentId document, SuggestionId suggestion) const {
  const auto known = by_document_.find(document);
  if (known == by_document_.end()) return nullptr;
  const auto found =
      std::find_if(known->second.begin(), known->second.end(),
                   [&](Entries::iterator entry) { return entry->suggestion.id == suggestion; });
  return found == known->second.end() ? nullptr : &(*found)->suggestion;
}

void SuggestionCache::forget(DocumentId document, SuggestionId suggestion) {
  const auto known = by_document_.find(document);
  if (known == by_document_.end()) return;
  const auto found =
      std::find_if(known->second.begin(), known->second.end(),
                   [&](Entries::iterator entry) { return entry->suggestion.id == suggestion; });
  if (found != known->second.end()) erase(*found);
}

void SuggestionCache::clear() {
  entries_.clear();
  by_document_.clear();
  bytes_ = 0;
}

void SuggestionCache::erase(Entries::iterator entry) {
  const auto known = by_document_.find(entry->document);
  std::erase(known->second, entry);
  if (known->second.empty()) by_document_.erase(known);
  bytes_ -= entry->bytes;
  entries_.erase(entry);
}

} // namespace inkling::engine
