#include "bench/server_command.hpp"

#include "support/catch.hpp"

using namespace inkling::harness;

TEST_CASE("a server is a name and a command", "[bench]") {
  struct Case {
    const char* text;
    ServerCommand expected;
  };
  const Case cases[] = {
      {"node=node forwarder.js --stdio", {"node", {"node", "forwarder.js", "--stdio"}}},
      {"/usr/bin/inkling lsp", {"inkling", {"/usr/bin/inkling", "lsp"}}},
      {"inkling", {"inkling", {"inkling"}}},
      {"a=b 'c d' \"e=f\" ''", {"a", {"b", "c d", "e=f", ""}}},
      {"/bin/env A=b c", {"env", {"/bin/env", "A=b", "c"}}},
      {"a=  b   c ", {"a", {"b", "c"}}},
  };
  for (const Case& tested : cases) {
    INFO(tested.text);
    const auto parsed = parse_server_command(tested.text);
    REQUIRE(parsed.has_value());
    CHECK(parsed->name == tested.expected.name);
    CHECK(parsed->arguments == tested.expected.arguments);
  }
  for (const char* wrong : {"", "a=", "a='b", "   "})
    CHECK_FALSE(parse_server_command(wrong).has_value());
}

TEST_CASE("placeholders are replaced wherever they stand", "[bench]") {
  const ServerCommand command = *parse_server_command("a=b --url={url}/v1/{url} {config}");
  CHECK(command.wants_config());
  CHECK(command.resolve("U", "C") == std::vector<std::string>{"b", "--url=U/v1/U", "C"});
  CHECK_FALSE(parse_server_command("a=b {url}")->wants_config());
}

TEST_CASE("the configuration names the backend, and what is added goes behind it", "[bench]") {
  const std::string config = make_config("http://127.0.0.1:1", "deadline_ms = 9");
  CHECK(config.find("base_url = \"http://127.0.0.1:1/v1\"\n") != std::string::npos);
  CHECK(config.ends_with("fallback = \"none\"\ndeadline_ms = 9\n"));
}
