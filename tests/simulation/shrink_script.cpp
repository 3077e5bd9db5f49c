// A recording in the language of scenario.hpp.

#include "plain_text.hpp"
#include "shrink.hpp"
#include "trace.hpp"

#include <cstdio>
#include <type_traits>

namespace inkling::simulation {
namespace {

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

std::string number(std::size_t value) {
  return std::to_string(value);
}

/// Milliseconds without needless zeros.
std::string time_text(Duration since) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3f",
                std::chrono::duration<double, std::milli>(since).count());
  std::string out = text;
  while (out.back() == '0') out.pop_back();
  if (out.back() == '.') out.pop_back();
  return out;
}

std::string failure_name(backend::Failure failure) {
  if (failure == backend::Failure::rate_limited) return "rate-limited";
  if (failure == backend::Failure::overloaded) return "overloaded";
  if (failure == backend::Failure::out_of_credits) return "out-of-credits";
  if (failure == backend::Failure::timed_out) return "timed-out";
  return failure == backend::Failure::refused ? "refused" : "broken";
}

/// The one document that the language knows, as it goes.
class Writer {
public:
  std::string lines(const Played& played) {
    lines_.clear();
    notes_.clear();
    if (!begun_) begun_ = played.at;
    if (played.reconfigured) notes_ += "# other options from here on\n";
    for (const Message& message : played.burst)
      std::visit([this, &message](const auto& one) { write(one, message); }, message);
    if (lines_.empty()) lines_.emplace_back("tick");
    std::string text = notes_;
    for (std::size_t at = 0; at < lines_.size(); ++at)
      text += (at == 0 ? time_text(played.at - *begun_) : "+") + " " + lines_[at] + "\n";
    for (const engine::Action& action : played.actions)
      std::visit([&](const auto& one) { text += expected(one); }, action);
    return text;
  }

private:
  void note(const Message& message) { notes_ += "# " + describe(message) + "\n"; }

  template<class Other>
  void write(const Other& one, const Message& message) {
    if constexpr (std::is_same_v<Other, engine::StreamDelta>)
      lines_.push_back("delta " + number(one.stream.value) + " " + quoted(one.text));
    else if constexpr (std::is_same_v<Other, engine::StreamFinished>)
      lines_.push_back("finish " + number(one.stream.value));
    else if constexpr (requires { one.document; })
      one.document == document_ ? write_own(one, message) : note(message);
    else
      note(message);
  }

  void write(const engine::StreamFailed& one, const Message&) {
    std::string line = "fail " + number(one.stream.value) + " " + failure_name(one.failure);
    if (one.retry_after) line += " " + number(static_cast<std::size_t>(*one.retry_after / 1ms));
    lines_.push_back(std::move(line));
  }

  /// The place of the cursor is only known from what comes next, so it is put at the end.
  void write(const Open& one, const Message& message) {
    if (document_ && document_ != one.document) return note(message);
    document_ = one.document;
    text_ = one.text;
    cursor_ = text_.size();
    if (one.rules != engine::OfferRules{}) notes_ += "# with rules of offering\n";
    if (one.refreshes) notes_ += "# its client takes refreshes\n";
    std::string line = "open ";
    if (one.availability == engine::Availability::excluded) line += "excluded ";
    if (!one.may_leave) line += "local ";
    lines_.push_back(line + quoted(text_ + "^"));
  }

  void write_own(const Change& one, const Message&) {
    if (one.availability == engine::Availability::out_of_sync)
      return lines_.emplace_back("lost"), void();
    if (one.splices.size() > 1) notes_ += "# several edits in one change:\n";
    for (const Splice& splice : one.splices) {
      if (splice.begin == 0 && splice.removed == text_.size() && splice.removed > 0)
        lines_.push_back("whole " + quoted(splice.inserted));
      else if (splice.begin == cursor_ && splice.removed == 0)
        lines_.push_back("type " + quoted(splice.inserted));
      else
        lines_.push_back("edit " + number(splice.begin) + " " + number(splice.removed) + " " +
                         quoted(splice.inserted));
      apply(text_, splice);
      cursor_ = moved(cursor_, splice);
    }
  }

  void write_own(const engine::DocumentClosed&, const Message&) { lines_.emplace_back("close"); }

  void write_own(const engine::DocumentAccessChanged& one, const Message& message) {
    if (one.rules != engine::OfferRules{}) note(message);
    const bool disabled = one.availability == engine::Availability::disabled;
    lines_.emplace_back(disabled        ? "access disabled"
                        : one.may_leave ? "access anywhere"
                                        : "access local");
  }

  void write_own(const engine::CompletionRequested& one, const Message& message) {
    if (one.offset != cursor_) {
      const auto by =
          static_cast<std::ptrdiff_t>(one.offset) - static_cast<std::ptrdiff_t>(cursor_);
      lines_.push_back("move " + std::to_string(by));
      cursor_ = one.offset;
    }
    std::string line = "request " + number(one.ticket.value);
    if (one.selected) {
      note(message);
      line += " selected " + quoted(one.selected->text);
    } else if (one.trigger == engine::Trigger::invoked) {
      line += " invoked";
    }
    lines_.push_back(std::move(line));
  }

