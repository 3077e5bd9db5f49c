#include "app/doctor_command.hpp"

#include "app/doctor/checks.hpp"
#include "base/log.hpp"

#include <cstdio>
#include <nlohmann/json.hpp>
#include <string>

namespace inkling::app {
namespace {

nlohmann::json to_json(const doctor::Diagnosis& diagnosis) {
  nlohmann::json told = {{"backend", diagnosis.backend},
                         {"ok", !doctor::any_failed(diagnosis.findings)},
                         {"checks", doctor::to_json(diagnosis.findings)}};
  const doctor::Speed& speed = diagnosis.speed;
  if (speed.runs == 0) return told;
  told["speed"] = {
      {"runs", speed.runs},
      {"onReadyConnection", speed.ready},
      {"ttftMs",
       {{"p50", speed.ttft_ms_p50}, {"min", speed.ttft_ms_min}, {"max", speed.ttft_ms_max}}}};
  if (speed.tokens_per_second > 0) told["speed"]["tokensPerSecond"] = speed.tokens_per_second;
  return told;
}

/// Options are small: nobody means more.
constexpr std::size_t kOptionsBytesMax = 1024 * 1024;

/// What is on stdin; discarded where it is no JSON object, or too much.
nlohmann::json read_options() {
  std::string text(kOptionsBytesMax + 1, '\0');
  text.resize(std::fread(text.data(), 1, text.size(), stdin));
  auto options = text.size() > kOptionsBytesMax ? nlohmann::json(nlohmann::json::value_t::discarded)
                                                : nlohmann::json::parse(text, nullptr, false);
  if (!options.is_object()) options = nlohmann::json(nlohmann::json::value_t::discarded);
  return options;
}

} // namespace

int run_doctor(const DoctorCommand& command, const std::string& config_file) {
  log::set_up({.level = log::Level::off, .file = {}}); // what it would say is said here
  config::Layers layers({.config_option = config_file,
                         .trust_client = command.options_from_stdin,
                         .backend_option = command.backend});
  if (command.options_from_stdin) {
    const nlohmann::json options = read_options();
    if (options.is_discarded()) {
      std::fprintf(stderr, "inkling doctor: expected one JSON object on stdin\n");
      return 1;
    }
    layers.set_trusted_options(options);
  }
  const auto print = [&](const doctor::Finding& finding) {
    if (command.json) return;
    std::printf("%s", to_line(finding).c_str());
    std::fflush(stdout); // the next one may take seconds
  };
  const doctor::Diagnosis diagnosis = doctor::diagnose(layers, print);
  if (command.json)
    std::printf(
        "%s\n",
        to_json(diagnosis).dump(2, ' ', false, nlohmann::json::error_handler_t::replace).c_str());
  return doctor::any_failed(diagnosis.findings) ? 1 : 0;
}

} // namespace inkling::app
