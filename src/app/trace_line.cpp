#include "app/trace_line.hpp"

#include "app/wall_clock.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>
#include <vector>

namespace inkling::app {
namespace {

using nlohmann::json;

constexpr std::size_t kFileColumns = 24;
constexpr std::size_t kReasonColumns = 14;

struct Meaning {
  std::string_view name;
  std::string_view short_words; ///< in the line; empty where the name says it
  std::string_view words;       ///< in the legend
};

constexpr std::array kReasons = {
    Meaning{"fresh", "", "generated for this request by a remote backend"},
    Meaning{"embedded", "", "generated for this request by the embedded model"},
    Meaning{"typed-through", "reused: shown text", "what is left of the text on screen"},
    Meaning{"adopted", "reused: running stream", "from a stream begun for an earlier text"},
    Meaning{"speculated", "reused: prepared ahead", "prepared before this place was reached"},
    Meaning{"cached", "reused: memory", "remembered from before"},
    Meaning{"unasked", "", "the person typed on before the editor asked"},
    Meaning{"nothing-found", "", "nobody has anything to offer here"},
    Meaning{"mid-word", "", "inside an identifier, and nobody asked explicitly"},
    Meaning{"superseded", "", "a newer request, or a change, came first"},
    Meaning{"cancelled", "", "the editor wanted no answer any more"},
    Meaning{"filtered", "", "what came was nothing to show: blank, or there already"},
};

constexpr std::array kStages = {
    Meaning{"lead", "", "its stream was begun so long before the request"},
    Meaning{"debounce", "", "waited on purpose for the next key"},
    Meaning{"queue", "", "waited for its turn at a busy backend"},
    Meaning{"prompt", "", "building the request; the embedded model: all its work, in ttft too"},
    Meaning{"dial", "", "making a connection"},
    Meaning{"ttft", "", "from the request sent to the first text"},
    Meaning{"stream", "", "from the first text to the answer"},
    Meaning{"shape", "", "deciding and shaping the answer"},
    Meaning{"reply", "", "handing it to the editor's connection"},
};
/// Of shape and reply: below, they are not worth a word.
constexpr double kWorthTellingMs = 1;

std::string_view text_of(const json& event, const char* key) {
  const auto found = event.find(key);
  if (found == event.end() || !found->is_string()) return {};
  return found->get_ref<const std::string&>();
}

double number_of(const json& object, std::string_view key) {
  if (!object.is_object()) return 0;
  const auto found = object.find(std::string(key));
  return found != object.end() && found->is_number() ? found->get<double>() : 0;
}

/// Also times in ms since 1970; what is no such number is moved to where it is one.
std::int64_t count_of(const json& object, std::string_view key) {
  constexpr double kMost = 1e15;
  return static_cast<std::int64_t>(std::clamp(number_of(object, key), 0.0, kMost));
}

bool flag_of(const json& event, const char* key) {
  const auto found = event.find(key);
  return found != event.end() && found->is_boolean() && found->get<bool>();
}

const json& object_of(const json& event, const char* key) {
  static const json kNone = json::object();
  const auto found = event.find(key);
  return found != event.end() && found->is_object() ? *found : kNone;
}

/// Three digits that count.
std::string short_number(double value) {
  std::array<char, 32> text{};
  const char* format = value >= 10 ? "%.0f" : value >= 1 ? "%.1f" : "%.2f";
  const int length = std::snprintf(text.data(), text.size(), format, value);
  return {text.data(), static_cast<std::size_t>(length)};
}

/// Control characters, those of C1 too, become '?': names and texts come from files.
std::string printable(std::string_view text) {
  std::string safe;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const bool c1 =
        byte == 0xC2 && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xA0;
    if (c1) ++at;
    safe += c1 || byte < 0x20 || byte == 0x7F ? '?' : text[at];
  }
  return safe;
}

bool begins_code_point(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
}

std::size_t columns_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins_code_point));
}

