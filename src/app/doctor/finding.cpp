#include "app/doctor/finding.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>

namespace inkling::app::doctor {
namespace {

constexpr std::size_t kLevelWidth = 6;
constexpr std::size_t kCheckWidth = 15;

std::string_view name_of(Level level) {
  switch (level) {
  case Level::ok:
    return "ok";
  case Level::warn:
    return "warn";
  case Level::fail:
    return "fail";
  }
  return {};
}

std::string padded(std::string_view text, std::size_t width) {
  std::string out(text);
  out.resize(std::max(width, out.size() + 1), ' ');
  return out;
}

} // namespace

std::string in_one_line(std::string text, std::size_t bytes_max) {
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  if (text.size() <= bytes_max) return text;
  std::size_t end = bytes_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  text.resize(end);
  return text + "…";
}

std::string to_line(const Finding& finding) {
  constexpr std::size_t kLineMax = 1000;
  std::string line = padded(name_of(finding.level), kLevelWidth) +
                     padded(finding.check, kCheckWidth) + in_one_line(finding.said, kLineMax) +
                     '\n';
  if (!finding.advice.empty())
    line +=
        std::string(kLevelWidth + kCheckWidth, ' ') + in_one_line(finding.advice, kLineMax) + '\n';
  return line;
}

nlohmann::json to_json(const std::vector<Finding>& findings) {
  nlohmann::json list = nlohmann::json::array();
  for (const Finding& finding : findings)
    list.push_back({{"check", finding.check},
                    {"level", name_of(finding.level)},
                    {"said", finding.said},
                    {"advice", finding.advice}});
  return list;
}

bool any_failed(const std::vector<Finding>& findings) {
  return std::any_of(findings.begin(), findings.end(),
                     [](const Finding& one) { return one.level == Level::fail; });
}

} // namespace inkling::app::doctor
