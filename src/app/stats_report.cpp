#include "app/stats_report.hpp"

#include "app/trace_event.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace inkling::app {
namespace {

using metrics::Stage;
using nlohmann::json;

template<class Enum>
json counts(const metrics::Statistics& sums, std::size_t how_many) {
  json told = json::object();
  for (std::size_t at = 0; at < how_many; ++at) {
    const auto one = static_cast<Enum>(at);
    if (const auto count = sums.count(one); count > 0) told[std::string(to_string(one))] = count;
  }
  return told;
}

json stages(const metrics::Statistics& sums) {
  json told = json::object();
  for (std::size_t at = 0; at < metrics::kStageCount; ++at) {
    const auto stage = static_cast<Stage>(at);
    const metrics::Histogram& times = sums.stage(stage);
    if (times.count() == 0) continue;
    told[std::string(to_string(stage))] = {{"n", times.count()},
                                           {"p50", to_ms(times.quantile(0.5))},
                                           {"p90", to_ms(times.quantile(0.9))},
                                           {"p99", to_ms(times.quantile(0.99))},
                                           {"max", to_ms(times.max())}};
  }
  return told;
}

/// Of backends where tokens cost, or are bounded.
json tokens(const engine::Engine::BackendStats& now, Instant steady_now) {
  json told = {{"today", now.day_use.tokens}};
  if (now.tokens_per_day) told["perDay"] = *now.tokens_per_day;
  if (now.day_use.left) told["left"] = *now.day_use.left;
  if (now.day_use.ends)
    told["dayEndsInSeconds"] =
        std::chrono::ceil<std::chrono::seconds>(*now.day_use.ends - steady_now).count();
  return told;
}

json backend(const StatsInput& input, engine::BackendIndex at) {
  const engine::Engine::BackendStats& now = input.engine.backends[at];
  const auto& all = input.sums.backends();
  const auto sums = at < all.size() ? all[at] : metrics::Statistics::Backend{};
  json told = {{"name", input.backend_name(at)},
               {"source", now.source == engine::Source::remote ? "remote" : "embedded"},
               {"offered", sums.offered},
               {"inVain", sums.in_vain},
               {"running", now.running},
               {"speculations", now.speculations},
               {"speculationsUsed", now.speculations_used},
               {"overBudget", now.over_budget}};
  if (now.metered || now.tokens_per_day) told["tokens"] = tokens(now, input.steady_now);
  if (now.ttft) told["ttftMs"] = to_ms(*now.ttft);
  if (now.bytes_per_second) told["bytesPerSecond"] = *now.bytes_per_second;
  if (now.trouble) told["trouble"] = to_string(*now.trouble);
  if (now.trouble_until)
    told["troubleForMs"] = to_ms(std::max(Duration::zero(), *now.trouble_until - input.steady_now));
  return told;
}

json backends(const StatsInput& input) {
  json told = json::array();
  for (std::size_t at = 0; at < input.engine.backends.size(); ++at)
    told.push_back(backend(input, at));
  return told;
}

json acceptance(const StatsInput& input) {
  json told = json::array();
  for (const engine::AcceptanceBook::Row& row : input.engine.acceptance)
    told.push_back({{"language", row.language},
                    {"backend", input.backend_name(row.backend)},
                    {"shown", row.shown},
                    {"accepted", row.accepted},
                    {"partly", row.partly},
                    {"dismissed", row.dismissed},
                    {"recent", row.recent}});
  return told;
}

} // namespace

json stats_report(const StatsInput& input) {
  using Seconds = std::chrono::duration<double>;
  const metrics::Statistics& sums = input.sums;
  return {
      {"since", to_utc(input.since)},
      {"uptimeSeconds",
       std::chrono::round<std::chrono::seconds>(Seconds(input.now - input.since)).count()},
      {"keys", sums.keys()},
      {"unasked", sums.unasked()},
      {"reasons", counts<engine::Reason>(sums, engine::kReasonCount)},
      {"headStarts", counts<engine::HeadStart>(sums, metrics::kHeadStartCount)},
      {"stages", stages(sums)},
      {"streams",
       {{"inFlight", input.engine.streams},
        {"begun", sums.streams_begun()},
        {"kept", sums.streams_kept()},
        {"aborted", sums.streams_aborted()}}},
      {"backends", backends(input)},
      {"acceptance", acceptance(input)},
      {"memory", {{"documents", input.engine.documents}, {"cacheBytes", input.engine.cache_bytes}}},
      {"waiting", input.engine.tickets}};
}

} // namespace inkling::app
