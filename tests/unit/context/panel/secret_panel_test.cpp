// How many secrets are found, and how much is taken for one. Prints both; docs/PRIVACY.md names the
// bars.

#include "context/secrets.hpp"
#include "innocent.hpp"
#include "planted.hpp"
#include "support/catch.hpp"

#include <filesystem>
#include <iostream>
#include <map>
#include <string>

using namespace inkling::context;

namespace {

constexpr std::uint64_t kSeeds[] = {1, 2, 3};
constexpr double kCaughtMin = 0.95;
constexpr double kTouchedMax = 0.005;
constexpr std::size_t kLookAlikes = 2000;
constexpr std::size_t kSourcesOfFolderMax = 1500;
/// Of what is printed.
constexpr std::size_t kShownMax = 20;

/// No 8 bytes in a row of the secret are left.
bool is_gone(const std::string& masked, const std::vector<std::string>& parts) {
  constexpr std::size_t kLeftMax = 8;
  for (const std::string& part : parts)
    for (std::size_t at = 0; at + kLeftMax <= part.size(); ++at)
      if (masked.find(part.substr(at, kLeftMax)) != masked.npos) return false;
  return true;
}

double share(std::size_t part, std::size_t whole) {
  return static_cast<double>(part) / static_cast<double>(whole);
}

/// Prints what was touched, never more than the line it is in.
std::size_t count_touched(const SecretScanner& scanner, const std::vector<panel::Innocent>& all) {
  std::size_t touched = 0;
  for (const panel::Innocent& one : all) {
    const std::vector<SecretSpan> spans = scanner.find(one.text);
    if (spans.empty() || ++touched > kShownMax) continue;
    const std::size_t begin = one.text.rfind('\n', spans[0].begin) + 1;
    std::cout << "  touched: " << one.from << ": " << spans[0].kind << ": "
              << one.text.substr(begin, std::min<std::size_t>(spans[0].end - begin, 150)) << '\n';
  }
  return touched;
}

void report_touched(const char* what, std::size_t touched, std::size_t of) {
  std::cout << "secret panel: " << touched << " of " << of << ' ' << what << " touched ("
            << 100 * share(touched, of) << " %)\n";
}

} // namespace

TEST_CASE("planted secrets are masked", "[secrets]") {
  const SecretScanner scanner;
  std::size_t caught = 0;
  std::size_t all = 0;
  std::map<std::string, std::size_t> kinds;
  for (const std::uint64_t seed : kSeeds) {
    for (const panel::Planted& one : panel::plant(seed)) {
      ++all;
      ++kinds[one.kind];
      if (is_gone(scanner.mask(one.text), one.parts))
        ++caught;
      else
        std::cout << "  missed: " << one.kind << ":\n" << scanner.mask(one.text) << '\n';
    }
  }
  std::cout << "secret panel: " << caught << " of " << all << " secrets of " << kinds.size()
            << " kinds masked (" << 100 * share(caught, all) << " %)\n";
  CHECK(all >= 100);
  CHECK(kinds.size() >= 20);
  CHECK(share(caught, all) >= kCaughtMin);
}

TEST_CASE("what looks like a secret and is none stays", "[secrets]") {
  const SecretScanner scanner;
  const std::vector<panel::Innocent> made = panel::make_look_alikes(4, kLookAlikes);
  const std::size_t touched = count_touched(scanner, made);
  report_touched("look-alikes", touched, made.size());
  CHECK(share(touched, made.size()) <= kTouchedMax);
}

TEST_CASE("what stands where secrets stand and is none stays", "[secrets]") {
  const SecretScanner scanner;
  const std::vector<panel::Innocent> made = panel::make_tricky(5);
  const std::size_t touched = count_touched(scanner, made);
  report_touched("tricky lines", touched, made.size());
  CHECK(made.size() >= 300);
  CHECK(share(touched, made.size()) <= kTouchedMax);
}

TEST_CASE("ordinary source stays", "[secrets]") {
  const SecretScanner scanner;
  std::vector<std::string> folders = {INKLING_SOURCE_FOLDER, "/usr/include"};
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator("/usr/lib", error))
    if (entry.path().filename().string().starts_with("python3")) folders.push_back(entry.path());
  const std::vector<panel::Innocent> sources = panel::read_sources(folders, kSourcesOfFolderMax);
  REQUIRE_FALSE(sources.empty());
  const std::size_t touched = count_touched(scanner, sources);
  report_touched("pieces of source", touched, sources.size());
  CHECK(share(touched, sources.size()) <= kTouchedMax);
}
