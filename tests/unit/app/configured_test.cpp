#include "app/client_config.hpp"
#include "app/remote.hpp"
#include "support/catch.hpp"

#include <nlohmann/json.hpp>

using namespace inkling;
using nlohmann::json;

namespace {

config::Config remote_config() {
  config::Config config;
  config.backend = "fast";
  config.backends["fast"].base_url = "http://127.0.0.1:1/v1";
  return config;
}

/// No file, no environment.
config::Sources nothing() {
  return {.config_option = {}, .trust_client = false, .environment = [](const std::string&) {
            return std::optional<std::string>();
          }};
}

} // namespace

TEST_CASE("what is configured reaches the engine", "[app]") {
  config::Config config = remote_config();
  config.backends["fast"].requests_per_minute = 3;
  config.backends["fast"].tokens_per_minute = 4;
  config.backends["fast"].tokens_per_day = 5;
  config.completion.head_start = false;
  config.completion.speculate = config::Speculate::always;
  const engine::EngineOptions options = app::engine_options(config, config.remote());
  CHECK_FALSE(options.head_start);
  CHECK(options.speculation == engine::Speculation::always);
  REQUIRE(options.backends.size() == 2);
  CHECK(options.backends[app::kRemote].allowance ==
        engine::Allowance{.requests_per_minute = 3, .tokens_per_minute = 4, .tokens_per_day = 5});
  CHECK(options.backends[app::kEmbedded].allowance == engine::Allowance{});
  CHECK(options.stand_in == app::kEmbedded);
}

TEST_CASE("what nobody configured is what the engine takes for usual", "[app]") {
  const engine::EngineOptions usual;
  const engine::EngineOptions options = app::engine_options(config::Config{}, nullptr);
  CHECK(options.head_start == usual.head_start);
  CHECK(options.speculation == usual.speculation);
  CHECK(options.deadline == usual.deadline);
  config::Layers layers(nothing());
  const app::ClientConfig client(layers);
  CHECK(client.rules() == engine::OfferRules{});
  CHECK(client.serving() == session::Serving{});
}

TEST_CASE("what an editor narrows reaches its documents' rules and bounds", "[app]") {
  config::Layers layers(nothing());
  app::ClientConfig client(layers);
  client.on_options({{"inkling",
                      {{"status", true},
                       {"completion",
                        {{"trigger", "invoked"},
                         {"line_end_only", true},
                         {"show_delay_ms", 200},
                         {"head_start", false},
                         {"speculate", "never"}}}}}});
  CHECK(client.rules() ==
        engine::OfferRules{
            .invoked_only = true, .line_end_only = true, .mid_word = false, .show_delay = 200ms});
  CHECK_FALSE(client.bounds().head_start);
  CHECK(client.bounds().speculation == engine::Speculation::never);
  CHECK(client.take_messages().empty());
  CHECK(layers.config().completion.head_start); // of this editor only
}
