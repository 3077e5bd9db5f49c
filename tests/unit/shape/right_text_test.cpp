// What is right is shown as it is: real code is cut off at many places, and written again as a
// model would that knows it by heart. How far it is shown is not asked here, only that it is the
// same.
#include "shape/lines.hpp"
#include "shape/shape.hpp"

#include "support/catch.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace inkling::shape {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPlacesOfEach = 40;
constexpr std::size_t kWrittenBytes = 192;
/// Rules about text that models get wrong hit right text too; so often at most.
constexpr double kAlteredMost = 0.001;
constexpr double kDroppedMost = 0.004;

std::vector<std::string> texts_below(const fs::path& folder, std::string_view extension) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.path().extension() == extension && entry.file_size() > 2048)
      paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> texts;
  for (const fs::path& path : paths) {
    std::ifstream file(path, std::ios::binary);
    texts.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return texts;
}

struct Tally {
  std::size_t shown = 0;
  std::size_t altered = 0;
  std::size_t dropped = 0;
};

void judge(const std::string& text, std::size_t place, const Language& language, Tally& tally) {
  const std::string_view truth = std::string_view(text).substr(place);
  const std::string written(truth.substr(0, kWrittenBytes));
  const Shaped shaped = shape_at(text::Rope(text.substr(0, place)), place,
                                 {.text = written, .cut = true}, 0, {language});
  if (!shaped.candidate) {
    ++tally.dropped;
    return;
  }
  ++tally.shown;
  const std::string& shown = shaped.candidate->text;
  const bool same = truth.starts_with(shown) || trimmed_left(truth).starts_with(shown);
  tally.altered += same ? 0 : 1;
}

Tally judge_all(const fs::path& folder, std::string_view extension, std::string_view language_id) {
  Tally tally;
  const Language language = language_of(language_id);
  for (const std::string& text : texts_below(folder, extension)) {
    for (std::size_t number = 0; number < kPlacesOfEach; ++number) {
      std::size_t place = (number * 7919 + 101) % (text.size() - kWrittenBytes);
      while ((static_cast<unsigned char>(text[place]) & 0xC0) == 0x80) ++place;
      judge(text, place, language, tally);
    }
  }
  return tally;
}

void check(const Tally& tally) {
  const auto all = static_cast<double>(tally.shown + tally.dropped);
  INFO(tally.shown << " shown, " << tally.altered << " altered, " << tally.dropped << " dropped");
  CHECK(all > 500);
  CHECK(static_cast<double>(tally.altered) <= kAlteredMost * all);
  CHECK(static_cast<double>(tally.dropped) <= kDroppedMost * all);
}

} // namespace

TEST_CASE("right C++ is shown as it is", "[shape][right]") {
  check(judge_all(fs::path(INKLING_SOURCES) / "src", ".cpp", "cpp"));
}

TEST_CASE("right Python is shown as it is", "[shape][right]") {
  check(judge_all(fs::path(INKLING_SOURCES) / "tests" / "e2e", ".py", "python"));
}

} // namespace inkling::shape
