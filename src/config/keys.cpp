#include "config/keys.hpp"

#include "config/command.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace inkling::config {
namespace {

Error unavailable(std::string why) {
  return make_error(Errc::unavailable, std::move(why));
}

/// The first line, without blanks around it. Control characters could end a header early.
Result<Secret> to_key(std::string_view text, const std::string& where) {
  text = text.substr(0, text.find('\n'));
  constexpr std::string_view kBlanks = " \t\r";
  const auto begin = text.find_first_not_of(kBlanks);
  if (begin == text.npos) return unavailable(where + " holds no key");
  text = text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
  if (text.size() > kKeyBytesMax) return unavailable(where + " holds something too long for a key");
  const bool plain =
      std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 127; });
  if (!plain)
    return unavailable(where + " holds something that cannot be a key: expected printable ASCII");
  return Secret(std::string(text));
}

Result<Secret> from_environment(const std::string& name, const Environment& environment) {
  const std::string where = describe_variable(name);
  const std::optional<std::string> value = environment(name);
  return value ? to_key(*value, where) : unavailable(where + " is not set");
}

/// Asked of the file that was opened, not of its name: nobody can exchange it in between.
std::optional<std::string> wrong_with(int fd) {
  struct stat status = {};
  if (::fstat(fd, &status) != 0) return std::strerror(errno);
  if (!S_ISREG(status.st_mode)) return "not a regular file";
  if (status.st_uid != ::geteuid() && status.st_uid != 0) return "it belongs to another user";
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
    return "others can get at it: chmod 600 mends that";
  return std::nullopt;
}

Result<Secret> from_file(const std::string& path) {
  const std::string where = "the key's file " + path;
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return unavailable(where + ": " + std::strerror(errno));
  std::string text(kKeyBytesMax + 1, '\0');
  const std::optional<std::string> wrong = wrong_with(fd);
  const ssize_t count = wrong ? 0 : ::read(fd, text.data(), text.size());
  ::close(fd);
  if (wrong) return unavailable(where + ": " + *wrong);
  if (count < 0) return unavailable(where + ": cannot be read");
  text.resize(static_cast<std::size_t>(count));
  return to_key(text, where);
}

} // namespace

std::string describe_variable(const std::string& name) {
  const auto is_usual = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  };
  const bool usual = name.find('_') != name.npos && name.find("__") == name.npos &&
                     std::all_of(name.begin(), name.end(), is_usual);
  return usual ? "the environment variable " + name : "the environment variable of api_key_env";
}

Result<Secret> resolve_key(const KeySource& source, const KeyOptions& options) {
  if (!source.value.empty()) return to_key(source.value.reveal(), "the client's setting");
  if (!source.env.empty()) return from_environment(source.env, options.environment);
  if (!source.file.empty()) return from_file(source.file);
  if (source.command.empty()) return Secret();
  const Result<std::string> output =
      run_command(source.command, {kKeyBytesMax, options.command_max, options.stopping});
  if (!output) return unavailable("the key's source: " + output.error().message);
  return to_key(*output, "what the key's command printed");
}

} // namespace inkling::config
