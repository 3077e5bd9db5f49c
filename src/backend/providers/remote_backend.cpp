#include "backend/providers/remote_backend.hpp"

#include "backend/providers/facts_call.hpp"
#include "backend/providers/failure_log.hpp"
#include "backend/providers/remote_call.hpp"
#include "backend/providers/warm_call.hpp"
#include "base/assert.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>
#include <vector>

namespace inkling::backend {
namespace {

/// Ended streams whose bodies are read to their end. Beyond, the oldest is closed: a server that
/// trickles on would hold a connection for each key press.
constexpr std::size_t kDrainingMax = 2;

} // namespace

struct RemoteBackend::Impl final : CallOwner {
  explicit Impl(Options given)
      : options(std::move(given)), failure_log(options.name, options.now),
        slots(*options.provider, *options.client, options.on_facts),
        warm_call(*options.provider, *options.client) {}

  ~Impl() { options.client.reset(); } // no handler is called any more; then they may go

  Provider& provider() override { return *options.provider; }
  http::Client& client() override { return *options.client; }
  FailureLog& failures() override { return failure_log; }
  const Secret& key() override { return options.key; }

  void stream_ended(StreamId stream) override {
    const auto found = streams.find(stream);
    INKLING_ASSERT(found != streams.end());
    draining.push_back(std::move(found->second));
    streams.erase(found);
    if (draining.size() <= kDrainingMax) return;
    const auto oldest = draining.front();
    oldest->drop(); // and call_over() takes it out
  }

  void on_unauthorized() override {
    if (options.on_unauthorized) options.on_unauthorized();
  }

  void on_facts(const ServerFacts& facts) override {
    if (options.on_facts) options.on_facts(facts);
  }

  void call_over(const RemoteCall& call) override {
    std::erase_if(draining, [&](const auto& other) { return other.get() == &call; });
  }

  void send_waiting() {
    for (const StreamId stream : std::exchange(waiting, {})) streams.at(stream)->send();
  }

  Options options;
  FailureLog failure_log;
  FactsCall slots;
  WarmCall warm_call;
  bool warmed = false; ///< warm() was called: worth asking for slots
  std::unordered_map<StreamId, std::shared_ptr<RemoteCall>> streams;
  std::vector<StreamId> waiting; ///< for the key, in order; all of them are in `streams`
  std::vector<std::shared_ptr<RemoteCall>> draining; ///< ended streams whose body goes on
};

RemoteBackend::RemoteBackend(Options options) : impl_(std::make_unique<Impl>(std::move(options))) {}

RemoteBackend::~RemoteBackend() = default;

void RemoteBackend::set_key(Secret key) {
  impl_->options.key = std::move(key);
  impl_->options.key_known = true;
  impl_->send_waiting();
  if (impl_->warmed) impl_->slots.ask(impl_->options.key);
}

void RemoteBackend::start(StreamId stream, const context::Prompt& prompt, StreamSink& sink) {
  auto call = std::make_shared<RemoteCall>(*impl_, stream, sink,
                                           context::write_down(prompt, *impl_->options.scanner));
  const bool is_new = impl_->streams.emplace(stream, call).second;
  INKLING_ASSERT(is_new);
  if (impl_->options.key_known)
    call->send();
  else
    impl_->waiting.push_back(stream);
}

void RemoteBackend::abort(StreamId stream) {
  const auto found = impl_->streams.find(stream);
  if (found == impl_->streams.end()) return;
  const auto call = std::move(found->second);
  impl_->streams.erase(found);
  std::erase(impl_->waiting, stream);
  call->abort();
}

void RemoteBackend::warm() {
  impl_->warmed = true;
  // First, so that the spare connection which warm() makes is left for the first stream.
  if (impl_->options.key_known) {
    impl_->slots.ask(impl_->options.key);
    impl_->warm_call.send(impl_->options.key, impl_->options.now());
  }
  impl_->options.client->warm();
}

} // namespace inkling::backend
