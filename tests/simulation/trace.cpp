#include "trace.hpp"

#include "engine/reason.hpp"

#include <cstdio>

namespace inkling::simulation {
namespace {

constexpr std::size_t kLinesKept = 30;

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text.substr(0, 80)) {
    if (c == '\n')
      out += "\\n";
    else if (c == '\r')
      out += "\\r";
    else if (c == '\t')
      out += "\\t";
    else if (c == '"')
      out += "\\\"";
    else
      out += c;
  }
  return out + (text.size() > 80 ? "…\"" : "\"");
}

std::string number(std::size_t value) {
  return std::to_string(value);
}
template<class Tag>
std::string number(Id<Tag> id) {
  return std::to_string(id.value);
}

struct Describe {
  std::string operator()(const Open& m) const {
    return "open document " + number(m.document) + ", " + number(m.text.size()) + " bytes";
  }
  std::string operator()(const Change& m) const {
    std::string line = "change document " + number(m.document);
    if (m.availability != engine::Availability::offered) line += " (not offered)";
    for (const Splice& splice : m.splices)
      line += " [" + number(splice.begin) + " -" + number(splice.removed) + " +" +
              quoted(splice.inserted) + "]";
    return line;
  }
  std::string operator()(const engine::DocumentClosed& m) const {
    return "close document " + number(m.document);
  }
  std::string operator()(const engine::CompletionRequested& m) const {
    std::string line = "request " + number(m.ticket) + " in document " + number(m.document) +
                       " at " + number(m.offset);
    if (m.trigger == engine::Trigger::invoked) line += " invoked";
    if (m.selected) line += " selected " + quoted(m.selected->text);
    return line;
  }
  std::string operator()(const engine::CompletionCancelled& m) const {
    return "cancel " + number(m.ticket);
  }
  std::string operator()(const engine::StreamDelta& m) const {
    return "stream " + number(m.stream) + " says " + quoted(m.text);
  }
  std::string operator()(const engine::StreamAlternative& m) const {
    return "stream " + number(m.stream) + " has an alternative, " + number(m.text.size()) +
           " bytes";
  }
  std::string operator()(const engine::StreamFinished& m) const {
    return "stream " + number(m.stream) + " ends";
  }
  std::string operator()(const engine::StreamFailed& m) const {
    return "stream " + number(m.stream) + " fails" + (m.retry_after ? ", come back later" : "");
  }
  std::string operator()(const engine::DocumentAccessChanged& m) const {
    return "document " + number(m.document) + (m.may_leave ? " may" : " may not") + " leave" +
           (m.availability == engine::Availability::offered ? "" : " (not offered)");
  }
  std::string operator()(const engine::SessionSnoozed& m) const {
    return "session " + number(m.session) + (m.until ? " snoozes" : " wakes");
  }
  std::string operator()(const engine::SuggestionShown& m) const {
    return "suggestion " + number(m.suggestion) + " is shown";
  }
  std::string operator()(const engine::SuggestionAccepted& m) const {
    return "suggestion " + number(m.suggestion) + " is accepted";
  }
  std::string operator()(const engine::SuggestionDismissed& m) const {
    return "suggestion " + number(m.suggestion) + " is dismissed";
  }
  std::string operator()(const engine::MemoryCleared&) const { return "memory is cleared"; }
  std::string operator()(const engine::StreamSent& m) const {
    return "stream " + number(m.stream) + " is sent";
  }
  std::string operator()(const engine::BackendTold& m) const {
    return "backend " + number(m.backend) + " has " + number(m.facts.slots.value_or(0)) + " slots";
  }
  std::string operator()(const engine::SnippetsGathered& m) const {
    return "document " + number(m.document) + " has " +
           number(m.snippets ? m.snippets->size() : 0) + " snippets";
  }
  std::string operator()(const engine::Answer& a) const {
    std::string line = "  > answer " + number(a.ticket) + " " + std::string(to_string(a.reason));
    if (a.item)
      line +=
          " [" + number(a.item->begin) + ", " + number(a.item->end) + ") " + quoted(a.item->text);
    if (a.cancelled) line += " as an error";
    if (a.drop != shape::Drop::none) line += " by " + std::string(shape::to_string(a.drop));
    return line;
  }
  std::string operator()(const engine::StartStream& a) const {
    return "  > start stream " + number(a.stream) + " in document " + number(a.prompt.document) +
           " at " + number(a.prompt.offset);
  }
  std::string operator()(const engine::AbortStream& a) const {
    return "  > abort stream " + number(a.stream);
  }
  std::string operator()(const engine::Refresh& a) const {
    return "  > refresh document " + number(a.document) + " at " + number(a.offset);
  }
  std::string operator()(const engine::KeyRecord& a) const {
    return "  > record " + std::string(to_string(a.reason)) + ", head start " +
           std::string(to_string(a.head_start));
  }
};

} // namespace

std::string describe(const Message& message) {
  return std::visit(Describe{}, message);
}
std::string describe(const engine::Action& action) {
  return std::visit(Describe{}, action);
}

void Trace::on(Instant now, const Message& message) {
  if (keeps_lines_) note(now, describe(message));
}

void Trace::on(Instant now, const engine::Action& action) {
  add(static_cast<std::uint64_t>(now.time_since_epoch().count()));
  add(action.index());
  if (const auto* answer = std::get_if<engine::Answer>(&action)) {
    add(answer->ticket.value);
    add(static_cast<std::uint64_t>(answer->reason));
    if (answer->item) add(answer->item->text);
  } else if (const auto* start = std::get_if<engine::StartStream>(&action)) {
    add(start->prompt.offset);
  } else if (const auto* abort = std::get_if<engine::AbortStream>(&action)) {
    add(abort->stream.value);
  } else if (const auto* refresh = std::get_if<engine::Refresh>(&action)) {
    add(refresh->offset);
  }
  if (keeps_lines_) note(now, describe(action));
}

void Trace::note(Instant now, std::string line) {
  if (!keeps_lines_) return;
  char stamp[32];
  const double milliseconds =
      static_cast<double>(now.time_since_epoch().count() % 3'600'000'000'000) / 1e6;
  std::snprintf(stamp, sizeof stamp, "%12.3f ms  ", milliseconds);
  lines_.push_back(stamp + std::move(line));
  if (lines_.size() > kLinesKept) lines_.pop_front();
}

std::string Trace::tail() const {
  std::string all;
  for (const std::string& line : lines_) all += line + "\n";
  return all;
}

void Trace::add(std::uint64_t value) {
  hash_ = (hash_ ^ value) * 0x100000001B3u;
}

void Trace::add(std::string_view bytes) {
  for (const char c : bytes) add(static_cast<std::uint64_t>(static_cast<unsigned char>(c)));
}

} // namespace inkling::simulation
