#include "app/options.hpp"

#include "app/option_groups.hpp"
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
    "Servers:     inkling backends, then inkling doctor\n"
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

} // namespace

Options parse_options(int argc, char** argv) {
  Options options{.log = log_options(), .command = NoCommand{}};
  const std::string_view first = argc > 1 ? argv[1] : "";
  CLI::App app(kDescription, "inkling");
  app.footer(kFooter);
  app.require_subcommand(1);
  app.set_version_flag("--version,-V", "inkling " INKLING_VERSION);
  add_editor_commands(app, options);
  add_place_commands(app, options);
  add_configuration_commands(app, options);
  add_daemon_commands(app, options, first);
  const auto bench = add_bench_command(app, first == "bench");
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& success) {
    app.exit(success);
    options.command = NoCommand{};
    return options;
  } catch (const CLI::ParseError& error) {
    explain(app, error, argc, argv);
    options.command = NoCommand{2};
    return options;
  }
  if (app.got_subcommand("bench")) options.command = parsed_bench_command(*bench);
  return options;
}

} // namespace inkling::app
