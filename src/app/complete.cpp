#include "app/commands.hpp"
#include "app/core.hpp"
#include "app/place.hpp"
#include "app/source_file.hpp"
#include "session/local_client.hpp"

#include <cstdio>
#include <nlohmann/json.hpp>
#include <utility>

namespace inkling::app {
namespace {

/// A person waits: outside a repository the folder may be as large as the disk.
constexpr std::size_t kIndexMsMax = 2'000;

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
