// Playing a recording again, where streams and suggestions have got other names.

#include "checker.hpp"
#include "engine/engine.hpp"
#include "plain_text.hpp"
#include "rope_text.hpp"
#include "shrink.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace inkling::simulation {
namespace {

/// The hub's timers are never later than this; what is due earlier was left out of the recording.
constexpr Duration kTimerLateMax = 5ms;
/// Names of streams that nobody recorded, for the checker.
constexpr std::uint64_t kUnrecorded = 1'000'000'000;

class Replayer {
public:
  Replayer(const Recording& recording, const MakeRule& make_rule, std::vector<Played>* played)
      : recording_(recording), engine_(recording.options),
        checker_(recording.options, recording.marked), played_(played),
        taken_(recording.starts.size(), false) {
    if (make_rule) rule_ = make_rule();
  }

  void run() {
    for (const Recording::Moment& moment : recording_.moments) {
      ring_timers_before(moment.at - kTimerLateMax);
      if (moment.reconfigured)
        reconfigure(moment);
      else
        step(moment.at, moment.burst);
    }
    if (!texts_.empty()) return;
    ring_timers_before(Instant::max());
    checker_.at_end(engine_);
  }

private:
  void ring_timers_before(Instant end) {
    for (auto due = engine_.deadline(); due && *due < end; due = engine_.deadline())
      step(std::max(*due, now_), {});
  }

  void begin(Instant now) {
    now_ = now;
    checker_.begin_step(now);
    if (played_ != nullptr) played_->push_back({now, {}, {}, false});
  }

  void step(Instant now, const std::vector<Message>& burst) {
    begin(now);
    std::vector<engine::Event> events;
    for (Message message : burst) {
      if (!cut_to_text(message)) continue;
      const Message as_recorded = message;
      if (!rename(message)) continue;
      checker_.on(as_recorded);
      if (played_ != nullptr) played_->back().burst.push_back(message);
      events.push_back(to_event(message));
    }
    perform(engine_.step(events, now));
    engine_.check();
    checker_.end_step(engine_);
  }

  void reconfigure(const Recording::Moment& moment) {
    begin(moment.at);
    if (played_ != nullptr) played_->back().reconfigured = true;
    perform(engine_.reconfigure(*moment.reconfigured, moment.at));
    engine_.check();
    checker_.reconfigure(*moment.reconfigured);
    step(moment.at, {});
  }

  void perform(const engine::Actions& actions) {
    if (played_ != nullptr) played_->back().actions = actions;
    for (engine::Action action : actions) {
      if (rule_) rule_(action);
      if (auto* start = std::get_if<engine::StartStream>(&action)) {
        recognise(*start);
        start->stream = recorded_name(start->stream);
      } else if (auto* abort = std::get_if<engine::AbortStream>(&action)) {
        abort->stream = recorded_name(abort->stream);
      } else if (const auto* answer = std::get_if<engine::Answer>(&action);
                 answer && answer->item) {
        suggestions_.emplace(answer->ticket, answer->item->suggestion);
      }
      checker_.on(action);
    }
  }

  /// The recorded stream of the same document and backend that was begun at the nearest time.
  void recognise(const engine::StartStream& start) {
    std::size_t best = recording_.starts.size();
    const auto apart = [&](std::size_t at) {
      return std::chrono::abs(recording_.starts[at].at - now_);
    };
    for (std::size_t at = 0; at < recording_.starts.size(); ++at) {
      const Recording::Start& one = recording_.starts[at];
      if (taken_[at] || one.document != start.prompt.document || one.backend != start.backend)
        continue;
      if (best == recording_.starts.size() || apart(at) < apart(best)) best = at;
    }
    if (best == recording_.starts.size()) return;
    taken_[best] = true;
    ours_[recording_.starts[best].stream] = start.stream;
    theirs_[start.stream] = recording_.starts[best].stream;
  }

  StreamId recorded_name(StreamId ours) const {
    const auto found = theirs_.find(ours);
    return found == theirs_.end() ? StreamId{kUnrecorded + ours.value} : found->second;
  }

