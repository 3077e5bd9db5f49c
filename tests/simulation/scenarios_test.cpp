// Situations that editors really make, each as it would be told to a colleague.

#include "scenario.hpp"

#include "support/catch.hpp"

using namespace inkling;
using namespace inkling::simulation;

namespace {

engine::EngineOptions debounced(Duration delay) {
  engine::EngineOptions options = remote_options();
  options.debounce = engine::DebouncePolicy::fixed(delay);
  return options;
}

} // namespace

TEST_CASE("an embedded model answers in the step after the request", "[scenario]") {
  check_scenario(embedded_options(), R"script(
    0 open "foo(^)"
    5 request 1
    > start 1
    5 delta 1 "a, b)"
    + finish 1
    > 1 embedded "a, b)" over ")"
  )script");
}

TEST_CASE("VS Code cancels before the change that keeps the stream alive", "[scenario]") {
  check_scenario(remote_options(), R"script(
    0 open "let x^"
    10 request 1
    > start 1
    60 delta 1 " = 1;"
    80 cancel 1
    > 1 cancelled as an error
    80.7 type " "
    114 request 2
    150 delta 1 " // one"
    151 finish 1
    > 2 adopted "= 1; // one"
  )script");
}

TEST_CASE("a cancel without a change stops the stream when its grace is over", "[scenario]") {
  check_scenario(remote_options(), R"script(
    0 open "let x^"
    10 request 1
    > start 1
    80 cancel 1
    > 1 cancelled as an error
    82.9 tick
    83 tick
    > abort 1
  )script");
}

TEST_CASE("a change that disagrees stops the orphan in the same step", "[scenario]") {
  check_scenario(remote_options(), R"script(
    0 open "let x^"
    10 request 1
    > start 1
    60 delta 1 " = 1;"
    80 cancel 1
    > 1 cancelled as an error
    80.7 type ";"
    > abort 1
    114 request 2
    > start 2
  )script");
}

TEST_CASE("a change before the cancel does not keep the stream alive", "[scenario]") {
  check_scenario(remote_options(), R"script(
    0 open "let x^"
    10 request 1
    > start 1
    60 delta 1 " = 1;"
    80 type " "
    + cancel 1
    > 1 cancelled as an error
    83 tick
    > abort 1
  )script");
}

TEST_CASE("Neovim types on without a word, and the newest text decides", "[scenario]") {
  check_scenario(remote_options(), R"script(
    0 open "let x^"
    200 request 1
    > start 1
    # It has said nothing yet, and starting over would be quicker than waiting for it.
    210 type " "
    > abort 1
    > start 2
    300 delta 2 "= 1;"
    310 type "="
    320 type ">"
    > abort 2
    > start 3
    520 request 2
    > 1 superseded as an error
    530 delta 3 " 1;"
    + finish 3
    > 2 adopted " 1;"
  )script");
}

TEST_CASE("a silent stream is kept while it is nearly there", "[scenario]") {
  check_scenario(remote_options(), R"script(
    0 open "let x^"
    200 request 1
    > start 1
    260 type " ="
    300 delta 1 " = 1;"
    + finish 1
    > 1 fresh " 1;"
  )script");
}

TEST_CASE("everything of a burst is applied before work begins", "[scenario]") {
  check_scenario(remote_options(), R"script(
    0 open "let x^"
    5 request 1
    + cancel 1
    + type " "
    + request 2
    + type "="
    + request 3
    > 1 cancelled as an error
    > 2 superseded as an error
    > start 1
    90 delta 1 " 1;"
    + finish 1
    > 3 fresh " 1;"
  )script");
}

TEST_CASE("a superseded request leaves what fits on the screen", "[scenario]") {
  check_scenario(remote_options(), R"script(
    0 open "let x^"
    5 request 1
    > start 1
    50 delta 1 " = 1;"
    + finish 1
    > 1 fresh " = 1;"
    60 request 2 invoked
    > start 2
    70 request 3
    > 2 superseded as an error
    > 3 typed-through " = 1;"
    # What was asked for explicitly goes on, and is remembered.
    80 delta 2 " = 2;"
    + finish 2
    90 request 4
    > 4 typed-through " = 1;"
  )script");
}

TEST_CASE("a superseded request clears what no longer fits", "[scenario]") {
  check_scenario(remote_options(), R"script(
    0 open "let x^"
    5 request 1
    > start 1
    50 delta 1 " = 1;"
    + finish 1
    > 1 fresh " = 1;"
    60 type ";"
    + request 2
    > start 2
    70 type ";"
    + request 3
    > 2 superseded
    > abort 2
    > start 3
  )script");
}

