// Having a prompt read ahead: when what goes with a document's prompts has changed, a free backend
// that has nothing to do reads the new one, so that the next key press finds it in its cache.
//
// It is no stream: nothing of what comes is used, and it gives way to everything.

#include "engine/engine.hpp"

#include <algorithm>
#include <utility>

namespace inkling::engine {
namespace {

/// For so long nothing was typed or asked in the document, and the backend was asked from no other.
/// Between two keys is no rest: the next one stops what is read ahead, which costs a warm
/// connection.
constexpr Duration kRest = 1s;
/// A server that has not read it by then is better left alone.
constexpr Duration kPrefillMax = 5s;

} // namespace

void Engine::apply(SnippetsGathered& event) {
  Document* document = find_document(event.document);
  if (document == nullptr || document->snippets == event.snippets) return;
  document->snippets = std::move(event.snippets);
  document->prefill_wanted = options_.head_start && document->bounds.head_start;
  touch(*document);
}

/// When the prompt of a document may be read ahead; nothing where that is not wanted.
std::optional<Instant> Engine::prefills_at(const Document& document) const {
  if (!document.prefill_wanted || !document.asked || document.ticket || document.ahead ||
      !document.streams.empty())
    return std::nullopt;
  Instant last = std::max(document.changed_at.value_or(document.asked->at), document.asked->at);
  if (const auto backend = backend_for(document))
    last = std::max(last, backends_[*backend].begun_last);
  return last + kRest;
}

void Engine::prefill(Document& document) {
  const auto when = prefills_at(document);
  if (!when || now_ < *when) return;
  document.prefill_wanted = false;
  if (refused(document) || remote_for(document) == nullptr) return;
  const BackendIndex backend = *backend_for(document);
  BackendState& state = backends_[backend];
  const bool idle = state.running == 0 && state.waiting.empty();
  if (!idle || state.traits.metered || state.health.gate(now_) != Health::Gate::open ||
      !state.budget.allows(Urgency::ahead, now_))
    return;
  context::Prompt prompt =
      prompt_for(document, place_at(document, document.asked->offset), backend);
  prompt.prefill = true;
  prompt.max_tokens = 1;
  state.prefill = Prefill{stream_ids_.next(), document.id, now_ + kPrefillMax};
  ++state.running;
  state.health.on_begun(now_);
  pay(state, Urgency::ahead, prompt);
  actions_.push_back(StartStream{state.prefill->stream, backend, std::move(prompt)});
}

/// Ends it, by itself or because something better is to be done. Who waits may come.
void Engine::end_prefill(BackendIndex backend, bool abort) {
  BackendState& state = backends_[backend];
  if (!state.prefill) return;
  const Prefill ended = *std::exchange(state.prefill, std::nullopt);
  --state.running;
  if (abort) {
    state.health.on_abandoned();
    actions_.push_back(AbortStream{ended.stream, backend});
  }
  call_next(backend);
}

/// Of a document whose text may not be worked with any more.
void Engine::judge_prefills(const Document& document) {
  for (BackendIndex at = 0; at < backends_.size(); ++at) {
    const auto& prefill = backends_[at].prefill;
    if (prefill && prefill->document == document.id && !may_work(document, at))
      end_prefill(at, true);
  }
}

void Engine::expire_prefills() {
  for (BackendIndex at = 0; at < backends_.size(); ++at)
    if (backends_[at].prefill && now_ >= backends_[at].prefill->expires) end_prefill(at, true);
}

/// True where the stream is one: there is nothing else to do about it.
bool Engine::take_prefill_end(StreamId stream, const StreamFailed* failed) {
  for (BackendIndex at = 0; at < backends_.size(); ++at) {
    BackendState& state = backends_[at];
    if (!state.prefill || state.prefill->stream != stream) continue;
    if (failed != nullptr)
      state.health.on_failure(failed->failure, failed->retry_after, now_);
    else
      state.health.on_success(now_);
    end_prefill(at, false);
    return true;
  }
  return false;
}

} // namespace inkling::engine
