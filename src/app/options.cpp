#include "app/options.hpp"

#include "app/trace_line.hpp"
#include "base/nearest.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>

namespace inkling::app {
namespace {

constexpr const char* kDescription = "inkling: real-time code completion for editors.\n\n"
                                     "Speaks LSP 3.18 (textDocument/inlineCompletion). With "
                                     "nothing configured it completes from the\n"
                                     "code in your workspace, on this machine; nothing leaves it.";

constexpr const char* kFooter =
    "Try it:      inkling demo\n"
    "In Neovim:   cmd = { 'inkling', 'lsp' }     (see editors/nvim)\n"
    "Environment: INKLING_LOG=debug|info|warn|error|off   what goes to stderr (default: warn)\n"
    "             INKLING_CONFIG=FILE                     your configuration";

/// All option and command names that could have been meant, for the hint below a mistake.
std::vector<std::string> known_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  for (const CLI::App* command : app.get_subcommands({})) {
    names.push_back(command->get_name());
    for (const std::string& name : known_names(*command)) names.push_back(name);
  }
  return names;
}

void explain(const CLI::App& app, const CLI::ParseError& error, int argc, char** argv) {
  // CLI11 says only that a command is required.
  const bool unknown_command = error.get_name() == "RequiredError" &&
                               app.get_subcommands().empty() && argc > 1 && argv[1][0] != '-';
  if (unknown_command)
    std::fprintf(stderr, "inkling: '%s' is not a command\n", argv[1]);
  else
    std::fprintf(stderr, "inkling: %s\n", error.what());
  const std::vector<std::string> known = known_names(app);
  for (int at = 1; at < argc; ++at) {
    const std::string given = std::string(argv[at]).substr(0, std::string(argv[at]).find('='));
    if (std::find(known.begin(), known.end(), given) != known.end()) continue;
    const std::string meant = nearest(given, known);
    if (!meant.empty()) std::fprintf(stderr, "Did you mean '%s'?\n", meant.c_str());
  }
  std::fprintf(stderr, "Run 'inkling --help' for what there is.\n");
}

log::Options log_options() {
  log::Options options;
  const char* level = std::getenv("INKLING_LOG");
  if (level != nullptr && *level != 0 && !log::parse_level(level, options.level))
    std::fprintf(stderr, "inkling: INKLING_LOG='%s' is none of debug, info, warn, error, off\n",
                 level);
  return options;
}

/// Which running daemon; for commands that look into one.
void add_daemon_choice(CLI::App& command, DaemonChoice& choice) {
  command.add_option("pid", choice.pid, "Process id of the daemon (default: the newest)");
  command.add_option("--socket", choice.socket, "Socket of a daemon that listens on one")
      ->type_name("PATH");
}

} // namespace

Options parse_options(int argc, char** argv) {
  Options options{.log = log_options(), .command = NoCommand{}};
  LspCommand lsp;
  CompleteCommand complete;
  DemoCommand demo;

  CLI::App app(kDescription, "inkling");
  app.footer(kFooter);
  app.require_subcommand(1);
  app.set_version_flag("--version,-V", "inkling " INKLING_VERSION);

  CLI::App* lsp_app =
      app.add_subcommand("lsp", "Serve an editor: LSP over stdin and stdout, or a Unix socket");
  bool stdio = false;
  std::string listen;
  lsp_app->add_flag("--stdio", stdio, "Serve stdin and stdout (the default)");
  lsp_app->add_option("--listen", listen, "Serve every editor that connects to this Unix socket")
      ->type_name("unix:PATH");
  lsp_app->add_option("--clientProcessId", lsp.client_process_id, "Leave when this process does");
  lsp_app->add_flag("--trust-client", lsp.trust_client,
                    "Let the editor's initializationOptions choose backends and hand over keys");

  CLI::App* complete_app =
      app.add_subcommand("complete", "Print what would be offered at a place in a file");
  complete_app
      ->add_option("place", complete.place,
                   "FILE:LINE[:COLUMN], counted from 1 as editors show them; without a column: the "
                   "end of the line")
      ->required();
  complete_app->add_flag("--json", complete.json, "Print JSON: items, reason, microseconds");

  CLI::App* demo_app =
      app.add_subcommand("demo", "Type through a source file and watch the ghost text");
  demo_app->add_option("file", demo.file,
                       "The file to type (default: one of the repository you stand in)");
  demo_app->add_option("--seconds", demo.seconds_max, "Stop after this long")
      ->check(CLI::Range(1.0, 600.0));

  CLI::App* config_app =
      app.add_subcommand("config", "Print what is configured here, and where it comes from");
  ConfigCommand config;
  std::string checked_file;
  config_app->add_flag("--json", config.json, "Print JSON");
  config_app->add_flag("--path", config.path, "Print where your configuration file is");
  CLI::Option* check = config_app->add_option("--check", checked_file,
                                              "Print only what is wrong, with FILE or what is in "
                                              "force; exits with 1 where something is");
  check->expected(0, 1)->type_name("[FILE]");

  CLI::App* trace_app =
      app.add_subcommand("trace", "Follow a running daemon: one line a key press, and why");
  TraceCommand trace;
  add_daemon_choice(*trace_app, trace.daemon);
  trace_app->add_flag("--json", trace.json, "Print one JSON object a line");
  trace_app->add_flag("--text", trace.text, "Print the text that is offered, too");
  if (argc > 1 && std::string_view(argv[1]) == "trace") trace_app->footer(trace_legend());

  CLI::App* stats_app =
      app.add_subcommand("stats", "Print what a running daemon has counted and timed");
  StatsCommand stats;
  add_daemon_choice(*stats_app, stats.daemon);
  stats_app->add_flag("--json", stats.json, "Print JSON");

  for (CLI::App* one : {lsp_app, config_app})
    one->add_option("--config", options.config_file,
                    "Your configuration (default: ~/.config/inkling/config.toml)")
        ->type_name("FILE");

  const auto bench = add_bench_command(app, argc > 1 && std::string_view(argv[1]) == "bench");

  try {
    app.parse(argc, argv);
    if (!listen.empty()) {
      constexpr std::string_view kScheme = "unix:";
      if (!listen.starts_with(kScheme) || listen.size() == kScheme.size())
        throw CLI::ValidationError(
            "--listen",
            "expected unix:PATH (there is no TCP listener: any web page could reach it)");
      lsp.listen_path = listen.substr(kScheme.size());
    }
  } catch (const CLI::Success& success) {
    app.exit(success);
    return options;
  } catch (const CLI::ParseError& error) {
    explain(app, error, argc, argv);
    options.command = NoCommand{2};
    return options;
  }
  if (lsp_app->parsed()) options.command = lsp;
  if (complete_app->parsed()) options.command = complete;
  if (demo_app->parsed()) options.command = demo;
  if (config_app->parsed()) {
    if (check->count() > 0) config.check = checked_file;
    options.command = config;
  }
  if (trace_app->parsed()) options.command = trace;
  if (stats_app->parsed()) options.command = stats;
  if (app.got_subcommand("bench")) options.command = parsed_bench_command(*bench);
  return options;
}

} // namespace inkling::app