TEST_CASE("a debounced request begins its work once, and a newer one restarts the wait",
          "[scenario]") {
  check_scenario(debounced(75ms), R"script(
    0 open "let x^"
    10 request 1
    50 type " "
    + request 2
    > 1 superseded as an error
    85 tick
    125 tick
    > start 1
  )script");
}

TEST_CASE("an explicit request is not held back", "[scenario]") {
  check_scenario(debounced(75ms), R"script(
    0 open "let x^"
    10 request 1 invoked
    > start 1
  )script");
}

TEST_CASE("closing a document answers what waits and stops what runs", "[scenario]") {
  check_scenario(remote_options(), R"script(
    0 open "let x^"
    10 request 1
    > start 1
    20 close
    > abort 1
    > 1 closed
    30 delta 1 " = 1;"
    40 request 2
    > 2 closed
  )script");
}

TEST_CASE("at the deadline whole lines are better than nothing", "[scenario]") {
  check_scenario(remote_options(), R"script(
    0 open "let x^"
    10 request 1
    > start 1
    609 delta 1 " = [\n  1,\n  2"
    610 tick
    > 1 fresh " = [\n  1,"
    1509 tick
    1510 tick
    > abort 1
  )script");
}

TEST_CASE("a stream is stopped as soon as all of it that can be shown has come", "[scenario]") {
  check_scenario(remote_options(), R"script(
    0 open "foo(^);"
    10 request 1
    > start 1
    60 delta 1 "a, b)"
    61 delta 1 ";\nbar"
    > abort 1
    > 1 fresh "a, b);" over ");"
  )script");
}

TEST_CASE("at the deadline half a line is nothing", "[scenario]") {
  check_scenario(remote_options(), R"script(
    0 open "let x^"
    10 request 1
    > start 1
    900 delta 1 " = 1"
    1510 tick
    > abort 1
    > 1 timed-out
  )script");
}

TEST_CASE("a change that costs the stream does not give the request a second deadline",
          "[scenario]") {
  check_scenario(remote_options(), R"script(
    0 open "let x^"
    10 request 1
    > start 1
    900 delta 1 " = 1"
    1000 type ";"
    > abort 1
    > start 2
    1510 tick
    > abort 2
    > 1 timed-out
  )script");
}

TEST_CASE("a stream that ends in the burst of its deadline is used", "[scenario]") {
  check_scenario(remote_options(), R"script(
    0 open "let x^"
    10 request 1
    > start 1
    1510 delta 1 " = 1;"
    + finish 1
    > 1 fresh " = 1;"
  )script");
}

TEST_CASE("a failing backend ends its request with the failure", "[scenario]") {
  check_scenario(remote_options(), R"script(
    0 open "let x^"
    10 request 1
    > start 1
    20 fail 1 refused
    > 1 refused
    30 request 2
    > start 2
    40 delta 2 " = 1"
    50 fail 2 broken
    > 2 backend-failed
    60 request 3
    > start 3
    70 fail 3 rate-limited
    > 3 rate-limited
  )script");
}

TEST_CASE("the stand-in answers where the backend fails", "[scenario]") {
  check_scenario(stand_in_options(), R"script(
    0 open "let x^"
    10 request 1
    > start 1
    20 fail 1 refused
    > start 2 at 1
    20 delta 2 " = y"
    + finish 2
    > 1 embedded " = y"
    30 type "z"
    40 request 2
    > start 3
    50 fail 3 broken
    > start 4 at 1
    50 finish 4
    > 2 backend-failed
  )script");
}

TEST_CASE("the stand-in answers at the soft deadline, and the better text comes later",
          "[scenario]") {
  check_scenario(stand_in_options(), R"script(
    0 open "let x^"
    10 request 1
    > start 1
    609 tick
    610 tick
    > start 2 at 1
    610 delta 2 " = y;"
    + finish 2
    > 1 embedded " = y;"
    700 type " "
    701 request 2
    > 2 typed-through "= y;"
    800 delta 1 " = y + 1;"
    + finish 1
    900 type "="
    901 request 3
    > 3 cached " y + 1;"
  )script");
}

TEST_CASE("where the stand-in has nothing the backend is still waited for", "[scenario]") {
  check_scenario(stand_in_options(), R"script(
    0 open "let x^"
    10 request 1
    > start 1
    610 tick
    > start 2 at 1
    610 finish 2
    900 delta 1 " = 1;"
    + finish 1
    > 1 fresh " = 1;"
  )script");
}

TEST_CASE("a stand-in that is asked at the deadline still answers", "[scenario]") {
  engine::EngineOptions options = stand_in_options();
  options.deadline = 200ms;
  check_scenario(options, R"script(
    0 open "let x^"
    10 request 1
    > start 1
    210 tick
    > abort 1
    > start 2 at 1
    210 delta 2 " = y;"
    + finish 2
    > 1 embedded " = y;"
  )script");
}

