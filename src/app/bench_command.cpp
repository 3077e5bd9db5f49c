#include "app/bench_command.hpp"

#include <CLI/CLI.hpp>
#include <type_traits>

namespace inkling::app {
namespace {

using harness::ModelOptions;
using harness::ServeOptions;

/// The model that is played: the same words for `serve` and for the programs that start it.
void add_model_options(CLI::App& app, ModelOptions& model) {
  app.add_option("--ttft", model.ttft_ms, "Time to first token, ms")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  app.add_option("--jitter", model.jitter_ms, "Median of what is added to it, log-normal, ms")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  app.add_option("--jitter-sigma", model.jitter_sigma, "Sigma of the jitter's logarithm")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  app.add_option("--tps", model.tokens_per_s, "Tokens per second; 0: all at once")
      ->check(CLI::Range(0.0, 1e6))
      ->capture_default_str();
  app.add_option("--token-bytes", model.token_bytes, "Bytes of one token")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  app.add_option("--max-tokens", model.tokens_max, "At most so many tokens an answer")
      ->capture_default_str();
  app.add_option("--wrong", model.wrong, "Share of places where the guess is wrong")
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str();
  app.add_option("--seed", model.seed, "What all chance depends on")->capture_default_str();
  app.add_option_function<std::string>(
         "--fault",
         [&model](const std::string& text) {
           auto faults = harness::parse_faults(text);
           if (!faults) throw CLI::ValidationError("--fault", faults.error().message);
           model.faults = std::move(*faults);
         },
         "Play faults: 400 to 599, silent, stall, reset, truncate, garbage, error; each with its "
         "share of requests, as in 429:0.1,stall:0.05")
      ->type_name("KIND:SHARE,…");
}

void add_texts(CLI::App& app, std::vector<std::string>& files) {
  app.add_option("--text", files, "The texts that the fake server knows by heart")
      ->required()
      ->check(CLI::ExistingFile)
      ->type_name("FILE…");
}

CLI::App* add_serve(CLI::App& bench, ServeOptions& serve) {
  CLI::App* app = bench.add_subcommand("serve", "A fake LLM server that knows some texts by heart");
  add_texts(*app, serve.text_files);
  add_model_options(*app, serve.server.model);
  app->add_option("--listen", serve.listen, "ADDRESS:PORT (port 0: a free one) or unix:PATH")
      ->capture_default_str();
  app->add_option("--log", serve.log_file, "Write requests, tokens and disconnects as JSON lines")
      ->type_name("FILE");
  app->add_flag("--close", serve.server.close_after_stream,
                "Close the connection after each stream, as llama-server does");
  app->add_flag("--announce", serve.announce, "Print requests and disconnects as they happen");
  app->add_flag("--until-eof", serve.until_eof, "Leave when stdin ends");
  return app;
}

} // namespace

struct BenchParser {
  ServeOptions serve;
  CLI::App* serve_app = nullptr;
};

std::shared_ptr<BenchParser> add_bench_command(CLI::App& app) {
  auto parser = std::make_shared<BenchParser>();
  CLI::App* bench = app.add_subcommand("bench", "Measure completion latency from outside");
  bench->require_subcommand(1);
  parser->serve_app = add_serve(*bench, parser->serve);
  return parser;
}

BenchCommand parsed_bench_command(const BenchParser& parser) {
  if (parser.serve_app->parsed()) return {parser.serve};
  return {};
}

int run_bench(const BenchCommand& command) {
  return std::visit(
      [](const auto& program) -> int {
        using Program = std::decay_t<decltype(program)>;
        if constexpr (std::is_same_v<Program, ServeOptions>)
          return harness::run_serve(program);
        else
          return 2;
      },
      command.program);
}

} // namespace inkling::app
