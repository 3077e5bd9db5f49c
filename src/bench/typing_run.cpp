#include "bench/typing_run.hpp"

namespace inkling::harness {
namespace {

class TypingRun {
public:
  TypingRun(LspServer& server, const Trace& trace, const TypingOptions& options)
      : server_(server), trace_(trace), options_(options) {
    for (const Keystroke& key : trace.keys) {
      KeyRecord record;
      record.typed = key.text;
      record.back = key.back;
      record.moved = key.moved;
      log_.keys.push_back(std::move(record));
    }
  }

  EditorLog run() {
    server_.open(trace_.document);
    read_until(now() + options_.settle);
    const Duration cpu_before = server_.process().cpu_time();
    Host host(options_.host, trace_, now(), options_.seed);
    host_ = &host;
    while (host.due() != Instant::max()) {
      read_until(host.due());
      for (const Outgoing& message : host.step(now())) write(message);
    }
    last_asked_ = true;
    if (unanswered_ > 0) read_until(now() + options_.patience);
    log_.cpu = server_.process().cpu_time() - cpu_before;
    log_.peak_rss_bytes = server_.process().peak_rss_bytes();
    log_.startup = server_.startup();
    return std::move(log_);
  }

private:
  void write(const Outgoing& message) {
    KeyRecord& key = log_.keys[message.key];
    const Instant at = now();
    if (message.kind != Outgoing::Kind::request && key.struck == Instant{}) key.struck = at;
    if (message.kind == Outgoing::Kind::change) key.changed = at;
    if (message.kind == Outgoing::Kind::request) key.asked = at;
    server_.write(message.frame);
    if (message.kind == Outgoing::Kind::request) ++unanswered_;
  }

  void read_until(Instant until) {
    server_.read_until(until, [this](Instant at, const ServerMessage& message) {
      if (message.answers) on_answer(at, message);
      return !(last_asked_ && unanswered_ == 0);
    });
  }

  void on_answer(Instant at, const ServerMessage& message) {
    const std::int64_t number = *message.answers - Host::kFirstId;
    if (number < 0 || number >= static_cast<std::int64_t>(log_.keys.size())) return;
    const auto index = static_cast<std::size_t>(number);
    KeyRecord& key = log_.keys[index];
    if (key.answered || !key.asked) return;
    --unanswered_;
    host_->on_answer(*message.answers);
    key.answered = at;
    key.error = message.error;
    key.answer = text_behind_cursor(message, trace_.keys[index]);
    const auto& place = trace_.keys[index].place;
    key.right = place && !key.answer.empty() &&
                std::string_view(trace_.known).substr(*place).starts_with(key.answer);
  }

  LspServer& server_;
  const Trace& trace_;
  TypingOptions options_;
  EditorLog log_;
  Host* host_ = nullptr;
  std::size_t unanswered_ = 0;
  bool last_asked_ = false; ///< the last request is written: only answers are waited for
};

} // namespace

EditorLog type_trace(LspServer& server, const Trace& trace, const TypingOptions& options) {
  return TypingRun(server, trace, options).run();
}

} // namespace inkling::harness
