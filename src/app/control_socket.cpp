#include "app/control_socket.hpp"

#include "base/log.hpp"
#include "wire/transport.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace inkling::app {
namespace {

constexpr std::string_view kSuffix = ".sock";
constexpr int kTriesMax = 5;
/// Also before the first: an editor that starts us has its first replies sooner.
constexpr Duration kTryDelay = 20ms;

/// Of "1234.sock"; nothing for every other name.
std::optional<std::int64_t> pid_in(std::string_view name) {
  if (!name.ends_with(kSuffix)) return std::nullopt;
  name.remove_suffix(kSuffix.size());
  std::int64_t pid = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), pid);
  if (error != std::errc{} || end != name.data() + name.size() || pid <= 0) return std::nullopt;
  return pid;
}

bool is_gone(std::int64_t pid) {
  return ::kill(static_cast<pid_t>(pid), 0) != 0 && errno == ESRCH;
}

std::string working_folder(std::int64_t pid) {
  std::error_code error;
  return std::filesystem::read_symlink("/proc/" + std::to_string(pid) + "/cwd", error).string();
}

} // namespace

std::optional<std::string> control_folder() {
  const char* base = std::getenv("XDG_RUNTIME_DIR");
  struct stat status {};
  if (base == nullptr || *base != '/' || ::stat(base, &status) != 0) return std::nullopt;
  if (!S_ISDIR(status.st_mode) || status.st_uid != ::geteuid()) return std::nullopt;
  return std::string(base) + "/inkling";
}

ControlSocket::ControlSocket(wire::Loop& loop, wire::OnAccept on_accept)
    : loop_(loop), on_accept_(std::move(on_accept)), timer_(loop) {
  const auto folder = control_folder();
  if (!folder) {
    log::debug("no runtime folder: `inkling trace` will not find this process");
    return;
  }
  path_ = *folder + "/" + std::to_string(::getpid()) + std::string(kSuffix);
  listen_soon();
}

void ControlSocket::listen_soon() {
  if (tries_ < kTriesMax) timer_.arm(loop_.now() + kTryDelay * ++tries_, [this] { listen(); });
}

void ControlSocket::listen() {
  auto listener = wire::listen_unix(loop_, path_, on_accept_);
  if (listener) {
    listener_ = std::move(*listener);
    return;
  }
  log::debug("`inkling trace` cannot find this process", {{"why", listener.error().message}});
  listen_soon();
}

std::vector<RunningDaemon> find_daemons(const std::string& control_folder) {
  std::vector<RunningDaemon> found;
  wire::Loop loop;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(control_folder, error)) {
    const auto pid = pid_in(entry.path().filename().string());
    struct stat status {};
    if (!pid || ::lstat(entry.path().c_str(), &status) != 0 || !S_ISSOCK(status.st_mode)) continue;
    if (wire::connect_unix(loop, entry.path().string()))
      found.push_back({*pid, entry.path().string(), working_folder(*pid), status.st_mtime});
    else if (is_gone(*pid))
      ::unlink(entry.path().c_str());
  }
  std::sort(found.begin(), found.end(), [](const RunningDaemon& a, const RunningDaemon& b) {
    return std::pair(a.since, a.pid) > std::pair(b.since, b.pid);
  });
  return found;
}

} // namespace inkling::app