TEST_CASE("a backend that fails in a row is left alone for a while, but for explicit requests",
          "[scenario]") {
  check_scenario(remote_options(), R"script(
    0 open "let x^"
    10 request 1
    > start 1
    11 fail 1 refused
    > 1 refused
    20 request 2
    > start 2
    21 fail 2 refused
    > 2 refused
    30 request 3
    > start 3
    31 fail 3 refused
    > 3 refused
    40 request 4
    > 4 refused
    50 request 5 invoked
    > start 4
    51 fail 4 refused
    > 5 refused
    # the pause is over: one request finds out, and all is well
    700 request 6
    > start 5
    710 delta 5 " = 1;"
    + finish 5
    > 6 fresh " = 1;"
    720 type ";"
    721 request 7
    > start 6
  )script");
}

TEST_CASE("a server that says how long it wants to be left alone is left alone", "[scenario]") {
  check_scenario(remote_options(), R"script(
    0 open "let x^"
    10 request 1
    > start 1
    11 fail 1 rate-limited 2000
    > 1 rate-limited
    1000 request 2 invoked
    > 2 rate-limited
    2011 request 3
    > start 2
  )script");
}

TEST_CASE("a text that may not leave goes to the stand-in only", "[scenario]") {
  check_scenario(stand_in_options(), R"script(
    0 open local "let x^"
    10 request 1
    > start 1 at 1
    10 delta 1 " = y;"
    + finish 1
    > 1 embedded " = y;"
  )script");
  check_scenario(remote_options(), R"script(
    0 open local "let x^"
    10 request 1
    > 1 local-only
  )script");
}

TEST_CASE("a text that may not leave any more is taken back at once", "[scenario]") {
  check_scenario(stand_in_options(), R"script(
    0 open "let x^"
    10 request 1
    > start 1
    20 access local
    > abort 1
    > start 2 at 1
    30 access disabled
    > abort 2
    > 1 disabled
  )script");
}

TEST_CASE("without a backend every request says so", "[scenario]") {
  check_scenario({}, R"script(
    0 open "let x^"
    10 request 1
    > 1 no-backend
  )script");
}

TEST_CASE("a backend with nothing to say ends the request", "[scenario]") {
  check_scenario(embedded_options(), R"script(
    0 open "let x^"
    10 request 1
    > start 1
    10 finish 1
    > 1 nothing-found
    20 request 2
    > start 2
    20 delta 2 "\n\n"
    + finish 2
    > 2 filtered by empty
  )script");
}

TEST_CASE("inside a word only an explicit request is served", "[scenario]") {
  check_scenario(remote_options(), R"script(
    0 open "le^t x"
    10 request 1
    > 1 mid-word
    20 request 2 invoked
    > start 1
  )script");
}

TEST_CASE("an excluded document is offered nothing and read by nobody", "[scenario]") {
  check_scenario(remote_options(), R"script(
    0 open excluded "KEY=^"
    10 request 1
    > 1 excluded
    20 request 2 invoked
    > 2 excluded
  )script");
}

TEST_CASE("a text that is not known offers nothing until it is replaced whole", "[scenario]") {
  check_scenario(remote_options(), R"script(
    0 open "let x^"
    10 request 1
    > start 1
    20 lost
    > abort 1
    > 1 out-of-sync
    30 request 2
    > 2 out-of-sync
    40 whole "let x"
    50 request 3
    > start 2
  )script");
}

TEST_CASE("what is typed along a suggestion of several lines is answered from memory",
          "[scenario]") {
  check_scenario(remote_options(), R"script(
    0 open "if (x)^"
    10 request 1
    > start 1
    50 delta 1 " {\n  return 1;\n}\n"
    + finish 1
    > 1 fresh " {\n  return 1;\n}"
    60 type " {"
    + request 2
    > 2 typed-through "\n  return 1;\n}"
    70 type "\n  re"
    + request 3
    > 3 typed-through "turn 1;\n}"
    80 type "turn 1;\n}"
    + request 4
    > start 2
  )script");
}

TEST_CASE("the bracket that an editor closes by itself changes nothing", "[scenario]") {
  check_scenario(remote_options(), R"script(
    0 open "foo^;"
    10 request 1
    > start 1
    50 delta 1 "(a, b)"
    + finish 1
    > 1 fresh "(a, b)"
    60 type "()"
    + move -1
    + request 2
    > 2 typed-through "a, b)" over ")"
  )script");
}

