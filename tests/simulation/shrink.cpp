// Leaving out what a failure does not need: first its past, then single messages, then bytes.

#include "shrink.hpp"

#include "plain_text.hpp"

#include <algorithm>
#include <utility>

namespace inkling::simulation {
namespace {

using Moments = std::vector<Recording::Moment>;

/// Which message of which moment.
struct Unit {
  std::size_t moment = 0;
  std::size_t message = 0; ///< SIZE_MAX: the moment itself, a timer or a reconfiguration
};

std::vector<Unit> units_of(const Moments& moments) {
  std::vector<Unit> units;
  for (std::size_t at = 0; at < moments.size(); ++at) {
    if (moments[at].burst.empty()) units.push_back({at, SIZE_MAX});
    for (std::size_t message = 0; message < moments[at].burst.size(); ++message)
      units.push_back({at, message});
  }
  return units;
}

/// Without units [begin, end).
Moments without(const Moments& moments, const std::vector<Unit>& units, std::size_t begin,
                std::size_t end) {
  Moments fewer;
  std::size_t unit = 0;
  for (std::size_t at = 0; at < moments.size(); ++at) {
    Recording::Moment rest{moments[at].at, {}, moments[at].reconfigured};
    bool kept = false;
    for (; unit < units.size() && units[unit].moment == at; ++unit) {
      if (unit >= begin && unit < end) continue;
      kept = true;
      if (units[unit].message != SIZE_MAX)
        rest.burst.push_back(moments[at].burst[units[unit].message]);
    }
    if (kept) fewer.push_back(std::move(rest));
  }
  return fewer;
}

/// What stands open at the begin of a moment, told as messages.
class State {
public:
  void on(const Message& message) {
    if (const auto* open = std::get_if<Open>(&message)) {
      open_[open->document] = *open;
    } else if (const auto* change = std::get_if<Change>(&message)) {
      const auto found = open_.find(change->document);
      if (found == open_.end()) return;
      for (const Splice& splice : change->splices) apply(found->second.text, splice);
      found->second.availability = change->availability;
    } else if (const auto* closed = std::get_if<engine::DocumentClosed>(&message)) {
      open_.erase(closed->document);
    } else if (const auto* access = std::get_if<engine::DocumentAccessChanged>(&message)) {
      const auto found = open_.find(access->document);
      if (found == open_.end()) return;
      found->second.availability = access->availability;
      found->second.may_leave = access->may_leave;
      found->second.rules = access->rules;
    }
  }

  std::vector<Message> messages() const {
    std::vector<Message> all;
    for (const auto& [id, open] : open_) all.emplace_back(open);
    return all;
  }

private:
  std::map<DocumentId, Open> open_;
};

class Shrinker {
public:
  Shrinker(Recording failing, const MakeRule& make_rule)
      : best_(std::move(failing)), make_rule_(make_rule),
        rule_(rule_of(replay(best_, make_rule_))) {}

  Recording shrunk() {
    if (rule_.empty()) return best_;
    forget_past();
    drop_messages();
    join_deltas();
    simplify_options();
    cut_texts();
    drop_messages();
    return best_;
  }

private:
  bool keep_if_failing(Recording candidate) {
    if (++replays_ > kReplaysMax) return false;
    if (rule_of(replay(candidate, make_rule_)) != rule_) return false;
    best_ = std::move(candidate);
    return true;
  }

  bool try_moments(Moments moments) {
    Recording candidate = best_;
    candidate.moments = std::move(moments);
    return keep_if_failing(std::move(candidate));
  }

  /// Documents are opened as they stood shortly before the failure: 4 steps, 8, 16 …
  void forget_past() {
    std::vector<Played> played;
    replay(best_, make_rule_, &played);
    Moments moments = best_.moments;
    while (!moments.empty() && moments.back().at > played.back().at) moments.pop_back();
    for (std::size_t recent = 4; recent < moments.size(); recent *= 2) {
      const auto first = moments.end() - static_cast<std::ptrdiff_t>(recent);
      State state;
      Recording candidate = best_;
      for (auto moment = moments.begin(); moment != first; ++moment) {
        for (const Message& message : moment->burst) state.on(message);
        if (moment->reconfigured) candidate.options = *moment->reconfigured;
      }
      candidate.moments.assign(first, moments.end());
      candidate.moments.insert(candidate.moments.begin(), {first->at, state.messages(), {}});
      if (keep_if_failing(std::move(candidate))) return;
    }
    try_moments(std::move(moments));
  }

  /// Halves, quarters … single ones, and again as long as that helps.
  void drop_messages() {
    for (bool helped = true; helped;) {
      helped = false;
      std::size_t size = std::max<std::size_t>(units_of(best_.moments).size() / 2, 1);
      for (;; size /= 2) {
        helped = drop_pieces(size) || helped;
        if (size == 1) break;
      }
    }
  }

  bool drop_pieces(std::size_t size) {
    bool helped = false;
    // From the end: what is later is less often the ground of something.
    for (std::size_t end = units_of(best_.moments).size(); end > 0;) {
      const std::vector<Unit> units = units_of(best_.moments);
      end = std::min(end, units.size());
      const std::size_t begin = end > size ? end - size : 0;
      if (try_moments(without(best_.moments, units, begin, end))) helped = true;
      end = begin;
    }
    return helped;
  }

