#include "simulation.hpp"

#include "sim_driver.hpp"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <memory>

namespace inkling::simulation {
namespace {

/// What the signal handler tells when an assertion of the engine ends the process.
const Parameters* g_running = nullptr;
const Trace* g_trace = nullptr;

std::string command(const Parameters& parameters) {
  return "INKLING_SEED=" + std::to_string(parameters.seed) +
         " INKLING_SIM_KEYS=" + std::to_string(parameters.keys) +
         " INKLING_SIM_EDITORS=" + std::to_string(parameters.editors_max) +
         " INKLING_SIM_FEATURES=" + std::to_string(parameters.features) +
         " ./simulation \"[random]\"";
}

void on_abort(int) {
  std::signal(SIGABRT, SIG_DFL);
  if (g_trace != nullptr) std::fputs(g_trace->tail().c_str(), stderr);
  if (g_running != nullptr)
    std::fprintf(stderr, "again, with the last events: INKLING_SIM_TRACE=1 %s\n",
                 command(*g_running).c_str());
  std::abort();
}

class TellOnAbort {
public:
  TellOnAbort(const Parameters& parameters, const Trace& trace)
      : before_(std::signal(SIGABRT, on_abort)) {
    g_running = &parameters;
    g_trace = &trace;
  }
  ~TellOnAbort() {
    g_running = nullptr;
    g_trace = nullptr;
    std::signal(SIGABRT, before_);
  }
  TellOnAbort(const TellOnAbort&) = delete;
  TellOnAbort& operator=(const TellOnAbort&) = delete;

private:
  void (*before_)(int);
};

/// Who there is: the embedded model alone, a remote backend alone, or the one standing in for the
/// other.
enum class Setup : std::uint8_t { embedded, remote, remote_with_stand_in };

/// Drawn whether or not they are used, so that switching a feature off shifts nothing else.
void choose_costs(Rng& rng, std::uint32_t features, engine::EngineOptions& options) {
  static constexpr std::array kSpeculations = {
      engine::Speculation::automatic, engine::Speculation::automatic, engine::Speculation::always,
      engine::Speculation::never};
  const engine::Speculation speculation = rng.pick(kSpeculations);
  if ((features & kSpeculates) != 0) options.speculation = speculation;
  const bool bounded = rng.chance(25);
  engine::Allowance allowance;
  if (rng.chance(50)) allowance.requests_per_minute = rng.between(3, 60);
  if (rng.chance(50)) allowance.tokens_per_minute = rng.between(2'000, 80'000);
  if (rng.chance(20)) allowance.tokens_per_day = rng.between(20'000, 400'000);
  if (!bounded || (features & kAllowances) == 0 || options.backends.empty()) return;
  options.backends[0].allowance = allowance;
}

engine::EngineOptions random_options(Rng& rng, Setup setup, std::uint32_t features) {
  engine::EngineOptions options;
  if (setup != Setup::embedded) {
    engine::BackendTraits traits{.source = engine::Source::remote,
                                 .expected_ttft = rng.between(5ms, 300ms),
                                 .metered = rng.chance(40),
                                 .concurrency_max = {}};
    if (rng.chance(25)) traits.concurrency_max = 1 + rng.below(3);
    options.backends.push_back(traits);
  }
  if (setup != Setup::remote) options.backends.push_back({.source = engine::Source::embedded});
  if (setup == Setup::remote_with_stand_in) options.stand_in = 1;
  if (!rng.chance(3)) options.primary = 0;
  static constexpr std::array kDelays = {0ms, 0ms, 30ms, 75ms, 400ms};
  engine::DebounceConstants constants;
  if (rng.chance(50)) constants.free = constants.metered = 0.4;
  options.debounce = rng.chance(40) ? engine::DebouncePolicy::automatic(constants)
                                    : engine::DebouncePolicy::fixed(rng.pick(kDelays));
  static constexpr std::array kDeadlines = {100ms, 600ms, 1500ms, 1500ms};
  options.deadline = rng.pick(kDeadlines);
  if (rng.chance(30)) options.limits.cache_bytes_max = 4096;
  if (rng.chance(30)) options.limits.stream_bytes_max = 200;
  if (rng.chance(20)) options.cache_time_to_live = 2s;
  choose_costs(rng, features, options);
  return options;
}

BackendTemper random_temper(Rng& rng, bool embedded) {
  BackendTemper temper;
  temper.embedded = embedded;
  static constexpr std::array kSlowest = {10ms, 60ms, 250ms, 900ms};
  temper.ttft_max = rng.pick(kSlowest);
  temper.outages = !embedded && rng.chance(50);
  return temper;
}

/// Everything of one run, and the wiring between the actors.
class Run {
public:
  Run(const Parameters& parameters, Trace& trace) : rng_(parameters.seed), trace_(trace) {
    shared_.keys_left = parameters.keys;
    shared_.features = parameters.features;
    Rng choices = rng_.fork();
    static constexpr std::array kSetups = {Setup::embedded, Setup::remote, Setup::remote,
                                           Setup::remote_with_stand_in,
                                           Setup::remote_with_stand_in};
    setup_ = choices.pick(kSetups);
    driver_ = std::make_unique<SimDriver>(
        shared_, rng_.fork(), random_options(choices, setup_, shared_.features), trace_);
    if (setup_ != Setup::embedded) add_backend(random_temper(choices, false));
    if (setup_ != Setup::remote) add_backend(random_temper(choices, true));
    shared_.send = [this](Message message) { driver_->receive(std::move(message)); };
    driver_->set_backends(backends());
    driver_->set_on_answer([this](const engine::Answer& answer, std::size_t version) {
      for (const auto& editor : editors_) editor->on_answer(answer, version);
    });
    driver_->set_on_refresh([this](const engine::Refresh& refresh) {
      for (const auto& editor : editors_) editor->on_refresh(refresh);
    });
    const std::size_t editors = 1 + choices.below(parameters.editors_max);
    for (std::size_t count = 0; count < editors; ++count)
      editors_.push_back(std::make_unique<SimEditor>(shared_, rng_.fork(), random_client(choices)));
    quits_at_once_ = choices.chance(50);
  }

