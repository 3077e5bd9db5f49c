// Who listens hears of each key with what the daemon itself spent on it: a few readings of the
// clock around what Hub::perform() does anyway.

#include "session/hub.hpp"

#include <utility>

namespace inkling::session {
namespace {

/// Documents with streams and no record since. Beyond, what was measured is forgotten: some of them
/// may have been closed, and nothing else would say so.
constexpr std::size_t kPromptsMax = 256;

} // namespace

/// One reading of the clock for the step, and one for each answer and each start: what lies between
/// them (an abort, say) counts with what follows it.
void Hub::perform_timed(const engine::Actions& actions, Instant began) {
  if (actions.empty()) return;
  replies_.clear();
  Instant last = ports_.now();
  const Duration step = last - began;
  const auto lap = [&] {
    const Instant before = std::exchange(last, ports_.now());
    return last - before;
  };
  for (const engine::Action& action : actions) {
    if (const auto* answer = std::get_if<engine::Answer>(&action)) {
      perform(*answer);
      replies_.push_back(lap());
    } else if (const auto* start = std::get_if<engine::StartStream>(&action)) {
      perform(*start);
      if (prompts_.size() >= kPromptsMax) prompts_.clear();
      prompts_[start->prompt.document] += lap();
    } else if (const auto* abort = std::get_if<engine::AbortStream>(&action)) {
      perform(*abort);
    } else if (const auto* refresh = std::get_if<engine::Refresh>(&action)) {
      perform(*refresh);
    }
  }
  tell(actions, step);
}

/// After the answers: telling is in nobody's way.
void Hub::tell(const engine::Actions& actions, Duration step) {
  const engine::Answer* answer = nullptr; // of the action before
  auto reply = replies_.begin();
  for (const engine::Action& action : actions) {
    if (const auto* record = std::get_if<engine::KeyRecord>(&action)) {
      metrics::OwnTimes own{.prompt = take_prompt_time(record->document)};
      const bool answered = record->ticket && answer != nullptr;
      if (answered) {
        own.shape = step;
        own.reply = *(reply - 1);
      }
      ports_.records->on_record(*record, answered ? answer : nullptr, own);
    }
    answer = std::get_if<engine::Answer>(&action);
    if (answer != nullptr) ++reply;
  }
}

Duration Hub::take_prompt_time(DocumentId document) {
  const auto entry = prompts_.extract(document);
  return entry.empty() ? Duration::zero() : entry.mapped();
}

} // namespace inkling::session
