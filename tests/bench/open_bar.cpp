// didOpen of 10 MB, in turn with nlohmann's parser on the same body: the cost of reading it at all.

#include "bars.hpp"
#include "in_process.hpp"
#include "messages.hpp"
#include "pipe_editor.hpp"

#include <nlohmann/json.hpp>

namespace inkling::bench {
namespace {

constexpr const char* kUri = "file:///large.cpp";
constexpr std::size_t kBytes = 10'000'000;
constexpr double kBar = 2;

/// Without the time to destroy what was parsed.
Clock::duration parse_time(const std::string& body) {
  nlohmann::json value;
  return time_of([&] { value = nlohmann::json::parse(body); });
}

} // namespace

void measure_open(const Setting& setting, Table& table) {
  table.begin_section("didOpen of 10 MB");
  const std::string text = make_document(setting.rounds(kBytes, 100'000));
  const std::string frame = open_frame(kUri, text);
  const std::string body = frame.substr(frame.find('{'));
  const std::size_t rounds = setting.rounds(101, 2);

  InProcess daemon;
  daemon.say(initialize_frames(1, ""));
  Samples own;
  Samples parse;
  for (std::size_t round = 0; round < rounds; ++round) {
    own.add(daemon.say(frame));
    daemon.say(close_frame(kUri));
    parse.add(parse_time(body));
  }
  table.add({.what = "in process",
             .samples = own,
             .compared = Row::Compared{"json::parse", parse},
             .bar = kBar});

  PipeEditor editor(setting.daemon);
  editor.initialize("");
  Samples pipe;
  Samples parse_then;
  for (std::size_t round = 0; round < rounds; ++round) {
    const std::string frames = frame + completion_frame(editor.next_id(), "file:///none", {});
    pipe.add(time_of([&] {
      editor.write(frames);
      editor.read();
    }));
    editor.write(close_frame(kUri));
    parse_then.add(parse_time(body));
  }
  table.add({.what = "over the pipe, until a request behind it is answered",
             .samples = pipe,
             .compared = Row::Compared{"json::parse", parse_then}});
}

} // namespace inkling::bench
