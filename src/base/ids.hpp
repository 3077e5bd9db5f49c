#pragma once
// Strong ids: a ticket cannot be passed where a stream is wanted. Zero means "none".

#include <compare>
#include <cstdint>
#include <functional>

namespace inkling {

template<class Tag>
struct Id {
  std::uint64_t value = 0;

  explicit operator bool() const { return value != 0; }
  friend auto operator<=>(Id, Id) = default;
};

/// Hands out 1, 2, 3, … Never reused within a process.
template<class IdType>
class IdSource {
public:
  IdType next() { return IdType{++last_}; }

private:
  std::uint64_t last_ = 0;
};

using SessionId = Id<struct SessionTag>; ///< one editor connection
using DocumentId =
    Id<struct DocumentTag>;            ///< one didOpen of one session; reopening makes a new one
using TicketId = Id<struct TicketTag>; ///< one inlineCompletion request waiting for its answer
using StreamId = Id<struct StreamTag>; ///< one generation in flight at a backend
using SuggestionId = Id<struct SuggestionTag>; ///< one text offered

} // namespace inkling

template<class Tag>
struct std::hash<inkling::Id<Tag>> {
  std::size_t operator()(inkling::Id<Tag> id) const noexcept {
    return std::hash<std::uint64_t>{}(id.value);
  }
};
