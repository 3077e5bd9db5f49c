#include "in_process.hpp"

#include "wire/frame_reader.hpp"

#include <utility>

namespace inkling::bench {

InProcess::InProcess(backend::EmbeddedBackend::Options options)
    : core_(std::move(options), {.worker = worker_, .now = app::steady_now, .on_deadline = {}}),
      connection_(std::make_unique<session::Connection>(
          core_.hub(), core_.limits(), std::make_unique<test::MemoryTransport>(peer_),
          session::Connection::Events{})) {
  connection_->start();
}

Clock::duration InProcess::say(std::string_view bytes) {
  peer_.output.clear();
  return time_of([&] { peer_.say(bytes); });
}

std::string InProcess::reply() const {
  wire::FrameReader reader;
  reader.feed(peer_.output);
  const auto frame = reader.next();
  return frame ? frame->body : std::string();
}

} // namespace inkling::bench
