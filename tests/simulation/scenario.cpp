#include "scenario.hpp"

#include "checker.hpp"
#include "plain_text.hpp"

#include "support/catch.hpp"

#include <array>
#include <cmath>
#include <cstdlib>
#include <string>
#include <vector>

namespace inkling::simulation {
namespace {

using Words = std::vector<std::string>;

constexpr DocumentId kDocument{1};

char unescaped(char c) {
  return c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c;
}

/// Splits at spaces; "quoted" words may hold spaces and the escapes \n \r \t \" \\.
Words words_of(std::string_view line) {
  Words words;
  std::size_t at = 0;
  while ((at = line.find_first_not_of(' ', at)) != line.npos) {
    std::string word;
    if (line[at] == '"') {
      for (++at; at < line.size() && line[at] != '"'; ++at)
        word += line[at] == '\\' ? unescaped(line[++at]) : line[at];
      ++at;
    } else {
      while (at < line.size() && line[at] != ' ') word += line[at++];
    }
    words.push_back(std::move(word));
  }
  return words;
}

std::size_t number(const std::string& word) {
  return std::strtoull(word.c_str(), nullptr, 10);
}

backend::Failure failure_named(const std::string& name) {
  if (name == "rate-limited") return backend::Failure::rate_limited;
  if (name == "overloaded") return backend::Failure::overloaded;
  if (name == "out-of-credits") return backend::Failure::out_of_credits;
  if (name == "timed-out") return backend::Failure::timed_out;
  return name == "refused" ? backend::Failure::refused : backend::Failure::broken;
}

/// Words again, as they stand in the script, for comparing and for reading.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '\n')
      out += "\\n";
    else if (c == '\r')
      out += "\\r";
    else if (c == '\t')
      out += "\\t";
    else if (c == '"' || c == '\\')
      out += std::string("\\") + c;
    else
      out += c;
  }
  return out + '"';
}

class Player {
public:
  explicit Player(const engine::EngineOptions& options)
      : engine_(options), checker_(options, false) {}

  /// One step: the events of some lines at one time. Returns what the engine did, a line each.
  std::vector<std::string> play(double milliseconds, const std::vector<Words>& lines) {
    const Instant now = now_ = Instant(std::chrono::hours(1)) +
                               std::chrono::microseconds(std::llround(milliseconds * 1000));
    checker_.begin_step(now);
    std::vector<engine::Event> events;
    for (const Words& line : lines) add(line, events);
    std::vector<std::string> done;
    for (const engine::Action& action : engine_.step(events, now)) {
      checker_.on(action);
      if (const auto* answer = std::get_if<engine::Answer>(&action); answer && answer->item)
        offered_ = answer->item->suggestion;
      if (!std::holds_alternative<engine::KeyRecord>(action)) done.push_back(describe(action));
    }
    engine_.check();
    checker_.end_step(engine_);
    return done;
  }

private:
  void add(const Words& line, std::vector<engine::Event>& events) {
    const std::string& verb = line[0];
    if (verb == "tick") return;
    if (verb == "open") return open(line, events);
    if (verb == "type") return change({cursor_, 0, line[1]}, events);
    if (verb == "backspace") {
      std::size_t begin = cursor_;
      for (std::size_t keys = number(line[1]); keys > 0; --keys) begin = place_before(text_, begin);
      return change({begin, cursor_ - begin, ""}, events);
    }
    if (verb == "edit") return change({number(line[1]), number(line[2]), line[3]}, events);
    if (verb == "whole") {
      availability_ = engine::Availability::offered;
      return change({0, text_.size(), line[1]}, events);
    }
    if (verb == "lost") {
      availability_ = engine::Availability::out_of_sync;
      return change({cursor_, 0, ""}, events);
    }
    if (verb == "move")
      cursor_ += static_cast<std::size_t>(std::strtoll(line[1].c_str(), nullptr, 10));
    else
      tell(message_of(line), events);
  }

  Message message_of(const Words& line) {
    const std::string& verb = line[0];
    if (verb == "close") return engine::DocumentClosed{kDocument};
    if (verb == "forget") return engine::MemoryCleared{};
    if (verb == "dismiss") return engine::SuggestionDismissed{kDocument, offered_};
    if (verb == "wake") return engine::SessionSnoozed{SessionId{1}, {}};
    if (verb == "rules") return rules_of(line);
    if (verb == "access") {
      availability_ =
          line[1] == "disabled" ? engine::Availability::disabled : engine::Availability::offered;
      return engine::DocumentAccessChanged{kDocument, availability_, line[1] != "local"};
    }
    const std::size_t id = number(line.at(1));
    if (verb == "snooze")
      return engine::SessionSnoozed{SessionId{1}, now_ + std::chrono::milliseconds(id)};
    if (verb == "cancel") return engine::CompletionCancelled{kDocument, TicketId{id}};
    if (verb == "delta") return engine::StreamDelta{StreamId{id}, line[2]};
    if (verb == "finish") return engine::StreamFinished{StreamId{id}};
    if (verb == "fail") {
      engine::StreamFailed failed{StreamId{id}, failure_named(line[2]), {}};
      if (line.size() > 3) failed.retry_after = std::chrono::milliseconds(number(line[3]));
      return failed;
    }
    if (verb != "request") FAIL("no such verb: " << verb);
    engine::CompletionRequested request{
        TicketId{id}, kDocument, cursor_, engine::Trigger::automatic, {}};
    if (line.size() > 2 && line[2] == "invoked") request.trigger = engine::Trigger::invoked;
    if (line.size() > 3 && line[2] == "selected") {
      std::size_t begin = cursor_;
      while (begin > 0 && is_word_byte(text_[begin - 1])) --begin;
      request.selected = engine::SelectedCompletion{begin, cursor_, line[3]};
    }
    return request;
  }

