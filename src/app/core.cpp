#include "app/core.hpp"

namespace inkling::app {
namespace {

engine::EngineOptions engine_options(const Limits& limits) {
  engine::EngineOptions options;
  options.limits = limits;
  options.backends = {{.source = engine::Source::embedded, .expected_ttft = 0ms}};
  options.primary = 0;
  return options;
}

} // namespace

Core::Core(backend::EmbeddedBackend::Options options, Ports ports)
    : limits_(options.limits), embedded_(std::move(options), ports.worker),
      hub_(engine_options(limits_), {.backends = {&embedded_},
                                     .observers = {&embedded_},
                                     .now = std::move(ports.now),
                                     .on_deadline = std::move(ports.on_deadline)}) {}

Instant steady_now() {
  return std::chrono::steady_clock::now();
}

} // namespace inkling::app
