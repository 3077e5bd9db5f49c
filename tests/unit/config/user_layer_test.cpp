#include "load.hpp"
#include "support/catch.hpp"

using namespace inkling;
using namespace inkling::config;
using namespace inkling::test;
using Texts = std::vector<std::string>;

TEST_CASE("every key of the user's file reaches its field", "[config]") {
  const Resolved resolved = load(R"(
backend = "mock"
[backends.mock]
kind = "openai-chat"
base_url = "https://example.org/v1"
model = "m"
api_key_env = "MOCK_KEY"
fim = "qwen"
max_tokens = 64
price = "metered"
ca_file = "~/ca.pem"
concurrency = 3
requests_per_minute = 30
tokens_per_minute = 40000
tokens_per_day = 1000000
[backends.local]
kind = "llama-cpp"
base_url = "unix:/run/llama.sock"
api_key_file = "key"
concurrency = "auto"
[completion]
enabled = false
languages_disabled = ["markdown"]
files_disabled = ["*.md"]
trigger = "invoked"
line_end_only = true
mid_word = true
show_delay_ms = 150
head_start = false
speculate = "always"
debounce_ms = 0
deadline_ms = 900
fallback = "none"
prefix_bytes_max = 100
suffix_bytes_max = 0
[privacy]
exclude = ["*.secret"]
outside_workspace = "anywhere"
ignored_files = "anywhere"
[limits]
documents_max = 7
[log]
level = "debug"
file = "inkling.log"
)");
  CHECK(texts_of(resolved.diagnostics) == Texts{});
  const Config& config = resolved.config;
  CHECK(config.backend == "mock");
  const BackendConfig& mock = config.backends.at("mock");
  CHECK(mock.kind == BackendKind::openai_chat);
  CHECK(mock.base_url == "https://example.org/v1");
  CHECK(mock.model == "m");
  CHECK(mock.key.env == "MOCK_KEY");
  CHECK(mock.fim == "qwen");
  CHECK(mock.max_tokens == 64);
  CHECK(mock.price == Price::metered);
  CHECK(mock.ca_file == "/home/me/ca.pem");
  CHECK(mock.concurrency == 3);
  CHECK(mock.requests_per_minute == 30);
  CHECK(mock.tokens_per_minute == 40'000);
  CHECK(mock.tokens_per_day == 1'000'000);
  const BackendConfig& local = config.backends.at("local");
  CHECK(local.kind == BackendKind::llama_cpp);
  CHECK(local.key.file == "/home/me/key");
  CHECK_FALSE(local.concurrency.has_value());
  CHECK_FALSE(config.completion.enabled);
  CHECK(config.completion.languages_disabled == Texts{"markdown"});
  CHECK(config.completion.files_disabled == Texts{"*.md"});
  REQUIRE(resolved.patterns.disabled.size() == 1);
  CHECK(resolved.patterns.disabled[0].match("docs/a.md"));
  CHECK(resolved.patterns.excluded.size() == 1); // apart from each other
  CHECK(config.completion.trigger == Trigger::invoked);
  CHECK(config.completion.line_end_only);
  CHECK(config.completion.mid_word);
  CHECK(config.completion.show_delay == 150ms);
  CHECK_FALSE(config.completion.head_start);
  CHECK(config.completion.speculate == Speculate::always);
  CHECK(config.completion.debounce == Duration{0});
  CHECK(config.completion.deadline == 900ms);
  CHECK_FALSE(config.completion.fallback_embedded);
  CHECK(config.completion.prefix_bytes_max == 100);
  CHECK(config.completion.suffix_bytes_max == 0);
  CHECK(config.privacy.exclude == Texts{"*.secret"});
  CHECK(config.privacy.outside_workspace == context::Reach::anywhere);
  CHECK(config.privacy.ignored_files == context::Reach::anywhere);
  CHECK(config.limits.documents_max == 7);
  CHECK(config.log.level == log::Level::debug);
  CHECK(config.log.file == "/home/me/inkling.log");
  CHECK(resolved.origins.at("backends.mock.fim").line == 8);
  CHECK(config.remote() == &mock);
}

TEST_CASE("an empty file is the defaults", "[config]") {
  const Resolved resolved = load("");
  CHECK(resolved.diagnostics.empty());
  CHECK(resolved.config == Config{});
  CHECK(resolved.config.remote() == nullptr);
}

TEST_CASE("a mistake says where it is, what was expected and what may have been meant",
          "[config]") {
  struct Case {
    std::string toml;
    Texts expected;
  };
  const Case cases[] = {
      {"[completion]\n\ndebouce_ms = 1",
       {"config.toml:3:1: completion.debouce_ms: unknown key; did you mean debounce_ms?"}},
      {"completon = 1", {"config.toml:1:1: completon: unknown key; did you mean completion?"}},
      {"[completion]\nfallback = \"embeded\"",
       {"config.toml:2:1: completion.fallback: expected \"none\" | \"embedded\"; did you mean "
        "\"embedded\"?"}},
      {"zzz = 1", {"config.toml:1:1: zzz: unknown key"}},
      {"completion = 3", {"config.toml:1:1: completion: expected a table"}},
      {"\"completion.enabled\" = true", {"config.toml:1:1: completion.enabled: unknown key"}},
      {"completion.debounce_ms = \"fast\"",
       {"config.toml:1:12: completion.debounce_ms: expected integer from 0 to 5000 (ms), or "
        "\"auto\""}},
      {"completion.debounce_ms = 5001",
       {"config.toml:1:12: completion.debounce_ms: expected integer from 0 to 5000 (ms), or "
        "\"auto\""}},
      {"completion.deadline_ms = 1.5",
       {"config.toml:1:12: completion.deadline_ms: expected integer from 50 to 60000 (ms)"}},
      {"limits.documents_max = 1979-05-27",
       {"config.toml:1:8: limits.documents_max: expected integer from 1 to 1000000"}},
      {"completion.fallback = \"remote\"",
       {"config.toml:1:12: completion.fallback: expected \"none\" | \"embedded\""}},
      {"log.level = 3",
       {"config.toml:1:5: log.level: expected \"debug\" | \"info\" | \"warn\" | \"error\" | "
        "\"off\""}},
      {"completion.enabled = \"yes\"", {"config.toml:1:12: completion.enabled: expected boolean"}},
      {"privacy.exclude = [\"a\", 3]",
       {"config.toml:1:9: privacy.exclude: expected list of strings"}},
      {"backend = \"mokc\"\n[backends.mock]\nbase_url = \"http://localhost/\"",
       {"config.toml:1:1: backend: there is no such entry in backends, and no such preset; did you "
        "mean \"mock\"?",
        "config.toml:1:1: backend: \"mokc\" is not used until these mistakes are mended; the "
        "embedded model takes its place"}},
      {"[backends.a]\nkind = \"openai-chat\"",
       {"config.toml:2:1: backends.a.base_url: missing: where is the server?"}},
      {"backends.a = 1", {"config.toml:1:10: backends.a: expected a table"}},
      {"[backends.embedded]\nmodel = \"x\"",
       {"config.toml:1:11: backends.embedded: not a name for a backend: letters, digits, - and _, "
        "and not \"embedded\""}},
      {"[backends.a]\nbase_url=\"http://h/\"\napi_key_env = \"A\"\napi_key_file = \"b\"",
       {"config.toml:4:1: backends.a.api_key_file: the key has more than one source"}},
      {"[backends.a]\nbase_url=\"http://h/\"\napi_key = \"sk-123\"",
       {"config.toml:3:1: backends.a.api_key: a key does not belong in a file: name where it is "
        "with api_key_env, api_key_command or api_key_file"}},
      {"a = 1\nb = ",
       {"config.toml:2:5: not TOML (key-value pair: encountered end-of-file): nothing of this file "
        "is used"}},
      {"backend\n",
       {"config.toml:1:8: not TOML (key-value pair: expected '='): nothing of this file is used"}},
      {"a = 0b12sk\n",
       {"config.toml:1:8: not TOML (binary integer: expected digit): nothing of this file is "
        "used"}},
      {"a = sk-secret\n",
       {"config.toml:1:5: not TOML (value: could not determine value type): nothing of this file "
        "is used"}},
      {"[sk]\n[sk]\n",
       {"config.toml:2:1: not TOML (table header: cannot redefine existing table): nothing of this "
        "file is used"}},
  };
  for (const Case& one : cases) {
    INFO(one.toml);
    CHECK(texts_of(load(one.toml).diagnostics) == one.expected);
  }
}

TEST_CASE("a fill-in-the-middle family that nobody knows is a mistake", "[config]") {
  const Resolved resolved = load(kRemote + "fim = \"qwne\"");
  REQUIRE(resolved.diagnostics.size() == 2);
  const std::string text = to_string(resolved.diagnostics[0]);
  CHECK(text.starts_with("config.toml:4:1: backends.mock.fim: expected one of auto, "));
  CHECK(text.ends_with("; did you mean qwen?"));
  CHECK(resolved.config.backend == "embedded");
  CHECK(load(kRemote + "fim = \"qwen\"").config.backend == "mock");
}

TEST_CASE("all mistakes of a file are told, and what is right counts", "[config]") {
  const Resolved resolved = load("[completion]\n"
                                 "deadline_ms = 1\n"
                                 "prefix_bytes_max = 5\n"
                                 "suffix = 3\n"
                                 "[limits]\n"
                                 "documents_max = \"many\"\n");
  CHECK(resolved.diagnostics.size() == 3);
  CHECK(resolved.config.completion.deadline == 1500ms);
  CHECK(resolved.config.completion.prefix_bytes_max == 5);
}

TEST_CASE("a mistake about where code goes puts the embedded model in place", "[config]") {
  const auto backend = [](const std::string& more) { return load(kRemote + more).config.backend; };
  CHECK(backend("") == "mock");
  CHECK(backend("[completion]\ndeadline_ms = 1") == "mock");
  CHECK(backend("[backends.other]\nkind = \"unheard-of\"") == "mock");
  const std::string mistakes[] = {
      "kind = \"unheard-of\"",
      "modle = \"x\"",
      "api_key = \"x\"",
      "api_key_env = \"A\"\napi_key_file = \"b\"",
      "[privacy]\nexclude = \"*.secret\"",
      "[privacy]\nexlude = [\"*.secret\"]",
      "[pivacy]\nexclude = [\"*.secret\"]",
      "[privacy]\nignored_files = \"locally\"",
      "[completion]\nlanguage_disabled = [\"c\"]",
      "[completion]\nenabled = 0",
      "nonsense",
  };
  for (const std::string& mistake : mistakes) {
    INFO(mistake);
    CHECK(backend(mistake) == "embedded");
  }
  CHECK(load("backend = 7\n[backends.mock]\nbase_url = \"http://h/\"").config.backend ==
        "embedded");
  CHECK(load("backend = \"mock\"\n[backends.mock]\nbase_url = \"ftp://h/\"").config.backend ==
        "embedded");
}

TEST_CASE("a key or a value never stands in a diagnostic", "[config]") {
  const std::string key = "sk-secret";
  const std::string places[] = {
      "api_key = \"" + key + "\"",
      "api_key_env = [\"" + key + "\"]",
      "base_url = \"http://me:" + key + "@host/\"",
      "fim = 3\nprice = \"" + key + "\"",
      "fim = \"" + key + "\"",
      "base_url = \"http://host/\"\napi_key_env = \"" + key + "\"",
  };
  for (const std::string& place : places) {
    const Resolved resolved = load("[backends.a]\n" + place);
    CHECK_FALSE(resolved.diagnostics.empty());
    for (const std::string& text : texts_of(resolved.diagnostics))
      CHECK(text.find(key) == text.npos);
  }
}

TEST_CASE("a trusted client sets what a file may, and a key, but no command", "[config]") {
  const Resolved resolved =
      load(kRemote + "api_key_env = \"A\"",
           {{"inkling",
             {{"completion", {{"debounce_ms", 75.0}}},
              {"backends", {{"mock", {{"api_key", "sk-1"}, {"price", nullptr}}}}}}}});
  CHECK(texts_of(resolved.diagnostics) == Texts{});
  CHECK(resolved.config.completion.debounce == 75ms);
  const KeySource& key = resolved.config.backends.at("mock").key;
  CHECK(key.value.reveal() == "sk-1");
  CHECK(key.env.empty());
  CHECK(resolved.origins.count("backends.mock.api_key_env") == 0);
  CHECK(to_string(resolved.origins.at("completion.debounce_ms")) == "client (trusted)");

  const Resolved command =
      load(kRemote, {{"backends", {{"mock", {{"api_key_command", {"sh", "-c", "x"}}}}}}});
  REQUIRE(command.diagnostics.size() == 1);
  CHECK(command.diagnostics[0].kind == Diagnostic::Kind::ignored);
  CHECK(command.config.backends.at("mock").key.empty());
  CHECK(command.config.backend == "mock");

  const Resolved relative = load(kRemote, {{"backends", {{"mock", {{"ca_file", "ca.pem"}}}}}});
  CHECK(relative.config.backend == "embedded");
}

TEST_CASE("what a trusted client excludes is excluded besides what the file does", "[config]") {
  const std::string file = "[privacy]\nexclude = [\"*.sql\"]\n"
                           "[completion]\nlanguages_disabled = [\"lua\"]";
  const nlohmann::json nothing = nlohmann::json::array();
  const Resolved same = load(file, {{"privacy", {{"exclude", nothing}}},
                                    {"completion", {{"languages_disabled", nothing}}}});
  CHECK(same.config.privacy.exclude == Texts{"*.sql"});
  CHECK(same.config.completion.languages_disabled == Texts{"lua"});
  REQUIRE(same.patterns.excluded.size() == 1);

  const Resolved more = load(file, {{"privacy", {{"exclude", {"*.pem.txt", "!a.sql"}}}}});
  CHECK(more.config.privacy.exclude == Texts{"*.sql", "*.pem.txt", "!a.sql"});
  REQUIRE(more.patterns.excluded.size() == 2);
  CHECK(more.patterns.excluded[0].match("a.sql")); // another layer cannot take it back
  CHECK(more.patterns.excluded[1].match("a.pem.txt"));
}

TEST_CASE("Lua's empty tables are lists and objects", "[config]") {
  const nlohmann::json empty_array = nlohmann::json::array();
  const nlohmann::json empty_object = nlohmann::json::object();
  const Resolved resolved = load("", {{"completion", empty_array},
                                      {"backends", empty_array},
                                      {"privacy", {{"exclude", empty_object}}}});
  CHECK(texts_of(resolved.diagnostics) == Texts{});
}
