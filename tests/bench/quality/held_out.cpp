#include "quality/held_out.hpp"

#include "context/file_filter.hpp"
#include "backend/embedded/tokenizer.hpp"
#include "context/workspace_walk.hpp"
#include "context/git_ignore.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <unordered_map>

namespace inkling::quality {
namespace {

constexpr std::size_t kHeaderLines = 25;
constexpr std::size_t kTellingBytes = 8; ///< shorter lines occur everywhere
constexpr double kForeignLinesMax = 0.6;

/// FNV-1a: must be the same on every machine.
std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return hash;
}

std::string_view trimmed(std::string_view line) {
  while (!line.empty() && line.front() <= ' ' && line.front() >= 0) line.remove_prefix(1);
  while (!line.empty() && line.back() <= ' ' && line.back() >= 0) line.remove_suffix(1);
  return line;
}

struct File {
  std::uint64_t order = 0;
  std::string path;
  std::vector<std::string> lines;
};

std::vector<File> read_all(const std::string& repository, const std::string& salt) {
  const context::GitLibrary library;
  const context::GitIgnore ignore(library, repository);
  const std::string name = repository.substr(repository.rfind('/') + 1);
  std::vector<File> files;
  context::walk_workspace(repository, ignore, {}, [&](context::SourceFile file) {
    File read;
    read.order = hash_of(salt + '/' + name + file.path.substr(repository.size()));
    read.path = file.path;
    backend::for_each_line(file.content,
                           [&](std::string_view line) { read.lines.emplace_back(line); });
    files.push_back(std::move(read));
  });
  return files;
}

} // namespace

std::vector<HeldOut> draw_held_out(const std::string& repository, const std::string& salt,
                                   std::size_t count, std::size_t lines) {
  std::vector<File> files = read_all(repository, salt);
  std::unordered_map<std::string, std::uint32_t>
      seen; ///< in how many files a line occurs, at least
  for (const File& file : files) {
    std::unordered_map<std::string_view, bool> own;
    for (const std::string& line : file.lines) {
      const std::string_view text = trimmed(line);
      if (text.size() >= kTellingBytes && own.emplace(text, true).second) ++seen[std::string(text)];
    }
  }
  std::sort(files.begin(), files.end(),
            [](const File& left, const File& right) { return left.order < right.order; });
  std::vector<HeldOut> drawn;
  for (File& file : files) {
    if (drawn.size() == count) break;
    if (file.lines.size() < lines + kHeaderLines || file.path.ends_with(".md")) continue;
    const std::size_t room = file.lines.size() - lines - kHeaderLines;
    HeldOut held{file.path, {}, kHeaderLines + file.order % (room + 1), 0};
    held.end = held.begin + lines;
    std::size_t telling = 0;
    std::size_t foreign = 0;
    for (std::size_t at = held.begin; at < held.end; ++at) {
      const std::string_view text = trimmed(file.lines[at]);
      if (text.size() < kTellingBytes) continue;
      ++telling;
      if (seen[std::string(text)] > 1) ++foreign;
    }
    if (telling < lines / 4) continue;
    if (static_cast<double>(foreign) > kForeignLinesMax * static_cast<double>(telling)) continue;
    held.lines = std::move(file.lines);
    drawn.push_back(std::move(held));
  }
  return drawn;
}

} // namespace inkling::quality
