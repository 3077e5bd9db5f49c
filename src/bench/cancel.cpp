#include "bench/cancel.hpp"

#include "bench/backend_process.hpp"
#include "bench/lsp_server.hpp"
#include "bench/random.hpp"
#include "bench/trace.hpp"

#include <csignal>
#include <cstdio>
#include <exception>
#include <fstream>
#include <sstream>
#include <sys/prctl.h>

namespace inkling::harness {
namespace {

constexpr Duration kPatience = 1s;
constexpr Duration kQuiet = 5ms;         ///< between two samples
constexpr std::size_t kSamplesARun = 50; ///< then it is the next server's turn

struct CancelFigures {
  Samples reply;              ///< cancel written until the reply is read
  Samples wire;               ///< cancel written until the backend sees the disconnect
  std::size_t missing = 0;    ///< the backend saw none within kPatience
  std::size_t unanswered = 0; ///< no reply within kPatience
  std::size_t too_late = 0;   ///< answered before the cancel: not a sample
  std::size_t unasked = 0;    ///< the backend was not asked: not a sample
  std::size_t samples() const { return wire.size() + missing; }
};

/// One line of an announcing backend.
struct Announcement {
  std::string what;
  std::uint64_t request = 0;
  Instant at;
};

Announcement parse_announcement(const std::string& line) {
  std::istringstream words(line);
  Announcement announced;
  std::int64_t at = 0;
  words >> announced.what >> announced.request >> at;
  announced.at = Instant(Duration(at));
  return announced;
}

class CancelRun {
public:
  CancelRun(BackendProcess& backend, LspServer& server, const Trace& trace,
            const CancelOptions& options, std::uint64_t seed, CancelFigures& figures)
      : backend_(backend), server_(server), trace_(trace), options_(options), dice_(seed),
        figures_(figures) {}

  void run() {
    server_.open(trace_.document);
    pause(300ms);
    const std::size_t wanted = std::min(figures_.samples() + kSamplesARun, options_.count);
    for (std::size_t key = 0; key < trace_.keys.size() && figures_.samples() < wanted; ++key) {
      take_sample(key);
      pause(kQuiet);
    }
  }

private:
  void take_sample(std::size_t key) {
    id_ = static_cast<std::int64_t>(key) + 1000;
    replied_.reset();
    server_.write(change_frame(trace_.keys[key], static_cast<std::int64_t>(key) + 2));
    server_.write(completion_frame(id_, trace_.keys[key].cursor));
    const auto request = await_received();
    if (!request) {
      ++figures_.unasked;
      await_reply(now() + kPatience);
      return;
    }
    await_reply(now() + from_ms(dice_.between(0, options_.after_ms)));
    if (replied_) {
      ++figures_.too_late;
      return;
    }
    const Instant cancelled = now();
    server_.write(cancel_frame(id_));
    await_reply(cancelled + kPatience);
    if (replied_)
      figures_.reply.add(*replied_ - cancelled);
    else
      ++figures_.unanswered;
    if (const auto dropped = await("dropped", *request, cancelled + kPatience))
      figures_.wire.add(dropped->at - cancelled);
    else
      ++figures_.missing;
  }

  /// The first request that the backend receives for this key.
  std::optional<std::uint64_t> await_received() {
    const auto announced = await("received", 0, now() + kPatience / 4);
    if (!announced) return std::nullopt;
    return announced->request;
  }

  /// `request` 0: any.
  std::optional<Announcement> await(const std::string& what, std::uint64_t request, Instant until) {
    while (const auto line = backend_.next_line(until)) {
      const Announcement announced = parse_announcement(*line);
      if (announced.what == what && (request == 0 || announced.request == request))
        return announced;
    }
    return std::nullopt;
  }

  void await_reply(Instant until) {
    if (replied_) return;
    server_.read_until(until, [this](Instant at, const ServerMessage& message) {
      if (message.answers == id_) replied_ = at;
      return !replied_;
    });
  }

