#include "backend/http/http.hpp"
#include "backend/providers/fim_template.hpp"
#include "config/presets.hpp"
#include "config/report.hpp"
#include "load.hpp"
#include "support/catch.hpp"

#include <fstream>
#include <iterator>
#include <set>

using namespace inkling;
using namespace inkling::config;
using namespace inkling::test;

namespace {

/// Every preset's variable is set.
Environment all_keys() {
  std::map<std::string, std::string> variables = {{"HOME", "/home/me"}};
  for (const Preset& preset : presets())
    if (!preset.key_env.empty()) variables[std::string(preset.key_env)] = "sk-test";
  return environment_of(variables);
}

Resolved load_in(const Environment& environment, std::string_view toml) {
  Resolved resolved;
  const Origin file{.layer = Layer::user_file, .name = "config.toml"};
  const auto root = read_toml(toml, file, resolved.diagnostics);
  REQUIRE(root);
  apply(*root, "/home/me", environment, resolved);
  settle(resolved, environment);
  return resolved;
}

} // namespace

TEST_CASE("each preset is one that can be used", "[config][presets]") {
  std::set<std::string_view> names;
  for (const Preset& preset : presets()) {
    INFO(preset.name);
    CHECK(names.insert(preset.name).second);
    CHECK(is_backend_name(preset.name));
    CHECK_FALSE(preset.description.empty());
    CHECK(http::parse_url(preset.base_url).has_value());
    CHECK(preset.kind != BackendKind::embedded);
    CHECK(preset.price != Price::automatic);
    // Hosted ones take a key; local ones say how they are started.
    const bool local = http::parse_url(preset.base_url)->is_local();
    CHECK(local == preset.key_env.empty());
    CHECK(local == !preset.start.empty());
    if (preset.model.empty() && !preset.model_hint.empty()) continue;
    const Resolved resolved = load_in(all_keys(), "backend = \"" + std::string(preset.name) + '"');
    CHECK(texts_of(resolved.diagnostics).empty());
    REQUIRE(resolved.config.remote() != nullptr);
    CHECK(resolved.config.remote()->base_url == preset.base_url);
    CHECK(resolved.config.remote()->model == preset.model);
  }
}

TEST_CASE("a preset's name is all that needs to be said where its key is set",
          "[config][presets]") {
  const Resolved resolved = load_in(all_keys(), "backend = \"cerebras\"");
  const BackendConfig* backend = resolved.config.remote();
  REQUIRE(backend != nullptr);
  CHECK(backend->kind == BackendKind::cerebras);
  CHECK(backend->key.env == "CEREBRAS_API_KEY");
  CHECK(backend->price == Price::metered);
  CHECK(resolved.config.backend == "cerebras");
  for (const char* key : {"kind", "base_url", "model", "price", "api_key_env"})
    CHECK(to_string(resolved.origins.at(std::string("backends.cerebras.") + key)) ==
          "preset cerebras");
  const Environment environment = all_keys();
  const std::string report = to_text({resolved.config, resolved.origins, environment});
  CHECK(report.find("# preset cerebras, set\n") != report.npos);
}

TEST_CASE("what is said goes before the preset, in the order of the layers", "[config][presets]") {
  const Resolved resolved = load_in(all_keys(), "backend = \"cerebras\"\n"
                                                "[backends.cerebras]\n"
                                                "model = \"own\"\n"
                                                "kind = \"openai-chat\"\n");
  REQUIRE(resolved.config.remote() != nullptr);
  CHECK(resolved.config.remote()->model == "own");
  CHECK(resolved.config.remote()->kind == BackendKind::openai_chat);
  CHECK(resolved.config.remote()->base_url == "https://api.cerebras.ai/v1");
  CHECK(to_string(resolved.origins.at("backends.cerebras.model")) == "config.toml:3");

  const Resolved client = load(
      "[backends.mine]\npreset = \"mistral\"\nmodel = \"file\"\n",
      {{"backend", "mine"}, {"backends", {{"mine", {{"model", "client"}, {"api_key", "k"}}}}}});
  REQUIRE(client.config.remote() != nullptr);
  CHECK(client.config.remote()->model == "client");
  CHECK(client.config.remote()->base_url == "https://api.mistral.ai/v1");
  CHECK(client.config.remote()->key.env.empty()); // the client's own key is the one
}

TEST_CASE("an entry of any name starts from the preset that it names", "[config][presets]") {
  const Resolved resolved = load_in(all_keys(), "backend = \"quick\"\n"
                                                "[backends.quick]\n"
                                                "preset = \"groq\"\n"
                                                "model = \"m\"\n");
  CHECK(texts_of(resolved.diagnostics).empty());
  REQUIRE(resolved.config.remote() != nullptr);
  CHECK(resolved.config.remote()->kind == BackendKind::openai_chat);
  CHECK(resolved.config.remote()->key.env == "GROQ_API_KEY");
  CHECK(to_string(resolved.origins.at("backends.quick.base_url")) == "preset groq");
}

