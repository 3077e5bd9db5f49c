#include "app/trace_command.hpp"

#include "app/control_socket.hpp"
#include "app/trace_line.hpp"
#include "app/wall_clock.hpp"

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <vector>

namespace inkling::app {
namespace {

using nlohmann::json;

Error nobody(const std::string& why) {
  return make_error(Errc::unavailable,
                    why + "\nStart your editor, or `inkling lsp --listen unix:PATH` and give "
                          "`--socket PATH`.");
}

std::string describe(const RunningDaemon& daemon) {
  const WallClock since{std::chrono::seconds(daemon.since)};
  return std::to_string(daemon.pid) + "  since " + to_local_time(to_unix_ms(since)).substr(0, 8) +
         "  " + daemon.folder;
}

Result<std::string> choose(const DaemonChoice& choice) {
  if (!choice.socket.empty()) return choice.socket;
  const auto folder = control_folder();
  if (!folder)
    return nobody("no running inkling can be found: XDG_RUNTIME_DIR names no folder of yours");
  const std::vector<RunningDaemon> daemons = find_daemons(*folder);
  if (choice.pid) {
    const auto found = std::find_if(daemons.begin(), daemons.end(),
                                    [&](const auto& one) { return one.pid == *choice.pid; });
    if (found == daemons.end())
      return nobody("no running inkling with process id " + std::to_string(*choice.pid));
    return found->path;
  }
  if (daemons.empty()) return nobody("no running inkling found");
  if (daemons.size() > 1) {
    std::fprintf(stderr, "inkling: %zu are running, this is the newest; others by their PID\n",
                 daemons.size());
    for (const RunningDaemon& one : daemons)
      std::fprintf(stderr, "%s %s\n", &one == &daemons.front() ? "*" : " ", describe(one).c_str());
  }
  return daemons.front().path;
}

/// False where nobody reads any more.
bool print(const std::string& line) {
  std::printf("%s\n", line.c_str());
  return std::fflush(stdout) == 0;
}

} // namespace

Result<void> attach(ControlClient& client, const DaemonChoice& choice) {
  const auto path = choose(choice);
  if (!path) return path.error();
  const std::string scheme = "unix:";
  return client.connect(path->starts_with(scheme) ? path->substr(scheme.size()) : *path);
}

int run_trace(const TraceCommand& command) {
  ControlClient client;
  auto ready = attach(client, command.daemon);
  if (ready) {
    const auto following = client.call("inkling/trace", {{"text", command.text}});
    if (!following) ready = following.error();
  }
  if (!ready) {
    std::fprintf(stderr, "inkling: %s\n", ready.error().message.c_str());
    return 1;
  }
  const auto ended = client.follow(
      [] { std::fprintf(stderr, "inkling: waiting for keys; Ctrl-C ends\n"); },
      [&](const json& event) {
        return print(command.json ? event.dump(-1, ' ', false, json::error_handler_t::replace)
                                  : trace_line(event));
      });
  if (ended == ControlClient::Ended::by_daemon)
    std::fprintf(stderr, "inkling: the daemon has ended\n");
  return 0;
}

} // namespace inkling::app
