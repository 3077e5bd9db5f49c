#include "context/inkling_ignore.hpp"

#include "base/log.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace inkling::context {
namespace {

/// Folders remembered; beyond, all are forgotten and looked at again.
constexpr std::size_t kFoldersMax = 100'000;
/// Folders of which a warning is remembered; beyond, they may be warned of again.
constexpr std::size_t kWarnedMax = 1000;

/// The bytes of a file, or why there are none.
struct Content {
  enum class Trouble { none, absent, unreadable, too_large } trouble = Trouble::none;
  std::string bytes = {};
};

Content read_up_to(int file, std::size_t bytes_max) {
  Content content;
  content.bytes.resize(bytes_max + 1);
  std::size_t filled = 0;
  while (filled < content.bytes.size()) {
    const ssize_t got = ::read(file, &content.bytes[filled], content.bytes.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return {Content::Trouble::unreadable};
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  content.bytes.resize(filled);
  if (filled > bytes_max) return {Content::Trouble::too_large};
  return content;
}

/// Where no such name can be. A link that leads nowhere is one: somebody wanted a file there.
bool is_absent(const std::string& path) {
  struct stat info = {};
  if (::lstat(path.c_str(), &info) == 0) return false;
  return errno == ENOENT || errno == ENOTDIR || errno == ELOOP || errno == ENAMETOOLONG;
}

Content read_rules(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0) {
    const auto trouble = is_absent(path) ? Content::Trouble::absent : Content::Trouble::unreadable;
    return {trouble};
  }
  struct stat info = {};
  const bool regular = ::fstat(file, &info) == 0 && S_ISREG(info.st_mode);
  Content content = regular ? read_up_to(file, InklingIgnore::kFileBytesMax)
                            : Content{Content::Trouble::unreadable};
  ::close(file);
  return content;
}

/// Blanks at the end of a line are no part of its pattern, unless escaped (gitignore(5)).
std::string_view without_blanks(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  while ((line.ends_with(' ') || line.ends_with('\t')) &&
         (line.size() < 2 || line[line.size() - 2] != '\\'))
    line.remove_suffix(1);
  return line;
}

std::vector<std::string> lines_of(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (const auto line = without_blanks(text.substr(0, end)); !line.empty() && line[0] != '#')
      lines.emplace_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

/// "/a/b/" and "/a/b" become "/a/"; "/" and what is no absolute path become empty.
std::string parent_of(const std::string& path) {
  if (path.size() < 2) return {};
  return path.substr(0, path.rfind('/', path.size() - 2) + 1);
}

/// The innermost rules that name the path decide.
template<class Rules>
bool is_named(const Rules* rules, const std::string& path) {
  const bool is_folder = path.ends_with('/');
  for (; rules != nullptr; rules = rules->above.get()) {
    const auto below = std::string_view(path).substr(rules->folder.size());
    if (const auto verdict = rules->globs.verdict(below, is_folder)) return *verdict;
  }
  return false;
}

} // namespace

bool InklingIgnore::is_ignored(const std::string& path) {
  if (!path.starts_with('/')) return false;
  if (static_cast<std::size_t>(std::count(path.begin(), path.end(), '/')) > kDepthMax) return true;
  if (folders_.size() > kFoldersMax) folders_.clear();
  const Folder above = folder_at(parent_of(path));
  return above.ignored || is_named(above.rules.get(), path);
}

InklingIgnore::Folder InklingIgnore::folder_at(const std::string& path) {
  if (path.empty()) return {};
  if (const auto known = folders_.find(path); known != folders_.end()) return known->second;
  Folder folder = look_at(path);
  folders_.emplace(path, folder);
  return folder;
}

InklingIgnore::Folder InklingIgnore::look_at(const std::string& path) {
  Folder folder = folder_at(parent_of(path));
  folder.ignored = folder.ignored || is_named(folder.rules.get(), path);
  if (folder.ignored) return folder;
  const Content content = read_rules(path + std::string(kFileName));
  if (content.trouble == Content::Trouble::absent) return folder;
  if (content.trouble == Content::Trouble::none) {
    if (auto globs = Globs::parse(lines_of(content.bytes))) {
      folder.rules = std::make_shared<const Rules>(Rules{path, std::move(*globs), folder.rules});
      return folder;
    }
  }
  const bool readable = content.trouble != Content::Trouble::unreadable;
  warn_once(path, readable ? "it is too large or has too many patterns" : "it cannot be read");
  folder.ignored = true;
  return folder;
}

void InklingIgnore::warn_once(const std::string& folder, const char* trouble) {
  if (warnings_ == Warnings::none) return;
  if (warned_.size() >= kWarnedMax) warned_.clear();
  if (!warned_.insert(folder).second) return;
  log::warn("an .inklingignore excludes all that lies below its folder",
            {{"folder", folder}, {"why", trouble}});
}

bool holds_ignore_rules(std::string_view path) {
  return path.ends_with("/.inklingignore") || path.ends_with("/.gitignore") ||
         path.ends_with("/.git/info/exclude");
}

} // namespace inkling::context
