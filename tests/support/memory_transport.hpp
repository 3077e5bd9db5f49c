#pragma once
// A client's pipes in memory: what a Connection writes is kept, what a test says is read. No loop,
// no descriptors.

#include "wire/transport.hpp"

#include <algorithm>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace inkling::test {

class MemoryTransport final : public wire::Transport {
public:
  /// What the test sees of it; outlives the transport, which the connection owns.
  struct Peer {
    std::string output;
    wire::TransportHandler* handler = nullptr;
    bool closed = false;
    bool paused = false;
    std::size_t unread = 0; ///< bytes that the client is said not to have read

    /// Everything in one read (several, where it is longer than the room offered).
    void say(std::string_view bytes) {
      while (!bytes.empty() && !closed) {
        const std::span<char> room = handler->on_read_room();
        const std::size_t taken = std::min(room.size(), bytes.size());
        std::memcpy(room.data(), bytes.data(), taken);
        bytes.remove_prefix(taken);
        handler->on_read(taken);
      }
    }
    /// The client reads all that it has not read.
    void read() {
      unread = 0;
      if (!closed) handler->on_drained();
    }
    void hang_up() {
      if (!closed) handler->on_end(std::nullopt);
    }
  };

  explicit MemoryTransport(Peer& peer) : peer_(peer) {}

  void start(wire::TransportHandler& handler) override { peer_.handler = &handler; }
  void send(std::string bytes) override { peer_.output += bytes; }
  std::size_t queued_bytes() const override { return peer_.unread; }
  void pause_reading() override { peer_.paused = true; }
  void resume_reading() override { peer_.paused = false; }
  void drain() override {
    if (peer_.unread == 0) peer_.handler->on_drained();
  }
  void close() override { peer_.closed = true; }

private:
  Peer& peer_;
};

} // namespace inkling::test
