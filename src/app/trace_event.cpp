#include "app/trace_event.hpp"

#include <chrono>
#include <nlohmann/json.hpp>

namespace inkling::app {
namespace {

using metrics::Stage;
using nlohmann::json;

json stages_of(const TraceEvent& event) {
  json stages = json::object();
  for (std::size_t at = 0; at < metrics::kStageCount; ++at) {
    const auto stage = static_cast<Stage>(at);
    const Duration took = metrics::time_of(stage, event.record.stages, event.own);
    if (took > Duration::zero() || stage == Stage::total)
      stages[std::string(to_string(stage))] = to_ms(took);
  }
  return stages;
}

void add_answer(const TraceEvent& event, const std::string& backend, json& told) {
  const engine::KeyRecord& record = event.record;
  told["reason"] = to_string(record.reason);
  told["invoked"] = record.invoked;
  told["cancelled"] = record.cancelled;
  if (record.drop != shape::Drop::none) told["drop"] = to_string(record.drop);
  if (record.suggestion) told["suggestion"] = record.suggestion.value;
  told["offeredBytes"] = record.offered_bytes;
  if (record.backend) told["backend"] = backend;
  told["ms"] = stages_of(event);
  if (event.text) told["text"] = *event.text;
}

} // namespace

json to_json(const TraceEvent& event, std::int64_t unix_ms, const std::string& backend) {
  const engine::KeyRecord& record = event.record;
  json told = {
      {"time", unix_ms},
      {"session", record.session.value},
      {"file", event.file},
      {"asked", static_cast<bool>(record.ticket)},
      {"headStart", to_string(record.head_start)},
      {"streams", {{"begun", record.begun}, {"kept", record.kept}, {"aborted", record.aborted}}}};
  if (record.changed) told["sinceChangeMs"] = to_ms(record.ended - *record.changed);
  if (record.ticket) add_answer(event, backend, told);
  return told;
}

double to_ms(Duration duration) {
  const auto us = std::chrono::round<std::chrono::microseconds>(duration).count();
  return static_cast<double>(us) / 1000;
}

} // namespace inkling::app
