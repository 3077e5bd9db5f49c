#pragma once
// One client's bytes: frames in and out, around a Session. Minds a client that does not read.
//
// All frames that one read brought are handled before the hub settles once (a burst); what they
// cause to be sent leaves together. While more than Limits::outbox_bytes_max waits for the client,
// nothing more is read from it.

#include "base/limits.hpp"
#include "lsp/reply.hpp"
#include "session/session.hpp"
#include "wire/frame_reader.hpp"
#include "wire/transport.hpp"

#include <functional>
#include <memory>
#include <string>

namespace inkling::session {

class Connection final : public wire::TransportHandler, private lsp::Outlet {
public:
  struct Events {
    std::function<void(const lsp::InitializeParams&)> on_initialized;
    /// The client has said its last word, and what it has not read yet is still being written. Who
    /// will not wait for ever calls end().
    std::function<void()> on_leaving = {};
    /// The connection is over; `clean` where the client said shutdown before. Called once, as the
    /// last thing a callback does; the connection must be destroyed later, from the loop.
    std::function<void(bool clean)> on_closed;
    /// Must outlive the connection. Null: nothing that is opened may leave this process.
    PolicySource* policies = nullptr;
    std::function<nlohmann::json()> statistics = {};            ///< see Session::Events
    std::function<void(const lsp::TraceParams&)> on_trace = {}; ///< events go to offer()
  };

  Connection(Hub& hub, const Limits& limits, std::unique_ptr<wire::Transport> transport,
             Events events);

  /// Begins to read.
  void start() { transport_->start(*this); }
  /// The policy has changed by other means than this client's messages. Settle the hub afterwards.
  void refresh_policy() { session_.refresh_policy(); }
  /// Nothing leaves until then.
  void hold_back() { session_.hold_back(); }
  /// The client has had its time to tell its settings. Settle the hub afterwards.
  void stop_waiting_for_settings() { session_.stop_waiting_for_settings(); }
  /// Of notifications that may be lost, so much waits for the client; beside it, replies have all
  /// the room that Limits::outbox_bytes_max gives them.
  static constexpr std::size_t kOfferedBytesMax = 256 << 10;
  /// Sends a notification, but not to a client that does not read: false where it was dropped.
  bool offer(std::string_view method, const nlohmann::json& params);
  /// From outside (a dying parent process, a signal): as if the client had gone.
  void end() { finish(leaving_ ? leaving_clean_ : session_.shut_down()); }

private:
  std::span<char> on_read_room() override { return reader_.prepare(); }
  void on_read(std::size_t bytes) override;
  void on_end(std::optional<Error> error) override;
  void on_drained() override;

  void send(std::string body) override;

  void handle(wire::Frame& frame);
  void leave(bool clean);
  void finish(bool clean);

  Hub& hub_;
  Limits limits_;
  Events events_;
  std::unique_ptr<wire::Transport> transport_;
  wire::FrameReader reader_;
  bool exited_ = false; ///< the client said exit, or the frame boundary is lost
  bool exited_clean_ = false;
  bool leaving_ = false; ///< until the last replies are written
  bool leaving_clean_ = false;
  bool finished_ = false;
  bool paused_ = false;
  Session session_; ///< last: its destructor still answers
};

} // namespace inkling::session
