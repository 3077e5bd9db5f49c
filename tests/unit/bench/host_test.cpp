#include "bench/host.hpp"

#include "support/catch.hpp"

using namespace inkling;
using namespace inkling::harness;

namespace {

const Instant kBegin{};

Trace trace_of(std::initializer_list<Duration> pauses) {
  Trace trace;
  for (const Duration pause : pauses) {
    Keystroke key;
    key.pause = pause;
    key.text = "x";
    trace.keys.push_back(key);
  }
  return trace;
}

struct Said {
  Duration at;
  char what; ///< c(ancel), d(idChange), r(equest)
  std::size_t key;
};

/// What a host says, each at the time it was due; requests are answered after `answer_after`.
std::vector<Said> play(HostKind kind, const Trace& trace, Duration answer_after = 1h) {
  Host host(kind, trace, kBegin, 1);
  std::vector<Said> said;
  std::vector<std::pair<Instant, std::int64_t>> answers;
  while (host.due() != Instant::max()) {
    const Instant now = host.due();
    for (const auto& [at, id] : answers)
      if (at <= now) host.on_answer(id);
    for (const Outgoing& message : host.step(now)) {
      said.push_back({now - kBegin, "cdr"[int(message.kind)], message.key});
      if (message.kind == Outgoing::Kind::request)
        answers.emplace_back(now + answer_after, message.id);
    }
  }
  return said;
}

std::string order(const std::vector<Said>& said) {
  std::string text;
  for (const Said& one : said) text += one.what + std::to_string(one.key) + ' ';
  return text;
}

} // namespace

TEST_CASE("a raw host asks at once and cancels what is pending before the change", "[bench]") {
  const auto said = play(HostKind::raw, trace_of({100ms, 50ms}));
  CHECK(order(said) == "d0 r0 c1 d1 r1 ");
  CHECK(said[1].at == 100ms);
  CHECK(said[2].at == 150ms);
  CHECK(said[4].at == 150ms);
}

TEST_CASE("what is answered is not cancelled", "[bench]") {
  CHECK(order(play(HostKind::raw, trace_of({100ms, 50ms}), 20ms)) == "d0 r0 d1 r1 ");
}

TEST_CASE("VS Code cancels just before the change and asks a while after it", "[bench]") {
  for (int keys = 0; keys < 50; ++keys) {
    const auto said = play(HostKind::vscode, trace_of({100ms, 200ms}));
    REQUIRE(order(said) == "d0 r0 c1 d1 r1 ");
    CHECK(said[0].at == 100ms);
    CHECK(said[1].at >= 111ms);
    CHECK(said[1].at <= 147ms);
    CHECK(said[2].at == 300ms);
    CHECK(said[3].at >= 300ms + 500us);
    CHECK(said[3].at <= 301ms);
    CHECK(said[4].at - said[3].at >= 11ms);
    CHECK(said[4].at - said[3].at <= 47ms);
  }
}

TEST_CASE("VS Code asks half of the time within 34 ms", "[bench]") {
  Trace trace;
  for (int key = 0; key < 2000; ++key) trace.keys.push_back(trace_of({100ms}).keys[0]);
  const auto said = play(HostKind::vscode, trace, 1ms);
  std::size_t early = 0;
  for (std::size_t at = 1; at < said.size(); at += 2)
    early += said[at].at - said[at - 1].at < 34ms ? 1 : 0;
  CHECK(early > 930);
  CHECK(early < 1070);
}

TEST_CASE("VS Code asks only after the pause where keys come quickly", "[bench]") {
  CHECK(order(play(HostKind::vscode, trace_of({100ms, 10ms, 10ms}))) == "d0 d1 d2 r2 ");
}

TEST_CASE("Neovim asks 200 ms after the last key and does not cancel", "[bench]") {
  const auto said = play(HostKind::neovim, trace_of({100ms, 150ms, 300ms}));
  CHECK(order(said) == "d0 d1 r1 d2 r2 ");
  CHECK(said[2].at == 450ms);
  CHECK(said[4].at == 750ms);
}

TEST_CASE("a late step says everything that was due, in order", "[bench]") {
  const Trace trace = trace_of({10ms, 10ms});
  Host host(HostKind::raw, trace, kBegin, 1);
  std::string text;
  for (const Outgoing& message : host.step(kBegin + 1s)) text += "cdr"[int(message.kind)];
  CHECK(text == "drcdr");
  CHECK(host.due() == Instant::max());
}
