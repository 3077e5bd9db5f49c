#include "transcript.hpp"

#include <sstream>
#include <stdexcept>

namespace inkling::test {
namespace {

/// Takes `keyword` off the front of the block; false where it does not begin with it.
bool take(std::string& block, std::string_view keyword) {
  if (!block.starts_with(keyword)) return false;
  block.erase(0, keyword.size());
  block.erase(0, block.find_first_not_of(" \n"));
  return true;
}

Step to_step(std::string block, int line) {
  while (!block.empty() && block.back() == '\n') block.pop_back();
  if (take(block, "burst")) return {Step::Kind::burst, block, line};
  if (take(block, "raw")) return {Step::Kind::raw, unescape(block), line};
  if (take(block, "expect nothing")) return {Step::Kind::expect_nothing, {}, line};
  if (take(block, "expect closed")) return {Step::Kind::expect_closed, block, line};
  if (take(block, "expect")) return {Step::Kind::expect, block, line};
  if (block.starts_with('{') || block.starts_with('[')) return {Step::Kind::say, block, line};
  throw std::runtime_error("line " + std::to_string(line) + ": not a step: " + block);
}

} // namespace

std::vector<Step> parse_transcript(std::string_view text) {
  std::vector<Step> steps;
  std::istringstream lines{std::string(text)};
  std::string block;
  int number = 0;
  int begun = 0;
  const auto finish = [&] {
    if (!block.empty()) steps.push_back(to_step(std::move(block), begun));
    block.clear();
  };
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (line.starts_with('#')) continue;
    if (line == "---") {
      finish();
      continue;
    }
    if (block.empty() && line.empty()) continue;
    if (block.empty()) begun = number;
    block += line + '\n';
  }
  finish();
  return steps;
}

std::string unescape(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\\' || at + 1 == text.size()) {
      if (text[at] != '\n') out += text[at];
      continue;
    }
    switch (text[++at]) {
    case 'r':
      out += '\r';
      break;
    case 'n':
      out += '\n';
      break;
    case 'x':
      out += static_cast<char>(std::stoi(std::string(text.substr(at + 1, 2)), nullptr, 16));
      at += 2;
      break;
    default:
      out += text[at];
    }
  }
  return out;
}

} // namespace inkling::test
