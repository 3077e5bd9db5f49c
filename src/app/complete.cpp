#include "app/commands.hpp"
#include "app/core.hpp"
#include "app/source_file.hpp"
#include "session/local_client.hpp"

#include <charconv>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

namespace inkling::app {
namespace {

/// A person waits: outside a repository the folder may be as large as the disk.
constexpr std::size_t kIndexMsMax = 2'000;

struct Place {
  std::string file;
  std::size_t line = 0;              ///< 1-based
  std::optional<std::size_t> column; ///< 1-based, in characters (code points)
};

/// Takes ":NUMBER" off the end of `text`.
std::optional<std::size_t> take_number(std::string& text) {
  const std::size_t colon = text.rfind(':');
  if (colon == text.npos) return std::nullopt;
  std::size_t number = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data() + colon + 1, end, number);
  if (error != std::errc{} || stop != end || number == 0) return std::nullopt;
  text.resize(colon);
  return number;
}

Result<Place> parse_place(std::string text) {
  const std::string given = text;
  const auto last = take_number(text);
  const auto before = last ? take_number(text) : std::nullopt;
  if (!last || text.empty())
    return make_error(Errc::invalid_params,
                      "'" + given + "': expected FILE:LINE or FILE:LINE:COLUMN, counted from 1");
  return before ? Place{text, *before, *last} : Place{text, *last, std::nullopt};
}

/// Byte position of the place in the text; a column past the line is its end.
Result<text::Position> to_position(const Place& place, const text::Rope& text) {
  if (place.line > text.line_count())
    return make_error(Errc::invalid_params,
                      place.file + " has only " + std::to_string(text.line_count()) + " lines");
  const std::size_t line = place.line - 1;
  const std::size_t begin = text.line_begin(line);
  std::size_t offset = text.line_end(line);
  if (place.column) {
    const std::size_t units = text.units_before(begin, text::Encoding::utf32) + *place.column - 1;
    offset = std::min(offset, text.offset_of_units(units, text::Encoding::utf32));
  }
  return text::Position{static_cast<std::uint32_t>(line),
                        static_cast<std::uint32_t>(offset - begin)};
}

/// The one reason that was counted: this process answers one request.
std::string reason_of(const engine::Engine::Stats& stats) {
  for (std::size_t at = 0; at < stats.reasons.size(); ++at)
    if (stats.reasons[at] > 0) return std::string(to_string(static_cast<engine::Reason>(at)));
  return "none";
}

int fail(const Error& error) {
  std::fprintf(stderr, "inkling: %s\n", error.message.c_str());
  return 2;
}

} // namespace

int run_complete(const CompleteCommand& command) {
  const Result<Place> place = parse_place(command.place);
  if (!place) return fail(place.error());
  Limits limits;
  limits.index_time_ms_max = kIndexMsMax;
  const Result<SourceFile> file = read_source_file(place->file, limits.document_bytes_max);
  if (!file) return fail(file.error());
  const Result<text::Position> position = to_position(*place, text::Rope(file->text));
  if (!position) return fail(position.error());

  InlineWorker worker;
  Core core({.limits = limits}, {.worker = worker, .now = steady_now, .on_deadline = {}});
  session::LocalClient editor(core.hub(), limits);
  // Open first: then the file's own disk copy never enters the index.
  editor.initialize({});
  editor.open(file->uri, file->language, file->text);
  editor.add_folder(file->folder);

  const Instant begun = steady_now();
  const auto items = editor.complete(file->uri, *position, lsp::InlineCompletionTrigger::invoked);
  const auto took = std::chrono::duration_cast<std::chrono::microseconds>(steady_now() - begun);
  const std::string reason = reason_of(core.hub().stats());

  if (command.json) {
    nlohmann::json out = nlohmann::json::parse(lsp::serialize(items));
    out["reason"] = reason;
    out["microseconds"] = took.count();
    std::printf("%s\n", out.dump(2).c_str());
  } else if (items.empty()) {
    std::fprintf(stderr, "inkling: nothing to offer here (%s)\n", reason.c_str());
  } else {
    std::printf("%s\n", items.front().insert_text.c_str());
  }
  return 0;
}

} // namespace inkling::app
