#include "lsp/commands.hpp"
#include "support/catch.hpp"

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

using namespace inkling;
using namespace inkling::lsp;
using nlohmann::json;

namespace {

Result<Command> parse(json params) {
  return parse_execute_command(&params);
}

Result<Command> parse(const std::string& name, json arguments) {
  return parse({{"command", name}, {"arguments", std::move(arguments)}});
}

/// What is wrong with it.
std::string mistake(const Result<Command>& command) {
  REQUIRE_FALSE(command.has_value());
  CHECK(command.error().code == Errc::invalid_params);
  return command.error().message;
}

template<class T>
T as(const Result<Command>& command) {
  REQUIRE(command.has_value());
  REQUIRE(std::holds_alternative<T>(*command));
  return std::get<T>(*command);
}

} // namespace

TEST_CASE("an accepted suggestion is named by a number or its digits", "[lsp][commands]") {
  const std::string name(kAcceptedCommand);
  CHECK(as<AcceptedCommand>(parse(name, {7})).suggestion == SuggestionId{7});
  CHECK(as<AcceptedCommand>(parse(name, {"7"})).suggestion == SuggestionId{7});
  CHECK(as<AcceptedCommand>(parse(name, {7.0, "more"})).suggestion == SuggestionId{7});
  for (const json& wrong :
       {json::array(), json::array({0}), json::array({-1}), json::array({1.5}), json::array({"7x"}),
        json::array({""}), json::array({json::object()}), json::array({"99999999999999999999999"})})
    CHECK(mistake(parse(name, wrong)) == "params.arguments[0]: expected the id of a suggestion");
}

TEST_CASE("switching means the window, a language or a document", "[lsp][commands]") {
  const auto all = as<SwitchCommand>(parse(json{{"command", "inkling.server.disable"}}));
  CHECK_FALSE(all.on);
  CHECK_FALSE(all.language.has_value());
  CHECK_FALSE(all.uri.has_value());
  for (const json& nothing :
       {json(nullptr), json::array(), json::array({nullptr}), json::array({json::object()})})
    CHECK(as<SwitchCommand>(parse("inkling.server.enable", nothing)).on);
  CHECK(as<SwitchCommand>(parse("inkling.server.disable", {{{"language", "lua"}}})).language ==
        "lua");
  CHECK(as<SwitchCommand>(parse("inkling.server.disable", {{{"uri", "file:///a"}}})).uri ==
        "file:///a");
}

TEST_CASE("what cannot be meant does not come to mean the whole window", "[lsp][commands]") {
  const std::string name = "inkling.server.disable";
  CHECK(mistake(parse(name, {{{"lang", "lua"}}})) ==
        "params.arguments[0]: expected an object: {language} or {uri}");
  CHECK(mistake(parse(name, {"lua"})) ==
        "params.arguments[0]: expected an object: {language} or {uri}");
  CHECK(mistake(parse(name, {{{"language", 7}}})) ==
        "params.arguments[0].language: expected a string");
  CHECK(mistake(parse(name, {{{"language", "lua"}, {"uri", "file:///a"}}})) ==
        "params.arguments[0]: expected language or uri, not both");
}

TEST_CASE("a pause has minutes, within a day", "[lsp][commands]") {
  const std::string name = "inkling.server.snooze";
  CHECK(as<SnoozeCommand>(parse(json{{"command", name}})).minutes == 5);
  CHECK(as<SnoozeCommand>(parse(name, {0})).minutes == 0);
  CHECK(as<SnoozeCommand>(parse(name, {1440})).minutes == 1440);
  for (const json& wrong : {json::array({-1}), json::array({1441}), json::array({"5"}),
                            json::array({2.5}), json::array({true}), json::array({1e300})})
    CHECK(mistake(parse(name, wrong)) ==
          "params.arguments[0]: expected an integer from 0 to 1440 (minutes)");
}

TEST_CASE("an unknown command is told the nearest known", "[lsp][commands]") {
  const auto told = [](const std::string& name) { return mistake(parse({{"command", name}})); };
  CHECK(told("inkling.server.snoze") ==
        "unknown command: inkling.server.snoze; did you mean inkling.server.snooze?");
  CHECK(told("inkling.clearCache") ==
        "unknown command: inkling.clearCache; did you mean inkling.server.clearCache?");
  CHECK(told("inkling.server.frobnicate") == "unknown command: inkling.server.frobnicate");
  CHECK(told("") == "unknown command: ");
  CHECK(told(std::string(1 << 20, 'x')).size() < 200);
}

TEST_CASE("params that are none are refused", "[lsp][commands]") {
  CHECK(mistake(parse_execute_command(nullptr)) == "params.command: expected a string");
  CHECK(mistake(parse(json::array())) == "params.command: expected a string");
  CHECK(mistake(parse({{"command", 7}})) == "params.command: expected a string");
  CHECK(mistake(parse("inkling.server.snooze", 5)) == "params.arguments: expected an array");
}

TEST_CASE("every command that is announced can be read", "[lsp][commands]") {
  CHECK(command_names().size() == 6);
  for (const std::string_view name : command_names()) {
    INFO(name);
    CHECK(parse(std::string(name), name == kAcceptedCommand ? json{1} : json::array()).has_value());
  }
}

TEST_CASE("docs/PROTOCOL.md has a row for every command", "[lsp][commands]") {
  std::ifstream file(INKLING_PROTOCOL_MD);
  std::stringstream text;
  text << file.rdbuf();
  for (const std::string_view name : command_names()) {
    INFO(name);
    CHECK(text.str().find("\n| `" + std::string(name) + "` | ") != std::string::npos);
  }
}
