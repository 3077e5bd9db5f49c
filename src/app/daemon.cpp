#include "app/daemon.hpp"

#include "base/log.hpp"

#include <csignal>
#include <cstdio>

namespace inkling::app {
namespace {

/// For a client that said exit, or closed its end, and still reads.
constexpr Duration kLastRepliesMax = 1s;
/// For a client that says it has settings, and does not tell them.
constexpr Duration kSettingsMax = 1s;

} // namespace

Daemon::Daemon(const LspCommand& command, const std::string& config_file)
    : command_(command), worker_(loop_), timer_(loop_),
      layers_({.config_option = config_file, .trust_client = command.trust_client}),
      core_({.limits = layers_.config().limits}, {.worker = worker_,
                                                  .now = steady_now,
                                                  .on_deadline = [this](auto when) { arm(when); },
                                                  .loop = &loop_}) {
  log::set_up(layers_.config().log);
  for (const config::Diagnostic& diagnostic : layers_.resolved().diagnostics)
    log::warn("configuration", {{"what", to_string(diagnostic)}});
  core_.configure(layers_.config());
}

/// Each key moves the deadline, mostly to later: the timer is left where it is, and finds out for
/// itself when it fires too early. That saves a system call for every piece that a backend says.
void Daemon::arm(std::optional<Instant> deadline) {
  if (!deadline || (timer_.armed() && armed_for_ <= *deadline)) return;
  armed_for_ = *deadline;
  timer_.arm(armed_for_, [this] { core_.hub().settle(); });
}

// Jobs ask worker_ and core_ whether to go on.
Daemon::~Daemon() {
  loop_.stop_worker();
}

int Daemon::run() {
  loop_.on_signals({SIGTERM, SIGINT}, [this](int) { stop(0); });
  if (command_.client_process_id)
    parent_ = wire::watch_process_exit(loop_, *command_.client_process_id, [this] { stop(1); });
  if (command_.listen_path.empty())
    serve(wire::make_stdio_transport(loop_));
  else if (!listen())
    return 1;
  loop_.run();
  listener_.reset();
  clients_.clear();
  return exit_code_;
}

bool Daemon::listen() {
  auto listener = wire::listen_unix(loop_, command_.listen_path,
                                    [this](auto transport) { serve(std::move(transport)); });
  if (!listener) {
    std::fprintf(stderr, "inkling: %s\n", listener.error().message.c_str());
    return false;
  }
  listener_ = std::move(*listener);
  log::info("listening", {{"path", command_.listen_path}});
  return true;
}

void Daemon::serve(std::unique_ptr<wire::Transport> transport) {
  const std::size_t id = ++last_client_;
  Client& client = clients_[id];
  client.config = std::make_unique<ClientConfig>(layers_, [this](bool changed) {
    // What failed before may work now: a keyring is unlocked, a file is there.
    if (changed || core_.lacks_remote()) on_config_changed();
  });
  session::Connection::Events events;
  events.policies = client.config.get();
  events.on_initialized = [this, &client](const auto& params) { on_initialized(client, params); };
  events.on_leaving = [this, &client] {
    client.leaving.emplace(loop_).arm(loop_.now() + kLastRepliesMax,
                                      [&client] { client.connection->end(); });
  };
  events.on_closed = [this, id](bool clean) { on_closed(id, clean); };
  client.connection = std::make_unique<session::Connection>(
      core_.hub(), layers_.config().limits, std::move(transport), std::move(events));
  client.connection->start();
}

void Daemon::on_initialized(Client& client, const lsp::InitializeParams& params) {
  if (params.process_id)
    client.parent = wire::watch_process_exit(loop_, *params.process_id,
                                             [&client] { client.connection->end(); });
  if (params.can_answer_configuration)
    client.settling.emplace(loop_).arm(loop_.now() + kSettingsMax, [this, &client] {
      client.connection->stop_waiting_for_settings();
      core_.hub().settle();
    });
  core_.hub().warm();
}

/// The person's file, or what a trusted client says, is another one now. While backends are
/// exchanged nothing leaves: a text must not go to one by the rules of another.
void Daemon::on_config_changed() {
  for (auto& [id, client] : clients_) client.connection->hold_back();
  core_.configure(layers_.config());
  for (auto& [id, client] : clients_) {
    client.config->refresh();
    client.connection->refresh_policy();
  }
  core_.hub().settle();
  core_.hub().warm();
}

void Daemon::on_closed(std::size_t id, bool clean) {
  // Called from inside the connection: it is destroyed later.
  loop_.post([this, id] { clients_.erase(id); });
  // A daemon on a socket outlives its clients; on stdin and stdout there is only the one.
  if (command_.listen_path.empty()) stop(clean ? 0 : 1);
}

void Daemon::stop(int exit_code) {
  exit_code_ = exit_code;
  loop_.post([this] { loop_.stop(); });
}

} // namespace inkling::app
