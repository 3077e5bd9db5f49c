// Work that begins before anybody asks, answers that come before all is there, and what a person
// may forbid.

#include "scenario.hpp"

#include "support/catch.hpp"

#include <array>
#include <string>

using namespace inkling;
using namespace inkling::simulation;

namespace {

/// An editor asks, so that it is known to; nothing comes of it.
const char* const kAsked = R"s(
  0 open "let x^"
  0 request 1
  > start 1
  10 finish 1
  > 1 nothing-found
)s";

void check(const engine::EngineOptions& options, const std::string& script) {
  check_scenario(options, script);
}

engine::EngineOptions speculating() {
  engine::EngineOptions options = ahead_options();
  options.speculation = engine::Speculation::automatic;
  options.head_start = false;
  return options;
}

} // namespace

TEST_CASE("work begins on the change, and the request takes it over", "[ahead]") {
  check(ahead_options(), std::string(kAsked) + R"s(
    100 type " "
    > start 2
    134 request 2
    160 delta 2 "= 1;"
    + finish 2
    > 2 adopted "= 1;"
  )s");
}

TEST_CASE("what a head start has finished is there when the request comes", "[ahead]") {
  check(ahead_options(), std::string(kAsked) + R"s(
    100 type " "
    > start 2
    120 delta 2 "= 1;"
    + finish 2
    134 request 2
    > 2 adopted "= 1;"
  )s");
}

TEST_CASE("a head start that found nothing answers the request", "[ahead]") {
  check(ahead_options(), std::string(kAsked) + R"s(
    100 type " "
    > start 2
    120 finish 2
    134 request 2
    > 2 nothing-found
  )s");
}

TEST_CASE("typing on against a head start stops it and begins another", "[ahead]") {
  check(ahead_options(), std::string(kAsked) + R"s(
    100 type " "
    > start 2
    180 delta 2 "= 1;"
    185 type "i"
    > abort 2
    > start 3
  )s");
}

TEST_CASE("a head start inside a pair that the editor closed", "[ahead]") {
  check(ahead_options(), std::string(kAsked) + R"s(
    100 edit 5 0 "()"
    > start 2
    # The cursor is between the two.
    134 move -1
    + request 2
    150 delta 2 "a, b)"
    + finish 2
    > 2 adopted "a, b)" over ")"
  )s");
}

TEST_CASE("a paste, a replaced text and many places at once begin nothing", "[ahead]") {
  static constexpr std::array kChanges = {"100 type \"pasted text\"", "100 whole \"let other\"",
                                          "100 edit 0 3 \"const int\"", "100 lost"};
  for (const std::string change : kChanges)
    check(ahead_options(), std::string(kAsked) + change + "\n");
}

TEST_CASE("three head starts that nobody asks about are the last until the next request",
          "[ahead]") {
  check(ahead_options(), std::string(kAsked) + R"s(
    100 type "a"
    > start 2
    110 request 2
    120 delta 2 "1"
    + finish 2
    > 2 adopted "1"
    200 type "b"
    > start 3
    210 delta 3 "2"
    400 type "c"
    > abort 3
    > start 4
    410 delta 4 "2"
    600 type "d"
    > abort 4
    > start 5
    610 delta 5 "2"
    800 type "e"
    > abort 5
    900 type "f"
    1000 request 3
    > start 6
    1010 delta 6 "g"
    + finish 6
    > 3 fresh "g"
    1100 type "h"
    > start 7
  )s");
}

TEST_CASE("nobody asked for half a minute: nothing is begun", "[ahead]") {
  check(ahead_options(), std::string(kAsked) + R"s(
    30100 type "a"
  )s");
}

TEST_CASE("an embedded answer does not end the remote work", "[ahead]") {
  check(ahead_options(), R"s(
    0 open "let x^"
    0 request 1
    > start 1
    600 tick
    > start 2 at 1
    600 delta 2 " = 1;"
    + finish 2
    > 1 embedded " = 1;"
    700 delta 1 " = compute();"
    + finish 1
    750 type " "
    784 request 2
    > 2 cached "= compute();"
  )s");
}

TEST_CASE("after an embedded answer the next key asks the better source", "[ahead]") {
  check(ahead_options(), R"s(
    0 open "let x^"
    0 request 1
    > start 1
    5 fail 1 broken
    > start 2 at 1
    5 delta 2 " = 1;"
    + finish 2
    > 1 embedded " = 1;"
    100 type " "
    > start 3
    134 request 2
    > 2 typed-through "= 1;"
    160 delta 3 "= compute();"
    + finish 3
    200 type "="
    234 request 3
    > 3 adopted " compute();"
  )s");
}

