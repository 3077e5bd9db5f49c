#include "app/tracer.hpp"

#include "support/catch.hpp"

#include <nlohmann/json.hpp>
#include <vector>

using namespace inkling;
using namespace inkling::app;
using nlohmann::json;

namespace {

struct Setup {
  void open(std::uint64_t id, const std::string& path, const std::string& uri = {}) {
    context::OpenDocument document;
    document.session = SessionId{1};
    document.document = DocumentId{id};
    document.path = path;
    document.uri = uri.empty() ? "file://" + path : uri;
    tracer.on_open(document, text::Rope());
  }
  void key(std::uint64_t document = 1, const std::string& offered = "secret()") {
    engine::KeyRecord record;
    record.session = SessionId{1};
    record.document = DocumentId{document};
    record.ticket = TicketId{7};
    record.ended = now;
    record.reason = engine::Reason::fresh;
    record.backend = 1;
    record.offered_bytes = offered.size();
    engine::Answer answer;
    answer.item.emplace().text = offered;
    tracer.on_record(record, &answer, {.shape = 1us});
  }
  void follow(std::size_t client, bool text, std::vector<json>& heard, const bool& has_room) {
    tracer.follow(client, {.text = text}, [&heard, &has_room](const json& event) {
      if (has_room) heard.push_back(event);
      return has_room;
    });
  }
  void follow(std::size_t client, bool text, std::vector<json>& heard) {
    static const bool kRoom = true;
    follow(client, text, heard, kRoom);
  }
  /// The next turn of the loop.
  void turn() {
    for (const auto& job : std::exchange(posted, {})) job();
  }

  Instant now{1s};
  std::vector<std::function<void()>> posted;
  Tracer tracer{{.now = [this] { return now; },
                 .wall_clock_ms = [] { return std::int64_t{1'000'000}; },
                 .post = [this](auto job) { posted.push_back(std::move(job)); },
                 .backend_name = [](auto at) { return "backend " + std::to_string(at); }}};
};

} // namespace

TEST_CASE("keys are counted where nobody follows, and nothing else is done", "[app]") {
  Setup setup;
  setup.key();
  CHECK(setup.posted.empty());
  CHECK(setup.tracer.statistics().keys() == 1);
}

TEST_CASE("who follows hears of each key, in a turn behind it", "[app]") {
  Setup setup;
  std::vector<json> heard;
  setup.follow(1, false, heard);
  setup.tracer.set_folders(SessionId{1}, std::vector<std::string>{"/code"});
  setup.open(1, "/code/src/a.cpp");
  setup.key();
  setup.key();
  CHECK(heard.empty());
  setup.now += 250ms;
  setup.turn();
  REQUIRE(heard.size() == 2);
  CHECK(heard[0]["file"] == "src/a.cpp");
  CHECK(heard[0]["reason"] == "fresh");
  CHECK(heard[0]["backend"] == "backend 1");
  CHECK(heard[0]["time"] == 1'000'000 - 250); // when it was over, not when it is told
  setup.tracer.unfollow(1);
  setup.key();
  CHECK(setup.posted.empty());
}

TEST_CASE("source text is told only to who asked for it", "[app]") {
  Setup setup;
  std::vector<json> with;
  std::vector<json> without;
  setup.follow(1, true, with);
  setup.follow(2, false, without);
  setup.key();
  setup.turn();
  REQUIRE(with.size() == 1);
  REQUIRE(without.size() == 1);
  CHECK(with[0]["text"] == "secret()");
  CHECK(without[0].dump().find("secret") == std::string::npos);
}

TEST_CASE("a file is named as its workspace knows it, never by its whole path", "[app]") {
  Setup setup;
  std::vector<json> heard;
  setup.follow(1, false, heard);
  setup.tracer.set_folders(SessionId{1},
                           std::vector<std::string>{"/code", "/code/deep", "/co", "/slash/"});
  const std::vector<std::array<std::string, 3>> cases = {
      {"/code/a.c", "", "a.c"},
      {"/code/deep/er/a.c", "", "er/a.c"}, // the innermost
      {"/codec/a.c", "", "a.c"},           // a name that only begins like a folder
      {"/slash/b/c.c", "", "b/c.c"},
      {"/home/me/b.c", "", "b.c"},
      {"", "untitled:Untitled-1", "untitled:Untitled-1"},
      {"", "vscode-notebook:/home/me/x.ipynb", "x.ipynb"},
      {"/", "", ""},
  };
  std::uint64_t id = 0;
  for (const auto& [path, uri, name] : cases) {
    setup.open(++id, path, uri);
    setup.key(id);
    setup.turn();
    CHECK(heard.back()["file"] == name);
  }
}

TEST_CASE("the name of a document is known until its last record, and not kept for ever", "[app]") {
  Setup setup;
  std::vector<json> heard;
  setup.follow(1, false, heard);
  setup.open(1, "/a.c");
  setup.tracer.on_close(DocumentId{1});
  setup.key(1);
  for (std::uint64_t id = 2; id < 3 + Tracer::kClosedMax; ++id) {
    setup.open(id, "/b.c");
    setup.tracer.on_close(DocumentId{id});
  }
  setup.key(1);
  setup.turn();
  CHECK(heard[0]["file"] == "a.c");
  CHECK(heard[1]["file"] == "");
}

TEST_CASE("who has no room loses events, is told how many, and costs the others nothing", "[app]") {
  Setup setup;
  std::vector<json> slow;
  std::vector<json> quick;
  bool has_room = false;
  setup.follow(1, false, slow, has_room);
  setup.follow(2, false, quick);
  for (int i = 0; i < 3; ++i) setup.key();
  setup.turn();
  has_room = true;
  setup.key();
  setup.key();
  setup.turn();
  CHECK(quick.size() == 5);
  REQUIRE(slow.size() == 2);
  CHECK(slow[0]["dropped"] == 3);
  CHECK_FALSE(slow[1].contains("dropped"));
  CHECK_FALSE(quick[4].contains("dropped"));
}

TEST_CASE("a turn with more keys than are kept says what is missing", "[app]") {
  Setup setup;
  std::vector<json> heard;
  setup.follow(1, false, heard);
  for (std::size_t i = 0; i < Tracer::kPendingMax + 5; ++i) setup.key();
  setup.turn();
  CHECK(heard.size() == Tracer::kPendingMax);
  setup.key();
  setup.turn();
  CHECK(heard.back()["dropped"] == 5);
  CHECK(setup.tracer.statistics().keys() == Tracer::kPendingMax + 6);
}
