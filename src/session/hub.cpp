#include "session/hub.hpp"

#include "base/assert.hpp"
#include "base/log.hpp"

#include <exception>
#include <utility>

namespace inkling::session {

Hub::Hub(engine::EngineOptions options, Ports ports)
    : engine_(std::move(options)), ports_(std::move(ports)) {}

void Hub::queue_request(engine::CompletionRequested request, AnswerSink& sink) {
  sinks_.emplace(request.ticket, &sink);
  queue(std::move(request));
}

SessionId Hub::join(AnswerSink& sink) {
  const SessionId id = sessions_.next();
  joined_.emplace(id, &sink);
  return id;
}

void Hub::withdraw(AnswerSink& sink) {
  std::erase_if(joined_, [&](const auto& entry) { return entry.second == &sink; });
  std::erase_if(watchers_, [&](const Watcher& watcher) { return watcher.sink == &sink; });
  std::erase_if(sinks_, [&](const auto& entry) { return entry.second == &sink; });
}

void Hub::settle() {
  if (std::exchange(settling_, true)) return;
  // One of the three walls: a broken invariant of the engine must not end the process.
  try {
    do {
      stepping_.swap(burst_);
      burst_.clear();
      // A copy, because a backend that answers at once makes the engine's own list change.
      const Instant began = ports_.now();
      const engine::Actions actions = engine_.step(stepping_, began);
      if (ports_.records == nullptr)
        perform(actions);
      else
        perform_timed(actions, began);
    } while (!burst_.empty());
  } catch (const std::exception& failure) {
    log::error("engine step failed", {{"what", failure.what()}});
  }
  settling_ = false;
  if (!watchers_.empty()) tell_status();
  if (ports_.on_deadline) ports_.on_deadline(deadline());
}

void Hub::reconfigure(engine::EngineOptions options, std::vector<backend::Backend*> backends) {
  INKLING_ASSERT(!settling_);
  settle(); // what is queued was meant for the old ones
  perform(engine::Actions(engine_.reconfigure(std::move(options), ports_.now())));
  ports_.backends = std::move(backends);
  watch_.reset();
  settle();
}

void Hub::warm() {
  for (backend::Backend* backend : ports_.backends) backend->warm();
}

void Hub::perform(const engine::Actions& actions) {
  for (const engine::Action& action : actions)
    std::visit(
        [this](const auto& one) {
          if constexpr (!std::is_same_v<std::decay_t<decltype(one)>, engine::KeyRecord>)
            perform(one);
        },
        action);
}

void Hub::perform(const engine::Answer& answer) {
  watch_.on_answer(answer.reason);
  const auto sink = sinks_.extract(answer.ticket);
  if (!sink.empty()) sink.mapped()->on_answer(answer);
}

void Hub::perform(const engine::StartStream& start) {
  watch_.on_started(start.stream, start.backend);
  ports_.backends[start.backend]->start(start.stream, start.prompt, *this);
}

void Hub::perform(const engine::AbortStream& abort) {
  ports_.backends[abort.backend]->abort(abort.stream);
}

void Hub::perform(const engine::Refresh& refresh) {
  const auto sink = joined_.find(refresh.session);
  if (sink != joined_.end()) sink->second->on_refresh(refresh);
}

// A backend that answers inside start() is heard in the next turn of settle(); one that answers
// later begins a turn.

/// Only for the books: it begins no turn of its own.
void Hub::on_sent(StreamId stream) {
  queue(engine::StreamSent{stream, ports_.now()});
}

void Hub::on_delta(StreamId stream, std::string_view text) {
  watch_.on_word(stream);
  queue(engine::StreamDelta{stream, std::string(text)});
  if (!settling_) settle();
}

void Hub::on_alternative(StreamId stream, std::size_t candidate, std::string_view text) {
  queue(engine::StreamAlternative{stream, candidate, std::string(text)});
  if (!settling_) settle();
}

void Hub::on_cut(StreamId stream) {
  cut_ = stream;
}

void Hub::on_finished(StreamId stream) {
  watch_.on_word(stream);
  queue(engine::StreamFinished{stream, std::exchange(cut_, {}) == stream});
  if (!settling_) settle();
}

void Hub::on_failed(StreamId stream, backend::Failure failure,
                    std::optional<Duration> retry_after) {
  watch_.on_failed();
  queue(engine::StreamFailed{stream, failure, retry_after});
  if (!settling_) settle();
}

// --- what people are told ----------------------------------------------------------------------

Moment Hub::now() const {
  return {ports_.now(), ports_.wall ? ports_.wall() : WallTime{}};
}

void Hub::watch(AnswerSink& sink) {
  watchers_.push_back({&sink, std::nullopt});
}

void Hub::wake(AnswerSink& sink, std::optional<Instant> when) {
  for (Watcher& watcher : watchers_)
    if (watcher.sink == &sink) watcher.wake = when;
}

const BackendHealth& Hub::health() {
  look_at_backends();
  return watch_.health();
}

void Hub::look_at_backends() {
  const Moment moment = now();
  if (watch_.is_due(moment.instant) && watch_.look(engine_.stats().backends, moment))
    health_changed_ = true;
}

void Hub::tell_status() {
  look_at_backends();
  const bool changed = std::exchange(health_changed_, false);
  const Instant instant = ports_.now();
  for (Watcher& watcher : watchers_) {
    const bool woken = watcher.wake && *watcher.wake <= instant;
    if (woken) watcher.wake.reset();
    if (changed || woken) watcher.sink->on_status();
  }
}

std::optional<Instant> Hub::deadline() const {
  std::optional<Instant> first = engine_.deadline();
  const auto consider = [&](std::optional<Instant> one) {
    if (one && (!first || *one < *first)) first = one;
  };
  if (watchers_.empty()) return first;
  consider(watch_.wakes());
  for (const Watcher& watcher : watchers_) consider(watcher.wake);
  return first;
}

} // namespace inkling::session
