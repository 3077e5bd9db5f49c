#include "app/trace_line.hpp"

#include "app/trace_event.hpp"
#include "support/catch.hpp"

#include <nlohmann/json.hpp>

using namespace inkling;
using namespace inkling::app;
using nlohmann::json;

namespace {

TraceEvent fresh() {
  TraceEvent event;
  engine::KeyRecord& record = event.record;
  record.session = SessionId{2};
  record.ticket = TicketId{1};
  record.ended = Instant(10s);
  record.changed = Instant(10s - 85ms);
  record.reason = engine::Reason::fresh;
  record.offered_bytes = 12;
  record.backend = 1;
  record.head_start = engine::HeadStart::begun;
  record.begun = 1;
  record.aborted = 1;
  record.stages = {.lead = 31ms, .dial = 0ms, .ttft = 62ms, .stream = 21500us, .total = 52ms};
  event.own = {.prompt = 140us, .shape = 8us, .reply = 12us};
  event.file = "main.cpp";
  return event;
}

/// The line without its time, which is the person's own.
std::string line_of(const json& event) {
  return trace_line(event).substr(std::string("14:03:22.417  ").size());
}

} // namespace

TEST_CASE("an event has what was reused, what was stopped, why, and where the time went", "[app]") {
  const json told = to_json(fresh(), 1'763'820'202'417, "local");
  CHECK(told == json{{"time", 1'763'820'202'417},
                     {"session", 2},
                     {"file", "main.cpp"},
                     {"asked", true},
                     {"invoked", false},
                     {"cancelled", false},
                     {"reason", "fresh"},
                     {"offeredBytes", 12},
                     {"backend", "local"},
                     {"headStart", "begun"},
                     {"sinceChangeMs", 85.0},
                     {"streams", {{"begun", 1}, {"kept", 0}, {"aborted", 1}}},
                     {"ms",
                      {{"lead", 31.0},
                       {"prompt", 0.14},
                       {"ttft", 62.0},
                       {"stream", 21.5},
                       {"shape", 0.008},
                       {"reply", 0.012},
                       {"total", 52.02}}}});
}

TEST_CASE("a key that nobody asked about has no answer in its event", "[app]") {
  TraceEvent event = fresh();
  event.record.ticket = {};
  const json told = to_json(event, 0, "");
  CHECK(told["asked"] == false);
  for (const char* of_answers : {"reason", "ms", "backend", "cancelled", "offeredBytes"})
    CHECK_FALSE(told.contains(of_answers));
}

TEST_CASE("a line has its columns, and says in words what is worth it", "[app]") {
  TraceEvent event = fresh();
  CHECK(line_of(to_json(event, 0, "local")) ==
        "main.cpp                  fresh             52.02 ms  lead 31 · prompt 0.14 · ttft 62 · "
        "stream 22 · head start begun · begun 1 · aborted 1 · local");

  event = {};
  event.record.ticket = TicketId{1};
  event.record.reason = engine::Reason::typed_through;
  event.record.kept = 1;
  event.own = {.shape = 40us, .reply = 20us};
  event.file = "a/very/long/way/down/to/main.cpp";
  CHECK(line_of(to_json(event, 0, "")) ==
        "…ng/way/down/to/main.cpp  typed-through      0.06 ms  reused: shown text · kept 1");
}

TEST_CASE("a key that nobody asked about has a line, too", "[app]") {
  TraceEvent event;
  event.file = "main.cpp";
  event.record.head_start = engine::HeadStart::debounced;
  event.record.aborted = 2;
  CHECK(line_of(to_json(event, 0, "")) ==
        "main.cpp                  unasked               -     head start debounced · aborted 2");
}

TEST_CASE("nothing that a terminal would obey is printed", "[app]") {
  TraceEvent event = fresh();
  event.file = "\x1b[2Ja\nb\x07.c\xC2\x9B";
  event.text = "if (x) {\n  \x1b]0;title\x07\n";
  const std::string line = trace_line(to_json(event, 0, "\rlocal"));
  CHECK(line.find('\x1b') == line.npos);
  CHECK(line.find('\x07') == line.npos);
  CHECK(line.find('\r') == line.npos);
  CHECK(line.find('\x9B') == line.npos);
  CHECK_THAT(line, Catch::Contains("?[2Ja?b?.c?") && Catch::Contains("?local") &&
                       Catch::Contains("\n    | if (x) {\n    |   ?]0;title?"));
}

TEST_CASE("what was dropped is said before the line", "[app]") {
  json event = to_json(fresh(), 0, "local");
  event["dropped"] = 12;
  CHECK_THAT(trace_line(event), Catch::StartsWith("(12 dropped: read too slowly)\n"));
}

TEST_CASE("an event of another version is shown as far as it is understood", "[app]") {
  for (const char* text :
       {"{}", "[]", "null", "{\"asked\": 1, \"file\": 3, \"ms\": [], \"streams\": null}",
        "{\"asked\": true, \"reason\": \"new-one\", \"ms\": {\"total\": \"x\", \"lead\": {}}}",
        "{\"dropped\": 1e300, \"time\": -1e300, \"streams\": {\"kept\": 1e99}}",
        "{\"dropped\": -1, \"time\": \"now\", \"text\": 1}"}) {
    CHECK_NOTHROW(trace_line(json::parse(text)));
  }
  CHECK_THAT(trace_line(json::parse("{\"asked\": true, \"reason\": \"new-one\"}")),
             Catch::Contains("new-one"));
}

TEST_CASE("the legend knows each stage and stays within a terminal", "[app]") {
  const std::string legend = trace_legend();
  for (std::size_t at = 0; at + 1 < metrics::kStageCount; ++at)
    CHECK_THAT(legend, Catch::Contains(std::string(to_string(static_cast<metrics::Stage>(at)))));
  std::size_t begin = 0;
  while (begin < legend.size()) {
    const std::size_t end = std::min(legend.find('\n', begin), legend.size());
    CHECK(end - begin <= 100);
    begin = end + 1;
  }
}
