#pragma once
// A language server under test, from an editor's side: started, initialized, typed to. Blocking,
// one thread; every time is taken here, right beside the read or write that it is about.
//
//   LspServer server({"inkling", "lsp"}, {});
//   server.open(trace.document);
//   server.write(frame);
//   server.read_until(deadline, [&](Instant at, const ServerMessage& message) { … });

#include "bench/lsp_messages.hpp"
#include "bench/process.hpp"
#include "wire/frame_reader.hpp"

#include <functional>
#include <string>
#include <vector>

namespace inkling::harness {

class LspServer {
public:
  /// Starts it and waits until it has answered initialize. Throws where it does not within 30 s.
  LspServer(const std::vector<std::string>& arguments, const std::vector<std::string>& environment,
            ClientExtras extras = {});
  /// Asks it to leave, as LSP wants it.
  ~LspServer();

  void open(const std::string& text) { process_.write(open_frame(text)); }
  void write(std::string_view frame) { process_.write(frame); }

  /// Called with the time at which the message was read whole; false ends the reading.
  using OnMessage = std::function<bool(Instant at, const ServerMessage& message)>;
  /// Reads until then, or until `on_message` says so. What the server asks is answered here.
  void read_until(Instant until, const OnMessage& on_message);

  Duration startup() const { return startup_; }
  const Process& process() const { return process_; }

private:
  /// False where `on_message` wants no more.
  bool take_messages(Instant at, const OnMessage& on_message);
  bool await_reply(std::int64_t id, Instant until);

  Instant begun_ = now(); ///< before the start
  Process process_;
  wire::FrameReader reader_;
  Duration startup_{};
};

} // namespace inkling::harness