TEST_CASE("a client that takes refreshes has the first line at once, and asks again", "[early]") {
  check(ahead_options(), R"s(
    0 open refreshing "if x:^"
    0 request 1
    > start 1
    > start 2 at 1
    0 finish 2
    50 delta 1 "\n    a()\n"
    > 1 fresh "\n    a()"
    60 delta 1 "    b()\n    c()"
    > refresh
    61 request 2
    > 2 adopted "\n    a()\n    b()"
    70 finish 1
    > refresh
    71 request 3
    > 3 cached "\n    a()\n    b()\n    c()"
  )s");
}

TEST_CASE("the stand-in paints first, the remote answer comes after it", "[early]") {
  check(ahead_options(), R"s(
    0 open refreshing "let x^"
    0 request 1
    > start 1
    > start 2 at 1
    0 delta 2 " = 1;"
    + finish 2
    > 1 embedded " = 1;"
    50 delta 1 " = compute();"
    + finish 1
    > refresh
    51 request 2
    > 2 cached " = compute();"
  )s");
}

TEST_CASE("nobody is told to ask again while the person types", "[early]") {
  check(ahead_options(), R"s(
    0 open refreshing "let x^"
    0 request 1
    > start 1
    > start 2 at 1
    0 delta 2 " = 1;"
    + finish 2
    > 1 embedded " = 1;"
    60 type " "
    70 delta 1 " = compute();"
    + finish 1
    94 request 2
    > 2 cached "= compute();"
  )s");
}

TEST_CASE("other clients wait for the rest where it comes soon", "[early]") {
  check(ahead_options(), R"s(
    0 open "if x:^"
    0 request 1
    > start 1
    50 delta 1 "\n    a()\n"
    60 delta 1 "    b()"
    70 finish 1
    > 1 fresh "\n    a()\n    b()"
  )s");
}

TEST_CASE("other clients have the whole lines after a moment", "[early]") {
  check(ahead_options(), R"s(
    0 open "if x:^"
    0 request 1
    > start 1
    50 delta 1 "\n    a()\n"
    80 delta 1 "    b()\n    c"
    90 tick
    > 1 fresh "\n    a()\n    b()"
    200 delta 1 "()"
    + finish 1
    300 type "\n"
    334 request 2
    > 2 cached "    a()\n    b()\n    c()"
  )s");
}

TEST_CASE("what follows a suggestion that is looked at is prepared", "[speculation]") {
  check(speculating(), R"s(
    0 open "let x^"
    0 request 1
    > start 1
    50 delta 1 " = 1;"
    + finish 1
    > 1 fresh " = 1;"
    200 tick
    > start 2
    250 delta 2 "\nlet y = 2;"
    + finish 2
    400 type " = 1;"
    434 request 2
    > 2 speculated "\nlet y = 2;"
  )s");
}

TEST_CASE("what was prepared is followed by what is prepared next", "[speculation]") {
  check(speculating(), R"s(
    0 open "let x^"
    0 request 1
    > start 1
    50 delta 1 " = 1;\n"
    + finish 1
    > 1 fresh " = 1;"
    200 tick
    > start 2
    250 delta 2 "\nlet y = 2;\n"
    + finish 2
    400 type " = 1;"
    434 request 2
    > 2 speculated "\nlet y = 2;"
    600 tick
    > start 3
    650 delta 3 "\nlet z = 3;"
    + finish 3
    700 type "\nlet y = 2;"
    734 request 3
    > 3 speculated "\nlet z = 3;"
  )s");
}

TEST_CASE("whole lines of an answer that broke off serve the next request", "[early]") {
  check(remote_options(), R"s(
    0 open "if x:^"
    0 request 1
    > start 1
    50 delta 1 "\n    a()\n"
    90 tick
    > 1 fresh "\n    a()"
    200 delta 1 "    b()\n    c"
    300 fail 1 broken
    400 type "\n"
    434 request 2
    > 2 cached "    a()\n    b()"
  )s");
}

TEST_CASE("what was prepared and is still being written serves who has accepted", "[speculation]") {
  check(speculating(), R"s(
    0 open "let x^"
    0 request 1
    > start 1
    50 delta 1 " = 1;"
    + finish 1
    > 1 fresh " = 1;"
    200 tick
    > start 2
    210 type " = 1;"
    220 request 2
    250 delta 2 "\nlet y = 2;"
    + finish 2
    > 2 adopted "\nlet y = 2;"
  )s");
}

TEST_CASE("typing against the text on screen stops what was prepared behind it", "[speculation]") {
  check(speculating(), R"s(
    0 open "let x^"
    0 request 1
    > start 1
    50 delta 1 " = 1;"
    + finish 1
    > 1 fresh " = 1;"
    200 tick
    > start 2
    210 type "y"
    > abort 2
  )s");
}

