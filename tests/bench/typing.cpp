#include "typing.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace inkling::bench {
namespace {

constexpr std::size_t kBytesMin = 2'000;

std::size_t code_point_bytes(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace

std::vector<Key> keys_of(std::string_view text) {
  std::vector<Key> keys;
  text::Position at;
  while (!text.empty()) {
    std::size_t bytes = std::min(code_point_bytes(text.front()), text.size());
    text::Position after{at.line, at.character + (bytes == 4 ? 2 : 1)};
    if (text.front() == '\n') {
      bytes = std::min(text.find_first_not_of(' ', 1), text.size());
      after = {at.line + 1, static_cast<std::uint32_t>(bytes - 1)};
    }
    keys.push_back({at, after, std::string(text.substr(0, bytes))});
    text.remove_prefix(bytes);
    at = after;
  }
  return keys;
}

std::vector<TypedFile> choose_files(const std::string& folder, std::size_t step) {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.path().extension() == ".cpp" && entry.file_size() >= kBytesMin)
      paths.push_back(entry.path().string());
  std::sort(paths.begin(), paths.end());
  std::vector<TypedFile> files;
  for (std::size_t at = step / 2; at < paths.size(); at += step)
    files.push_back({paths[at], read_file(paths[at])});
  return files;
}

} // namespace inkling::bench
