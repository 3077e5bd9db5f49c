#pragma once
// Random texts and numbers from one seed: INKLING_SEED, or always the same.

#include <cstdlib>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace inkling::text::test {

inline std::uint64_t seed_of_run() {
  const char* seed = std::getenv("INKLING_SEED");
  return seed != nullptr ? std::strtoull(seed, nullptr, 10) : 20240511;
}

class Random {
public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}

  /// 0 to bound - 1; the bound is at least 1.
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(engine_() % bound); }
  bool one_in(std::size_t chances) { return below(chances) == 0; }

private:
  std::mt19937_64 engine_;
};

/// Which line ends a text is made with.
struct LineEnds {
  const char* name;
  std::vector<std::string_view> ends;
};

inline const std::vector<LineEnds>& all_line_ends() {
  static const std::vector<LineEnds> all{
      {"lf", {"\n"}}, {"crlf", {"\r\n"}}, {"cr", {"\r"}}, {"mixed", {"\n", "\r\n", "\r", "\n\r"}}};
  return all;
}

/// Valid UTF-8: characters of 1 to 4 bytes, and about one line end in eight characters.
inline std::string random_text(Random& random, const LineEnds& line_ends, std::size_t characters) {
  static const std::string_view kCharacters[] = {"a",
                                                 "b",
                                                 "(",
                                                 " ",
                                                 "\xC3\xA9",
                                                 "\xE2\x82\xAC",
                                                 "\xEF\xBF\xBD",
                                                 "\xF0\x9F\x98\x80",
                                                 "\xF0\x90\x80\x80"};
  std::string text;
  for (std::size_t i = 0; i < characters; ++i) {
    text += random.one_in(8) ? line_ends.ends[random.below(line_ends.ends.size())]
                             : kCharacters[random.below(std::size(kCharacters))];
  }
  return text;
}

} // namespace inkling::text::test
