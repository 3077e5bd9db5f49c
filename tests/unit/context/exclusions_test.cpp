#include "context/exclusions.hpp"
#include "support/catch.hpp"

using namespace inkling::context;

namespace {

std::vector<Globs> globs(const std::string& pattern) {
  return {*Globs::parse({pattern})};
}

} // namespace

TEST_CASE("exclusions go by the folders and by the root", "[context]") {
  DocumentPolicy policy;
  policy.everywhere.exclude = globs("/gen/");
  policy.folders = {{"/p", {}}, {"/q", {}}};
  policy.folders[1].rules.exclude = globs("/own.c");
  const std::string folders[] = {"/p", "/q"};
  const Exclusions exclusions(policy, folders);
  CHECK(exclusions.match("/p/gen/x.c"));
  CHECK(exclusions.match("/q/gen/x.c"));
  CHECK(exclusions.match("/gen/x.c"));
  CHECK_FALSE(exclusions.match("/p/sub/gen/x.c"));
  CHECK(exclusions.match("/q/own.c"));
  CHECK_FALSE(exclusions.match("/p/own.c"));
  CHECK_FALSE(exclusions.match("/pq/gen/x.c"));
}

TEST_CASE("exclusions are equal where they exclude the same", "[context]") {
  DocumentPolicy policy;
  const std::string one[] = {"/p"};
  const std::string two[] = {"/p", "/q"};
  // Nothing is excluded: folders make no difference, so nothing is read again for them.
  CHECK(Exclusions(policy, one) == Exclusions(policy, two));
  CHECK(Exclusions(policy, one) == Exclusions());
  policy.everywhere.exclude = globs("x");
  CHECK_FALSE(Exclusions(policy, one) == Exclusions(policy, two));
  CHECK_FALSE(Exclusions(policy, one).match("/elsewhere"));
}
