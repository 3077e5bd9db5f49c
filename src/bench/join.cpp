#include "bench/join.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace inkling::harness {
namespace {

/// What the keys after a request have typed behind its place; nothing once they went elsewhere.
class TypedSince {
public:
  void add(const KeyRecord& key) {
    if (key.moved || (key.back && typed_.empty())) elsewhere_ = true;
    if (key.back && !typed_.empty()) typed_.pop_back();
    typed_ += key.typed;
  }
  bool agrees_with(std::string_view generated) const {
    const std::size_t common = std::min(generated.size(), typed_.size());
    return !elsewhere_ && generated.substr(0, common) == std::string_view(typed_).substr(0, common);
  }
  std::size_t size() const { return typed_.size(); }

private:
  std::string typed_;
  bool elsewhere_ = false;
};

std::string_view without_blanks_behind(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" \t\n");
  return text.substr(0, last == text.npos ? 0 : last + 1);
}

/// How many bytes of `rest` the answer needs. Servers may leave out blanks at either end.
std::optional<std::size_t> bytes_needed(std::string_view rest, std::string_view answer) {
  answer = without_blanks_behind(answer);
  if (rest.starts_with(answer)) return answer.size();
  const std::size_t blanks = std::min(rest.find_first_not_of(" \t\n"), rest.size());
  if (rest.substr(blanks).starts_with(answer)) return blanks + answer.size();
  return std::nullopt;
}

bool is_cancellation(int code) {
  constexpr std::array kCodes{-32800, -32801, -32802}; // cancelled, content modified, by the server
  return std::find(kCodes.begin(), kCodes.end(), code) != kCodes.end();
}

/// A shorter gap between change and question is none that a head start could use.
constexpr Duration kGapMin = 1ms;

struct Explanation {
  std::size_t exchange = 0;
  std::size_t bytes = 0; ///< of its text, needed for the answer
  Instant sent;          ///< token k
};

class Joiner {
public:
  Joiner(const EditorLog& editor, const BackendLog& backend)
      : keys_(editor.keys), text_(editor.text), backend_(backend),
        bytes_used_(backend.exchanges.size(), 0) {
    figures_.keys = keys_.size();
    figures_.cpu_s = std::chrono::duration<double>(editor.cpu).count();
    figures_.peak_rss_mb = static_cast<double>(editor.peak_rss_bytes) / 1e6;
    figures_.startup.add(editor.startup);
    figures_.connections = backend.connections;
    figures_.requests = backend.exchanges.size();
  }

  Figures join() {
    for (std::size_t key = 0; key < keys_.size(); ++key) count_key(key);
    for (std::size_t at = 0; at < backend_.exchanges.size(); ++at) count_exchange(at);
    return std::move(figures_);
  }

private:
  /// The last key struck before a time; size() where none was.
  std::size_t key_before(Instant at) const {
    const auto after =
        std::upper_bound(keys_.begin(), keys_.end(), at,
                         [](Instant time, const KeyRecord& key) { return time < key.changed; });
    return after == keys_.begin() ? keys_.size()
                                  : static_cast<std::size_t>(after - keys_.begin()) - 1;
  }

  void count_key(std::size_t at) {
    const KeyRecord& key = keys_[at];
    figures_.accepted += key.accepted ? 1 : 0;
    figures_.keys_spared += key.keys_spared;
    if (!key.asked) return;
    ++figures_.asked;
    if (!key.answered) ++figures_.unanswered;
    if (key.error) ++(is_cancellation(*key.error) ? figures_.cancelled : figures_.failed);
    count_shown(at);
    figures_.after_accept_asked += key.accepted ? 1 : 0;
    if (!key.answered || key.answer.empty()) return;
    figures_.response.add(*key.answered - key.changed);
    if (key.accepted) figures_.after_accept.add(*key.answered - *key.asked);
    count_answer(key, explain(at, key));
  }

  /// Every text that a person could read before the next key.
  void count_shown(std::size_t at) {
    const KeyRecord& key = keys_[at];
    const Question* last = nullptr;
    const auto look_at = [&](const Question& question) {
      const bool in_time = question.answered &&
                           (at + 1 == keys_.size() || *question.answered < keys_[at + 1].changed);
      if (!in_time || question.answer.empty()) return;
      last = &question;
      ++figures_.texts;
      figures_.texts_right += question.right ? 1 : 0;
      if (const auto explanation = explain(at, question)) {
        std::size_t& used = bytes_used_[explanation->exchange];
        used = std::max(used, explanation->bytes);
      }
    };
    look_at(key);
    for (const Question& question : key.again) look_at(question);
    figures_.shown += last != nullptr ? 1 : 0;
    figures_.right += last != nullptr && last->right ? 1 : 0;
  }

  void count_answer(const KeyRecord& key, const std::optional<Explanation>& explanation) {
    if (!explanation || explanation->sent < key.changed) {
      figures_.local.add(*key.answered - key.changed);
      figures_.memory.add(*key.answered - *key.asked);
      return;
    }
    const Instant received = backend_.exchanges[explanation->exchange].received;
    const Duration up = std::max(Duration::zero(), received - key.changed);
    const Duration down = *key.answered - std::max(*key.asked, explanation->sent);
    figures_.up.add(up);
    figures_.down.add(down);
    figures_.added.add(up + down);
    figures_.adopted += received < *key.asked ? 1 : 0;
    if (received >= key.changed) count_wait(key, explanation->sent - received);
  }

