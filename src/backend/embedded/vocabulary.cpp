#include "backend/embedded/vocabulary.hpp"

#include "base/assert.hpp"

#include <algorithm>
#include <cstring>
#include <limits>

namespace inkling::backend {
namespace {

constexpr std::size_t kSlotsMin = 256;

/// Eight bytes a step: words are short, and this runs once per token of a workspace.
std::uint32_t hash_of(std::string_view text) {
  constexpr std::uint64_t kFactor = 0x9e3779b97f4a7c15;
  std::uint64_t hash = text.size() * kFactor;
  while (!text.empty()) {
    std::uint64_t word = 0;
    const std::size_t bytes = text.size() < sizeof word ? text.size() : sizeof word;
    std::memcpy(&word, text.data(), bytes);
    hash = (hash ^ word) * kFactor;
    hash ^= hash >> 32;
    text.remove_prefix(bytes);
  }
  return static_cast<std::uint32_t>(hash);
}

std::uint64_t head_of(std::string_view text) {
  std::uint64_t head = 0;
  std::memcpy(&head, text.data(), std::min(text.size(), sizeof head));
  return head;
}

} // namespace

Vocabulary::Prefix::Prefix(std::string_view prefix)
    : text(prefix), head(head_of(prefix)), mask(~std::uint64_t{0}) {
  if (text.size() < sizeof mask)
    std::memset(reinterpret_cast<char*>(&mask) + text.size(), 0, sizeof mask - text.size());
}

Vocabulary::Vocabulary() : begins_(kFirstText + 1, 0), heads_(kFirstText, 0), slots_(kSlotsMin) {
  ascii_.fill(kNoToken);
}

TokenId Vocabulary::intern(std::string_view text) {
  if (text.size() != 1 || static_cast<unsigned char>(text[0]) >= ascii_.size()) {
    return intern_long(text);
  }
  TokenId& known = ascii_[static_cast<unsigned char>(text[0])];
  if (known == kNoToken) known = intern_long(text);
  return known;
}

TokenId Vocabulary::intern_long(std::string_view text) {
  const std::uint32_t hash = hash_of(text);
  const std::size_t at = slot_of(text, hash);
  if (slots_[at].id != kNoToken) return slots_[at].id;
  const TokenId id = size();
  INKLING_ASSERT(id < kNoToken);
  INKLING_ASSERT(texts_.size() + text.size() <= std::numeric_limits<std::uint32_t>::max());
  texts_ += text;
  begins_.push_back(static_cast<std::uint32_t>(texts_.size()));
  heads_.push_back(head_of(text));
  slots_[at] = {hash, id};
  if (std::size_t{id} * 2 > slots_.size()) grow();
  return id;
}

TokenId Vocabulary::find(std::string_view text) const {
  return slots_[slot_of(text, hash_of(text))].id;
}

std::string_view Vocabulary::text(TokenId id) const {
  const std::uint32_t begin = begins_[id];
  return std::string_view(texts_).substr(begin, begins_[id + 1] - begin);
}

std::size_t Vocabulary::memory_bytes() const {
  return texts_.capacity() + heads_.capacity() * sizeof(std::uint64_t) +
         begins_.capacity() * sizeof(std::uint32_t) + slots_.capacity() * sizeof(Slot);
}

std::size_t Vocabulary::slot_of(std::string_view wanted, std::uint32_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  while (slots_[at].id != kNoToken && (slots_[at].hash != hash || text(slots_[at].id) != wanted)) {
    at = (at + 1) & mask;
  }
  return at;
}

void Vocabulary::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.id == kNoToken) continue;
    std::size_t at = slot.hash & mask;
    while (slots_[at].id != kNoToken) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

} // namespace inkling::backend