  void write_own(const engine::CompletionCancelled& one, const Message&) {
    lines_.push_back("cancel " + number(one.ticket.value));
  }

  template<class Other>
  void write_own(const Other&, const Message& message) {
    note(message);
  }

  std::string expected(const engine::StartStream& start) const {
    return "> start " + number(start.stream.value) +
           (start.backend == 0 ? "" : " at " + number(start.backend)) + "\n";
  }
  std::string expected(const engine::AbortStream& abort) const {
    return "> abort " + number(abort.stream.value) + "\n";
  }
  std::string expected(const engine::Refresh&) const { return "> refresh\n"; }
  std::string expected(const engine::KeyRecord&) const { return {}; }
  std::string expected(const engine::Answer& answer) const {
    std::string line =
        "> " + number(answer.ticket.value) + " " + std::string(to_string(answer.reason));
    if (answer.cancelled) line += " as an error";
    if (answer.drop != shape::Drop::none) line += " by " + std::string(to_string(answer.drop));
    if (answer.item) {
      const engine::Item& item = *answer.item;
      line += " " + quoted(item.text);
      if (item.end > item.begin && item.end <= text_.size())
        line += " over " + quoted(text_.substr(item.begin, item.end - item.begin));
    }
    return line + "\n";
  }

  std::optional<Instant> begun_;
  DocumentId document_;
  std::string text_;
  std::size_t cursor_ = 0;
  std::vector<std::string> lines_;
  std::string notes_;
};

std::string milliseconds(Duration duration) {
  return time_text(duration) + "ms";
}

void add(std::string& text, const std::string& line) {
  text += "# options." + line + ";\n";
}

/// What is not as usual, as C++ that sets it.
std::string options_text(const engine::EngineOptions& options) {
  const engine::EngineOptions usual;
  std::string text;
  for (std::size_t at = 0; at < options.backends.size(); ++at) {
    const engine::BackendTraits& traits = options.backends[at];
    const bool remote = traits.source == engine::Source::remote;
    const std::string name = "backends[" + number(at) + "]";
    add(text, "backends.push_back({engine::Source::" + std::string(remote ? "remote" : "embedded") +
                  ", " + milliseconds(traits.expected_ttft) + "})");
    if (traits.metered) add(text, name + ".metered = true");
    if (traits.concurrency_max)
      add(text, name + ".concurrency_max = " + number(*traits.concurrency_max));
    const engine::Allowance& allowance = traits.allowance;
    if (allowance.requests_per_minute)
      add(text,
          name + ".allowance.requests_per_minute = " + number(*allowance.requests_per_minute));
    if (allowance.tokens_per_minute)
      add(text, name + ".allowance.tokens_per_minute = " + number(*allowance.tokens_per_minute));
    if (allowance.tokens_per_day)
      add(text, name + ".allowance.tokens_per_day = " + number(*allowance.tokens_per_day));
  }
  if (options.primary) add(text, "primary = " + number(*options.primary));
  if (options.stand_in) add(text, "stand_in = " + number(*options.stand_in));
  if (options.deadline != usual.deadline) add(text, "deadline = " + milliseconds(options.deadline));
  if (options.cache_time_to_live != usual.cache_time_to_live)
    add(text, "cache_time_to_live = " + milliseconds(options.cache_time_to_live));
  if (options.limits.cache_bytes_max != usual.limits.cache_bytes_max)
    add(text, "limits.cache_bytes_max = " + number(options.limits.cache_bytes_max));
  if (options.limits.stream_bytes_max != usual.limits.stream_bytes_max)
    add(text, "limits.stream_bytes_max = " + number(options.limits.stream_bytes_max));
  if (options.speculation == engine::Speculation::always)
    add(text, "speculation = engine::Speculation::always");
  if (options.speculation == engine::Speculation::never)
    add(text, "speculation = engine::Speculation::never");
  // The same wait whatever the circumstances: a fixed one.
  engine::Circumstances seldom{.metered = true, .interval = 1ms, .acceptance = 0.0};
  const Duration one = options.debounce.delay(seldom);
  seldom.interval = 10s;
  const Duration other = options.debounce.delay(seldom);
  if (one != other)
    add(text, "debounce = engine::DebouncePolicy::automatic()");
  else if (one != Duration{0})
    add(text, "debounce = engine::DebouncePolicy::fixed(" + milliseconds(one) + ")");
  return text;
}

} // namespace

std::string to_script(const Recording& recording, const MakeRule& make_rule) {
  std::vector<Played> played;
  const auto broken = replay(recording, make_rule, &played);
  std::string script = options_text(recording.options);
  Writer writer;
  for (const Played& one : played) script += writer.lines(one);
  return script + "# broken: " + broken.value_or("nothing") + "\n";
}

} // namespace inkling::simulation
