#include "base/nearest.hpp"

#include "support/catch.hpp"

#include <vector>

using inkling::nearest;

TEST_CASE("a mistyped name is near to what was meant, a made-up one to nothing", "[base]") {
  const std::vector<std::string> known = {"lsp", "complete", "demo", "--listen", "--json"};
  CHECK(nearest("lps", known) == "lsp");
  CHECK(nearest("lsp", known) == "lsp");
  CHECK(nearest("compelte", known) == "complete");
  CHECK(nearest("--lisen", known) == "--listen");
  CHECK(nearest("dmo", known) == "demo");
  CHECK(nearest("serve", known).empty());
  CHECK(nearest("", known).empty());
}