TEST_CASE("going back to a known state is answered from memory", "[scenario]") {
  check_scenario(remote_options(), R"script(
    0 open "let x^"
    10 request 1
    > start 1
    50 delta 1 " = 1;"
    + finish 1
    > 1 fresh " = 1;"
    60 type ";"
    + request 2
    > start 2
    70 delta 2 "// other"
    + finish 2
    > 2 fresh "// other"
    80 backspace 1
    + request 3
    > 3 cached " = 1;"
  )script");
}

TEST_CASE("an explicit request asks anew", "[scenario]") {
  check_scenario(remote_options(), R"script(
    0 open "let x^"
    10 request 1
    > start 1
    50 delta 1 " = 1;"
    + finish 1
    > 1 fresh " = 1;"
    60 request 2 invoked
    > start 2
  )script");
}

TEST_CASE("an edit elsewhere does not disturb a stream", "[scenario]") {
  check_scenario(remote_options(), R"script(
    0 open "^"
    + type "#include <vector>\n#include <string>\n#include <map>\n#include <algorithm>\n\n"
    + type "// A comment, so that the place is far away from where the edit will be.\n"
    + type "// And a second one: what stands up there must not be a part of the anchor.\n"
    + type "let x"
    10 request 1
    > start 1
    50 delta 1 " = "
    60 edit 0 0 "#pragma once\n"
    70 delta 1 "1;"
    + finish 1
    > 1 fresh " = 1;"
  )script");
}

TEST_CASE("an entry of the completion list is extended", "[scenario]") {
  check_scenario(remote_options(), R"script(
    0 open "std::str^"
    10 request 1 selected "string"
    > start 1
    50 delta 1 " name;"
    + finish 1
    > 1 fresh "string name;" over "str"
    # Accepted: the text stands there as it was offered.
    60 type "ing"
    + request 2
    > 2 typed-through " name;"
  )script");
}

TEST_CASE("a selected entry is not followed through a change", "[scenario]") {
  check_scenario(remote_options(), R"script(
    0 open "std::str^"
    10 request 1 selected "string"
    > start 1
    20 backspace 8
    > 1 superseded as an error
    > abort 1
    30 request 2
    > start 2
  )script");
}

TEST_CASE("a request cancelled with the one it supersedes leaves no stream behind", "[scenario]") {
  check_scenario(remote_options(), R"script(
    0 open "let x^"
    10 request 1
    > start 1
    20 request 2
    + cancel 2
    > 1 superseded as an error
    > 2 cancelled as an error
    23 tick
    > abort 1
  )script");
}

TEST_CASE("cancelling what is answered does nothing", "[scenario]") {
  check_scenario(remote_options(), R"script(
    0 open "let x^"
    10 request 1
    > start 1
    20 finish 1
    > 1 nothing-found
    30 cancel 1
    40 request 2
    > start 2
    50 cancel 1
    60 cancel 7
    70 delta 2 " = 1;"
    + finish 2
    > 2 fresh " = 1;"
  )script");
}

TEST_CASE("blanks left of a remembered text do not stand in the way of new work", "[scenario]") {
  check_scenario(remote_options(), R"script(
    0 open "let x^"
    10 request 1
    > start 1
    20 cancel 1
    > 1 cancelled as an error
    # It goes on, because the change behind the cancel agrees; it ends while nobody waits.
    20.5 edit 0 0 ""
    40 delta 1 " = 1;\n\n"
    + finish 1
    50 type " = 1;"
    + request 2
    > start 2
  )script");
}

TEST_CASE("a stream that will not end is stopped at its bound and used", "[scenario]") {
  engine::EngineOptions options = remote_options();
  options.limits.stream_bytes_max = 6;
  check_scenario(options, R"script(
    0 open "let x^"
    10 request 1
    > start 1
    20 delta 1 " = ä"
    30 delta 1 "ö;"
    > abort 1
    > 1 fresh " ="
    40 delta 1 "more"
    50 finish 1
  )script");
}

TEST_CASE("items are written with the document's line ends", "[scenario]") {
  check_scenario(embedded_options(), R"script(
    0 open "int a;\r\nif (x) {^"
    10 request 1
    > start 1
    10 delta 1 "\n  y();\n}\n"
    + finish 1
    > 1 embedded "\r\n  y();\r\n}"
  )script");
}

TEST_CASE("what is shown is not offered again when the document's line ends change", "[scenario]") {
  check_scenario(embedded_options(), R"script(
    0 open "\r\nint a;\r\nif (x) {^"
    10 request 1
    > start 1
    10 delta 1 "\n  y();\n}\n"
    + finish 1
    > 1 embedded "\r\n  y();\r\n}"
    20 edit 0 2 "\n"
    + request 2
    > start 2
  )script");
}
