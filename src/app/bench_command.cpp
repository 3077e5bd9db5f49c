#include "app/bench_command.hpp"

#include <CLI/CLI.hpp>
#include <map>
#include <type_traits>

namespace inkling::app {
namespace {

using harness::CancelOptions;
using harness::FloorOptions;
using harness::HostKind;
using harness::ModelOptions;
using harness::ReplayOptions;
using harness::ServeOptions;
using harness::TraceKind;

/// Throws what CLI11 expects where a value was not understood.
template<class Value>
Value or_complain(Result<Value> result, const char* option) {
  if (!result) throw CLI::ValidationError(option, result.error().message);
  return std::move(*result);
}

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
           model.faults = or_complain(harness::parse_faults(text), "--fault");
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

/// What the programs share that measure servers.
template<class Options>
void add_measuring_options(CLI::App& app, Options& options) {
  app.add_option_function<std::vector<std::string>>(
         "--server",
         [&options](const std::vector<std::string>& commands) {
           for (const std::string& command : commands)
             options.servers.push_back(
                 or_complain(harness::parse_server_command(command), "--server"));
         },
         "A language server, started without a shell; {url} is the fake LLM server, {config} an "
         "inkling configuration for it; INKLING_BENCH_URL is set. Several are measured in turn")
      ->required()
      ->type_name("NAME=CMD");
  add_texts(app, options.serve.text_files);
  add_model_options(app, options.serve.server.model);
  app.add_option("--config-extra", options.config_extra, "TOML to add to {config}")
      ->type_name("TOML");
  app.add_option_function<std::vector<std::string>>(
         "--bar",
         [&options](const std::vector<std::string>& bars) {
           for (const std::string& bar : bars)
             options.bars.push_back(or_complain(harness::parse_bar(bar), "--bar"));
         },
         "A promise about the first server, as in added_p50<=1.1*forwarder")
      ->type_name("METRIC<=NUMBER[*NAME]|METRIC>=…");
  app.add_flag("--json", options.json, "Print all figures as JSON");
}

/// What a host and a person do besides typing.
void add_habits(CLI::App& app, ReplayOptions& replay) {
  app.add_option_function<std::pair<double, double>>(
         "--gap",
         [&replay](const std::pair<double, double>& ms) {
           const auto duration = [](double value) {
             return Duration(static_cast<std::int64_t>(value * 1e6));
           };
           replay.host.gap = {duration(ms.first), duration(std::max(ms.first, ms.second))};
         },
         "Ask so many ms after the change, evenly spread, instead of what --host does")
      ->type_name("LEAST MOST");
  app.add_option("--accept", replay.accept.share,
                 "Share of the right answers that are taken instead of typed")
      ->check(CLI::Range(0.0, 1.0));
  app.add_option("--accept-by", replay.accept.by, "whole, or word: only the first one")
      ->transform(CLI::CheckedTransformer(std::map<std::string, harness::AcceptBy>{
          {"whole", harness::AcceptBy::whole}, {"word", harness::AcceptBy::word}}));
  app.add_flag("--refresh", replay.extras.refresh,
               "Take inkling/refresh: ask again when the server has more");
  app.add_option_function<std::vector<std::string>>(
         "--config-of",
         [&replay](const std::vector<std::string>& all) {
           for (const std::string& one : all) {
             const std::size_t equals = one.find('=');
             if (equals == one.npos) throw CLI::ValidationError("--config-of", "NAME=TOML");
             replay.config_of[one.substr(0, equals)] += one.substr(equals + 1) + '\n';
           }
         },
         "TOML to add to {config} of one server, as in 'late=head_start = false'")
      ->type_name("NAME=TOML");
}

CLI::App* add_replay(CLI::App& bench, ReplayOptions& replay) {
  CLI::App* app = bench.add_subcommand("replay", "Type known texts to language servers");
  add_measuring_options(*app, replay);
  app->add_option("--host", replay.host.kind, "Whose habits: raw (at once), vscode, neovim")
      ->transform(CLI::CheckedTransformer(std::map<std::string, HostKind>{
          {"raw", HostKind::raw}, {"vscode", HostKind::vscode}, {"neovim", HostKind::neovim}}));
  app->add_option("--trace", replay.traces, "Ways to type, in turn: steady, bursts, edits, fast")
      ->delimiter(',')
      ->transform(
          CLI::CheckedTransformer(std::map<std::string, TraceKind>{{"steady", TraceKind::steady},
                                                                   {"bursts", TraceKind::bursts},
                                                                   {"edits", TraceKind::edits},
                                                                   {"fast", TraceKind::fast}}));
  add_habits(*app, replay);
  app->add_option("--keys", replay.keys, "Keys for each server, at least")->capture_default_str();
  app->add_option("--trace-keys", replay.trace_keys, "Keys of one run, with a fresh server")
      ->capture_default_str();
  app->add_option("--pace", replay.pace, "All pauses between keys times this")
      ->check(CLI::Range(0.01, 100.0))
      ->capture_default_str();
  app->add_option("--against", replay.against, "Ratios to this server (default: the first)");
  app->add_option("--keep", replay.keep, "Keep the logs of both sides of each run there")
      ->check(CLI::ExistingDirectory)
      ->type_name("FOLDER");
  CLI::Option* url = app->add_option("--backend", replay.backend_url,
                                     "Use a `bench serve` that runs already, at this URL");
  CLI::Option* log =
      app->add_option("--backend-log", replay.backend_log, "The file that it logs to");
  url->needs(log);
  log->needs(url);
  return app;
}

CLI::App* add_cancel(CLI::App& bench, CancelOptions& cancel) {
  CLI::App* app = bench.add_subcommand("cancel", "Cancel requests and see how soon all of it ends");
  add_measuring_options(*app, cancel);
  app->add_option("--count", cancel.count, "Cancels for each server")->capture_default_str();
  app->add_option("--after", cancel.after_ms,
                  "Cancel up to so many ms after the backend has the request")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  return app;
}

CLI::App* add_floor(CLI::App& bench, FloorOptions& floor) {
  CLI::App* app = bench.add_subcommand("floor", "What this machine takes for pipes and sockets");
  app->add_option("--count", floor.count, "Exchanges of each kind")->capture_default_str();
  app->add_option("--spaced-count", floor.spaced_count, "Exchanges 20 ms apart")
      ->capture_default_str();
  app->add_option("--starts", floor.starts, "Processes to start")->capture_default_str();
  app->add_flag("--json", floor.json, "Print JSON, in ms");
  return app;
}

} // namespace

struct BenchParser {
  ServeOptions serve;
  ReplayOptions replay;
  CancelOptions cancel;
  FloorOptions floor;
  CLI::App* serve_app = nullptr;
  CLI::App* replay_app = nullptr;
  CLI::App* cancel_app = nullptr;
  CLI::App* floor_app = nullptr;
};

std::shared_ptr<BenchParser> add_bench_command(CLI::App& app, bool chosen) {
  auto parser = std::make_shared<BenchParser>();
  CLI::App* bench = app.add_subcommand("bench", "Measure completion latency from outside");
  if (!chosen) return parser;
  bench->require_subcommand(1);
  parser->serve_app = add_serve(*bench, parser->serve);
  parser->replay_app = add_replay(*bench, parser->replay);
  parser->cancel_app = add_cancel(*bench, parser->cancel);
  parser->floor_app = add_floor(*bench, parser->floor);
  return parser;
}

BenchCommand parsed_bench_command(const BenchParser& parser) {
  if (parser.serve_app == nullptr) return {}; // not chosen
  if (parser.serve_app->parsed()) return {parser.serve};
  if (parser.replay_app->parsed()) return {parser.replay};
  if (parser.cancel_app->parsed()) return {parser.cancel};
  if (parser.floor_app->parsed()) return {parser.floor};
  return {};
}

int run_bench(const BenchCommand& command) {
  return std::visit(
      [](const auto& program) -> int {
        using Program = std::decay_t<decltype(program)>;
        if constexpr (std::is_same_v<Program, ServeOptions>)
          return harness::run_serve(program);
        else if constexpr (std::is_same_v<Program, ReplayOptions>)
          return harness::run_replay(program);
        else if constexpr (std::is_same_v<Program, CancelOptions>)
          return harness::run_cancel(program);
        else if constexpr (std::is_same_v<Program, FloorOptions>)
          return harness::run_floor(program);
        else
          return 2;
      },
      command.program);
}

} // namespace inkling::app
