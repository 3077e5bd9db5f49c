#include "transport_fixture.hpp"

#include <atomic>
#include <chrono>
#include <csignal>
#include <ctime>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace inkling;
using namespace inkling::wire;
using namespace inkling::wire::test;

TEST_CASE("posted callbacks run in order, after the call that posts them", "[loop]") {
  Loop loop;
  std::string order;
  loop.post([&] {
    loop.post([&] {
      order += 'c';
      loop.stop();
    });
    order += 'a';
  });
  loop.post([&] { order += 'b'; });
  CHECK(order.empty());
  loop.run();
  CHECK(order == "abc");
}

TEST_CASE("a stop counts before run, and a stopped loop can run again", "[loop]") {
  Loop loop;
  bool ran = false;
  loop.post([&] {
    ran = true;
    loop.stop();
  });
  loop.stop();
  loop.run();
  CHECK_FALSE(ran);
  loop.run();
  CHECK(ran);
}

TEST_CASE("run_until gives up at its deadline", "[loop]") {
  Loop loop;
  CHECK_FALSE(loop.run_until([] { return false; }, loop.now() - 1s));
  CHECK(loop.run_until([] { return true; }, loop.now() - 1s));
}

TEST_CASE("timers fire in the order of their times", "[loop]") {
  Loop loop;
  Timer late(loop);
  Timer early(loop);
  Timer past(loop);
  std::string order;
  const Instant now = loop.now();
  late.arm(now + 3ms, [&] { order += 'c'; });
  early.arm(now + 1ms, [&] { order += 'b'; });
  past.arm(now - 1h, [&] { order += 'a'; });
  CHECK(order.empty());
  CHECK(late.armed());
  REQUIRE(run_until(loop, [&] { return order.size() == 3; }));
  CHECK(order == "abc");
  CHECK_FALSE(late.armed());
}

TEST_CASE("an expiry already queued is not heard after a cancel or a re-arming", "[loop]") {
  Loop loop;
  Timer cancelled(loop);
  Timer rearmed(loop);
  std::string heard;
  const Instant past = loop.now() - 1s;
  // All three are due: their expiries are queued together, and the first one changes the other two.
  Timer first(loop);
  first.arm(past - 1s, [&] {
    heard += 'f';
    cancelled.cancel();
    rearmed.arm(loop.now() + 1h, [&] { heard += 'n'; });
  });
  cancelled.arm(past, [&] { heard += 'c'; });
  rearmed.arm(past, [&] { heard += 'o'; });
  REQUIRE(run_until(loop, [&] { return !heard.empty(); }));
  settle(loop);
  CHECK(heard == "f");
  CHECK(rearmed.armed());
}

TEST_CASE("a timer may be destroyed by its own callback, and with an expiry queued", "[loop]") {
  Loop loop;
  std::optional<Timer> own(loop);
  std::optional<Timer> other(loop);
  bool fired = false;
  own->arm(loop.now() - 2s, [&] {
    fired = true;
    other.reset();
    own.reset();
  });
  other->arm(loop.now() - 1s, [] { FAIL("a destroyed timer fired"); });
  REQUIRE(run_until(loop, [&] { return fired; }));
  settle(loop);
}

TEST_CASE("a timer armed far ahead stays silent", "[loop]") {
  Loop loop;
  Timer timer(loop);
  timer.arm(Instant::max(), [] { FAIL("fired"); });
  settle(loop);
  CHECK(timer.armed());
}

TEST_CASE("signals arrive as callbacks, again and again", "[loop]") {
  Loop loop;
  std::vector<int> seen;
  loop.on_signals({SIGUSR1, SIGUSR2}, [&](int number) { seen.push_back(number); });
  ::kill(::getpid(), SIGUSR1);
  REQUIRE(run_until(loop, [&] { return seen.size() == 1; }));
  ::kill(::getpid(), SIGUSR2);
  REQUIRE(run_until(loop, [&] { return seen.size() == 2; }));
  CHECK(seen == std::vector{SIGUSR1, SIGUSR2});
}

TEST_CASE("worker jobs run on one other thread, in order, and answer on the loop's", "[loop]") {
  Loop loop;
  const auto loop_thread = std::this_thread::get_id();
  std::vector<std::thread::id> job_threads(3);
  std::vector<int> answers;
  for (int job = 0; job < 3; ++job)
    loop.post_to_worker([&, job] {
      job_threads[static_cast<std::size_t>(job)] = std::this_thread::get_id();
      return [&, job] {
        CHECK(std::this_thread::get_id() == loop_thread);
        answers.push_back(job);
      };
    });
  REQUIRE(run_until(loop, [&] { return answers.size() == 3; }));
  CHECK(answers == std::vector{0, 1, 2});
  CHECK(job_threads[0] != loop_thread);
  CHECK(job_threads[0] == job_threads[1]);
  CHECK(job_threads[1] == job_threads[2]);
}

TEST_CASE("a loop that ends tells the running job and drops the waiting ones", "[loop]") {
  std::optional<Loop> loop(std::in_place);
  std::atomic<bool> started = false;
  std::atomic<bool> finished = false;
  std::atomic<bool> second_ran = false;
  loop->post_to_worker([&, &running = *loop]() -> std::function<void()> {
    started = true;
    while (!running.worker_stopping()) std::this_thread::yield();
    finished = true;
    return [] { FAIL("the loop is gone"); };
  });
  loop->post_to_worker([&]() -> std::function<void()> {
    second_ran = true;
    return nullptr;
  });
  while (!started) std::this_thread::yield();
  loop.reset();
  CHECK(finished);
  CHECK_FALSE(second_ran);
}

TEST_CASE("a worker that was stopped runs nothing any more", "[loop]") {
  Loop loop;
  std::atomic<int> ran = 0;
  const auto job = [&]() -> std::function<void()> {
    ++ran;
    return nullptr;
  };
  loop.post_to_worker(job);
  loop.stop_worker();
  const int before = ran;
  loop.post_to_worker(job);
  CHECK(loop.worker_stopping());
  CHECK(ran == before);
}

TEST_CASE("an idle loop uses no processor time", "[loop]") {
  Loop loop;
  auto input = make_pipe();
  auto output = make_pipe();
  auto transport = make_stdio_transport(loop, input[0].get(), output[1].get());
  Recorder client;
  transport->start(client);
  loop.on_signals({SIGUSR1}, [](int) {});
  Timer far(loop);
  far.arm(loop.now() + 1h, [] {});
  transport->pause_reading();
  write_all(input[1], "unread"); // readable, but nobody wants it
  settle(loop);
  const std::clock_t before = std::clock();
  loop.run_until([] { return false; }, loop.now() + 100ms);
  const auto used_ms = (std::clock() - before) * 1000 / CLOCKS_PER_SEC;
  CHECK(used_ms < 20);
}
