#pragma once
// A server somewhere as a Backend: sends what a Provider built, reads the events as they come,
// turns every way in which that can go wrong into one Failure. The embedded model's counterpart.
//
// Loop thread only. Never logs prompts, answers, error bodies or keys: one line a failure, at most
// one in 30 s for the same cause, with backend, status and cause (failure_log.hpp).

#include "backend/backend.hpp"
#include "backend/http/http.hpp"
#include "backend/providers/provider.hpp"
#include "base/secret.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

namespace inkling::backend {

class RemoteBackend final : public Backend {
public:
  struct Options {
    std::string name; ///< as configured; for log lines
    std::unique_ptr<Provider> provider;
    std::unique_ptr<http::Client> client;
    /// False: the key is still being fetched; streams wait for set_key().
    bool key_known = true;
    Secret key = {};              ///< sent as "Authorization: Bearer …"; empty: no such header
    std::function<Instant()> now; ///< only for the rate of log lines
    /// What the server told of itself. May be empty.
    std::function<void(const ServerFacts&)> on_facts = {};
    /// Of all backends; never null.
    std::shared_ptr<const context::SecretScanner> scanner;
    /// The server does not take the key: it may have run out, and set_key() know a newer one. Must
    /// not destroy this. May be empty.
    std::function<void()> on_unauthorized = {};
  };

  explicit RemoteBackend(Options options);
  ~RemoteBackend() override;

  /// What was started before leaves now, in the order in which it was started. An empty key where
  /// none could be had: the server will say that it wants one.
  void set_key(Secret key);
  /// Never answers from inside the call. `sink` must live until the stream's last call, or abort().
  void start(StreamId stream, const context::Prompt& prompt, StreamSink& sink) override;
  void abort(StreamId stream) override;
  /// Also asks for the server's facts, once; again at the next warm() where that failed in a way
  /// that may pass.
  void warm() override;

private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

} // namespace inkling::backend