/// Exactly so wide; of what is too long, the end is kept.
std::string fitted(std::string text, std::size_t columns) {
  if (columns_of(text) > columns) {
    std::size_t surplus = columns_of(text) - columns + 1; // one for the ellipsis
    std::size_t begin = 0;
    while (surplus > 0 || !begins_code_point(text[begin]))
      if (begins_code_point(text[begin++])) --surplus;
    text = "…" + text.substr(begin);
  }
  return text + std::string(columns - columns_of(text), ' ');
}

void add(std::string& line, std::string_view words) {
  if (words.empty()) return;
  if (!line.empty()) line += " · ";
  line += words;
}

std::string reuse_of(std::string_view reason) {
  for (const Meaning& meaning : kReasons)
    if (meaning.name == reason) return std::string(meaning.short_words);
  return {};
}

std::string stages_of(const json& event) {
  const json& times = object_of(event, "ms");
  std::string words;
  for (const Meaning& stage : kStages) {
    const double took = number_of(times, stage.name);
    const bool small = stage.name == "shape" || stage.name == "reply";
    if (took > (small ? kWorthTellingMs : 0))
      add(words, std::string(stage.name) + " " + short_number(took));
  }
  return words;
}

std::string streams_of(const json& event) {
  const json& streams = object_of(event, "streams");
  std::string words;
  for (const char* what : {"begun", "kept", "aborted"})
    if (const auto count = count_of(streams, what); count > 0)
      add(words, std::string(what) + " " + std::to_string(count));
  return words;
}

std::string details_of(const json& event) {
  std::string details = reuse_of(text_of(event, "reason"));
  if (!text_of(event, "drop").empty()) add(details, printable(text_of(event, "drop")));
  add(details, stages_of(event));
  const std::string_view head_start = text_of(event, "headStart");
  // Whoever has the embedded model alone would read "unavailable" with every key.
  if (!head_start.empty() && head_start != "none" && head_start != "unavailable")
    add(details, "head start " + printable(head_start));
  add(details, streams_of(event));
  const std::string_view backend = text_of(event, "backend");
  if (!backend.empty() && backend != text_of(event, "reason")) add(details, printable(backend));
  if (flag_of(event, "invoked")) add(details, "invoked");
  return details;
}

std::string total_of(const json& event, bool asked) {
  std::array<char, 32> text{};
  if (asked)
    std::snprintf(text.data(), text.size(), "%8.2f ms", number_of(object_of(event, "ms"), "total"));
  else
    std::snprintf(text.data(), text.size(), "%8s   ", "-");
  return text.data();
}

std::string offered_lines(std::string_view text) {
  std::string lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines += "\n    | " + printable(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::string row(std::string_view name, std::string_view words) {
  return "  " + fitted(std::string(name), kReasonColumns) + "  " + std::string(words) + "\n";
}

} // namespace

std::string trace_line(const json& event) {
  if (!event.is_object()) return {};
  std::string line;
  if (const auto dropped = count_of(event, "dropped"); dropped > 0)
    line = "(" + std::to_string(dropped) + " dropped: read too slowly)\n";
  const bool asked = flag_of(event, "asked");
  const std::string reason = asked ? printable(text_of(event, "reason")) : "unasked";
  line += to_local_time(count_of(event, "time")) + "  " +
          fitted(printable(text_of(event, "file")), kFileColumns) + "  " +
          fitted(reason, kReasonColumns) + " " + total_of(event, asked) + "  " + details_of(event);
  line.erase(line.find_last_not_of(' ') + 1);
  return line + offered_lines(text_of(event, "text"));
}

std::string trace_legend() {
  std::string legend =
      "One line a key press: when it was over, file, why it ended as it did, how long its answer\n"
      "took, and where from and where to the time went (ms).\n\nReasons:\n";
  for (const Meaning& reason : kReasons) legend += row(reason.name, reason.words);
  legend += "  …               others say what keeps offers away: excluded, rate-limited, …\n"
            "\nStages:\n";
  for (const Meaning& stage : kStages) legend += row(stage.name, stage.words);
  legend += "\nWork:\n" + row("head start", "what became of beginning before the editor asks") +
            row("begun", "streams begun since the line before") +
            row("kept", "went on because the text still agrees with them") +
            row("aborted", "stopped because the text does not");
  return legend;
}

} // namespace inkling::app
