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

TEST_CASE("the beginning of one name means that one, of several none", "[base]") {
  const std::vector<std::string> known = {"deadline_ms", "debounce_ms", "prefix_bytes_max",
                                          "prefix_bytes_min"};
  CHECK(nearest("deadline", known) == "deadline_ms");
  CHECK(nearest("de", known).empty());
  CHECK(nearest("prefix_by", known).empty());
}
