// From before the fork until the reply to initialize has been read, in turn with a program that
// does nothing. And the memory it then takes.

#include "bars.hpp"
#include "messages.hpp"
#include "pipe_editor.hpp"

namespace inkling::bench {
namespace {

constexpr double kBar = 4;
constexpr double kMemoryBar = 20e6;

} // namespace

void measure_startup(const Setting& setting, Table& table) {
  table.begin_section("Start: before the fork until the reply to initialize has been read");
  Samples daemon;
  Samples empty;
  Samples memory;
  for (std::size_t round = 0; round < setting.rounds(1000, 3); ++round) {
    empty.add(time_of([&] { run_to_end(setting.empty); }));
    const auto begun = Clock::now();
    PipeEditor editor(setting.daemon);
    editor.initialize("");
    daemon.add(Clock::now() - begun);
    memory.add(resident_bytes(editor.pid()));
  }
  table.add({.what = "start of the daemon",
             .samples = daemon,
             .compared = Row::Compared{"empty program", empty},
             .bar = kBar});
  table.add({.what = "resident memory, no workspace",
             .samples = memory,
             .unit = Unit::bytes,
             .bar = kMemoryBar});
}

} // namespace inkling::bench
