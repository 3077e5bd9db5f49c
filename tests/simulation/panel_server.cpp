#include "panel_server.hpp"

#include <algorithm>
#include <utility>

namespace inkling::simulation {
namespace {

/// Until an abort is there. What is written meanwhile was in flight.
constexpr Duration kWire = 1ms;
/// Tokens travel together: no server writes to its socket more often.
constexpr Duration kFlush = 4ms;

} // namespace

Server::Server(World& world, const ServerKind& kind, std::uint64_t seed, Ledger& ledger,
               Deliver deliver)
    : world_(world), kind_(kind), rng_(seed), ledger_(ledger), deliver_(std::move(deliver)) {}

void Server::start(StreamId stream, std::string text) {
  Job& job = jobs_[stream];
  job.text = std::move(text);
  if (kind_.slots != 0 && busy_ >= kind_.slots)
    queue_.push_back(stream);
  else
    run(stream, job);
}

void Server::run(StreamId stream, Job& job) {
  ++busy_;
  job.running = true;
  job.begun = world_.now();
  // A little jitter, and one in twenty is slow.
  const Duration usual = rng_.between(kind_.ttft * 17 / 20, kind_.ttft * 23 / 20);
  job.first = job.begun + (rng_.chance(5) ? 2 * usual : usual);
  world_.at(job.first, [this, stream] { go_on(stream); });
}

/// Sends what has been written by now.
void Server::go_on(StreamId stream) {
  const auto found = jobs_.find(stream);
  if (found == jobs_.end() || !found->second.wanted) return;
  Job& job = found->second;
  const std::size_t ready = written(job, world_.now());
  std::string piece = job.text.substr(job.sent, ready - job.sent);
  job.sent = ready;
  const bool whole = ready == job.text.size();
  if (whole)
    end(stream);
  else
    world_.after(
        std::max(kFlush, Duration(static_cast<Duration::rep>(1e9 / kind_.tokens_per_second))),
        [this, stream] { go_on(stream); });
  if (!piece.empty()) deliver_(engine::StreamDelta{stream, std::move(piece)});
  if (whole) deliver_(engine::StreamFinished{stream});
}

void Server::abort(StreamId stream) {
  const auto found = jobs_.find(stream);
  if (found == jobs_.end()) return;
  found->second.wanted = false;
  world_.after(kWire, [this, stream] {
    const auto job = jobs_.find(stream);
    if (job == jobs_.end()) return;
    world_.at(notices_abort(job->second), [this, stream] {
      if (jobs_.contains(stream)) end(stream);
    });
  });
}

Instant Server::notices_abort(const Job& job) const {
  const Instant now = world_.now();
  if (!job.running || now >= job.first || kind_.prefill_step == Duration{0}) return now;
  const auto batches = (now - job.begun) / kind_.prefill_step + 1;
  return std::min(job.first, job.begun + batches * kind_.prefill_step);
}

void Server::end(StreamId stream) {
  const auto found = jobs_.find(stream);
  const Job job = std::move(found->second);
  jobs_.erase(found);
  if (!job.running) {
    queue_.erase(std::remove(queue_.begin(), queue_.end(), stream), queue_.end());
    return ledger_.end(stream, 0, 0);
  }
  const std::size_t bytes = written(job, world_.now());
  const auto wrong_since = ledger_.proved_wrong(stream);
  ledger_.end(stream, bytes, wrong_since ? bytes - written(job, *wrong_since) : 0);
  release();
}

void Server::release() {
  --busy_;
  if (queue_.empty()) return;
  const StreamId next = queue_.front();
  queue_.pop_front();
  run(next, jobs_.at(next));
}

std::size_t Server::written(const Job& job, Instant when) const {
  if (when < job.first) return 0;
  const double seconds = std::chrono::duration<double>(when - job.first).count();
  const auto tokens = static_cast<std::size_t>(seconds * kind_.tokens_per_second) + 1;
  return std::min(job.text.size(), tokens * kTokenBytes);
}

} // namespace inkling::simulation
