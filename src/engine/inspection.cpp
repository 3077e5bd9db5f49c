// What can be seen of the engine from outside: figures for people, and its own invariants for
// tests.

#include "base/assert.hpp"
#include "engine/engine.hpp"

#include <algorithm>

namespace inkling::engine {

Engine::BackendStats Engine::stats_of(const BackendState& state) const {
  BackendStats stats{.source = state.traits.source,
                     .trouble = {},
                     .trouble_until = {},
                     .on_trial = state.health.on_trial(),
                     .ttft = state.ttft.quantile(0.5),
                     .bytes_per_second = state.output.bytes_per_second(),
                     .running = state.running,
                     .speculations = state.speculation.begun(),
                     .speculations_used = state.speculation.used(),
                     .over_budget = state.over_budget,
                     .metered = state.traits.metered,
                     .day_use = state.budget.day_use(now_),
                     .tokens_per_day = state.traits.allowance.tokens_per_day};
  if (state.health.gate(now_) == Health::Gate::open) return stats;
  stats.trouble = reason_of(state.health.last_failure());
  // A pause of ours between probes tells nobody when there will be room.
  const bool guessed = state.health.last_failure() == backend::Failure::overloaded &&
                       state.health.gate(now_) != Health::Gate::told;
  if (!guessed) stats.trouble_until = state.health.closed_until();
  return stats;
}

Engine::Stats Engine::stats() const {
  Stats stats{.documents = documents_.size(),
              .tickets = 0,
              .streams = streams_.size(),
              .cache_bytes = cache_.bytes(),
              .reasons = reasons_,
              .backends = {},
              .acceptance = acceptance_.rows()};
  for (const auto& [id, document] : documents_) stats.tickets += document.ticket ? 1 : 0;
  for (const BackendState& state : backends_) stats.backends.push_back(stats_of(state));
  return stats;
}

void Engine::check() const {
  std::size_t listed = 0;
  for (const auto& [id, document] : documents_) {
    INKLING_ASSERT(document.id == id);
    INKLING_ASSERT(!document.touched && !document.edited && !document.changed);
    INKLING_ASSERT(!wakes(document) || document.timed);
    INKLING_ASSERT(document.streams.size() <= options_.limits.streams_per_document_max);
    listed += document.streams.size();
    for (const StreamId stream : document.streams) INKLING_ASSERT(streams_.contains(stream));
    if (!document.ticket) continue;
    const Ticket& ticket = *document.ticket;
    INKLING_ASSERT(ticket.offset <= document.text.size());
    INKLING_ASSERT(ticket.stream || ticket.stand_in || ticket.queued || ticket.work_begins ||
                   ticket.held);
    for (const StreamId stream : {ticket.stream, ticket.stand_in})
      if (stream) INKLING_ASSERT(streams_.contains(stream));
    if (!ticket.queued) continue;
    const auto& waiting = backends_[*backend_for(document)].waiting;
    INKLING_ASSERT(std::count(waiting.begin(), waiting.end(), id) == 1);
  }
  INKLING_ASSERT(listed == streams_.size());
  for (const auto& [id, stream] : streams_) {
    INKLING_ASSERT(documents_.contains(stream.document));
    INKLING_ASSERT(!stream.finished);
    INKLING_ASSERT(stream.text.size() <= options_.limits.stream_bytes_max);
    const Document& document = documents_.at(stream.document);
    const bool local = options_.backends[stream.backend].source == Source::embedded;
    INKLING_ASSERT(local || document.may_leave);
  }
  for (std::size_t at = 0; at < backends_.size(); ++at) {
    const BackendState& state = backends_[at];
    INKLING_ASSERT(state.running ==
                   static_cast<std::size_t>(std::count_if(
                       streams_.begin(), streams_.end(),
                       [&](const auto& entry) { return entry.second.backend == at; })) +
                       (state.prefill ? 1 : 0));
    INKLING_ASSERT(!state.prefill || (documents_.contains(state.prefill->document) &&
                                      documents_.at(state.prefill->document).may_leave));
    // Room is never left unused while somebody waits for it.
    INKLING_ASSERT(state.waiting.empty() || !state.has_room());
    for (const DocumentId waiting : state.waiting)
      INKLING_ASSERT(documents_.contains(waiting) && documents_.at(waiting).ticket->queued);
  }
  INKLING_ASSERT(cache_.bytes() <= options_.limits.cache_bytes_max);
}

} // namespace inkling::engine
