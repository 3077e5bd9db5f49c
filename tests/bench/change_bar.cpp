// One character inserted at random places around the middle of a document, as didChange frames.

#include "bars.hpp"
#include "in_process.hpp"
#include "messages.hpp"
#include "pipe_editor.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace inkling::bench {
namespace {

constexpr const char* kUri = "file:///large.cpp";
constexpr double kBar = 30'000; ///< a second

struct Size {
  const char* name;
  std::size_t bytes;
};
constexpr Size kSizes[] = {{"100 KB", 100'000}, {"1 MB", 1'000'000}, {"10 MB", 10'000'000}};

/// Frames that insert one character each, in the middle fifth of the lines.
std::vector<std::string> make_changes(const std::string& text, std::size_t count) {
  const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  std::mt19937_64 random(1);
  std::vector<std::string> frames;
  for (std::size_t at = 0; at < count; ++at) {
    const auto line = static_cast<std::uint32_t>(lines * 2 / 5 + random() % (lines / 5));
    const auto character = static_cast<std::uint32_t>(random() % 30);
    frames.push_back(change_frame(kUri, static_cast<std::int64_t>(at) + 2, {line, character}, "x"));
  }
  return frames;
}

std::string join(const std::vector<std::string>& frames) {
  std::string all;
  for (const std::string& frame : frames) all += frame;
  return all;
}

double per_second(std::size_t count, Clock::duration time) {
  return static_cast<double>(count) / std::chrono::duration<double>(time).count();
}

/// A request that nobody minds: its reply says that all before it is done.
std::string barrier(std::int64_t id) {
  return completion_frame(id, "file:///not-open.cpp", {});
}

struct Rates {
  Samples pipe;     ///< written as fast as the pipe takes it
  Samples burst;    ///< in process, many to a read
  Samples one_each; ///< in process, one to a read, as typing comes
};

void measure_round(const Setting& setting, const Size& size, std::size_t count, Rates& rates) {
  const std::string text = make_document(size.bytes);
  const std::vector<std::string> frames = make_changes(text, count);
  const std::string all = join(frames);
  {
    PipeEditor editor(setting.daemon);
    editor.initialize("");
    editor.write(open_frame(kUri, text) + barrier(editor.next_id()));
    editor.read();
    const std::string last = barrier(editor.next_id());
    rates.pipe.add(per_second(count, time_of([&] {
                                editor.write(all);
                                editor.write(last);
                                editor.read();
                              })));
  }
  InProcess daemon;
  daemon.say(initialize_frames(1, "") + open_frame(kUri, text));
  rates.burst.add(per_second(count, daemon.say(all + barrier(2))));
  Clock::duration time{0};
  for (const std::string& frame : frames) time += daemon.say(frame);
  rates.one_each.add(per_second(count, time));
}

} // namespace

void measure_changes(const Setting& setting, Table& table) {
  table.begin_section("Changes: one character at random places around the middle");
  const std::size_t count = setting.rounds(30'000, 50);
  std::vector<Rates> rates(std::size(kSizes));
  for (std::size_t round = 0; round < setting.rounds(9, 1); ++round)
    for (std::size_t at = 0; at < std::size(kSizes); ++at)
      measure_round(setting, kSizes[at], count, rates[at]);
  const auto add = [&](const char* how, Samples Rates::*rate) {
    for (std::size_t at = 0; at < std::size(kSizes); ++at)
      table.add({.what = std::string(kSizes[at].name) + how,
                 .samples = rates[at].*rate,
                 .unit = Unit::per_second,
                 .bar = kBar});
  };
  add(", over the pipe", &Rates::pipe);
  add(", in process, many to a read", &Rates::burst);
  add(", in process, one to a read", &Rates::one_each);
}

} // namespace inkling::bench
