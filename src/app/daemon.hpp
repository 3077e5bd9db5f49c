#pragma once
// `inkling lsp`: the loop, its clients, the configuration that they share, and when to leave.

#include "app/client_config.hpp"
#include "app/control_socket.hpp"
#include "app/core.hpp"
#include "app/options.hpp"
#include "app/tracer.hpp"
#include "app/wall_clock.hpp"
#include "config/layers.hpp"
#include "session/connection.hpp"
#include "wire/loop.hpp"
#include "wire/unix_listener.hpp"

#include <map>
#include <memory>
#include <optional>

namespace inkling::app {

class Daemon {
public:
  /// `config_file`: of --config; empty where it was not given.
  Daemon(const LspCommand& command, const std::string& config_file);
  ~Daemon();

  /// Serves until the client, a signal or the parent's end says stop. Returns the exit code.
  int run();

private:
  /// The worker thread, as the embedded backend knows it.
  class LoopWorker final : public Worker {
  public:
    explicit LoopWorker(wire::Loop& loop) : loop_(loop) {}
    void post(std::function<std::function<void()>()> job) override {
      loop_.post_to_worker(std::move(job));
    }
    bool stopping() const override { return loop_.worker_stopping(); }

  private:
    wire::Loop& loop_;
  };

  /// Whom a connection is for. A guest came through the control socket: the daemon does not live
  /// for it, and nothing that it opens leaves this process.
  enum class Role : std::uint8_t { editor, guest };

  struct Client {
    Role role = Role::editor;
    std::unique_ptr<ClientConfig> config; ///< null for a guest
    std::unique_ptr<session::Connection> connection;
    std::optional<wire::ProcessWatch> parent;
    std::optional<wire::Timer> settling; ///< how long its settings are waited for
    std::optional<wire::Timer> leaving;  ///< how long its last replies may wait for it
  };

  void arm(std::optional<Instant> deadline);
  bool listen();
  void open_control_socket();
  void serve(std::unique_ptr<wire::Transport> transport, Role role);
  session::Connection::Events events_of(std::size_t id, Client& client);
  void on_initialized(Client& client, const lsp::InitializeParams& params);
  void on_config_changed();
  void on_closed(std::size_t client, bool clean);
  nlohmann::json statistics() const;
  void stop(int exit_code);

  LspCommand command_;
  wire::Loop loop_;
  LoopWorker worker_;
  wire::Timer timer_; ///< of the engine
  Instant armed_for_{};
  config::Layers layers_;
  Tracer tracer_;
  Core core_;
  WallClock started_;
  std::unique_ptr<wire::UnixListener> listener_;
  std::optional<ControlSocket> control_;
  std::optional<wire::ProcessWatch> parent_;
  std::map<std::size_t, Client> clients_;
  std::size_t last_client_ = 0;
  int exit_code_ = 0;
};

} // namespace inkling::app
