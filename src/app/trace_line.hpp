#pragma once
// A trace event as a line to read at a glance: columns that stay where they are, then what is worth
// knowing in words. Pure.

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace inkling::app {

/// "14:03:22.417  src/main.cpp          typed-through    0.06 ms  the text on screen, typed along ·
/// kept 1". Without a line end; with --text, the offered text follows on lines of its own. Fields
/// that are missing or of another type are left out: a daemon may be older or newer than we are.
/// Nothing that a terminal would obey is passed on.
std::string trace_line(const nlohmann::json& event);

/// What `inkling trace --help` says about columns, stages and reasons.
std::string trace_legend();

} // namespace inkling::app
