#include "context/workspace_walk.hpp"

#include "base/log.hpp"
#include "context/file_filter.hpp"
#include "context/inkling_ignore.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <fcntl.h>
#include <filesystem>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>

namespace inkling::context {
namespace {

namespace fs = std::filesystem;

/// Reads a regular file of at most `bytes_max`; opens neither symbolic links nor pipes.
std::optional<std::string> read_file(const std::string& path, std::size_t bytes_max) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (file < 0) return std::nullopt;
  struct stat info = {};
  std::optional<std::string> content;
  if (::fstat(file, &info) == 0 && S_ISREG(info.st_mode) &&
      static_cast<std::uintmax_t>(info.st_size) <= bytes_max) {
    content.emplace(static_cast<std::size_t>(info.st_size), '\0');
    std::size_t filled = 0;
    while (filled < content->size()) {
      const ssize_t got = ::read(file, content->data() + filled, content->size() - filled);
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) break;
      filled += static_cast<std::size_t>(got);
    }
    content->resize(filled);
  }
  ::close(file);
  return content;
}

class Walk {
public:
  Walk(const GitIgnore& ignore, const WalkRules& rules,
       const std::function<void(SourceFile)>& found, InklingIgnore::Warnings warnings)
      : ignore_(ignore), own_ignore_(warnings), rules_(rules), found_(found),
        deadline_(std::chrono::steady_clock::now() +
                  std::chrono::milliseconds(rules.limits.index_time_ms_max)) {}

  bool run(const std::string& folder) {
    // Breadth first: where a bound cuts the walk short, the files near the root are in.
    std::vector<std::string> folders{folder};
    for (std::size_t next = 0; next < folders.size() && !full_; ++next) {
      const std::string here = folders[next];
      visit(here, folders);
    }
    if (full_) log::warn("folder is indexed in part", {{"folder", folder}, {"files", files_}});
    return !full_;
  }

  void add(const std::string& path) {
    if (!is_source_path(path) || rules_.skipped_paths.count(path) != 0) return;
    if (is_ignored(path) || is_excluded(path)) return;
    auto content = read_file(path, rules_.limits.index_file_bytes_max);
    if (!content || is_binary(*content) || rules_.skipped_texts.count(*content) != 0) return;
    if (bytes_ + content->size() > rules_.limits.index_bytes_max) {
      full_ = true;
      return;
    }
    bytes_ += content->size();
    ++files_;
    found_({path, std::move(*content)});
  }

private:
  void visit(const std::string& folder, std::vector<std::string>& folders) {
    std::vector<fs::directory_entry> entries;
    std::error_code error;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
      entries.push_back(*at);
      if (entries.size() > kEntriesMax) break;
    }
    std::sort(entries.begin(), entries.end());
    for (const fs::directory_entry& entry : entries) {
      if (is_over()) return;
      const fs::file_status status = entry.symlink_status(error);
      if (error) continue;
      const std::string path = entry.path().string();
      if (fs::is_directory(status)) {
        const bool wanted = !is_skipped_folder(entry.path().filename().string());
        if (wanted && !is_ignored(path + '/')) folders.push_back(path);
      } else if (fs::is_regular_file(status)) {
        add(path);
      }
    }
  }

  bool is_ignored(const std::string& path) {
    return ignore_.is_ignored(path) || own_ignore_.is_ignored(path);
  }

  bool is_excluded(const std::string& path) const {
    return std::any_of(rules_.exclusions.begin(), rules_.exclusions.end(),
                       [&](const auto& one) { return one->match(path); });
  }

  bool is_over() {
    full_ = full_ || files_ >= rules_.limits.index_files_max ||
            std::chrono::steady_clock::now() > deadline_ || (rules_.stopping && rules_.stopping());
    return full_;
  }

  /// Entries of one folder beyond this are not looked at: it is a store, not a source folder.
  static constexpr std::size_t kEntriesMax = 50'000;

  const GitIgnore& ignore_;
  InklingIgnore own_ignore_;
  const WalkRules& rules_;
  const std::function<void(SourceFile)>& found_;
  std::chrono::steady_clock::time_point deadline_;
  std::size_t files_ = 0;
  std::size_t bytes_ = 0;
  bool full_ = false;
};

/// True where a folder between `folder` and the file is skipped, ignored, or a symbolic link.
bool is_behind_barrier(const std::string& folder, const std::string& path,
                       const GitIgnore& ignore) {
  for (auto slash = path.find('/', folder.size() + 1); slash != path.npos;
       slash = path.find('/', slash + 1)) {
    const std::string above = path.substr(0, slash);
    std::error_code error;
    if (is_skipped_folder(std::string_view(above).substr(above.rfind('/') + 1)) ||
        !fs::is_directory(fs::symlink_status(above, error)) || ignore.is_ignored(above + '/')) {
      return true;
    }
  }
  return false;
}

} // namespace

bool walk_workspace(const std::string& folder, const GitIgnore& ignore, const WalkRules& rules,
                    const std::function<void(SourceFile)>& found) {
  return Walk(ignore, rules, found, InklingIgnore::Warnings::once).run(folder);
}

void read_source_files(const std::string& folder, const std::string& path, const GitIgnore& ignore,
                       const WalkRules& rules, const std::function<void(SourceFile)>& found) {
  std::error_code error;
  const bool is_folder = fs::is_directory(fs::symlink_status(path, error));
  const std::string named = is_folder ? path + '/' : path;
  if (is_behind_barrier(folder, named, ignore) || ignore.is_ignored(named)) return;
  Walk walk(ignore, rules, found, InklingIgnore::Warnings::none); // the whole walk has told
  if (is_folder)
    walk.run(path);
  else
    walk.add(path);
}

} // namespace inkling::context
