#include "app/daemon.hpp"

#include "app/stats_report.hpp"
#include "base/log.hpp"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <nlohmann/json.hpp>

namespace inkling::app {
namespace {

/// For a client that said exit, or closed its end, and still reads.
constexpr Duration kLastRepliesMax = 1s;
/// For a client that says it has settings, and does not tell them.
constexpr Duration kSettingsMax = 1s;
/// Who looks into this process, at once. Beyond: turned away.
constexpr std::ptrdiff_t kGuestsMax = 16;

} // namespace

Daemon::Daemon(const LspCommand& command, const std::string& config_file)
    : command_(command), worker_(loop_), timer_(loop_),
      layers_({.config_option = config_file, .trust_client = command.trust_client}),
      tracer_({.now = steady_now,
               .wall_clock_ms = [] { return to_unix_ms(wall_clock()); },
               .post = [this](auto job) { loop_.post(std::move(job)); },
               .backend_name = [this](auto backend) { return core_.backend_name(backend); }}),
      core_({.limits = layers_.config().limits}, {.worker = worker_,
                                                  .now = steady_now,
                                                  .on_deadline = [this](auto when) { arm(when); },
                                                  .loop = &loop_,
                                                  .records = &tracer_,
                                                  .observer = &tracer_}),
      started_(wall_clock()) {
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
    serve(wire::make_stdio_transport(loop_), Role::editor);
  else if (!listen())
    return 1;
  open_control_socket();
  loop_.run();
  control_.reset();
  listener_.reset();
  clients_.clear();
  return exit_code_;
}

bool Daemon::listen() {
  auto listener = wire::listen_unix(loop_, command_.listen_path, [this](auto transport) {
    serve(std::move(transport), Role::editor);
  });
  if (!listener) {
    std::fprintf(stderr, "inkling: %s\n", listener.error().message.c_str());
    return false;
  }
  listener_ = std::move(*listener);
  log::info("listening", {{"path", command_.listen_path}});
  return true;
}

void Daemon::open_control_socket() {
  control_.emplace(loop_, [this](auto transport) {
    const auto guests = std::count_if(clients_.begin(), clients_.end(), [](const auto& entry) {
      return entry.second.role == Role::guest;
    });
    if (guests < kGuestsMax) return serve(std::move(transport), Role::guest);
    log::warn("too many look into this process at once: one was turned away");
  });
}

void Daemon::serve(std::unique_ptr<wire::Transport> transport, Role role) {
  const std::size_t id = ++last_client_;
  Client& client = clients_[id];
  client.role = role;
  if (role == Role::editor)
    client.config = std::make_unique<ClientConfig>(layers_, [this](bool changed) {
      // What failed before may work now: a keyring is unlocked, a file is there.
      if (changed || core_.lacks_remote()) on_config_changed();
    });
  client.connection = std::make_unique<session::Connection>(
      core_.hub(), layers_.config().limits, std::move(transport), events_of(id, client));
  client.connection->start();
}

session::Connection::Events Daemon::events_of(std::size_t id, Client& client) {
  session::Connection::Events events;
  events.policies = client.config.get();
  if (client.role == Role::editor)
    events.on_initialized = [this, &client](const auto& params) { on_initialized(client, params); };
  events.on_leaving = [this, &client] {
    client.leaving.emplace(loop_).arm(loop_.now() + kLastRepliesMax,
                                      [&client] { client.connection->end(); });
  };
  events.on_closed = [this, id](bool clean) { on_closed(id, clean); };
  events.statistics = [this] { return statistics(); };
  events.on_trace = [this, id, &client](const lsp::TraceParams& params) {
    tracer_.follow(id, params, [&client](const nlohmann::json& event) {
      return client.connection->offer(lsp::kTraceEvent, event);
    });
  };
  return events;
}

nlohmann::json Daemon::statistics() const {
  const engine::Engine::Stats engine = core_.hub().stats();
  return stats_report({.since = started_,
                       .now = wall_clock(),
                       .sums = tracer_.statistics(),
                       .engine = engine,
                       .steady_now = loop_.now(),
                       .backend_name = [this](auto at) { return core_.backend_name(at); }});
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
  tracer_.on_backends_changed();
  core_.configure(layers_.config());
  for (auto& [id, client] : clients_) {
    if (client.config) client.config->refresh();
    client.connection->refresh_policy();
  }
  core_.hub().settle();
  core_.hub().warm();
}

void Daemon::on_closed(std::size_t id, bool clean) {
  tracer_.unfollow(id);
  const bool is_editor = clients_.at(id).role == Role::editor;
  // Called from inside the connection: it is destroyed later.
  loop_.post([this, id] { clients_.erase(id); });
  // A daemon on a socket outlives its clients; on stdin and stdout there is only the one.
  if (command_.listen_path.empty() && is_editor) stop(clean ? 0 : 1);
}

void Daemon::stop(int exit_code) {
  exit_code_ = exit_code;
  loop_.post([this] { loop_.stop(); });
}

} // namespace inkling::app