  void pause(Duration time) {
    server_.read_until(now() + time, [](Instant, const ServerMessage&) { return true; });
  }

  static Duration from_ms(double ms) { return Duration(static_cast<std::int64_t>(ms * 1e6)); }

  BackendProcess& backend_;
  LspServer& server_;
  const Trace& trace_;
  const CancelOptions& options_;
  Dice dice_;
  CancelFigures& figures_;
  std::int64_t id_ = 0;
  std::optional<Instant> replied_;
};

void run_once(const CancelOptions& options, const ServerCommand& command, const Trace& trace,
              std::uint64_t seed, CancelFigures& figures) {
  ServeOptions serve = options.serve;
  serve.announce = true;
  BackendProcess backend(serve);
  const ScratchFolder folder;
  const std::string config = folder.file("config.toml");
  if (command.wants_config())
    std::ofstream(config) << make_config(backend.url(), options.config_extra);
  LspServer server(command.resolve(backend.url(), config), {"INKLING_BENCH_URL=" + backend.url()});
  CancelRun(backend, server, trace, options, seed, figures).run();
}

Metrics to_metrics(const std::string& program, const CancelFigures& of) {
  Metrics metrics{program, {}};
  metrics.add("samples", of.samples());
  metrics.add("reply", of.reply);
  metrics.add("wire", of.wire);
  metrics.add("missing", of.missing);
  metrics.add("unanswered", of.unanswered);
  metrics.add("too_late", of.too_late);
  metrics.add("unasked", of.unasked);
  return metrics;
}

std::string table(const std::vector<ServerCommand>& servers,
                  const std::vector<CancelFigures>& figures) {
  std::vector<std::vector<std::string>> rows{{"times in ms", "cancel to reply p50 / p90 / p99 (n)",
                                              "cancel to wire p50 / p90 / p99 (n)", "missing",
                                              "unanswered", "no sample"}};
  for (std::size_t at = 0; at < servers.size(); ++at) {
    const CancelFigures& of = figures[at];
    rows.push_back({servers[at].name, to_text(of.reply), to_text(of.wire),
                    std::to_string(of.missing) + " of " + std::to_string(of.samples()),
                    std::to_string(of.unanswered), std::to_string(of.too_late + of.unasked)});
  }
  return align(rows);
}

std::vector<CancelFigures> measure(const CancelOptions& options,
                                   const std::vector<std::string>& texts) {
  std::vector<CancelFigures> figures(options.servers.size());
  // A server that never asks its backend would never be done.
  const std::size_t rounds = 3 * (options.count / kSamplesARun + 1);
  for (std::size_t round = 0; round < rounds; ++round) {
    const Trace trace = make_trace(
        TraceKind::steady, texts[round % texts.size()],
        {.keys = 4 * kSamplesARun, .seed = options.serve.server.model.seed + round, .pace = 1});
    for (std::size_t turn = 0; turn < figures.size(); ++turn) {
      const std::size_t at = (turn + round) % figures.size();
      if (figures[at].samples() < options.count)
        run_once(options, options.servers[at], trace, round, figures[at]);
    }
  }
  return figures;
}

} // namespace

int run_cancel(const CancelOptions& options) {
  std::signal(SIGPIPE, SIG_IGN);
  ::prctl(PR_SET_TIMERSLACK, 1UL);
  try {
    const auto texts = read_texts(options.serve.text_files);
    if (!texts) throw std::runtime_error(texts.error().message);
    const std::vector<CancelFigures> figures = measure(options, *texts);
    std::vector<Metrics> metrics;
    for (std::size_t at = 0; at < figures.size(); ++at)
      metrics.push_back(to_metrics(options.servers[at].name, figures[at]));
    const std::string out =
        options.json ? to_json(metrics)
                     : table(options.servers, figures) + '\n' + judge(metrics, options.bars);
    std::fwrite(out.data(), 1, out.size(), stdout);
    return 0;
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "inkling bench cancel: %s\n", failure.what());
    return 1;
  }
}

} // namespace inkling::harness
