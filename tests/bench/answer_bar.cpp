// An answered key inside one process. Files of the source folder, hidden from the index, are typed
// from the first character to the last, and after each key the daemon is asked, as editors do.

#include "allocations.hpp"
#include "bars.hpp"
#include "in_process.hpp"
#include "messages.hpp"
#include "session/uri.hpp"
#include "typing.hpp"

#include <array>

namespace inkling::bench {
namespace {

using engine::Reason;

constexpr std::size_t kStep = 7; ///< every so many files are typed
constexpr double kBar = 200;     ///< microseconds
constexpr double kBarP99 = 1000;

struct Measured {
  Samples time;
  Samples allocations;
};
using ByReason = std::array<Measured, engine::kReasonCount>;

Reason reason_between(const engine::Engine::Stats& before, const engine::Engine::Stats& after) {
  std::size_t at = 0;
  while (at < engine::kReasonCount && before.reasons[at] == after.reasons[at]) ++at;
  return static_cast<Reason>(at);
}

void type_file(InProcess& daemon, const TypedFile& file, ByReason& measured, Measured& all) {
  const std::string uri = session::uri_of_path(file.path);
  daemon.say(open_frame(uri, ""));
  std::int64_t id = 1;
  for (const Key& key : keys_of(file.text)) {
    ++id;
    const std::string frames =
        change_frame(uri, id, key.before, key.text) + completion_frame(id, uri, key.after);
    const auto stats = daemon.stats();
    const std::size_t allocated = allocations();
    const Clock::duration time = daemon.say(frames);
    const auto count = static_cast<double>(allocations() - allocated);
    const Reason reason = reason_between(stats, daemon.stats());
    for (Measured* one : {&measured[static_cast<std::size_t>(reason)], &all}) {
      one->time.add(time);
      one->allocations.add(count);
    }
  }
  daemon.say(close_frame(uri));
}

void add_rows(Table& table, const std::string& what, const Measured& measured, bool answered) {
  table.add({.what = what,
             .samples = measured.time,
             .bar = answered ? std::optional(kBar) : std::nullopt,
             .bar_p99 = answered ? std::optional(kBarP99) : std::nullopt});
  table.add({.what = what + ", allocations", .samples = measured.allocations, .unit = Unit::count});
}

} // namespace

void measure_answers(const Setting& setting, Table& table) {
  table.begin_section("An answered key in process: didChange and request read, reply written");
  std::vector<TypedFile> files = choose_files(setting.sources, setting.rounds(kStep, 60));
  backend::EmbeddedBackend::Options options;
  for (const TypedFile& file : files) {
    options.hidden_paths.push_back(file.path);
    options.hidden_texts.push_back(file.text);
  }
  InProcess daemon(std::move(options));
  daemon.say(initialize_frames(1, setting.sources));
  ByReason measured;
  Measured all;
  for (TypedFile& file : files) {
    if (setting.smoke) file.text.resize(300);
    type_file(daemon, file, measured, all);
  }
  const auto of = [&](Reason reason) { return measured[static_cast<std::size_t>(reason)]; };
  add_rows(table, "from memory (typed through)", of(Reason::typed_through), true);
  add_rows(table, "from memory (cached)", of(Reason::cached), true);
  add_rows(table, "from the embedded model", of(Reason::embedded), true);
  add_rows(table, "nothing found by the model", of(Reason::nothing_found), false);
  add_rows(table, "inside a word", of(Reason::mid_word), false);
  add_rows(table, "every key", all, true);
}

} // namespace inkling::bench