TEST_CASE("on a metered backend nothing is prepared unless the person says so", "[speculation]") {
  engine::EngineOptions options = speculating();
  options.backends[0].metered = true;
  const std::string script = R"s(
    0 open "let x^"
    0 request 1
    > start 1
    50 delta 1 " = 1;"
    + finish 1
    > 1 fresh " = 1;"
    200 tick
  )s";
  check(options, script);
  options.speculation = engine::Speculation::always;
  check(options, script + "> start 2\n");
}

TEST_CASE("work that is asked for goes before what was prepared", "[speculation]") {
  engine::EngineOptions options = speculating();
  options.backends[0].concurrency_max = 1;
  check(options, R"s(
    0 open "let x^"
    0 request 1
    > start 1
    50 delta 1 " = 1;"
    + finish 1
    > 1 fresh " = 1;"
    200 tick
    > start 2
    210 move -5
    + request 2 invoked
    > abort 2
    > start 3
  )s");
}

TEST_CASE("a budget that is used up ends requests with its reason", "[budget]") {
  engine::EngineOptions options = remote_options();
  options.backends[0].allowance.requests_per_minute = 1;
  check(options, R"s(
    0 open "let x^"
    0 request 1
    > start 1
    50 finish 1
    > 1 nothing-found
    100 type "y"
    + request 2
    > 2 over-budget
    60100 type "z"
    + request 3
    > start 2
  )s");
}

TEST_CASE("a text that was dismissed is not offered again at its place", "[rules]") {
  check(remote_options(), R"s(
    0 open "let x^"
    0 request 1
    > start 1
    50 delta 1 " = 1;"
    + finish 1
    > 1 fresh " = 1;"
    60 dismiss
    100 request 2
    > start 2
    150 delta 2 " = 1;"
    + finish 2
    > 2 dismissed
    160 request 3
    > start 3
    170 delta 3 " = 2;"
    + finish 3
    > 3 fresh " = 2;"
    200 request 4 invoked
    > start 4
    250 delta 4 " = 1;"
    + finish 4
    > 4 fresh " = 1;"
  )s");
}

TEST_CASE("while a session snoozes nothing is begun, and what runs is stopped", "[rules]") {
  check(ahead_options(), std::string(kAsked) + R"s(
    100 type " "
    > start 2
    110 snooze 1000
    > abort 2
    134 request 2
    > 2 snoozed
    150 type "="
    160 wake
    200 request 3
    > start 3
    210 snooze 100
    > abort 3
    > 3 snoozed
    310 request 4
    > start 4
  )s");
}

TEST_CASE("who wants to ask explicitly is not answered unasked", "[rules]") {
  check(ahead_options(), std::string(kAsked) + R"s(
    50 rules invoked-only
    100 type " "
    134 request 2
    > 2 invoked-only
    200 request 3 invoked
    > start 2
  )s");
}

TEST_CASE("rules about the place in a line", "[rules]") {
  check(remote_options(), R"s(
    0 open "f(^) + 1"
    0 rules line-end-only
    10 request 1
    > 1 not-line-end
    20 rules none
    30 request 2
    > start 1
  )s");
  check(remote_options(), R"s(
    0 open "fo^o"
    10 request 1
    > 1 mid-word
    20 rules mid-word
    30 request 2
    > start 1
  )s");
}

TEST_CASE("new text waits for the delay that the person wants, work does not", "[rules]") {
  check(ahead_options(), R"s(
    0 open "let x^"
    0 rules delay 200
    0 request 1
    > start 1
    50 delta 1 " = 1;"
    + finish 1
    200 tick
    > 1 adopted " = 1;"
    300 type " "
    310 request 2
    > 2 typed-through "= 1;"
  )s");
}

TEST_CASE("a request that waited and has to be held lets go of its stream", "[rules]") {
  check(stand_in_options(), R"s(
    0 open "let x^"
    0 request 1
    > start 1
    50 delta 1 " = 1;"
    + finish 1
    > 1 fresh " = 1;"
    60 rules delay 1000
    70 type " = 1;"
    80 request 2
    > start 2
    170 type "y"
    700 tick
    900 delta 2 "yes"
    + finish 2
    1080 tick
    > 2 cached "es"
  )s");
}

TEST_CASE("what was remembered can be forgotten", "[rules]") {
  check(remote_options(), R"s(
    0 open "let x^"
    0 request 1
    > start 1
    50 delta 1 " = 1;"
    + finish 1
    > 1 fresh " = 1;"
    60 forget
    100 type " "
    110 request 2
    > start 2
  )s");
}