  /// False where there is nothing that it could be about.
  bool cut_to_text(Message& message) {
    if (auto* change = std::get_if<Change>(&message)) {
      const std::string* text = checker_.text_of(change->document);
      if (text == nullptr) return false;
      std::string after = *text;
      for (Splice& splice : change->splices) {
        const std::size_t end = cursor_place(after, splice.begin + splice.removed);
        splice.begin = cursor_place(after, splice.begin);
        splice.removed = end - splice.begin;
        simulation::apply(after, splice);
      }
    } else if (auto* request = std::get_if<engine::CompletionRequested>(&message)) {
      const std::string* text = checker_.text_of(request->document);
      if (text == nullptr) return true;
      request->offset = cursor_place(*text, request->offset);
      if (!request->selected) return true;
      request->selected->begin = cursor_place(*text, request->selected->begin);
      request->selected->end = cursor_place(*text, request->selected->end);
    }
    return true;
  }

  /// Puts in the names that this engine gave. False where it gave none.
  bool rename(Message& message) {
    return std::visit(
        [this](auto& one) {
          if constexpr (requires { one.stream; }) {
            const auto found = ours_.find(one.stream);
            if (found == ours_.end()) return false;
            one.stream = found->second;
          }
          if constexpr (requires { one.suggestion; }) {
            const auto offer = recording_.offers.find(one.suggestion);
            if (offer == recording_.offers.end()) return true; // an invented one
            const auto found = suggestions_.find(offer->second);
            if (found == suggestions_.end()) return false;
            one.suggestion = found->second;
          }
          return true;
        },
        message);
  }

  engine::Event to_event(const Message& message) {
    if (const auto* open = std::get_if<Open>(&message)) {
      text::Rope& text = texts_[open->document] = text::Rope(open->text);
      return engine::DocumentOpened{.session = open->session,
                                    .document = open->document,
                                    .language = "cpp",
                                    .text = text,
                                    .availability = open->availability,
                                    .may_leave = open->may_leave,
                                    .rules = open->rules,
                                    .refreshes = open->refreshes};
    }
    if (const auto* change = std::get_if<Change>(&message)) {
      text::Rope& text = texts_[change->document];
      engine::DocumentChanged event{change->document, {}, {}, change->availability};
      for (const Splice& splice : change->splices) event.edits.push_back(replace(text, splice));
      if (change->availability == engine::Availability::out_of_sync)
        event.edits.clear();
      else
        event.text = text;
      return event;
    }
    if (const auto* closed = std::get_if<engine::DocumentClosed>(&message))
      texts_.erase(closed->document);
    return std::visit(
        [](const auto& one) -> engine::Event {
          if constexpr (std::is_constructible_v<engine::Event, decltype(one)>)
            return one;
          else
            return engine::DocumentClosed{};
        },
        message);
  }

  const Recording& recording_;
  engine::Engine engine_;
  Checker checker_;
  Rule rule_;
  std::vector<Played>* played_;
  Instant now_;
  std::vector<bool> taken_; ///< of the recorded starts
  std::unordered_map<StreamId, StreamId> ours_;
  std::unordered_map<StreamId, StreamId> theirs_;
  std::unordered_map<TicketId, SuggestionId> suggestions_;
  std::unordered_map<DocumentId, text::Rope> texts_;
};

} // namespace

void Recording::on(const engine::Action& action, Instant now) {
  if (const auto* start = std::get_if<engine::StartStream>(&action))
    starts.push_back({start->stream, start->prompt.document, start->backend, now});
  else if (const auto* answer = std::get_if<engine::Answer>(&action); answer && answer->item)
    offers.emplace(answer->item->suggestion, answer->ticket);
}

std::optional<std::string> replay(const Recording& recording, const MakeRule& make_rule,
                                  std::vector<Played>* played) {
  Replayer replayer(recording, make_rule, played);
  try {
    replayer.run();
  } catch (const Violation& broken) {
    return broken.what();
  } catch (const std::logic_error& broken) { // an assertion, in builds where it throws
    return broken.what();
  }
  return std::nullopt;
}

std::string rule_of(const std::optional<std::string>& broken) {
  const std::string rule = broken.value_or("");
  return rule.substr(0, rule.find(" ("));
}

} // namespace inkling::simulation
