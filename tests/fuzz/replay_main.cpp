// The main() of a fuzz target where there is no libFuzzer: runs every file given, or every file of
// a folder given, and of each its prefixes and some deterministic mutations, so that a corpus is
// worth something with any compiler.

#include "fuzz/fuzz.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

/// Prefixes and mutations of one file; a longer file is cut and changed at evenly spaced places.
constexpr std::size_t kPlacesMax = 400;

std::vector<fs::path> list_files(const fs::path& path) {
  if (!fs::is_directory(path)) return {path};
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(path))
    if (entry.is_regular_file()) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

void run(const std::string& bytes) {
  // A copy of exactly this size: an address sanitizer then sees every read beyond it.
  const std::vector<std::uint8_t> input(bytes.begin(), bytes.end());
  LLVMFuzzerTestOneInput(input.data(), input.size());
}

std::size_t replay(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  // Before the run, and unbuffered: if the target aborts, this is its name.
  std::fprintf(stderr, "%s\n", file.c_str());
  run(bytes);
  const std::size_t step = bytes.size() / kPlacesMax + 1;
  std::size_t count = 1;
  for (std::size_t place = 0; place < bytes.size(); place += step) {
    run(bytes.substr(0, place));
    std::string changed = bytes;
    changed[place] = static_cast<char>(changed[place] ^ (1 << place % 8));
    run(changed);
    run(std::string(bytes).erase(place, 1));
    run(bytes.substr(0, place) + bytes.substr(place / 2));
    count += 4;
  }
  return count;
}

} // namespace

int main(int argc, char** argv) {
  std::size_t files = 0;
  std::size_t inputs = 0;
  for (int i = 1; i < argc; ++i)
    for (const fs::path& file : list_files(argv[i])) {
      inputs += replay(file);
      ++files;
    }
  std::printf("%zu files, %zu inputs\n", files, inputs);
  return files > 0 ? 0 : 1; // an empty corpus is a mistake in the build
}
