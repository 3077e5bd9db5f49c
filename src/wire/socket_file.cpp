#include "wire/socket_file.hpp"

#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <optional>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace inkling::wire {
namespace {

constexpr int kBacklog = 64;
constexpr mode_t kFolderMode = 0700;
constexpr mode_t kSocketMode = 0600;

Error unavailable(std::string message) {
  return make_error(Errc::unavailable, std::move(message));
}

std::string folder_of(const std::string& path) {
  const auto folder = std::filesystem::path(path).parent_path();
  return folder.empty() ? "." : folder.string();
}

/// Makes the folder and those above it that are missing. Who may use an existing one is not asked
/// here.
std::optional<Error> make_folder(const std::string& folder) {
  std::filesystem::path made;
  for (const auto& part : std::filesystem::path(folder)) {
    made /= part;
    struct stat status {};
    if (::stat(made.c_str(), &status) == 0) continue;
    if (::mkdir(made.c_str(), kFolderMode) != 0 && errno != EEXIST)
      return system_error("cannot make the folder " + made.string());
  }
  return std::nullopt;
}

/// Opens the folder if nobody but us can put a socket of theirs into it, or take ours out.
Result<FileDescriptor> open_safe_folder(const std::string& folder) {
  if (auto error = make_folder(folder)) return std::move(*error);
  FileDescriptor fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  struct stat status {};
  if (!fd || ::fstat(fd.get(), &status) != 0)
    return system_error("cannot open the folder " + folder);
  if (status.st_uid != ::geteuid())
    return unavailable("the folder " + folder + " belongs to another user");
  if ((status.st_mode & (S_IWGRP | S_IWOTH)) != 0)
    return unavailable("other users may write in the folder " + folder +
                       ": use one of your own with mode 0700");
  return fd;
}

/// Makes the path free for a new socket, if what is there is a socket file that nobody listens on.
std::optional<Error> clear_stale(const std::string& path, const sockaddr_un& address) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0)
    return errno == ENOENT ? std::nullopt : std::optional(system_error("cannot look at " + path));
  if (!S_ISSOCK(status.st_mode)) return unavailable(path + " exists and is not a socket");
  auto probe = open_unix_socket();
  if (!probe) return probe.error();
  switch (connect_to(*probe, address)) {
  case Connected::yes:
  case Connected::busy:
    return unavailable("another process listens on " + path + " already");
  case Connected::missing:
    return std::nullopt;
  case Connected::failed:
    return system_error("cannot try whether anybody listens on " + path);
  case Connected::refused:
    break;
  }
  if (::unlink(path.c_str()) != 0 && errno != ENOENT)
    return system_error("cannot remove the stale socket " + path);
  return std::nullopt;
}

/// Nobody can connect before listen(), and by then the mode is right, whatever the umask.
std::optional<Error> bind_and_listen(const FileDescriptor& fd, const std::string& path,
                                     const sockaddr_un& address) {
  if (::bind(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    return system_error("cannot make the socket " + path);
  if (::chmod(path.c_str(), kSocketMode) == 0 && ::listen(fd.get(), kBacklog) == 0)
    return std::nullopt;
  auto error = system_error("cannot listen on " + path);
  ::unlink(path.c_str());
  return error;
}

} // namespace

Result<ListeningSocket> ListeningSocket::open(const std::string& path) {
  const auto address = to_address(path);
  if (!address) return address.error();
  const auto folder = open_safe_folder(folder_of(path));
  if (!folder) return folder.error();
  // Two daemons that start together must not both find the old socket stale and remove each other's
  // new one. The lock ends with this function.
  if (::flock(folder->get(), LOCK_EX | LOCK_NB) != 0)
    return unavailable("another process is opening a socket beside " + path + " at this moment");
  if (auto error = clear_stale(path, *address)) return std::move(*error);

  auto fd = open_unix_socket();
  if (!fd) return fd.error();
  if (auto error = bind_and_listen(*fd, path, *address)) return std::move(*error);
  auto identity = identify(path);
  if (!identity) return identity.error();
  ListeningSocket socket;
  socket.fd_ = std::move(*fd);
  socket.path_ = path;
  socket.identity_ = *identity;
  return socket;
}

void ListeningSocket::remove() {
  const auto now = identify(path_);
  if (now && now->device == identity_.device && now->inode == identity_.inode &&
      now->changed.tv_sec == identity_.changed.tv_sec &&
      now->changed.tv_nsec == identity_.changed.tv_nsec)
    ::unlink(path_.c_str());
  fd_ = FileDescriptor();
}

Result<ListeningSocket::Identity> ListeningSocket::identify(const std::string& path) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0) return system_error("cannot look at " + path);
  return Identity{status.st_dev, status.st_ino, status.st_ctim};
}

} // namespace inkling::wire
