// Ids: strong, counted from one.

#include "base/ids.hpp"
#include "support/catch.hpp"

#include <type_traits>
#include <unordered_set>

namespace inkling {

static_assert(!std::is_convertible_v<TicketId, StreamId>, "ids of different things do not mix");
static_assert(!std::is_convertible_v<TicketId, bool>, "an id is no number and no flag by accident");

TEST_CASE("an id source counts from one, and zero means none", "[base]") {
  IdSource<TicketId> source;
  CHECK_FALSE(TicketId{});
  const TicketId first = source.next();
  const TicketId second = source.next();
  CHECK(first);
  CHECK(first.value == 1);
  CHECK(first < second);
}

TEST_CASE("ids are keys of hash tables", "[base]") {
  const std::unordered_set<StreamId> streams{StreamId{1}, StreamId{2}, StreamId{1}};
  CHECK(streams.size() == 2);
  CHECK(streams.count(StreamId{2}) == 1);
}

} // namespace inkling
