#include "bench/typing_run.hpp"

#include "bench/random.hpp"
#include "text/rope.hpp"

#include <algorithm>

namespace inkling::harness {
namespace {

class TypingRun {
public:
  TypingRun(LspServer& server, const Trace& trace, const TypingOptions& options)
      : server_(server), trace_(trace), options_(options), keys_(trace.keys.size()) {}

  EditorLog run() {
    server_.open(trace_.document);
    read_until(now() + options_.settle);
    const Duration cpu_before = server_.process().cpu_time();
    Host host(options_.host, trace_, now());
    host_ = &host;
    while (host.due() != Instant::max()) {
      read_until(host.due());
      for (const Outgoing& message : host.step(now())) write(message);
    }
    last_asked_ = true;
    if (unanswered_ > 0) read_until(now() + options_.patience);
    EditorLog log;
    log.cpu = server_.process().cpu_time() - cpu_before;
    log.peak_rss_bytes = server_.process().peak_rss_bytes();
    log.startup = server_.startup();
    // What an acceptance stood for was never pressed.
    for (KeyRecord& key : keys_)
      if (key.changed != Instant{}) log.keys.push_back(std::move(key));
    return log;
  }

private:
  /// An offer that is about to be taken.
  struct Taking {
    Acceptance taken;
    std::size_t spared = 0;
    std::string frame; ///< what tells the server of it; empty: nothing does
  };

  void write(const Outgoing& message) {
    KeyRecord& key = keys_[message.key];
    const Instant at = now();
    if (message.kind != Outgoing::Kind::request && key.struck == Instant{}) key.struck = at;
    if (message.kind == Outgoing::Kind::change) begin_key(message.key, at);
    if (message.kind == Outgoing::Kind::request) question_of(message.id).asked = at;
    server_.write(message.frame);
    if (message.kind == Outgoing::Kind::request) ++unanswered_;
    if (message.kind == Outgoing::Kind::change && taking_) finish_taking(key);
  }

  void begin_key(std::size_t index, Instant at) {
    const Keystroke& pressed = host_->keys()[index];
    KeyRecord& key = keys_[index];
    key.changed = at;
    key.typed = pressed.text;
    key.back = pressed.back;
    key.moved = pressed.moved;
    key.place = pressed.place;
  }

  void finish_taking(KeyRecord& key) {
    key.accepted = true;
    key.keys_spared = taking_->spared;
    if (!taking_->frame.empty()) server_.write(taking_->frame);
    taking_.reset();
  }

  /// Requires an id that the host gave.
  Question& question_of(std::int64_t id) {
    const std::int64_t number = id - Host::kFirstId;
    KeyRecord& key = keys_[static_cast<std::size_t>(number % Host::kAgain)];
    const auto again = static_cast<std::size_t>(number / Host::kAgain);
    if (again == 0) return key;
    key.again.resize(std::max(key.again.size(), again));
    return key.again[again - 1];
  }

  void read_until(Instant until) {
    server_.read_until(until, [this](Instant at, const ServerMessage& message) {
      if (message.answers) on_answer(at, message);
      if (message.refresh && host_ != nullptr) {
        host_->ask_again(at);
        for (const Outgoing& asked : host_->step(at)) write(asked);
      }
      return !(last_asked_ && unanswered_ == 0);
    });
  }

  void on_answer(Instant at, const ServerMessage& message) {
    const std::int64_t number = *message.answers - Host::kFirstId;
    const auto index = static_cast<std::size_t>(number % Host::kAgain);
    if (number < 0 || number >= kOthersId || index >= keys_.size()) return;
    Question& question = question_of(*message.answers);
    if (question.answered || !question.asked) return;
    --unanswered_;
    host_->on_answer(*message.answers);
    const Keystroke& key = host_->keys()[index];
    question.answered = at;
    question.error = message.error;
    question.answer = text_behind_cursor(message, key);
    question.right = key.place && !question.answer.empty() &&
                     std::string_view(trace_.known).substr(*key.place).starts_with(question.answer);
    if (question.right) consider_taking(index, question.answer, message, at);
  }

  /// Whether to take an offer depends on the seed and the key, so that all servers meet the same
  /// person.
  void consider_taking(std::size_t index, const std::string& answer, const ServerMessage& message,
                       Instant at) {
    Dice dice(options_.host.seed ^ kAcceptSeed, index);
    if (!dice.chance(options_.accept.share) || taking_ || host_->current() != index) return;
    const AcceptBy by = options_.accept.by;
    const auto taken = take_offer(host_->keys(), trace_.known, index, answer, by);
    if (!taken) return;
    const auto [least, most] = options_.accept.after;
    const auto after = dice.between(double(least.count()), double(most.count()));
    host_->accept(*taken, at + Duration(static_cast<std::int64_t>(after)));
    taking_ = Taking{*taken, taken->last - index - 1, acceptance_frame(*taken, message)};
  }

  std::string acceptance_frame(const Acceptance& taken, const ServerMessage& message) {
    if (options_.accept.by == AcceptBy::word) {
      if (!message.suggestion) return {};
      return word_accepted_frame(*message.suggestion,
                                 text::Rope(taken.keystroke.text).utf16_size());
    }
    if (message.command.empty()) return {};
    return accepted_frame(Host::kFirstId + kOthersId + others_++, message.command);
  }

  static constexpr std::int64_t kOthersId = 1000 * Host::kAgain; ///< ids of other requests
  static constexpr std::uint64_t kAcceptSeed = 0xACCE97;

  LspServer& server_;
  const Trace& trace_;
  TypingOptions options_;
  std::vector<KeyRecord> keys_; ///< by key of the trace
  Host* host_ = nullptr;
  std::optional<Taking> taking_;
  std::size_t unanswered_ = 0;
  std::int64_t others_ = 0;
  bool last_asked_ = false; ///< the last request is written: only answers are waited for
};

} // namespace

EditorLog type_trace(LspServer& server, const Trace& trace, const TypingOptions& options) {
  return TypingRun(server, trace, options).run();
}

} // namespace inkling::harness
