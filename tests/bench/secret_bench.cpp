// How long the search for secrets takes: 10 KB of this project's sources, as a prompt holds them at
// each key press, and texts of one megabyte in one line that were made to be slow.
//
//   inkling_bench_secrets            prints one line each
//   inkling_bench_secrets --smoke    the same with few rounds, so that a test can see that it runs

#include "context/secrets.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;
namespace fs = std::filesystem;

constexpr std::size_t kPromptBytes = 10 << 10;
constexpr std::size_t kLongBytes = 1 << 20;

double micros_of(const inkling::context::SecretScanner& scanner, const std::string& text) {
  const auto start = Clock::now();
  scanner.find(text);
  return std::chrono::duration<double, std::micro>(Clock::now() - start).count();
}

std::vector<std::string> prompts_of(const std::string& folder) {
  std::vector<std::string> prompts;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    for (std::size_t at = 0; at + kPromptBytes <= text.size(); at += kPromptBytes)
      prompts.push_back(text.substr(at, kPromptBytes));
  }
  return prompts;
}

void bench_prompts(const inkling::context::SecretScanner& scanner, int rounds) {
  const std::vector<std::string> prompts = prompts_of(INKLING_BENCH_SOURCES);
  std::vector<double> micros;
  for (int round = 0; round < rounds; ++round) {
    for (const std::string& prompt : prompts) {
      const double one = micros_of(scanner, prompt);
      if (round > 0) micros.push_back(one); // the first builds what is remembered
    }
  }
  std::sort(micros.begin(), micros.end());
  std::printf("%zu prompts of 10 KB   p50 %6.1f us   p95 %6.1f us\n", prompts.size(),
              micros[micros.size() / 2], micros[micros.size() * 95 / 100]);
}

std::string repeated(const std::string& piece) {
  std::string text;
  while (text.size() < kLongBytes) text += piece;
  return text;
}

std::string drawn_from(const std::string& letters) {
  std::mt19937_64 random(1);
  std::string text;
  while (text.size() < kLongBytes) text += letters[random() % letters.size()];
  return text;
}

void bench_long_lines(const inkling::context::SecretScanner& scanner) {
  const std::string base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const std::pair<const char*, std::string> texts[] = {
      {"base64", drawn_from(base64)},
      {"minified", repeated("var a=t(123),a2=a.e12;e[a]=function(){return a(\"a1b2c\")};")},
      {"quotes", repeated("'\"1`")},
      {"assignments", repeated("=1=\"")},
      {"addresses", repeated("://a:b1@")},
      {"literals in literals", repeated("\\\"a1\\\":")},
      {"values", repeated("token=\"1a2b3c4d5e6f7g8h\"")},
      {"settings", repeated("password=abcd1234 ")},
      {"arguments", repeated(" -p abcd1234 --user ab:cd1234 -k ab12")},
      {"calls", repeated("f(a,\"abcd1234\",")},
      {"pipes", repeated("echo 'abcd1234' ")},
      {"entries", repeated("value: \"abcd1234\"\n")},
      {"blanks", repeated("password=abcd1234 ") + std::string(kLongBytes, ' ')},
      {"lists of users", repeated("a:b1@c:1")},
      {"marks", repeated("-----BEGIN RSA PRIVATE KEY-----1")},
  };
  for (const auto& [name, text] : texts)
    std::printf("1 MB of %-22s %8.1f ms\n", name, micros_of(scanner, text) / 1000);
}

} // namespace

int main(int argc, char** argv) {
  const bool smoke = argc > 1 && std::strcmp(argv[1], "--smoke") == 0;
  const inkling::context::SecretScanner scanner;
  bench_prompts(scanner, smoke ? 2 : 50);
  bench_long_lines(scanner);
}
