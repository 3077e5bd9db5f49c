#include "config/user_file.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace inkling::config {
namespace {

class Descriptor {
public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }

private:
  int fd_;
};

Error unavailable(std::string why) {
  return make_error(Errc::unavailable, std::move(why));
}

Result<std::optional<std::string>> read_all(int fd, std::size_t bytes_max) {
  std::string text;
  char part[16 << 10];
  while (true) {
    const ssize_t count = ::read(fd, part, sizeof part);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return unavailable(std::strerror(errno));
    if (count == 0) return std::optional(std::move(text));
    text.append(part, static_cast<std::size_t>(count));
    if (text.size() > bytes_max)
      return unavailable("larger than " + std::to_string(bytes_max) + " bytes");
  }
}

} // namespace

std::optional<std::string> process_environment(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  if (value == nullptr || *value == 0) return std::nullopt;
  return std::string(value);
}

UserFile find_user_file(const std::string& option, const Environment& environment) {
  const auto absolute = [&](const std::string& path) {
    std::error_code error;
    return resolve_path(path, std::filesystem::current_path(error).string(), environment);
  };
  if (!option.empty()) return {absolute(option), true};
  if (const auto path = environment("INKLING_CONFIG")) return {absolute(*path), true};
  // Relative ones are to be ignored (XDG base directory specification, §2).
  if (const auto folder = environment("XDG_CONFIG_HOME"); folder && folder->starts_with('/'))
    return {*folder + "/inkling/config.toml", false};
  if (const auto home = environment("HOME")) return {*home + "/.config/inkling/config.toml", false};
  return {};
}

Result<std::optional<std::string>> read_file(const std::string& path, std::size_t bytes_max,
                                             bool follow_links) {
  if (path == "/dev/null") return std::optional<std::string>(""); // "I want none"
  const int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | (follow_links ? 0 : O_NOFOLLOW);
  const Descriptor file(::open(path.c_str(), flags));
  if (file.get() < 0 && (errno == ENOENT || errno == ENOTDIR)) return std::optional<std::string>();
  if (file.get() < 0 && errno == ELOOP) return unavailable("a symbolic link is not followed");
  if (file.get() < 0) return unavailable(std::strerror(errno));
  struct stat status = {};
  if (::fstat(file.get(), &status) != 0) return unavailable(std::strerror(errno));
  if (!S_ISREG(status.st_mode)) return unavailable("not a regular file");
  return read_all(file.get(), bytes_max);
}

std::string resolve_path(const std::string& path, const std::string& folder,
                         const Environment& environment) {
  if (path.empty() || path.front() == '/') return path;
  if (path == "~" || path.starts_with("~/")) {
    const auto home = environment("HOME");
    return home ? *home + path.substr(1) : path;
  }
  return (std::filesystem::path(folder) / path).lexically_normal().string();
}

} // namespace inkling::config