  static Message rules_of(const Words& line) {
    engine::DocumentAccessChanged change{kDocument, engine::Availability::offered, true};
    change.rules.invoked_only = line[1] == "invoked-only";
    change.rules.line_end_only = line[1] == "line-end-only";
    change.rules.mid_word = line[1] == "mid-word";
    if (line[1] == "delay") change.rules.show_delay = std::chrono::milliseconds(number(line[2]));
    return change;
  }

  void open(const Words& line, std::vector<engine::Event>& events) {
    text_ = line.back();
    cursor_ = text_.find('^');
    text_.erase(cursor_, 1);
    if (line[1] == "excluded") availability_ = engine::Availability::excluded;
    const bool may_leave = line[1] != "local";
    const bool refreshes = line[1] == "refreshing";
    checker_.on(Message(Open{.session = SessionId{1},
                             .document = kDocument,
                             .text = text_,
                             .availability = availability_,
                             .may_leave = may_leave,
                             .refreshes = refreshes}));
    events.push_back(engine::DocumentOpened{.session = SessionId{1},
                                            .document = kDocument,
                                            .language = "cpp",
                                            .text = text::Rope(text_),
                                            .availability = availability_,
                                            .may_leave = may_leave,
                                            .refreshes = refreshes});
  }

  void change(const Splice& splice, std::vector<engine::Event>& events) {
    apply(text_, splice);
    cursor_ = moved(cursor_, splice);
    checker_.on(Message(Change{kDocument, {splice}, availability_}));
    text::Edit edit;
    edit.begin = splice.begin;
    edit.removed_bytes = splice.removed;
    edit.inserted = splice.inserted;
    events.push_back(engine::DocumentChanged{kDocument, text::Rope(text_), {edit}, availability_});
  }

  void tell(const Message& message, std::vector<engine::Event>& events) {
    checker_.on(message);
    std::visit(
        [&](const auto& one) {
          if constexpr (std::is_constructible_v<engine::Event, decltype(one)>)
            events.emplace_back(one);
        },
        message);
  }

  std::string describe(const engine::Action& action) const {
    if (const auto* start = std::get_if<engine::StartStream>(&action))
      return "start " + std::to_string(start->stream.value) +
             (start->backend == 0 ? "" : " at " + std::to_string(start->backend));
    if (const auto* abort = std::get_if<engine::AbortStream>(&action))
      return "abort " + std::to_string(abort->stream.value);
    if (std::holds_alternative<engine::Refresh>(action)) return "refresh";
    const auto& answer = std::get<engine::Answer>(action);
    std::string line =
        std::to_string(answer.ticket.value) + " " + std::string(to_string(answer.reason));
    if (answer.cancelled) line += " as an error";
    if (answer.drop != shape::Drop::none) line += " by " + std::string(to_string(answer.drop));
    if (!answer.item) return line;
    const engine::Item& item = *answer.item;
    line += " " + quoted(item.text);
    if (item.end > item.begin)
      line += " over " + quoted(text_.substr(item.begin, item.end - item.begin));
    return line;
  }

  engine::Engine engine_;
  Checker checker_;
  Instant now_;
  SuggestionId offered_; ///< the last one
  std::string text_;
  std::size_t cursor_ = 0;
  engine::Availability availability_ = engine::Availability::offered;
};

struct Step {
  double milliseconds = 0;
  std::string source;
  std::vector<Words> events;
  std::vector<std::string> expected;
};

std::vector<Step> steps_of(std::string_view script) {
  std::vector<Step> steps;
  while (!script.empty()) {
    const std::size_t end = std::min(script.find('\n'), script.size());
    std::string_view line = script.substr(0, end);
    script.remove_prefix(std::min(end + 1, script.size()));
    line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
    if (line.empty() || line.front() == '#') continue;
    Words words = words_of(line);
    if (words[0] == ">") {
      steps.back().expected.emplace_back(line.substr(2));
      continue;
    }
    if (words[0] != "+") steps.push_back({std::strtod(words[0].c_str(), nullptr), {}, {}, {}});
    steps.back().source += std::string(line) + "\n";
    steps.back().events.emplace_back(words.begin() + 1, words.end());
  }
  return steps;
}

} // namespace

void check_scenario(const engine::EngineOptions& options, std::string_view script) {
  Player player(options);
  for (const Step& step : steps_of(script)) {
    INFO(step.source);
    try {
      CHECK(player.play(step.milliseconds, step.events) == step.expected);
    } catch (const Violation& violation) {
      FAIL(violation.what());
    }
  }
}

engine::EngineOptions remote_options() {
  engine::EngineOptions options;
  options.backends = {{engine::Source::remote, 100ms}};
  options.primary = 0;
  options.head_start = false;
  options.speculation = engine::Speculation::never;
  return options;
}

engine::EngineOptions ahead_options() {
  engine::EngineOptions options;
  options.backends = {{engine::Source::remote, 100ms}, {engine::Source::embedded, 0ms}};
  options.primary = 0;
  options.stand_in = 1;
  options.speculation = engine::Speculation::never;
  return options;
}

engine::EngineOptions stand_in_options() {
  engine::EngineOptions options = remote_options();
  options.backends.push_back({engine::Source::embedded, 0ms});
  options.stand_in = 1;
  return options;
}

engine::EngineOptions embedded_options() {
  engine::EngineOptions options;
  options.backends = {{engine::Source::embedded, 0ms}};
  options.primary = 0;
  return options;
}

} // namespace inkling::simulation
