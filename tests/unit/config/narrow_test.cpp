#include "load.hpp"
#include "support/catch.hpp"

using namespace inkling;
using namespace inkling::config;
using namespace inkling::test;
using nlohmann::json;

namespace {

Narrowed narrowed(const std::string& user, const json& settings,
                  Layer layer = Layer::client_settings) {
  Narrowed result = begin_narrowing(load(user));
  narrow(read_json(settings, layer), result);
  return result;
}

} // namespace

TEST_CASE("an untrusted layer may narrow", "[config][trust]") {
  const Narrowed result =
      narrowed(kRemote + "max_tokens = 100\n[privacy]\nexclude=[\"a\"]\noutside_workspace = "
                         "\"anywhere\"\n[completion]\nlanguages_disabled=[\"c\"]",
               {{"backends", {{"mock", {{"max_tokens", 50}}}}},
                {"completion",
                 {{"enabled", false},
                  {"languages_disabled", {"c", "lua"}},
                  {"deadline_ms", 500},
                  {"prefix_bytes_max", 10},
                  {"suffix_bytes_max", 0}}},
                {"privacy", {{"exclude", {"b"}}, {"outside_workspace", "local"}}},
                {"limits", {{"documents_max", 5}}}});
  CHECK(texts_of(result.diagnostics) == std::vector<std::string>{});
  const Config& config = result.effective;
  CHECK(config.backends.at("mock").max_tokens == 50);
  CHECK_FALSE(config.completion.enabled);
  CHECK(config.completion.languages_disabled == std::vector<std::string>{"c", "lua"});
  CHECK(config.completion.deadline == 500ms);
  CHECK(config.completion.prefix_bytes_max == 10);
  CHECK(config.completion.suffix_bytes_max == 0);
  CHECK(config.privacy.outside_workspace == context::Reach::local);
  CHECK(config.limits.documents_max == 5);
  REQUIRE(result.patterns.excluded.size() == 2);
  CHECK(result.patterns.excluded[0].match("a"));
  CHECK(result.patterns.excluded[1].match("b"));
  CHECK(result.origins.at("completion.enabled").layer == Layer::client_settings);
}

TEST_CASE("others choose when less is offered or begun, never when more is", "[config][trust]") {
  struct Case {
    const char* user; ///< his file's [completion]
    json settings;    ///< what somebody else says about it
    bool taken;
  };
  const Case cases[] = {
      {"", {{"trigger", "invoked"}}, true},
      {"trigger = \"invoked\"", {{"trigger", "automatic"}}, false},
      {"", {{"line_end_only", true}}, true},
      {"line_end_only = true", {{"line_end_only", false}}, false},
      {"mid_word = true", {{"mid_word", false}}, true},
      {"", {{"mid_word", true}}, false},
      {"show_delay_ms = 100", {{"show_delay_ms", 101}}, true},
      {"show_delay_ms = 100", {{"show_delay_ms", 99}}, false},
      {"", {{"head_start", false}}, true},
      {"head_start = false", {{"head_start", true}}, false},
      {"", {{"speculate", "never"}}, true},
      {"speculate = \"always\"", {{"speculate", "auto"}}, true},
      {"", {{"speculate", "always"}}, false},
  };
  for (const Case& one : cases) {
    INFO(one.user << ' ' << one.settings.dump());
    const std::string user = std::string("[completion]\n") + one.user;
    const Narrowed result = narrowed(user, {{"completion", one.settings}});
    CHECK((result.effective != load(user).config) == one.taken);
    CHECK(result.diagnostics.size() == (one.taken ? 0 : 1));
  }
  const Narrowed chosen = narrowed("", {{"completion", {{"speculate", "never"}}}});
  CHECK(chosen.effective.completion.speculate == Speculate::never);
}

TEST_CASE("what a client takes is no configuration, below inkling in its options",
          "[config][trust]") {
  const json options = {{"inkling", {{"refresh", true}, {"status", true}}}};
  CHECK(narrowed("", options, Layer::client_options).diagnostics.empty());
  CHECK(narrowed("", options, Layer::trusted_client).diagnostics.empty());
  // Elsewhere they mean nothing, and the log says so.
  CHECK(narrowed("", options["inkling"], Layer::client_options).diagnostics.size() == 2);
  CHECK(narrowed("", options, Layer::client_settings).diagnostics.size() == 2);
}

