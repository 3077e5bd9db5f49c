#pragma once
// The subcommands that talk to a person. Each returns the exit code.

#include "app/options.hpp"

namespace inkling::app {

/// `inkling complete`: indexes the file's workspace, asks as Invoked, prints what would be offered.
int run_complete(const CompleteCommand& command);

/// `inkling demo`: types through a file as a person would, and shows and counts what is offered.
int run_demo(const DemoCommand& command);

} // namespace inkling::app
