// How long a rope takes to build, and for one key press, at three sizes of document.
//
//   text_bench            prints one line per size and shape of text; edits are 1-character inserts
//   at random places,
//                         each found by line and UTF-16 character; "snapshot" holds a copy from
//                         before each edit
//   text_bench --smoke    the same with few edits, so that a test can see that it runs

#include "text/edit_text.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace inkling::text;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// A file as people write it, or one as a minifier does: everything in one line.
std::string make_text(std::size_t bytes, bool one_line) {
  std::string text;
  while (text.size() < bytes) {
    text += "  const größe = compute(input[index], \"\xF0\x9F\x98\x80\"); // why";
    text += one_line ? ';' : '\n';
  }
  return text;
}

std::vector<Position> random_positions(const Rope& text, std::size_t count) {
  std::mt19937_64 random(1);
  std::vector<Position> positions;
  for (std::size_t i = 0; i < count; ++i) {
    positions.push_back(to_position(text, random() % text.size(), Encoding::utf16));
  }
  return positions;
}

void bench_build(const char* name, const std::string& source) {
  double best = 1e9;
  for (int round = 0; round < 5; ++round) {
    const auto start = Clock::now();
    const Rope text(source);
    best = std::min(best, seconds_since(start));
  }
  std::printf("%-16s build        %8.0f MB/s\n", name,
              static_cast<double>(source.size()) / best / 1e6);
}

void bench_edits(const char* name, const char* kind, const std::string& source,
                 const std::vector<Position>& places, bool snapshots) {
  Rope text(source);
  Rope snapshot;
  const auto start = Clock::now();
  for (const Position place : places) {
    if (snapshots) snapshot = text;
    apply_change(text, {place, place}, "x", Encoding::utf16);
  }
  const double seconds = seconds_since(start);
  const auto edits = static_cast<double>(places.size());
  std::printf("%-16s %-12s %8.0f edits/s  %6.2f us each\n", name, kind, edits / seconds,
              seconds / edits * 1e6);
}

void bench_lookups(const char* name, const std::string& source,
                   const std::vector<Position>& places) {
  const Rope text(source);
  std::size_t sum = 0;
  auto start = Clock::now();
  for (const Position place : places) sum += to_offset(text, place, Encoding::utf16);
  const double to_offsets = seconds_since(start);
  start = Clock::now();
  for (std::size_t i = 0; i < places.size(); ++i) {
    sum += to_position(text, (i * 7919) % text.size(), Encoding::utf16).character;
  }
  const double to_positions = seconds_since(start);
  const auto count = static_cast<double>(places.size());
  std::printf("%-16s to_offset    %6.2f us   to_position %6.2f us  (%zu)\n", name,
              to_offsets / count * 1e6, to_positions / count * 1e6, sum % 10);
}

void bench(const char* name, std::size_t bytes, bool one_line, std::size_t edits) {
  const std::string source = make_text(bytes, one_line);
  const std::vector<Position> places = random_positions(Rope(source), edits);
  const std::vector<Position> typing(edits, places.front());
  bench_build(name, source);
  bench_lookups(name, source, places);
  bench_edits(name, "random", source, places, false);
  bench_edits(name, "random+snap", source, places, true);
  bench_edits(name, "typing", source, typing, false);
  bench_edits(name, "typing+snap", source, typing, true);
}

} // namespace

int main(int argc, char** argv) {
  const bool smoke = argc > 1 && std::strcmp(argv[1], "--smoke") == 0;
  const std::size_t edits = smoke ? 100 : 100'000;
  bench("100 KB", 100'000, false, edits);
  bench("1 MB", 1'000'000, false, edits);
  bench("10 MB", 10'000'000, false, edits);
  bench("10 MB, 1 line", 10'000'000, true, edits);
}
