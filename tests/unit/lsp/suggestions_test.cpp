#include "lsp/suggestions.hpp"
#include "support/catch.hpp"

#include <nlohmann/json.hpp>

using namespace inkling;
using namespace inkling::lsp;
using nlohmann::json;

namespace {

Result<DidAcceptParams> accept(json params) {
  return parse_did_accept(&params);
}

} // namespace

TEST_CASE("an acceptance has a kind and may have a length", "[lsp][suggestions]") {
  const auto all = accept({{"id", 3}, {"kind", "all"}});
  REQUIRE(all.has_value());
  CHECK(all->suggestion == SuggestionId{3});
  CHECK(all->kind == AcceptKind::all);
  CHECK_FALSE(all->length.has_value());
  CHECK(accept({{"id", "3"}, {"kind", "line"}, {"length", 12}})->length == 12);
  CHECK(accept({{"id", 3}, {"kind", "line"}})->kind == AcceptKind::line);
  CHECK(accept({{"id", 3}, {"kind", "word"}, {"length", 0}})->kind == AcceptKind::word);
}

TEST_CASE("what cannot be read of a suggestion is told by its field", "[lsp][suggestions]") {
  struct Case {
    json params;
    const char* message;
  };
  const Case cases[] = {
      {nullptr, "params.id: expected the id of a suggestion"},
      {json::array(), "params.id: expected the id of a suggestion"},
      {{{"kind", "all"}}, "params.id: expected the id of a suggestion"},
      {{{"id", "x"}, {"kind", "all"}}, "params.id: expected the id of a suggestion"},
      {{{"id", -3}, {"kind", "all"}}, "params.id: expected the id of a suggestion"},
      {{{"id", 3}}, "params.kind: expected \"all\", \"line\" or \"word\""},
      {{{"id", 3}, {"kind", "some"}}, "params.kind: expected \"all\", \"line\" or \"word\""},
      {{{"id", 3}, {"kind", "all"}, {"length", -1}},
       "params.length: expected an integer of 0 or more"},
      {{{"id", 3}, {"kind", "all"}, {"length", "1"}},
       "params.length: expected an integer of 0 or more"},
  };
  for (const Case& one : cases) {
    INFO(one.params.dump());
    const auto params = accept(one.params);
    REQUIRE_FALSE(params.has_value());
    CHECK(params.error().message == one.message);
    CHECK(params.error().code == Errc::invalid_params);
  }
  CHECK_FALSE(parse_did_show(nullptr).has_value());
}

TEST_CASE("a refresh names document, version and cursor", "[lsp][suggestions]") {
  CHECK(to_json(RefreshParams{"file:///a", 4, {2, 7}}) ==
        json{{"uri", "file:///a"}, {"version", 4}, {"position", {{"line", 2}, {"character", 7}}}});
  CHECK_FALSE(to_json(RefreshParams{"file:///a", std::nullopt, {}}).contains("version"));
}
