// Answers while there is other work: right after a large didOpen, and while a workspace is being
// indexed on the worker thread.

#include "bars.hpp"
#include "messages.hpp"
#include "pipe_editor.hpp"
#include "session/uri.hpp"
#include "typing.hpp"

#include <algorithm>
#include <string>
#include <thread>

namespace inkling::bench {
namespace {

using namespace std::chrono_literals;

constexpr const char* kUri = "file:///large.cpp";
constexpr std::size_t kBytes = 10'000'000;

/// Types a text at `at` and adds the time of each answer, until `done` says so.
template<class Done>
void type(PipeEditor& editor, const std::string& uri, std::string_view text, text::Position at,
          Samples& samples, Done done) {
  for (const Key& key : keys_of(text)) {
    if (done()) return;
    const auto moved = [&](text::Position position) {
      return text::Position{at.line + position.line,
                            position.character + (position.line == 0 ? at.character : 0)};
    };
    const std::int64_t id = editor.next_id();
    const std::string frames = change_frame(uri, id, moved(key.before), key.text) +
                               completion_frame(id, uri, moved(key.after));
    samples.add(time_of([&] {
      editor.write(frames);
      editor.read();
    }));
  }
}

void measure_after_open(const Setting& setting, Table& table) {
  const std::string text = make_document(setting.rounds(kBytes, 100'000));
  const auto lines = static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\n'));
  const std::string typed = "  const auto value_1 = compute(input[1], other);\n";
  Samples first;
  Samples next;
  for (std::size_t round = 0; round < setting.rounds(40, 1); ++round) {
    PipeEditor editor(setting.daemon);
    editor.initialize("");
    editor.write(open_frame(kUri, text) + completion_frame(editor.next_id(), "file:///none", {}));
    editor.read();
    const text::Position middle{lines / 2, 0};
    type(editor, kUri, typed.substr(0, 1), middle, first, [] { return false; });
    type(editor, kUri, typed.substr(1), {middle.line, 1}, next, [] { return false; });
  }
  table.add({.what = "first key after didOpen of 10 MB", .samples = first});
  table.add({.what = "the 47 keys after it", .samples = next});
}

void measure_while_indexing(const Setting& setting, Table& table) {
  const std::vector<TypedFile> files = choose_files(setting.sources, setting.rounds(7, 60));
  Samples samples;
  Samples memory;
  PipeEditor editor(setting.daemon);
  editor.initialize(setting.workspace);
  // The kernel counts the worker's time in ticks of 10 ms: after 50 keys without one it is idle.
  long ticks = 0;
  std::size_t quiet = 0;
  const auto done = [&] {
    const long now = used_ticks_of_other_threads(editor.pid());
    quiet = now == ticks ? quiet + 1 : 0;
    ticks = now;
    std::this_thread::sleep_for(2ms);
    return quiet > 50;
  };
  for (const TypedFile& file : files) {
    if (quiet > 50) break;
    const std::string uri = session::uri_of_path(file.path);
    editor.write(open_frame(uri, ""));
    type(editor, uri, setting.smoke ? file.text.substr(0, 20) : file.text, {}, samples, done);
    editor.write(close_frame(uri));
  }
  table.add({.what = "keys while a large workspace is indexed", .samples = samples});
  memory.add(resident_bytes(editor.pid()));
  table.add({.what = "resident memory then", .samples = memory, .unit = Unit::bytes});
}

} // namespace

void measure_busy(const Setting& setting, Table& table) {
  table.begin_section("Answers while there is other work (over the pipe)");
  measure_after_open(setting, table);
  measure_while_indexing(setting, table);
}

} // namespace inkling::bench
