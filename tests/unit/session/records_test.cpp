// What the hub tells of each key besides what the engine says: its own times, and the answer.

#include "session/hub.hpp"

#include "support/catch.hpp"
#include "support/editor.hpp"

#include <vector>

using namespace inkling;
using namespace inkling::session;

namespace {

struct Told {
  engine::KeyRecord record;
  bool with_answer = false;
  metrics::OwnTimes own;
};

/// Every reading of the clock is a millisecond after the one before.
class Setup final : public RecordSink, public AnswerSink {
public:
  Setup() : listener_(this) {}
  explicit Setup(RecordSink* listener) : listener_(listener) {}

  void on_record(const engine::KeyRecord& record, const engine::Answer* answer,
                 const metrics::OwnTimes& own) override {
    if (answer != nullptr) CHECK(answer->ticket == record.ticket);
    CHECK(answers > 0); // it has been given before it is told of
    told.push_back({record, answer != nullptr, own});
  }
  void on_answer(const engine::Answer&) override { ++answers; }
  void on_refresh(const engine::Refresh&) override {}

  void open_and_ask() {
    hub.queue(engine::DocumentOpened{.session = hub.join(*this),
                                     .document = document,
                                     .language = "c",
                                     .text = text::Rope("x")});
    engine::CompletionRequested request;
    request.ticket = hub.next_ticket();
    request.document = document;
    request.offset = 1;
    hub.queue_request(request, *this);
    hub.settle();
  }

  Instant now{Duration{1}};
  int readings = 0;
  int answers = 0;
  std::vector<Told> told;
  test::FakeBackend backend;
  DocumentId document{1};
  RecordSink* listener_; ///< before the hub, which takes it
  Hub hub{test::Editor::default_options(),
          {.backends = {&backend},
           .observers = {},
           .now =
               [this] {
                 ++readings;
                 return now += 1ms;
               },
           .on_deadline = {},
           .records = listener_}};
};

} // namespace

TEST_CASE("each answer is told once, behind it, with what the hub spent on it", "[session]") {
  Setup setup;
  setup.backend.instant_answer = "yz";
  setup.open_and_ask();
  CHECK(setup.answers == 1);
  CHECK(setup.backend.started.size() == 1);
  CHECK(setup.told[0].record.reason == engine::Reason::embedded);
  REQUIRE(setup.told.size() == 1);
  CHECK(setup.told[0].with_answer);
  CHECK(setup.told[0].own.prompt == 1ms); // the backend answered inside of start()
  CHECK(setup.told[0].own.shape == 1ms);
  CHECK(setup.told[0].own.reply == 1ms);
}

TEST_CASE("a key costs a reading of the clock for each step, answer and start", "[session]") {
  Setup setup;
  setup.backend.instant_answer = "yz";
  setup.open_and_ask();
  // Two turns, each with its begin and the step's end; one start and one answer.
  CHECK(setup.readings == 6);
  setup.hub.settle();
  CHECK(setup.readings == 7); // nothing happens: as without anybody who listens
}

TEST_CASE("where nobody listens nothing is measured", "[session]") {
  Setup setup(nullptr);
  setup.backend.instant_answer = "yz";
  setup.open_and_ask();
  CHECK(setup.answers == 1);
  CHECK(setup.told.empty());
  CHECK(setup.readings == 2); // the turns
}

TEST_CASE("a stream that was begun by an earlier read counts with the key it answers",
          "[session]") {
  Setup setup;
  setup.backend.instant_answer.reset();
  setup.open_and_ask();
  CHECK(setup.told.empty());
  REQUIRE(setup.backend.started.size() == 1);
  setup.backend.say(setup.backend.started[0], "yz");
  setup.backend.finish(setup.backend.started[0]);
  REQUIRE(setup.told.size() == 1);
  CHECK(setup.told[0].own.prompt == 1ms);
}
