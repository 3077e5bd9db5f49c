#include "app/commands.hpp"
#include "app/core.hpp"
#include "app/demo_screen.hpp"
#include "app/source_file.hpp"
#include "app/typist.hpp"
#include "session/local_client.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <thread>
#include <utility>

namespace inkling::app {
namespace {

constexpr std::size_t kDemoBytesMax = 256 << 10;
/// Fast enough to be watched, slow enough to be read.
constexpr Duration kKeyInterval = 18ms;
constexpr Duration kAcceptPause = 90ms;

/// What happened, for the summary.
struct Tally {
  std::size_t keys = 0;
  std::size_t keys_without = 0; ///< what it would have taken without suggestions
  std::size_t shown = 0;        ///< texts; one that stays while it is typed along counts once
  std::size_t taken = 0;
  std::vector<std::int64_t> answer_ns;
};

std::int64_t percentile(std::vector<std::int64_t> values, double share) {
  if (values.empty()) return 0;
  const auto rank = static_cast<std::size_t>(share * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(rank),
                   values.end());
  return values[rank];
}

/// Keys that a text costs without help: one a character, and one for a line end with its
/// indentation.
std::size_t keys_for(std::string_view text) {
  std::size_t keys = 0;
  bool indenting = false;
  for (const char c : text) {
    if ((static_cast<unsigned char>(c) & 0xC0) == 0x80 || c == '\r') continue;
    if (indenting && (c == ' ' || c == '\t')) continue;
    indenting = c == '\n';
    ++keys;
  }
  return keys;
}

/// A file worth watching where none was named: of this project if we stand in it, else the first of
/// a fair size.
Result<std::string> choose_file() {
  namespace fs = std::filesystem;
  for (const char* known : {"src/engine/lookup.cpp", "../src/engine/lookup.cpp"})
    if (fs::exists(known)) return std::string(known);
  std::error_code failed;
  std::vector<std::string> found;
  auto walk =
      fs::recursive_directory_iterator(".", fs::directory_options::skip_permission_denied, failed);
  for (std::size_t looked = 0;
       !failed && walk != fs::recursive_directory_iterator() && looked < 20'000;
       walk.increment(failed), ++looked) {
    if (walk->path().filename().string().starts_with(".") && walk->is_directory(failed))
      walk.disable_recursion_pending();
    const std::string language = language_of(walk->path().string());
    const bool code = language != "plaintext" && language != "json" && language != "markdown";
    if (!code || !walk->is_regular_file(failed)) continue;
    const auto size = walk->file_size(failed);
    if (size > 2'000 && size < 40'000) found.push_back(walk->path().string());
  }
  if (found.empty())
    return make_error(Errc::unavailable,
                      "no source file here: say which, as in 'inkling demo src/main.cpp'");
  return *std::min_element(found.begin(), found.end());
}

class Demo {
public:
  Demo(SourceFile file, double seconds_max)
      : file_(std::move(file)), seconds_max_(seconds_max), typist_(file_.text),
        core_({.limits = {}, .hidden_paths = {file_.path}, .hidden_texts = {file_.text}},
              {.worker = worker_, .now = steady_now, .on_deadline = {}}),
        editor_(core_.hub(), core_.limits()) {}

  void run() {
    editor_.initialize({});
    editor_.open(file_.uri, file_.language, "");
    editor_.add_folder(file_.folder);
    {
      DemoScreen screen;
      const Instant ends = steady_now() + std::chrono::duration_cast<Duration>(
                                              std::chrono::duration<double>(seconds_max_));
      while (!typist_.done() && steady_now() < ends) press_key(screen);
    }
    print_summary();
  }

private:
  void press_key(DemoScreen& screen) {
    const std::size_t begin = typist_.typed().size();
    const Typist::Key key = typist_.next(ghost_);
    ++tally_.keys;
    tally_.keys_without += keys_for(key.text);
    tally_.taken += key.accepted ? 1 : 0;
    accepted_.insert(accepted_.end(), key.text.size(), key.accepted);
    if (!screen.is_terminal()) print_finished_lines(screen, begin);
    ask(key.text);
    if (!screen.is_terminal()) return;
    screen.draw({.typed = typist_.typed(),
                 .accepted = accepted_,
                 .ghost = ghost_,
                 .source = source_,
                 .microseconds = tally_.answer_ns.back() / 1000,
                 .keys = tally_.keys});
    std::this_thread::sleep_for(key.accepted ? kAcceptPause : kKeyInterval);
  }

