#include "bench/replay.hpp"

#include "bench/backend_process.hpp"
#include "bench/figures_report.hpp"
#include "bench/join.hpp"
#include "bench/lsp_server.hpp"

#include <csignal>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <sys/prctl.h>

namespace inkling::harness {
namespace {

/// An outside backend writes its log when it has been idle for a second.
constexpr Duration kOutsideLogDelay = 2500ms;

const std::vector<std::string> kCompared{"response_p50", "added_p50",        "added_p99",
                                         "cancel_p50",   "requests_per_key", "cpu_s_per_1000_keys",
                                         "peak_rss_mb",  "startup_p50"};

/// Where a run's requests go, and what was seen there.
class Backend {
public:
  explicit Backend(const ReplayOptions& options) : options_(options) {
    if (options.backend_url.empty()) {
      own_.emplace(options.serve);
    } else {
      // It may have served others before: their lines are not ours.
      before_ = read_backend_log_file(options.backend_log);
    }
  }
  const std::string& url() const { return own_ ? own_->url() : options_.backend_url; }

  const std::string& log_file() const { return own_ ? own_->log_file() : options_.backend_log; }

  BackendLog finish() {
    if (own_) return own_->finish();
    wait(kOutsideLogDelay);
    BackendLog log = read_backend_log_file(options_.backend_log);
    log.connections -= before_.connections;
    log.exchanges.erase(log.exchanges.begin(),
                        log.exchanges.begin() +
                            static_cast<std::ptrdiff_t>(before_.exchanges.size()));
    return log;
  }

private:
  static void wait(Duration time) {
    const timespec pause{time / 1s, (time % 1s).count()};
    ::nanosleep(&pause, nullptr);
  }

  const ReplayOptions& options_;
  std::optional<BackendProcess> own_;
  BackendLog before_;
};

class Replay {
public:
  explicit Replay(const ReplayOptions& options) : options_(options) {
    for (const ServerCommand& server : options.servers) results_.push_back({server.name, {}});
  }

  void run(const std::vector<std::string>& texts) {
    for (std::size_t round = 0; fewest_keys() < options_.keys; ++round) {
      const TraceKind kind = options_.traces[round % options_.traces.size()];
      const Trace trace = make_trace(kind, texts[round % texts.size()],
                                     {.keys = options_.trace_keys,
                                      .seed = options_.serve.server.model.seed + round,
                                      .pace = options_.pace});
      if (trace.keys.empty()) throw std::runtime_error("a text is too short to be typed");
      // Everyone types the same trace before the next one, and nobody is always the first.
      for (std::size_t turn = 0; turn < results_.size(); ++turn)
        run_one((turn + round) % results_.size(), trace, round % texts.size(), round);
    }
  }

  const std::vector<NamedFigures>& results() const { return results_; }

private:
  std::size_t fewest_keys() const {
    std::size_t fewest = options_.keys;
    for (const NamedFigures& one : results_) fewest = std::min(fewest, one.figures.keys);
    return fewest;
  }

  std::string config_extra(const std::string& server) const {
    const auto own = options_.config_of.find(server);
    return options_.config_extra + (own == options_.config_of.end() ? "" : '\n' + own->second);
  }

  void run_one(std::size_t at, const Trace& trace, std::size_t text, std::size_t round) {
    Backend backend(options_);
    const ServerCommand& command = options_.servers[at];
    const ScratchFolder folder;
    const std::string config = folder.file("config.toml");
    if (command.wants_config())
      std::ofstream(config) << make_config(backend.url(), config_extra(command.name));
    EditorLog editor;
    {
      LspServer server(command.resolve(backend.url(), config),
                       {"INKLING_BENCH_URL=" + backend.url()}, options_.extras);
      TypingOptions typing{.host = options_.host, .accept = options_.accept};
      typing.host.seed = round;
      editor = type_trace(server, trace, typing);
    }
    editor.text = text;
    const Figures figures = join(editor, backend.finish());
    if (!options_.keep.empty())
      keep(editor, backend, options_.keep + '/' + command.name + '-' + std::to_string(round));
    Figures& all = results_[at].figures;
    all.add(figures);
    std::fprintf(stderr, "%-12s %5zu of %zu keys, added p50 %.2f ms\n", command.name.c_str(),
                 all.keys, options_.keys, figures.added.p50());
  }

  static void keep(const EditorLog& editor, const Backend& backend, const std::string& name) {
    std::ofstream(name + ".editor.jsonl") << to_json_lines(editor);
    std::filesystem::copy_file(backend.log_file(), name + ".backend.jsonl",
                               std::filesystem::copy_options::overwrite_existing);
  }

  const ReplayOptions& options_;
  std::vector<NamedFigures> results_;
};

void print(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
}

} // namespace

int run_replay(const ReplayOptions& options) {
  std::signal(SIGPIPE, SIG_IGN);
  ::prctl(PR_SET_TIMERSLACK, 1UL);
  try {
    const auto texts = read_texts(options.serve.text_files);
    if (!texts) throw std::runtime_error(texts.error().message);
    Replay replay(options);
    replay.run(*texts);
    const std::vector<Metrics> metrics = to_metrics(replay.results());
    const std::string& against =
        options.against.empty() ? options.servers.front().name : options.against;
    if (options.json)
      print(to_json(metrics));
    else
      print(table(replay.results()) + '\n' + ratios(metrics, against, kCompared) + '\n' +
            judge(metrics, options.bars));
    return 0;
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "inkling bench replay: %s\n", failure.what());
    return 1;
  }
}

} // namespace inkling::harness
