#include "lsp/protocol.hpp"
#include "support/catch.hpp"

#include <nlohmann/json.hpp>

using namespace inkling;
using namespace inkling::lsp;
using nlohmann::json;

namespace {

InitializeParams initialize(json options) {
  json params = {{"capabilities", json::object()}, {"initializationOptions", std::move(options)}};
  auto result = parse_initialize(&params);
  REQUIRE(result.has_value());
  return std::move(*result);
}

} // namespace

TEST_CASE("an item carries the command that tells of its acceptance", "[lsp]") {
  const InlineCompletionItem item{"x\n", {{1, 2}, {1, 3}}, SuggestionId{9}};
  CHECK(json::parse(serialize({item})) == json{{"items",
                                                {{{"insertText", "x\n"},
                                                  {"range",
                                                   {{"start", {{"line", 1}, {"character", 2}}},
                                                    {"end", {{"line", 1}, {"character", 3}}}}},
                                                  {"command",
                                                   {{"title", "Accepted"},
                                                    {"command", "inkling.server.accepted"},
                                                    {"arguments", {9}}}}}}}});
  const InlineCompletionItem nameless{"x", {}, {}};
  CHECK_FALSE(json::parse(serialize({nameless}))["items"][0].contains("command"));
}

TEST_CASE("a client takes refreshes and status where it says so, below inkling", "[lsp]") {
  const InitializeParams both = initialize({{"inkling", {{"refresh", true}, {"status", true}}}});
  CHECK(both.takes_refresh);
  CHECK(both.takes_status);
  for (const json& options :
       {json(nullptr), json::object(), json{{"refresh", true}, {"status", true}},
        json{{"inkling", {{"refresh", 1}, {"status", "yes"}}}}, json{{"inkling", true}}}) {
    INFO(options.dump());
    const InitializeParams params = initialize(options);
    CHECK_FALSE(params.takes_refresh);
    CHECK_FALSE(params.takes_status);
  }
}

TEST_CASE("what the server can do names its commands", "[lsp]") {
  const json capabilities = to_json(InitializeResult{})["capabilities"];
  CHECK(capabilities["executeCommandProvider"]["commands"] ==
        json{"inkling.server.accepted", "inkling.server.enable", "inkling.server.disable",
             "inkling.server.snooze", "inkling.server.clearCache", "inkling.server.status"});
}
