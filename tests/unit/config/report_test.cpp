#include "config/report.hpp"
#include "config/schema.hpp"
#include "load.hpp"
#include "support/catch.hpp"

using namespace inkling;
using namespace inkling::config;
using namespace inkling::test;

namespace {

const std::string kUser = "backend = \"mock\"\n"
                          "[backends.mock]\n"
                          "base_url = \"http://127.0.0.1:8080/v1\"\n"
                          "api_key_env = \"MOCK_KEY\"\n"
                          "[backends.other]\n"
                          "base_url = \"https://example.org/\"\n"
                          "api_key_command = [\"pass\", \"show\", \"sk-secret\"]\n"
                          "[privacy]\n"
                          "exclude = [\"a\\\"b\\n\"]\n";

} // namespace

TEST_CASE("a report has each key with its value and origin, and no key itself", "[config]") {
  const Resolved resolved = load(
      kUser, {{"backends", {{"third", {{"base_url", "http://h/"}, {"api_key", "sk-secret"}}}}}});
  REQUIRE(texts_of(resolved.diagnostics) == std::vector<std::string>{});
  const Environment environment = environment_of({{"MOCK_KEY", "sk-secret"}});
  const std::string text = to_text({resolved.config, resolved.origins, environment});
  const auto has = [&](const std::string& part) { return text.find(part) != text.npos; };
  CHECK(has("backend = \"mock\" "));
  CHECK(has("# config.toml:1\n"));
  CHECK(has("# default, ms\n"));
  CHECK(has("backends.mock.api_key_env = \"MOCK_KEY\" "));
  CHECK(has("# config.toml:4, set\n"));
  CHECK(has("backends.other.api_key_command = [\"pass\", \"...\"] "));
  CHECK(has("backends.third.base_url = \"http://h/\" "));
  CHECK(has("# client (trusted)\n"));
  CHECK_FALSE(has("sk-secret"));
  CHECK_FALSE(has("api_key ="));
  CHECK(to_text({resolved.config, resolved.origins, environment_of({})}).find("4, not set\n") !=
        std::string::npos);
}

TEST_CASE("a report says which backend was meant, where another one stands for it", "[config]") {
  const Resolved resolved = load("backend = \"cerebras\"\n");
  REQUIRE(resolved.config.backend == "embedded");
  const Environment environment = environment_of({});
  const Report report{resolved.config, resolved.origins, environment, resolved.backend_meant};
  const std::string text = to_text(report);
  CHECK(text.starts_with("backend = \"embedded\" "));
  CHECK(text.find("# config.toml:1, instead of \"cerebras\"\n") != text.npos);
  CHECK(to_json(report)[0]["instead_of"] == "cerebras");
}

TEST_CASE("a report can be read as the configuration that it is of", "[config]") {
  const Resolved resolved = load(kUser);
  const Environment environment = environment_of({});
  Config expected = resolved.config;
  expected.backends["other"].key.command = {"pass", "..."}; // what is left out on purpose
  const Resolved again = load(to_text({resolved.config, resolved.origins, environment}));
  CHECK(texts_of(again.diagnostics) == std::vector<std::string>{});
  CHECK(again.config == expected);
}

TEST_CASE("a report for programs is JSON", "[config]") {
  const Resolved resolved = load(kUser);
  const nlohmann::json list =
      to_json({resolved.config, resolved.origins, environment_of({{"MOCK_KEY", "sk-secret"}})});
  CHECK(list.dump().find("sk-secret") == std::string::npos);
  const auto entry = [&](const std::string& key) {
    for (const nlohmann::json& one : list)
      if (one["key"] == key) return one;
    return nlohmann::json();
  };
  CHECK(entry("backend") ==
        nlohmann::json{
            {"key", "backend"}, {"value", "mock"}, {"origin", "config.toml"}, {"line", 1}});
  CHECK(entry("completion.deadline_ms") == nlohmann::json{{"key", "completion.deadline_ms"},
                                                          {"value", 1500},
                                                          {"origin", "default"},
                                                          {"unit", "ms"}});
  CHECK(entry("backends.mock.api_key_env")["key_is_set"] == true);
  CHECK(entry("privacy.exclude")["value"] == nlohmann::json{"a\"b\n"});
  CHECK(entry("completion.enabled")["value"] == true);
}