  /// Sends the key and the question it brings, and takes the answer.
  void ask(const std::string& text) {
    const text::Position before = cursor_;
    for (const char c : text) {
      if (c == '\n')
        cursor_ = {cursor_.line + 1, 0};
      else
        ++cursor_.character;
    }
    const auto counted = core_.hub().stats().reasons;
    const Instant begun = steady_now();
    editor_.change(file_.uri, {before, before}, text);
    const auto items = editor_.complete(file_.uri, cursor_);
    tally_.answer_ns.push_back((steady_now() - begun).count());

    std::string ghost = items.empty() ? std::string() : items.front().insert_text;
    const bool went_along = !ghost_.empty() && ghost_ == text + ghost;
    if (!ghost.empty() && !went_along) ++tally_.shown;
    ghost_ = std::move(ghost);
    const auto now_counted = core_.hub().stats().reasons;
    for (std::size_t at = 0; at < counted.size(); ++at)
      if (now_counted[at] != counted[at]) source_ = to_string(static_cast<engine::Reason>(at));
  }

  void print_finished_lines(DemoScreen& screen, std::size_t typed_before) {
    const std::string_view typed = typist_.typed();
    const std::size_t from = line_begin_;
    const std::size_t end = typed.find('\n', typed_before);
    if (end == typed.npos) return;
    screen.print_line(typed.substr(from, end - from), accepted_, from);
    line_begin_ = end + 1;
  }

  void print_summary() const {
    const auto stats = core_.embedded().stats();
    const double saved = tally_.keys_without == 0
                             ? 0
                             : 100.0 * (1.0 - static_cast<double>(tally_.keys) /
                                                  static_cast<double>(tally_.keys_without));
    std::printf("\n%s\n", file_.path.c_str());
    std::printf("  indexed       %zu files, %zu KB (not the typed one, nor copies of it)\n",
                stats.files, stats.bytes / 1024);
    std::printf("  keys          %zu pressed for %zu: %.1f %% saved\n", tally_.keys,
                tally_.keys_without, saved);
    std::printf("  suggestions   %zu shown, %zu taken\n", tally_.shown, tally_.taken);
    std::printf("  answer        p50 %lld us, p99 %lld us (key and request read, answer written)\n",
                static_cast<long long>(percentile(tally_.answer_ns, 0.5) / 1000),
                static_cast<long long>(percentile(tally_.answer_ns, 0.99) / 1000));
    if (!typist_.done())
      std::printf("  (stopped after %.0f s, before the end of the file)\n", seconds_max_);
  }

  SourceFile file_;
  double seconds_max_;
  Typist typist_;
  InlineWorker worker_;
  Core core_;
  session::LocalClient editor_;
  text::Position cursor_;
  std::string ghost_;
  std::string_view source_ = "";
  std::vector<bool> accepted_;
  std::size_t line_begin_ = 0;
  Tally tally_;
};

} // namespace

int run_demo(const DemoCommand& command) {
  const Result<std::string> path =
      command.file.empty() ? choose_file() : Result<std::string>(command.file);
  Result<SourceFile> file =
      path ? read_source_file(*path, kDemoBytesMax) : Result<SourceFile>(path.error());
  if (!file) {
    std::fprintf(stderr, "inkling: %s\n", file.error().message.c_str());
    return 2;
  }
  Demo(std::move(*file), command.seconds_max).run();
  return 0;
}

} // namespace inkling::app
