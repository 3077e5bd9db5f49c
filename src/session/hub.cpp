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
        perform_timed(actions, ports_.now() - began);
    } while (!burst_.empty());
  } catch (const std::exception& failure) {
    log::error("engine step failed", {{"what", failure.what()}});
  }
  settling_ = false;
  if (ports_.on_deadline) ports_.on_deadline(engine_.deadline());
}

void Hub::reconfigure(engine::EngineOptions options, std::vector<backend::Backend*> backends) {
  INKLING_ASSERT(!settling_);
  settle(); // what is queued was meant for the old ones
  perform(engine::Actions(engine_.reconfigure(std::move(options), ports_.now())));
  ports_.backends = std::move(backends);
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
  const auto sink = sinks_.extract(answer.ticket);
  if (!sink.empty()) sink.mapped()->on_answer(answer);
}

void Hub::perform(const engine::StartStream& start) {
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
  queue(engine::StreamDelta{stream, std::string(text)});
  if (!settling_) settle();
}

void Hub::on_finished(StreamId stream) {
  queue(engine::StreamFinished{stream});
  if (!settling_) settle();
}

void Hub::on_failed(StreamId stream, backend::Failure failure,
                    std::optional<Duration> retry_after) {
  queue(engine::StreamFailed{stream, failure, retry_after});
  if (!settling_) settle();
}

} // namespace inkling::session
