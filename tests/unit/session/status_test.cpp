#include "session/status.hpp"
#include "support/catch.hpp"

#include <nlohmann/json.hpp>

using namespace inkling;
using namespace inkling::session;
using engine::Reason;
using nlohmann::json;

namespace {

constexpr Instant kNow{1h};
const Serving kRemote{.backend = "fast", .model = "m", .stand_in = true};

struct Facts {
  Serving serving = kRemote;
  bool enabled = true;
  Controls controls = {};
  BackendHealth health = {.there = true, .trouble = {}, .until = {}};
};

json told(const Facts& facts) {
  return to_json(make_status(facts.serving, facts.enabled, facts.controls, facts.health, kNow));
}

BackendHealth trouble(Reason reason) {
  return {.there = true, .trouble = reason, .until = {}};
}

} // namespace

TEST_CASE("a status says who works", "[session][status]") {
  CHECK(told({.serving = {}}) == json{{"state", "ready"},
                                      {"source", "embedded"},
                                      {"backend", "embedded"},
                                      {"message", "Completions come from the embedded model."}});
  CHECK(told({}) == json{{"state", "ready"},
                         {"source", "remote"},
                         {"backend", "fast"},
                         {"model", "m"},
                         {"message", "Completions come from \"fast\"."}});
}

TEST_CASE("trouble has a reason, a sentence that says what to do, and who stands in",
          "[session][status]") {
  const json refused = told({.health = trouble(Reason::refused)});
  CHECK(refused["state"] == "trouble");
  CHECK(refused["source"] == "embedded");
  CHECK(refused["reason"] == "refused");
  CHECK(refused["message"] == "\"fast\" cannot be reached: see whether it runs, and its base_url. "
                              "The embedded model stands in.");
  CHECK_FALSE(refused.contains("retryAt"));
  const auto unpaid =
      told({.health = trouble(Reason::out_of_credits)})["message"].get<std::string>();
  CHECK(unpaid.find("requires payment") != unpaid.npos);

  const json alone = told({.serving = {.backend = "fast", .model = "", .stand_in = false},
                           .health = trouble(Reason::unauthorized)});
  CHECK(alone["source"] == "none");
  CHECK(alone["message"] ==
        "\"fast\" does not take the key: see its api_key settings. Nothing is offered meanwhile.");
  CHECK_FALSE(alone.contains("model"));

  BackendHealth limited = trouble(Reason::rate_limited);
  limited.until = Moment{kNow, WallTime{std::chrono::seconds(1'767'225'600)}};
  CHECK(told({.health = limited})["retryAt"] == "2026-01-01T00:00:00Z");
}

TEST_CASE("every trouble has a sentence of its own", "[session][status]") {
  std::set<std::string> sentences;
  const Reason reasons[] = {Reason::rate_limited, Reason::timed_out,  Reason::refused,
                            Reason::unauthorized, Reason::rejected,   Reason::backend_failed,
                            Reason::over_budget,  Reason::overloaded, Reason::out_of_credits};
  for (const Reason reason : reasons)
    sentences.insert(told({.health = trouble(reason)})["message"].get<std::string>());
  CHECK(sentences.size() == std::size(reasons));
}

TEST_CASE("a backend that is configured and does not run is trouble; the embedded model goes on",
          "[session][status]") {
  const json status =
      told({.serving = {.backend = "fast", .model = "", .stand_in = false}, .health = {}});
  CHECK(status["state"] == "trouble");
  CHECK(status["reason"] == "no-backend");
  CHECK(status["source"] == "embedded");
}

TEST_CASE("disabled goes before snoozed, and that before trouble", "[session][status]") {
  Facts facts{.health = trouble(Reason::refused)};
  facts.controls.snooze(Moment{kNow + 5min, WallTime{5min}});
  CHECK(told(facts)["state"] == "snoozed");
  CHECK(told(facts)["source"] == "none");
  CHECK(told(facts)["snoozedUntil"] == "1970-01-01T00:05:00Z");
  CHECK_FALSE(told(facts).contains("reason"));
  facts.controls.set({.on = false, .language = {}, .uri = {}});
  CHECK(told(facts)["state"] == "disabled");
  CHECK(told(facts)["message"] == "Turned off in this window: inkling.server.enable turns it on.");
  facts.enabled = false;
  CHECK(told(facts)["message"] == "Turned off by the configuration (completion.enabled).");
}

TEST_CASE("a pause that is over is no state", "[session][status]") {
  Facts facts;
  facts.controls.snooze(Moment{kNow, WallTime{}});
  CHECK(told(facts)["state"] == "ready");
}

TEST_CASE("controls switch names, and each thing back by itself", "[session][controls]") {
  Controls controls;
  const auto disable = [&](const char* language, const char* uri, bool on = false) {
    lsp::SwitchCommand command{.on = on, .language = {}, .uri = {}};
    if (language != nullptr) command.language = language;
    if (uri != nullptr) command.uri = uri;
    return controls.set(command);
  };
  CHECK(controls.allows("lua", "file:///a%20b"));
  CHECK(disable("lua", nullptr));
  CHECK_FALSE(controls.allows("lua", "file:///a"));
  CHECK(controls.allows("cpp", "file:///a"));
  CHECK(disable(nullptr, "file:///a%20b"));
  CHECK_FALSE(controls.allows("cpp", "file:///a b")); // another spelling
  CHECK(told({.controls = controls})["disabledLanguages"] == json{"lua"});
  CHECK(told({.controls = controls})["disabledDocuments"] == json{"file:///a b"});
  CHECK(disable(nullptr, nullptr, true)); // was never off: others stay
  CHECK_FALSE(controls.allows("lua", "file:///a"));
  CHECK(disable("lua", nullptr, true));
  CHECK(disable(nullptr, "file:///a b", true));
  CHECK(controls.allows("lua", "file:///a b"));
  for (std::size_t count = 0; count < Controls::kNamesMax; ++count)
    CHECK(disable(std::to_string(count).c_str(), nullptr));
  CHECK_FALSE(disable("one more", nullptr));
  CHECK(disable("0", nullptr)); // is there
}
