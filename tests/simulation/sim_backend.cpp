#include "sim_backend.hpp"

#include "plain_text.hpp"
#include "script.hpp"

#include <algorithm>

namespace inkling::simulation {

SimBackend::SimBackend(Shared& shared, Rng rng, BackendTemper temper, Oracle oracle)
    : shared_(shared), rng_(rng), temper_(temper), oracle_(std::move(oracle)) {}

void SimBackend::start(StreamId stream, const context::Prompt& prompt,
                       std::vector<Message>& at_once) {
  if (is_down()) {
    alive_.insert(stream);
    shared_.world.after(rng_.between(50us, 3ms), [this, stream] {
      send_if_alive(stream, engine::StreamFailed{stream, backend::Failure::refused, {}}, true);
    });
    return;
  }
  const Plan plan = make_plan(prompt, stream);
  if (temper_.embedded) {
    for (std::string& piece : pieces(plan.text))
      at_once.push_back(engine::StreamDelta{stream, std::move(piece)});
    at_once.push_back(last_word(stream, plan.fails));
    return;
  }
  alive_.insert(stream);
  Duration when = rng_.between(temper_.ttft_min, temper_.ttft_max);
  if (shared_.has(kSentWords) && rng_.chance(90)) {
    shared_.world.after(rng_.between(Duration{0}, when), [this, stream] {
      send_if_alive(stream, engine::StreamSent{stream, shared_.world.now()}, false);
    });
  }
  const Duration gap = rng_.chance(20) ? Duration{0} : rng_.between(100us, 12ms);
  if (prompt.candidates > 1 && rng_.chance(50))
    for (std::size_t candidate = 1; candidate <= rng_.below(4); ++candidate)
      shared_.world.after(
          when + rng_.between(Duration{0}, 20ms),
          [this, stream, candidate, text = marked(guess(prompt), stream)] {
            send_if_alive(stream, engine::StreamAlternative{stream, candidate, text}, false);
          });
  for (std::string& piece : pieces(plan.text)) {
    shared_.world.after(when, [this, stream, text = std::move(piece)] {
      send_if_alive(stream, engine::StreamDelta{stream, text}, false);
    });
    when += gap;
  }
  if (plan.stalls) return;
  shared_.world.after(when, [this, stream, fails = plan.fails] {
    send_if_alive(stream, last_word(stream, fails), true);
  });
}

bool SimBackend::is_down() {
  if (!temper_.outages || !shared_.has(kBackendTrouble)) return false;
  const Instant now = shared_.world.now();
  if (now >= outage_ends_) {
    outage_begins_ = now + rng_.between(1s, 30s);
    outage_ends_ = outage_begins_ + rng_.between(100ms, 8s);
  }
  return now >= outage_begins_;
}

void SimBackend::abort(StreamId stream) {
  alive_.erase(stream);
}

void SimBackend::send_if_alive(StreamId stream, Message message, bool last) {
  if (!alive_.contains(stream)) return;
  if (last) alive_.erase(stream);
  shared_.send(std::move(message));
}

SimBackend::Plan SimBackend::make_plan(const context::Prompt& prompt, StreamId stream) {
  Plan plan{.text = marked(guess(prompt), stream)};
  if (!shared_.has(kBackendTrouble)) return plan;
  plan.fails = rng_.chance(6);
  plan.stalls = !temper_.embedded && rng_.chance(5);
  if (plan.fails && rng_.chance(60)) plan.text.clear();
  if (rng_.chance(1)) {
    const std::string once = plan.text + "\nand so on; ";
    while (plan.text.size() < temper_.flood_bytes) plan.text += once;
  }
  return plan;
}

/// Right, right at first, wrong, empty, blank, repeating what stands right of the cursor, closing
/// what is open.
std::string SimBackend::guess(const context::Prompt& prompt) {
  const std::string upcoming = oracle_(prompt.document);
  std::string right =
      upcoming.substr(0, cursor_place(upcoming, 1 + rng_.below(rng_.chance(70) ? 40 : 300)));
  const std::string after = prompt.text.slice(prompt.offset, prompt.offset + rng_.below(30));
  switch (rng_.below(12)) {
  case 0:
    return right.substr(0, cursor_place(right, right.size() / 2)) + "wrong(größe);";
  case 1:
    return std::string(random_piece(rng_));
  case 2:
    return "";
  case 3:
    return rng_.chance(50) ? "\n\n" : "   ";
  case 4:
    return right + after.substr(0, cursor_place(after, after.size()));
  case 5:
    return right + ");";
  case 6:
    return "a, b)]});\"\n";
  case 7:
    return right + "\n";
  default:
    return right;
  }
}

/// Puts the stream's name into the text, so that the checker can tell whose bytes an answer holds.
std::string SimBackend::marked(std::string text, StreamId stream) {
  if (!shared_.has(kMarks) || text.empty()) return text;
  const std::string mark = "«" + std::to_string(stream.value) + "»";
  text.insert(cursor_place(text, rng_.below(4)), mark);
  return text;
}

std::vector<std::string> SimBackend::pieces(std::string_view text) {
  const std::size_t size_max = text.size() > 2000 ? 4000 : rng_.chance(30) ? 400 : 12;
  std::vector<std::string> pieces;
  while (!text.empty()) {
    const std::size_t size = std::min(text.size(), 1 + rng_.below(size_max));
    pieces.emplace_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return pieces;
}

Message SimBackend::last_word(StreamId stream, bool fails) {
  if (!fails) return engine::StreamFinished{stream, rng_.chance(10)};
  static constexpr std::array kFailures = {
      backend::Failure::refused,    backend::Failure::rate_limited,  backend::Failure::timed_out,
      backend::Failure::rejected,   backend::Failure::broken,        backend::Failure::unauthorized,
      backend::Failure::overloaded, backend::Failure::out_of_credits};
  engine::StreamFailed failed{stream, rng_.pick(kFailures), {}};
  const bool may_name_time = failed.failure == backend::Failure::rate_limited ||
                             failed.failure == backend::Failure::overloaded ||
                             failed.failure == backend::Failure::out_of_credits;
  if (may_name_time && rng_.chance(50)) failed.retry_after = rng_.between(10ms, 5s);
  return failed;
}

} // namespace inkling::simulation