TEST_CASE("a preset's key goes to its own host only", "[config][presets]") {
  const auto variable_at = [](const std::string& url) {
    return load_in(all_keys(), "[backends.deepseek]\nbase_url = \"" + url + '"')
        .config.backends.at("deepseek")
        .key.env;
  };
  CHECK(variable_at("https://api.deepseek.com/v1") == "DEEPSEEK_API_KEY");
  for (const char* url : {"https://api.deepseek.com.example.org/beta", "http://api.deepseek.com/",
                          "https://api.deepseek.com:8443/", "http://127.0.0.1:1/", "unix:/a.sock"})
    CHECK(variable_at(url).empty());
}

TEST_CASE("a key that is not there is told by its variable, and sends nothing",
          "[config][presets]") {
  const Resolved resolved = load_in(environment_of({}), "\nbackend = \"cerebras\"\n");
  CHECK(resolved.config.remote() == nullptr);
  CHECK(resolved.backend_meant == "cerebras");
  const std::vector<std::string> told = texts_of(resolved.diagnostics);
  REQUIRE(told.size() == 2);
  CHECK(told[0] == "config.toml:2:1: backends.cerebras.api_key_env: the environment variable "
                   "CEREBRAS_API_KEY is not set: set it where your editor starts, or say where the "
                   "key is with api_key_command or api_key_file");
  CHECK(told[1].find("is not used until these mistakes are mended") != told[1].npos);
  // Of entries that are not in use nobody needs a key.
  CHECK(load_in(environment_of({}), "[backends.groq]\nmodel = \"m\"\n").diagnostics.empty());
}

TEST_CASE("a key that was written for a variable's name is in no message", "[config][presets]") {
  const Resolved resolved = load_in(environment_of({}), "backend = \"x\"\n[backends.x]\n"
                                                        "base_url = \"http://h/\"\n"
                                                        "api_key_env = \"csk4f9a8b7c6d\"\n");
  REQUIRE_FALSE(resolved.diagnostics.empty());
  CHECK(to_string(resolved.diagnostics[0]).find("csk4") == std::string::npos);
  CHECK(to_string(resolved.diagnostics[0]).find("variable of api_key_env is not set") !=
        std::string::npos);
}

TEST_CASE("a model that only the person can know is asked for", "[config][presets]") {
  const Resolved resolved = load_in(all_keys(), "backend = \"ollama\"");
  CHECK(resolved.config.remote() == nullptr);
  CHECK(texts_of(resolved.diagnostics).at(0) ==
        "config.toml:1:1: backends.ollama.model: missing: which model? (ollama list shows what you "
        "have; a code model's base variant fills gaps)");
}

TEST_CASE("a mistyped preset is told the nearest name of both lists", "[config][presets]") {
  const auto complaint = [](const std::string& toml) {
    return texts_of(load_in(all_keys(), toml).diagnostics).at(0);
  };
  CHECK(complaint("backend = \"cerebas\"") ==
        "config.toml:1:1: backend: there is no such entry in backends, and no such preset; did you "
        "mean \"cerebras\"?");
  CHECK(complaint("backend = \"mimo\"\n[backends.mimi]\nbase_url = \"http://h/\"\n")
            .find("\"mimi\"") != std::string::npos);
  CHECK(complaint("backend = \"mine\"\n[backends.mine]\npreset = \"mistrall\"\n"
                  "base_url = \"http://h/\"\n") ==
        "config.toml:3:1: backends.mine.preset: there is no such preset; did you mean "
        "\"mistral\"?");
}

TEST_CASE("a workspace cannot choose a preset", "[config][presets][trust]") {
  Narrowed narrowed = begin_narrowing(load_in(all_keys(), ""));
  narrow(read_json({{"backend", "cerebras"}, {"backends", {{"cerebras", {{"model", "m"}}}}}},
                   Layer::client_settings),
         narrowed);
  CHECK(narrowed.effective.remote() == nullptr);
  CHECK(narrowed.effective.backends.empty());
  CHECK(narrowed.diagnostics.size() == 2);
}

TEST_CASE("docs/BACKENDS.md names every preset, and its snippets are without mistakes",
          "[config][presets]") {
  std::ifstream file(INKLING_BACKENDS_MD);
  REQUIRE(file);
  const std::string text(std::istreambuf_iterator<char>(file), {});
  for (const Preset& preset : presets()) {
    INFO(preset.name);
    CHECK(text.find('`' + std::string(preset.name) + '`') != text.npos);
  }
  constexpr std::string_view kBegin = "```toml\n";
  std::size_t snippets = 0;
  for (auto at = text.find(kBegin); at != text.npos; at = text.find(kBegin, at)) {
    at += kBegin.size();
    const std::string snippet = text.substr(at, text.find("```", at) - at);
    INFO(snippet);
    const Resolved resolved = load_in(all_keys(), snippet);
    CHECK(texts_of(resolved.diagnostics).empty());
    CHECK(resolved.config.remote() != nullptr);
    ++snippets;
  }
  CHECK(snippets >= presets().size());
}