TEST_CASE("an untrusted layer cannot widen: it is ignored with a word", "[config][trust]") {
  const std::string user = kRemote + "[completion]\nenabled = false\ndeadline_ms = 500\n"
                                     "languages_disabled = [\"c\"]\n[privacy]\nexclude=[\"a\"]\n";
  const json attempts[] = {
      {{"backend", "embedded"}},
      {{"backend", 7}},
      {{"backends", {{"mock", {{"base_url", "http://evil.example/"}}}}}},
      {{"backends", {{"mock", {{"max_tokens", 4000}}}}}},
      {{"backends", {{"other", {{"base_url", "http://evil.example/"}}}}}},
      {{"backends", {{"mock", {{"api_key_command", {"touch", "/tmp/x"}}}}}}},
      {{"backends", {{"mock", {{"api_key", "x"}}}}}},
      {{"backends", {{"mock", {{"requests_per_minute", 1}}}}}},
      {{"backends", {{"mock", {{"tokens_per_day", 7}}}}}},
      {{"backends", {{"mock", {{"api_key_env", "HOME"}}}}}},
      {{"backends", {{"mock", {{"ca_file", "/tmp/ca"}}}}}},
      {{"completion", {{"enabled", true}}}},
      {{"completion", {{"deadline_ms", 501}}}},
      {{"completion", {{"debounce_ms", 5}}}},
      {{"completion", {{"fallback", "none"}}}},
      {{"completion", {{"prefix_bytes_max", 8193}}}},
      {{"privacy", {{"outside_workspace", "anywhere"}}}},
      {{"privacy", {{"ignored_files", "anywhere"}}}},
      {{"limits", {{"documents_max", 10'001}}}},
      {{"limits", {{"cache_bytes_max", 1}}}},
      {{"log", {{"file", "/tmp/log"}}}},
      {{"log", {{"level", "debug"}}}},
  };
  const Narrowed before = begin_narrowing(load(user));
  for (const Layer layer : {Layer::client_options, Layer::client_settings, Layer::workspace_file})
    for (const json& attempt : attempts) {
      INFO(attempt.dump());
      const Narrowed after = narrowed(user, attempt, layer);
      CHECK(after.effective == before.effective);
      CHECK(after.patterns == before.patterns);
      CHECK_FALSE(after.sealed);
      REQUIRE(after.diagnostics.size() == 1);
      CHECK(after.diagnostics[0].kind == Diagnostic::Kind::ignored);
      CHECK(after.diagnostics[0].message.starts_with("ignored: "));
    }
}

TEST_CASE("a list cannot be made shorter", "[config][trust]") {
  const std::string user = "[completion]\nlanguages_disabled = [\"c\"]\n[privacy]\nexclude=[\"a\"]";
  const Narrowed result = narrowed(user, {{"completion", {{"languages_disabled", json::array()}}},
                                          {"privacy", {{"exclude", {"!a"}}}}});
  CHECK(result.effective.completion.languages_disabled == std::vector<std::string>{"c"});
  CHECK(result.patterns.excluded.front().match("a"));
}

TEST_CASE("settings that say what is in force anyway are no news", "[config][trust]") {
  const Narrowed result = narrowed("",
                                   {{"backend", "embedded"},
                                    {"completion",
                                     {{"enabled", true},
                                      {"debounce_ms", "auto"},
                                      {"fallback", "embedded"},
                                      {"deadline_ms", 1500}}},
                                    {"log", {{"level", "warn"}}},
                                    {"trace", {{"server", "off"}}}},
                                   Layer::client_settings);
  for (const Diagnostic& diagnostic : result.diagnostics) {
    CHECK(diagnostic.key == "trace"); // the editor's own
    CHECK(diagnostic.kind == Diagnostic::Kind::ignored);
  }
}

TEST_CASE("a mistake in what would narrow keeps texts here", "[config][trust]") {
  const json mistakes[] = {
      {{"privacy", {{"exclude", "a"}}}},
      {{"privacy", {{"exlude", {"a"}}}}},
      {{"privcy", {{"exclude", {"a"}}}}},
      {{"privacy", 3}},
      {{"completion", {{"enabled", "no"}}}},
      {{"completion", {{"languages_disable", {"c"}}}}},
      {{"completion", {{"files_disabled", "*.md"}}}},
      {{"completion", {{"files_disable", {"*.md"}}}}},
      {{"privacy", {{"exclude", {std::string(2000, 'x')}}}}},
  };
  for (const json& mistake : mistakes) {
    INFO(mistake.dump());
    const Narrowed result = narrowed(kRemote, mistake);
    CHECK(result.sealed);
    REQUIRE(result.diagnostics.size() == 1);
    CHECK(result.diagnostics[0].kind == Diagnostic::Kind::mistake);
  }
  CHECK_FALSE(narrowed(kRemote, {{"completion", {{"deadline_ms", "x"}}}}).sealed);
}
