#include "bench/lsp_server.hpp"

#include <exception>
#include <stdexcept>

namespace inkling::harness {
namespace {

constexpr Duration kStartPatience = 30s;
constexpr Duration kLeavePatience = 1s;
constexpr std::int64_t kInitialize = 1;
constexpr std::int64_t kShutdown = 2;

} // namespace

LspServer::LspServer(const std::vector<std::string>& arguments,
                     const std::vector<std::string>& environment, ClientExtras extras)
    : process_(arguments, environment) {
  process_.write(initialize_frame(kInitialize, extras));
  if (!await_reply(kInitialize, begun_ + kStartPatience))
    throw std::runtime_error(arguments[0] + " does not answer initialize");
  process_.write(initialized_frame());
}

LspServer::~LspServer() {
  try {
    process_.write(shutdown_frame(kShutdown));
    await_reply(kShutdown, now() + kLeavePatience);
    process_.write(exit_frame());
  } catch (const std::exception&) {
    // It is gone already, which its unanswered requests tell.
  }
}

void LspServer::read_until(Instant until, const OnMessage& on_message) {
  while (process_.wait_readable(until)) {
    const auto room = reader_.prepare();
    const std::size_t count = process_.read(room);
    const Instant at = now();
    if (count == 0) throw std::runtime_error("the server under test has ended");
    reader_.commit(count);
    if (!take_messages(at, on_message)) return;
  }
}

bool LspServer::take_messages(Instant at, const OnMessage& on_message) {
  bool wanted = true;
  while (auto frame = reader_.next()) {
    const ServerMessage message = read_server_message(std::move(frame->body));
    if (!message.reply.empty()) process_.write(message.reply);
    if (!on_message(at, message)) wanted = false;
  }
  return wanted;
}

bool LspServer::await_reply(std::int64_t id, Instant until) {
  bool answered = false;
  read_until(until, [&](Instant at, const ServerMessage& message) {
    if (message.answers != id) return true;
    answered = true;
    startup_ = at - begun_;
    return false;
  });
  return answered;
}

} // namespace inkling::harness