  /// What a stream writes in many pieces is written in one, where that makes no difference.
  void join_deltas() {
    for (std::size_t end = units_of(best_.moments).size(); end > 0; --end) {
      const std::vector<Unit> units = units_of(best_.moments);
      if (end <= units.size()) join_to_earlier(units, end - 1);
    }
  }

  void join_to_earlier(const std::vector<Unit>& units, std::size_t piece) {
    Recording candidate = best_;
    const auto delta_at = [&](std::size_t unit) -> engine::StreamDelta* {
      const auto [at, message] = units[unit];
      if (message == SIZE_MAX) return nullptr;
      return std::get_if<engine::StreamDelta>(&candidate.moments[at].burst[message]);
    };
    const engine::StreamDelta* last = delta_at(piece);
    if (last == nullptr) return;
    for (std::size_t before = piece; before-- > 0;) {
      engine::StreamDelta* earlier = delta_at(before);
      if (earlier == nullptr || earlier->stream != last->stream) continue;
      earlier->text += last->text;
      candidate.moments = without(candidate.moments, units, piece, piece + 1);
      keep_if_failing(std::move(candidate));
      return;
    }
  }

  template<class Simplify>
  void try_options(Simplify simplify) {
    Recording candidate = best_;
    simplify(candidate.options);
    keep_if_failing(std::move(candidate));
  }

  void simplify_options() {
    using engine::EngineOptions;
    const EngineOptions usual;
    try_options([&](EngineOptions& options) { options.limits = usual.limits; });
    try_options([&](EngineOptions& options) { options.debounce = usual.debounce; });
    try_options([&](EngineOptions& options) { options.deadline = usual.deadline; });
    try_options(
        [&](EngineOptions& options) { options.cache_time_to_live = usual.cache_time_to_live; });
    try_options([&](EngineOptions& options) { options.speculation = usual.speculation; });
    try_options([&](EngineOptions& options) { options.stand_in.reset(); });
    for (std::size_t at = 0; at < best_.options.backends.size(); ++at) {
      try_options([&](EngineOptions& options) { options.backends[at].allowance = {}; });
      try_options([&](EngineOptions& options) { options.backends[at].concurrency_max = {}; });
      try_options([&](EngineOptions& options) { options.backends[at].metered = false; });
      if (best_.options.backends[at].source == engine::Source::remote)
        try_options([&](EngineOptions& options) { options.backends[at].expected_ttft = 100ms; });
    }
  }

  /// Halves every text that has something to give, as often as it goes.
  void cut_texts() {
    for (std::size_t at = 0; at < best_.moments.size(); ++at)
      for (std::size_t one = 0; one < best_.moments[at].burst.size(); ++one) {
        while (cut_head(at, one)) {
        }
        while (cut_tail(at, one)) {
        }
      }
  }

  /// Takes the first half of an opened text away, and moves every place in it along.
  bool cut_head(std::size_t at, std::size_t one) {
    Recording candidate = best_;
    auto* open = std::get_if<Open>(&candidate.moments[at].burst[one]);
    if (open == nullptr) return false;
    const std::size_t bytes = cursor_place(open->text, (open->text.size() + 1) / 2);
    if (bytes == 0) return false;
    open->text.erase(0, bytes);
    const DocumentId document = open->document;
    const auto back = [bytes](std::size_t& place) { place -= std::min(place, bytes); };
    for (Recording::Moment& moment : candidate.moments)
      for (Message& message : moment.burst) {
        if (auto* change = std::get_if<Change>(&message); change && change->document == document)
          for (Splice& splice : change->splices) back(splice.begin);
        auto* request = std::get_if<engine::CompletionRequested>(&message);
        if (request == nullptr || request->document != document) continue;
        back(request->offset);
        if (!request->selected) continue;
        back(request->selected->begin);
        back(request->selected->end);
      }
    return keep_if_failing(std::move(candidate));
  }

  bool cut_tail(std::size_t at, std::size_t one) {
    Recording candidate = best_;
    Message& message = candidate.moments[at].burst[one];
    std::string* text = nullptr;
    if (auto* open = std::get_if<Open>(&message)) text = &open->text;
    if (auto* delta = std::get_if<engine::StreamDelta>(&message)) text = &delta->text;
    if (auto* change = std::get_if<Change>(&message); change && change->splices.size() == 1)
      text = &change->splices[0].inserted;
    if (text == nullptr || text->empty()) return false;
    const std::size_t kept = cursor_place(*text, text->size() / 2);
    if (kept == text->size()) return false;
    text->resize(kept);
    return keep_if_failing(std::move(candidate));
  }

  /// Beyond, what has been found by then is small enough.
  static constexpr std::size_t kReplaysMax = 2000;

  std::size_t replays_ = 0;
  Recording best_;
  const MakeRule& make_rule_;
  std::string rule_;
};

} // namespace

Recording shrink(Recording failing, const MakeRule& make_rule) {
  return Shrinker(std::move(failing), make_rule).shrunk();
}

} // namespace inkling::simulation