  void go() {
    for (const auto& editor : editors_) editor->start();
    if (shared_.has(kReconfigures)) plan_change_of_mind();
    while (shared_.keys_left > 0 && shared_.world.run_one()) {
    }
    // Some people let things come to rest before they leave; others do not.
    if (!quits_at_once_)
      while (shared_.world.run_one()) {
      }
    for (const auto& editor : editors_) editor->close_all();
    while (shared_.world.run_one()) {
    }
    driver_->checker().at_end(driver_->engine());
  }

  void record_into(Recording& recording) { driver_->record_into(&recording); }

  const SimDriver& driver() const { return *driver_; }
  std::size_t keys_left() const { return shared_.keys_left; }

private:
  /// A kind that is switched off becomes one that only asks, so that the other draws stay.
  Client random_client(Rng& choices) const {
    static constexpr std::array kClients = {Client::vscode, Client::vscode,    Client::neovim,
                                            Client::neovim, Client::raw,       Client::careless,
                                            Client::plugin, Client::selecting, Client::plugin,
                                            Client::rare,   Client::silent};
    const Client client = choices.pick(kClients);
    if (client == Client::plugin && !shared_.has(kRefreshes)) return Client::raw;
    const bool quiet = client == Client::rare || client == Client::silent;
    return quiet && !shared_.has(kSilence) ? Client::neovim : client;
  }

  void add_backend(BackendTemper temper) {
    backends_.push_back(std::make_unique<SimBackend>(
        shared_, rng_.fork(), temper, [this](DocumentId id) { return upcoming(id); }));
  }

  std::vector<SimBackend*> backends() const {
    std::vector<SimBackend*> all;
    for (const auto& backend : backends_) all.push_back(backend.get());
    return all;
  }

  /// Sometimes the person changes the configuration, or the server tells how much it can do.
  void plan_change_of_mind() {
    shared_.world.after(rng_.between(5s, 60s), [this] {
      if (shared_.keys_left == 0) return;
      if (rng_.chance(30))
        gather();
      else if (setup_ != Setup::embedded && rng_.chance(50))
        shared_.send(engine::BackendTold{0, {.slots = rng_.below(5)}});
      else
        driver_->reconfigure(random_options(rng_, setup_, shared_.features), backends());
      plan_change_of_mind();
    });
  }

