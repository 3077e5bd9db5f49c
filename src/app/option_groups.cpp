#include "app/option_groups.hpp"

#include "app/trace_line.hpp"

#include <CLI/CLI.hpp>
#include <memory>

namespace inkling::app {
namespace {

constexpr const char* kPlaceText =
    "FILE:LINE[:COLUMN], counted from 1 as editors show them; without a column: the end of the "
    "line";

/// A subcommand whose options are parsed into a Command of its own.
template<class Command>
struct Added {
  CLI::App& app;
  Command& command;
};

template<class Command>
Added<Command> add(CLI::App& parent, Options& options, const char* name, const char* text) {
  CLI::App& app = *parent.add_subcommand(name, text);
  auto command = std::make_shared<Command>();
  app.final_callback([&options, command] { options.command = *command; });
  return {app, *command}; // the callback owns it
}

void add_config_option(CLI::App& app, Options& options) {
  app.add_option("--config", options.config_file,
                 "Your configuration (default: ~/.config/inkling/config.toml)")
      ->type_name("FILE");
}

void add_backend_option(CLI::App& app, std::string& backend) {
  app.add_option("--backend", backend, "This preset or entry instead of the configured one")
      ->type_name("NAME");
}

/// Which running daemon; for commands that look into one.
void add_daemon_choice(CLI::App& command, DaemonChoice& choice) {
  command.add_option("pid", choice.pid, "Process id of the daemon (default: the newest)");
  command.add_option("--socket", choice.socket, "Socket of a daemon that listens on one")
      ->type_name("PATH");
}

} // namespace

void add_editor_commands(CLI::App& app, Options& options) {
  auto lsp = add<LspCommand>(app, options, "lsp",
                             "Serve an editor: LSP over stdin and stdout, or a Unix socket");
  lsp.app.add_flag_callback(
      "--stdio", [] {}, "Serve stdin and stdout (the default)");
  lsp.app
      .add_option_function<std::string>(
          "--listen",
          [&path = lsp.command.listen_path](const std::string& given) {
            constexpr std::string_view kScheme = "unix:";
            if (!given.starts_with(kScheme) || given.size() == kScheme.size())
              throw CLI::ValidationError(
                  "--listen",
                  "expected unix:PATH (there is no TCP listener: any web page could reach it)");
            path = given.substr(kScheme.size());
          },
          "Serve every editor that connects to this Unix socket")
      ->type_name("unix:PATH");
  lsp.app.add_option("--clientProcessId", lsp.command.client_process_id,
                     "Leave when this process does");
  lsp.app.add_flag("--trust-client", lsp.command.trust_client,
                   "Let the editor's initializationOptions choose backends and hand over keys");
  add_config_option(lsp.app, options);
}

void add_place_commands(CLI::App& app, Options& options) {
  auto complete = add<CompleteCommand>(
      app, options, "complete",
      "Print what the embedded model would offer at a place in a file; asks no server");
  complete.app.add_option("place", complete.command.place, kPlaceText)->required();
  complete.app.add_flag("--json", complete.command.json, "Print JSON: items, reason, microseconds");

  auto prompt = add<PromptCommand>(
      app, options, "prompt", "Print what would be sent from a place in a file; sends nothing");
  prompt.app.add_option("place", prompt.command.place, kPlaceText)->required();
  prompt.app.add_flag("--json", prompt.command.json,
                      "Print JSON, the body indented as well (without this: its exact bytes)");
  prompt.app.add_flag("--invoked", prompt.command.invoked,
                      "What an explicit request sends (default: what typing sends)");
  prompt.app
      .add_option("--workspace", prompt.command.workspace,
                  "The folder that your editor has open (default: the file's repository)")
      ->type_name("FOLDER");
  add_backend_option(prompt.app, prompt.command.backend);
  add_config_option(prompt.app, options);

  auto demo =
      add<DemoCommand>(app, options, "demo", "Type through a source file and watch the ghost text");
  demo.app.add_option("file", demo.command.file,
                      "The file to type (default: one of the repository you stand in)");
  demo.app.add_option("--seconds", demo.command.seconds_max, "Stop after this long")
      ->check(CLI::Range(1.0, 600.0));
}

void add_configuration_commands(CLI::App& app, Options& options) {
  auto config = add<ConfigCommand>(app, options, "config",
                                   "Print what is configured here, and where it comes from");
  config.app.add_flag("--json", config.command.json, "Print JSON");
  config.app.add_flag("--path", config.command.path, "Print where your configuration file is");
  auto* check = config.app.add_option("--check", config.command.check,
                                      "Print only what is wrong, with FILE or what is in force; "
                                      "exits with 1 where something is");
  check->expected(0, 1)->default_str("")->type_name("[FILE]");
  add_config_option(config.app, options);

  auto backends = add<BackendsCommand>(
      app, options, "backends", "List the servers that inkling knows, and which is in force");
  backends.app.add_flag("--json", backends.command.json, "Print JSON");
  add_config_option(backends.app, options);

  auto doctor = add<DoctorCommand>(
      app, options, "doctor", "Check the configured server, and say what to change where it fails");
  doctor.app.footer(
      "Sends a few samples of its own to the server, never your code: some 800 tokens "
      "in all.\nExits with 0 where all is well, 1 where something failed.");
  doctor.app.add_flag("--json", doctor.command.json, "Print JSON");
  doctor.app.add_flag("--options-from-stdin", doctor.command.options_from_stdin,
                      "Read an editor's initializationOptions, too: a JSON object on stdin");
  add_backend_option(doctor.app, doctor.command.backend);
  add_config_option(doctor.app, options);
}

void add_daemon_commands(CLI::App& app, Options& options, std::string_view first) {
  auto trace = add<TraceCommand>(app, options, "trace",
                                 "Follow a running daemon: one line a key press, and why");
  add_daemon_choice(trace.app, trace.command.daemon);
  trace.app.add_flag("--json", trace.command.json, "Print one JSON object a line");
  trace.app.add_flag("--text", trace.command.text, "Print the text that is offered, too");
  if (first == "trace") trace.app.footer(trace_legend());

  auto stats = add<StatsCommand>(app, options, "stats",
                                 "Print what a running daemon has counted, timed and used");
  add_daemon_choice(stats.app, stats.command.daemon);
  stats.app.add_flag("--json", stats.command.json, "Print JSON");
}

} // namespace inkling::app
