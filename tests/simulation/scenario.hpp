#pragma once
// Scripted scenarios: what happens, line by line, and what the engine is expected to do about it.
//
//   0 open "foo(^)"               at 0 ms, a document with the cursor at ^
//   5 request 1                   ticket 1; also: request 1 invoked, request 1 selected "word"
//   > start 1                     expected, in this order, of the step above; no such lines:
//   expected to do nothing 9 delta 1 "a, b)"             stream 1 says something; also: finish 1,
//   fail 1 refused
//   + finish 1                    in the same burst as the line above
//   > 1 fresh "a, b)" over ")"    ticket 1 is answered; "over" names what the item replaces
//
// Further verbs: `open refreshing` is of a client that takes refreshes (`> refresh`); snooze 1000
// and wake; rules invoked-only|line-end-only|mid-word|delay 100|none; dismiss (what was offered
// last); forget; type "x", backspace 2, move -3, edit 0 5 "y" (begin, removed, inserted), lost,
// whole "text", access local|disabled|anywhere, cancel 1, close, tick. `open local` is a text that
// may not leave. `fail 1 rate-limited 2000` names Retry-After in ms; `start 2 at 1` is about
// backend 1. Expected ends: > 1 timed-out, > 1 superseded as an error, > abort 1.

#include "engine/options.hpp"

#include <string_view>

namespace inkling::simulation {

/// Runs a scenario and fails the current test case where the engine does something else.
void check_scenario(const engine::EngineOptions& options, std::string_view script);

/// One remote backend: 100 ms to the first token expected, no debounce, nothing done ahead.
engine::EngineOptions remote_options();
/// A remote backend with an embedded one, number 1, as its stand-in; work begins on the change.
engine::EngineOptions ahead_options();
/// remote_options() with an embedded backend, number 1, as its stand-in.
engine::EngineOptions stand_in_options();
/// One embedded backend.
engine::EngineOptions embedded_options();

} // namespace inkling::simulation