  /// What goes with the prompts of some document has changed; it may not even be open.
  void gather() {
    auto snippets = std::make_shared<std::vector<context::Snippet>>();
    for (std::size_t count = rng_.below(3); count > 0; --count)
      snippets->push_back({"a.cpp", std::string(rng_.below(100), 'x')});
    shared_.send(engine::SnippetsGathered{DocumentId{1 + rng_.below(6)}, std::move(snippets)});
  }

  std::string upcoming(DocumentId id) const {
    for (const auto& editor : editors_)
      if (std::string text = editor->upcoming(id); !text.empty()) return text;
    return {};
  }

  Rng rng_;
  Trace& trace_;
  Shared shared_;
  std::unique_ptr<SimDriver> driver_;
  Setup setup_ = Setup::embedded;
  std::vector<std::unique_ptr<SimBackend>> backends_;
  std::vector<std::unique_ptr<SimEditor>> editors_;
  bool quits_at_once_ = false;
};

} // namespace

Outcome run(const Parameters& parameters, bool with_trace) {
  Trace trace(with_trace || from_environment("INKLING_SIM_TRACE").value_or(0) != 0);
  const TellOnAbort tell(parameters, trace);
  Run one(parameters, trace);
  Outcome outcome;
  try {
    one.go();
  } catch (const std::logic_error& broken) { // an assertion, in builds where it throws
    outcome.broken = broken.what();
  } catch (const Violation& broken) {
    outcome.broken = broken.what();
  }
  outcome.steps = one.driver().steps();
  outcome.keys = parameters.keys - one.keys_left();
  outcome.hash = trace.hash();
  outcome.reasons = one.driver().engine().stats().reasons;
  outcome.trace = trace.tail();
  return outcome;
}

Recording record(const Parameters& parameters) {
  Trace trace(false);
  const TellOnAbort tell(parameters, trace);
  Recording recording;
  Run one(parameters, trace);
  one.record_into(recording);
  try {
    one.go();
  } catch (const std::logic_error&) {
  } catch (const Violation&) { // the replay says which
  }
  return recording;
}

Parameters shrink(Parameters failing) {
  const std::string rule = rule_of(run(failing).broken);
  const auto fails = [&](const Parameters& parameters) {
    return !rule.empty() && rule_of(run(parameters).broken) == rule;
  };
  for (std::size_t editors = 1; editors < failing.editors_max; ++editors) {
    Parameters fewer = failing;
    fewer.editors_max = editors;
    if (!fails(fewer)) continue;
    failing = fewer;
    break;
  }
  for (std::uint32_t bit = 1; bit < kAllFeatures; bit <<= 1) {
    Parameters simpler = failing;
    simpler.features &= ~bit;
    if (simpler.features != failing.features && fails(simpler)) failing = simpler;
  }
  // The same run, stopped earlier: the shortest that still fails.
  std::size_t passing = 0;
  while (passing + 1 < failing.keys) {
    Parameters shorter = failing;
    shorter.keys = passing + (failing.keys - passing) / 2;
    if (fails(shorter))
      failing = shorter;
    else
      passing = shorter.keys;
  }
  return failing;
}

std::string explain(const Parameters& failing) {
  const Parameters simplest = shrink(failing);
  const Outcome first = run(failing);
  const Outcome outcome = run(simplest, true);
  return "broken: " + first.broken.value_or("nothing, the second time") + " (seed " +
         std::to_string(failing.seed) + ", step " + std::to_string(first.steps) + ")\n" +
         "again:  " + command(failing) + "\n" + "shrunk: " + command(simplest) +
         "\nbroken: " + outcome.broken.value_or("nothing") + " (step " +
         std::to_string(outcome.steps) + "), after these events:\n" + outcome.trace +
         "\nthe least that breaks it, as a scenario:\n" + to_script(shrink(record(simplest)));
}

std::optional<std::uint64_t> from_environment(const char* name) {
  const char* value = std::getenv(name);
  if (value == nullptr || *value == '\0') return std::nullopt;
  return std::strtoull(value, nullptr, 10);
}

} // namespace inkling::simulation