  void count_wait(const KeyRecord& key, Duration model) {
    const Duration gap = *key.asked - key.changed;
    if (gap < kGapMin || model <= Duration::zero()) return;
    const Duration wait = *key.answered - *key.asked;
    const auto most = static_cast<double>(std::min(gap, model).count());
    figures_.wait.add(wait);
    figures_.saved.add(static_cast<double>((model - wait).count()) / most);
  }

  std::optional<Explanation> explain(std::size_t at, const Question& question) const {
    std::optional<Explanation> best;
    for (std::size_t number = 0; number < backend_.exchanges.size(); ++number) {
      const Exchange& exchange = backend_.exchanges[number];
      if (exchange.received > *question.answered) break;
      const auto candidate = explain_by(number, at, question);
      if (candidate && (!best || candidate->sent >= best->sent)) best = candidate;
    }
    return best;
  }

  std::optional<Explanation> explain_by(std::size_t number, std::size_t at,
                                        const Question& question) const {
    const Exchange& exchange = backend_.exchanges[number];
    const std::size_t begin = anchor(exchange);
    if (begin > at) return std::nullopt; // also where it has no key
    TypedSince typed;
    for (std::size_t key = begin + 1; key <= at; ++key) typed.add(keys_[key]);
    if (!typed.agrees_with(exchange.text) || typed.size() > exchange.text.size())
      return std::nullopt;
    const auto needed =
        bytes_needed(std::string_view(exchange.text).substr(typed.size()), question.answer);
    if (!needed) return std::nullopt;
    const auto sent = exchange.sent(typed.size() + *needed);
    if (!sent || *sent > *question.answered) return std::nullopt;
    return Explanation{number, typed.size() + *needed, *sent};
  }

  void count_exchange(std::size_t at) {
    const Exchange& exchange = backend_.exchanges[at];
    const std::size_t begin = key_before(exchange.received);
    if (is_speculation(exchange, begin)) {
      ++figures_.speculated;
      figures_.tokens_speculated += exchange.tokens();
      figures_.tokens_speculated_used += exchange.tokens_of(bytes_used_[at]);
      return;
    }
    figures_.tokens_generated += exchange.tokens();
    figures_.tokens_used += exchange.tokens_of(bytes_used_[at]);
    if (begin + 1 >= keys_.size()) return; // no key came after it
    const Instant next = keys_[begin + 1].struck;
    const std::optional<Instant> contradicted = contradiction(exchange, begin);
    if (exchange.dropped && *exchange.dropped >= next) {
      const bool after = contradicted && *exchange.dropped >= *contradicted;
      figures_.cancel.add(*exchange.dropped - (after ? *contradicted : next));
    }
    const bool ran_on = exchange.finished && contradicted && *exchange.finished > *contradicted;
    figures_.uncancelled += ran_on ? 1 : 0;
    if (contradicted || bytes_used_[at] == 0)
      figures_.tokens_wasted +=
          exchange.tokens() - exchange.tokens_before(contradicted.value_or(next));
  }

  /// The key after which the text ended where the request's prompt does; size() where none did.
  std::size_t anchor(const Exchange& exchange) const {
    const std::size_t begin = key_before(exchange.received);
    if (!is_speculation(exchange, begin)) return begin;
    std::size_t key = begin + 1;
    while (key < keys_.size() && !stands_at(exchange, keys_[key])) ++key;
    return key;
  }

  bool stands_at(const Exchange& exchange, const KeyRecord& key) const {
    return key.place && exchange.place == Place{text_, *key.place};
  }

  /// `begin` is the key before it. A request may leave just as the next key is struck, and one may
  /// be debounced: so the keys before count too.
  bool is_speculation(const Exchange& exchange, std::size_t begin) const {
    constexpr std::size_t kKeysBack = 3;
    if (begin >= keys_.size()) return false;
    for (std::size_t back = 0; back <= std::min(begin, kKeysBack); ++back) {
      const KeyRecord& key = keys_[begin - back];
      const bool nowhere = !key.place && !exchange.place;
      if (nowhere || stands_at(exchange, key)) return false;
    }
    return true;
  }

  /// When the first key was struck that the generated text does not go along with.
  std::optional<Instant> contradiction(const Exchange& exchange, std::size_t begin) const {
    TypedSince typed;
    for (std::size_t key = begin + 1; key < keys_.size(); ++key) {
      typed.add(keys_[key]);
      if (!typed.agrees_with(exchange.text)) return keys_[key].struck;
    }
    return std::nullopt;
  }

  const std::vector<KeyRecord>& keys_;
  std::size_t text_;
  const BackendLog& backend_;
  std::vector<std::size_t> bytes_used_; ///< of each exchange's text, by shown answers
  Figures figures_;
};

} // namespace

Figures join(const EditorLog& editor, const BackendLog& backend) {
  return Joiner(editor, backend).join();
}

} // namespace inkling::harness
