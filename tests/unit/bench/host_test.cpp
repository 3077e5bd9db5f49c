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
  Host host({.kind = kind}, trace, kBegin);
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
  Host host({}, trace, kBegin);
  std::string text;
  for (const Outgoing& message : host.step(kBegin + 1s)) text += "cdr"[int(message.kind)];
  CHECK(text == "drcdr");
  CHECK(host.due() == Instant::max());
}

TEST_CASE("delays between change and request depend on the key, not on the answers", "[bench]") {
  const Trace trace = trace_of({100ms, 100ms, 100ms, 100ms});
  const auto delays = [&](Duration answer_after) {
    std::vector<Duration> all;
    Duration changed{};
    for (const Said& one : play(HostKind::vscode, trace, answer_after)) {
      if (one.what == 'd') changed = one.at;
      if (one.what == 'r') all.push_back(one.at - changed);
    }
    return all;
  };
  CHECK(delays(1ms).size() == 4);
  CHECK(delays(1ms) == delays(1h));
}

TEST_CASE("a gap is within its bounds, whatever the host", "[bench]") {
  for (const HostKind kind : {HostKind::raw, HostKind::vscode, HostKind::neovim}) {
    const Trace trace = trace_of({300ms, 300ms, 300ms});
    Host host({.kind = kind, .gap = std::pair<Duration, Duration>{50ms, 200ms}}, trace, kBegin);
    std::size_t asked = 0;
    Instant changed;
    while (host.due() != Instant::max()) {
      const Instant now = host.due();
      for (const Outgoing& message : host.step(now)) {
        if (message.kind == Outgoing::Kind::change) changed = now;
        if (message.kind != Outgoing::Kind::request) continue;
        ++asked;
        CHECK(now - changed >= 50ms);
        CHECK(now - changed <= 200ms);
      }
    }
    CHECK(asked == 3);
  }
}

TEST_CASE("asking again is about the same key, and not while a question is open", "[bench]") {
  const Trace trace = trace_of({10ms, 100ms});
  Host host({}, trace, kBegin);
  host.ask_again(kBegin); // nothing was changed yet
  CHECK(host.due() == kBegin + 10ms);
  const std::int64_t id = host.step(kBegin + 10ms).back().id;
  CHECK(id == Host::kFirstId);
  host.ask_again(kBegin + 20ms);
  CHECK(host.step(kBegin + 20ms).empty());
  host.on_answer(id);
  host.ask_again(kBegin + 30ms);
  const auto again = host.step(kBegin + 30ms);
  REQUIRE(again.size() == 1);
  CHECK(again[0].kind == Outgoing::Kind::request);
  CHECK(again[0].key == 0);
  CHECK(again[0].id == Host::kFirstId + Host::kAgain);
  // The next key cancels it, and begins to count anew.
  const auto next = host.step(kBegin + 110ms);
  REQUIRE(next.size() == 3);
  CHECK(next[0].id == again[0].id);
  CHECK(next[2].id == Host::kFirstId + 1);
}

TEST_CASE("an acceptance is pressed in place of the keys that it stands for", "[bench]") {
  const Trace trace = trace_of({10ms, 10ms, 10ms, 70ms});
  Host host({}, trace, kBegin);
  CHECK_FALSE(host.current());
  host.step(kBegin + 10ms);
  CHECK(host.current() == std::size_t{0});
  Keystroke taken;
  taken.text = "xx";
  host.accept({2, taken}, kBegin + 300ms);
  CHECK(host.due() == kBegin + 300ms);
  CHECK(host.step(kBegin + 299ms).empty());
  const auto said = host.step(kBegin + 300ms);
  REQUIRE(said.size() == 3);
  CHECK(said[1].key == 2);
  CHECK(said[1].frame.find("\"text\":\"xx\"") != std::string::npos);
  CHECK(host.keys()[2].text == "xx");
  CHECK(host.due() == kBegin + 550ms); // what was inserted is looked at before the next key
}
