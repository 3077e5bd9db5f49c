#pragma once
// The other end of a daemon's socket: asks, waits for the answer, hears notifications. For the
// subcommands that look into a running daemon; not an editor.
//
//   ControlClient client;
//   if (auto connected = client.connect(path); !connected) …
//   auto stats = client.call("inkling/stats");
//   client.follow([] {}, [](const json& event) { … });      // until the daemon ends, or SIGINT

#include "base/result.hpp"
#include "wire/frame_reader.hpp"
#include "wire/loop.hpp"
#include "wire/message.hpp"
#include "wire/transport.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

namespace inkling::app {

class ControlClient final : private wire::TransportHandler {
public:
  ControlClient();
  ~ControlClient() override;

  /// Also says initialize. Error: nobody there, or nobody who speaks as we do.
  Result<void> connect(const std::string& path);
  /// Waits for the result. Error: the daemon's own words, or that it is gone, or silent for
  /// seconds.
  Result<wire::JsonPtr> call(const std::string& method, const nlohmann::json& params);

  enum class Ended { by_daemon, by_signal, by_listener };
  /// Hands on each notification's params until the daemon ends, SIGINT or SIGTERM comes, or
  /// `on_event` says false. `on_ready` is called once before: from there on signals end it, and not
  /// the process. Once.
  Ended follow(const std::function<void()>& on_ready,
               std::function<bool(const nlohmann::json&)> on_event);

private:
  std::span<char> on_read_room() override { return reader_.prepare(); }
  void on_read(std::size_t bytes) override;
  void on_end(std::optional<Error> error) override;

  void on(wire::Message message);
  void finish(Ended why);

  wire::Loop loop_;
  wire::FrameReader reader_;
  std::unique_ptr<wire::Transport> transport_;
  std::int64_t last_id_ = 0;
  std::optional<Result<wire::JsonPtr>> answer_; ///< to the last call
  std::function<bool(const nlohmann::json&)> on_event_;
  std::vector<wire::JsonPtr> early_; ///< notifications before follow()
  std::optional<Ended> ended_;
};

} // namespace inkling::app
