#pragma once
// The subcommands and their options, by what they are for. options.cpp puts them together; nobody
// else includes this.

#include "app/options.hpp"

#include <string_view>

namespace CLI {
class App;
}

namespace inkling::app {

/// Each adds its subcommands to `app`; the one that is given is in `options.command` once `app` has
/// parsed. Both must stay until then. `first` is the first argument: what only one command's help
/// needs is made for that one.
void add_editor_commands(CLI::App& app, Options& options);
void add_place_commands(CLI::App& app, Options& options);
void add_configuration_commands(CLI::App& app, Options& options);
void add_daemon_commands(CLI::App& app, Options& options, std::string_view first);

} // namespace inkling::app
