#include "metrics/stages.hpp"

namespace inkling::metrics {

std::string_view to_string(Stage stage) {
  switch (stage) {
  case Stage::lead:
    return "lead";
  case Stage::debounce:
    return "debounce";
  case Stage::queue:
    return "queue";
  case Stage::prompt:
    return "prompt";
  case Stage::dial:
    return "dial";
  case Stage::ttft:
    return "ttft";
  case Stage::stream:
    return "stream";
  case Stage::shape:
    return "shape";
  case Stage::reply:
    return "reply";
  case Stage::total:
    return "total";
  }
  return "unknown";
}

Duration time_of(Stage stage, const engine::Stages& engine, const OwnTimes& own) {
  switch (stage) {
  case Stage::lead:
    return engine.lead;
  case Stage::debounce:
    return engine.debounce;
  case Stage::queue:
    return engine.queue;
  case Stage::prompt:
    return own.prompt;
  case Stage::dial:
    return engine.dial;
  case Stage::ttft:
    return engine.ttft;
  case Stage::stream:
    return engine.stream;
  case Stage::shape:
    return own.shape;
  case Stage::reply:
    return own.reply;
  case Stage::total:
    return engine.total + own.shape + own.reply;
  }
  return {};
}

} // namespace inkling::metrics
