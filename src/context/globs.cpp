#include "context/globs.hpp"

#include <fnmatch.h>
#include <utility>

namespace inkling::context {
namespace {

constexpr std::string_view kAnyFolders = "**";

/// "a//b/" becomes a, b.
std::vector<std::string> split(std::string_view path) {
  std::vector<std::string> components;
  for (std::size_t begin = 0; begin < path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    if (end > begin) components.emplace_back(path.substr(begin, end - begin));
    begin = end + 1;
  }
  return components;
}

/// Whether the components match the first `count` of the path. As for "*" within a name, it is
/// enough to go back to the last "**": so the time is bounded by the product of both lengths.
bool match_components(const std::vector<std::string>& pattern, const std::vector<std::string>& path,
                      std::size_t count) {
  std::size_t at = 0;
  std::size_t resume_pattern = pattern.size() + 1; // none yet
  std::size_t resume_path = 0;
  std::size_t p = 0;
  while (at < count) {
    if (p < pattern.size() && pattern[p] == kAnyFolders) {
      resume_pattern = ++p;
      resume_path = at;
    } else if (p < pattern.size() && ::fnmatch(pattern[p].c_str(), path[at].c_str(), 0) == 0) {
      ++p;
      ++at;
    } else if (resume_pattern <= pattern.size()) {
      p = resume_pattern;
      at = ++resume_path;
    } else {
      return false;
    }
  }
  // "a/**" is what lies in a, and not a itself; a "**" elsewhere may stand for nothing.
  return p == pattern.size();
}

} // namespace

Result<Globs> Globs::parse(const std::vector<std::string>& patterns) {
  if (patterns.size() > kPatternsMax)
    return make_error(Errc::invalid_params,
                      "expected at most " + std::to_string(kPatternsMax) + " patterns");
  Globs globs;
  for (const std::string& text : patterns) {
    if (text.size() > kPatternBytesMax || text.find('\0') != text.npos)
      return make_error(Errc::invalid_params, "expected patterns of at most " +
                                                  std::to_string(kPatternBytesMax) + " bytes");
    if (text.empty() || text.front() == '#') continue;
    Pattern pattern = parse_pattern(text);
    if (!pattern.components.empty()) globs.patterns_.push_back(std::move(pattern));
  }
  return globs;
}

Globs::Pattern Globs::parse_pattern(std::string_view text) {
  Pattern pattern;
  if (text.starts_with('!')) {
    pattern.negated = true;
    text.remove_prefix(1);
  }
  if (text.starts_with("./")) text.remove_prefix(1);
  pattern.folder_only = text.ends_with('/');
  while (text.ends_with('/')) text.remove_suffix(1);
  const bool anywhere = text.find('/') == text.npos;
  pattern.components = split(text);
  if (anywhere && !pattern.components.empty())
    pattern.components.insert(pattern.components.begin(), std::string(kAnyFolders));
  return pattern;
}

bool Globs::match(std::string_view path) const {
  if (patterns_.empty()) return false;
  const std::vector<std::string> components = split(path);
  for (std::size_t count = 1; count <= components.size(); ++count)
    if (verdict(components, count, count < components.size()).value_or(false)) return true;
  return false;
}

std::optional<bool> Globs::verdict(std::string_view path, bool is_folder) const {
  if (patterns_.empty()) return std::nullopt;
  const std::vector<std::string> components = split(path);
  return verdict(components, components.size(), is_folder);
}

std::optional<bool> Globs::verdict(const std::vector<std::string>& path, std::size_t count,
                                   bool is_folder) const {
  for (auto pattern = patterns_.rbegin(); pattern != patterns_.rend(); ++pattern) {
    if (pattern->folder_only && !is_folder) continue;
    if (match_components(pattern->components, path, count)) return !pattern->negated;
  }
  return std::nullopt;
}

} // namespace inkling::context
