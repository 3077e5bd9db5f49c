#pragma once
// Asks a server things, one after the other, on a loop of its own: a document (GET), or the
// completion of a sample, by the very backend that serves key presses. Bounded in time; Ctrl-C ends
// it.
//
//   auto probe = Probe::make(name, config, key);
//   const Seen& seen = (*probe)->get("/v1/models");
//   const Run run = (*probe)->complete(kGap);
//
// Blocks while it asks.

#include "app/doctor/observed_client.hpp"
#include "app/doctor/sample.hpp"
#include "backend/providers/remote_backend.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "config/config.hpp"
#include "wire/loop.hpp"

#include <memory>
#include <optional>
#include <string>

namespace inkling::app::doctor {

/// One completion.
struct Run {
  std::string text;
  std::optional<backend::Failure> failure = {};
  bool finished = false; ///< the server ended it
  Instant begun{};
  std::optional<Instant> first = {}; ///< text
  std::optional<Instant> last = {};  ///< text
  std::size_t bytes_after_first = 0; ///< those of the first piece are not counted
};

class Probe {
public:
  /// All that is asked together. Beyond: what is under way is given up.
  static constexpr Duration kTimeMax = 20s;

  /// Error: what of the entry cannot be used.
  static Result<std::unique_ptr<Probe>> make(const std::string& name,
                                             const config::BackendConfig& config, Secret key);
  ~Probe();

  /// What was seen of the answer, up to its end or ours.
  const Seen& get(const std::string& target);
  Run complete(const Sample& sample);
  /// The exchange that was last made.
  const Seen& seen() const { return client_->last(); }
  /// SIGINT or SIGTERM came, or the time is over: nothing more is asked.
  bool is_over() const;
  bool was_interrupted() const { return interrupted_; }
  Instant now() const { return loop_.now(); }

private:
  explicit Probe(Secret key);

  Result<void> open(const std::string& name, const config::BackendConfig& config);
  void wait_for(const std::function<bool()>& done, Duration longest = kTimeMax);

  wire::Loop loop_;
  Instant deadline_;
  Secret key_;
  bool interrupted_ = false;
  StreamId last_stream_;
  ObservedClient* client_ = nullptr; ///< the backend's
  std::unique_ptr<backend::RemoteBackend> backend_;
};

} // namespace inkling::app::doctor
