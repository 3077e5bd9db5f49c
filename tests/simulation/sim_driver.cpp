#include "sim_driver.hpp"

#include "rope_text.hpp"

#include <algorithm>
#include <utility>

namespace inkling::simulation {
namespace {

bool same(const text::Rope& rope, std::string_view text) {
  if (rope.size() != text.size()) return false;
  bool equal = true;
  rope.visit(0, rope.size(), [&](std::string_view chunk) {
    equal = text.starts_with(chunk);
    text.remove_prefix(equal ? chunk.size() : 0);
    return equal;
  });
  return equal;
}

} // namespace

SimDriver::SimDriver(Shared& shared, Rng rng, engine::EngineOptions options, Trace& trace)
    : shared_(shared), rng_(rng), trace_(trace), options_(options), engine_(options),
      checker_(options, shared.has(kMarks)) {}

void SimDriver::record_into(Recording* recording) {
  recording->options = options_;
  recording->marked = shared_.has(kMarks);
  recording_ = recording;
}

void SimDriver::receive(Message message) {
  inbox_.push_back(std::move(message));
  wake();
}

void SimDriver::wake() {
  if (std::exchange(reading_, true)) return;
  const bool busy = shared_.has(kBusyLoop) && rng_.chance(5);
  const Duration late = busy ? rng_.between(1ms, 60ms) : rng_.between(Duration{0}, 80us);
  shared_.world.after(late, [this] { read(); });
}

/// Mostly all that has come, sometimes only a part: a read may end anywhere.
void SimDriver::read() {
  reading_ = false;
  const std::size_t count =
      rng_.chance(80) ? inbox_.size() : std::min(inbox_.size(), 1 + rng_.below(inbox_.size()));
  const auto end = inbox_.begin() + static_cast<std::ptrdiff_t>(count);
  std::vector<Message> burst(std::make_move_iterator(inbox_.begin()), std::make_move_iterator(end));
  inbox_.erase(inbox_.begin(), end);
  step(std::move(burst));
  if (!inbox_.empty()) wake();
}

/// Steps until nothing is left to feed back: an embedded backend answers while it is being started.
void SimDriver::step(std::vector<Message> burst) {
  do {
    std::vector<Message> follow_up;
    step_once(burst, follow_up);
    burst = std::move(follow_up);
  } while (!burst.empty());
  arm();
}

void SimDriver::step_once(const std::vector<Message>& burst, std::vector<Message>& follow_up) {
  const Instant now = shared_.world.now();
  ++steps_;
  trace_.note(now, "step " + std::to_string(steps_));
  checker_.begin_step(now);
  if (recording_ != nullptr) recording_->moments.push_back({now, burst, {}});
  std::vector<engine::Event> events;
  for (const Message& message : burst) {
    trace_.on(now, message);
    checker_.on(message);
    events.push_back(to_event(message));
  }
  const engine::Actions& actions = engine_.step(events, now);
  for (const engine::Action& action : actions) {
    trace_.on(now, action);
    checker_.on(action);
    if (recording_ != nullptr) recording_->on(action, now);
    perform(action, follow_up);
  }
  engine_.check();
  checker_.end_step(engine_);
}

void SimDriver::perform(const engine::Action& action, std::vector<Message>& follow_up) {
  if (const auto* answer = std::get_if<engine::Answer>(&action)) {
    const auto document = documents_.find(answer->document);
    on_answer_(*answer, document == documents_.end() ? 0 : document->second.version);
  } else if (const auto* start = std::get_if<engine::StartStream>(&action)) {
    backends_[start->backend]->start(start->stream, start->prompt, follow_up);
  } else if (const auto* abort = std::get_if<engine::AbortStream>(&action)) {
    backends_[abort->backend]->abort(abort->stream);
  } else if (const auto* refresh = std::get_if<engine::Refresh>(&action)) {
    on_refresh_(*refresh);
  }
}

void SimDriver::reconfigure(engine::EngineOptions options, std::vector<SimBackend*> backends) {
  const Instant now = shared_.world.now();
  trace_.note(now, "reconfigured");
  checker_.begin_step(now);
  if (recording_ != nullptr) recording_->moments.push_back({now, {}, options});
  std::vector<Message> none;
  for (const engine::Action& action : engine_.reconfigure(options, now)) {
    trace_.on(now, action);
    checker_.on(action);
    perform(action, none);
  }
  engine_.check();
  checker_.reconfigure(options);
  backends_ = std::move(backends);
  step({});
}

void SimDriver::arm() {
  const std::uint64_t generation = ++timer_generation_;
  const auto deadline = engine_.deadline();
  if (!deadline) return;
  const Duration late =
      shared_.has(kBusyLoop) && rng_.chance(5) ? rng_.between(0ms, kLoopLateMax) : 0ms;
  shared_.world.at(*deadline + late, [this, generation] {
    if (generation == timer_generation_) step({});
  });
}

engine::Event SimDriver::to_event(const Message& message) {
  if (const auto* open = std::get_if<Open>(&message)) {
    Document& document = documents_[open->document];
    document = {text::Rope(open->text), 0};
    return engine::DocumentOpened{.session = open->session,
                                  .document = open->document,
                                  .language = "cpp",
                                  .text = document.text,
                                  .availability = open->availability,
                                  .may_leave = open->may_leave,
                                  .rules = open->rules,
                                  .refreshes = open->refreshes};
  }
  if (const auto* change = std::get_if<Change>(&message)) return to_event(*change);
  if (const auto* closed = std::get_if<engine::DocumentClosed>(&message))
    documents_.erase(closed->document);
  return std::visit(
      [](const auto& one) -> engine::Event {
        if constexpr (std::is_constructible_v<engine::Event, decltype(one)>)
          return one;
        else
          return engine::DocumentClosed{};
      },
      message);
}

engine::DocumentChanged SimDriver::to_event(const Change& change) {
  engine::DocumentChanged event;
  event.document = change.document;
  event.availability = change.availability;
  const auto found = documents_.find(change.document);
  if (found == documents_.end()) return event;
  Document& document = found->second;
  ++document.version;
  for (const Splice& splice : change.splices) event.edits.push_back(replace(document.text, splice));
  if (!same(document.text, *checker_.text_of(change.document)))
    throw Violation("the rope holds what the editor holds");
  event.text = document.text;
  // Of a text that is not known, the hub has nothing to tell.
  if (change.availability == engine::Availability::out_of_sync) {
    event.edits.clear();
    event.text = {};
  }
  return event;
}

} // namespace inkling::simulation
