#include "backend/providers/api_rules.hpp"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <string>

namespace inkling::backend {
namespace {

constexpr std::string_view kOpenAi = "openai.com";
constexpr std::string_view kAzure = "openai.azure.com";
constexpr std::string_view kCerebras = "cerebras.ai";
constexpr std::string_view kGroq = "groq.com";

constexpr ApiRules kRules[] = {
    {.domain = kOpenAi, .chat_limit = "max_completion_tokens", .many = Many::yes},
    {.domain = kAzure, .chat_limit = "max_completion_tokens", .many = Many::yes},
    {.domain = kCerebras,
     .chat_limit = "max_completion_tokens",
     .many = Many::no,
     .warm_target = "/tcp_warming"},
    {.domain = kGroq, .chat_limit = "max_completion_tokens", .many = Many::no}, // n may only be 1
    {.domain = "openrouter.ai", .many = Many::no},
    {.domain = "mistral.ai", .many = Many::no},
    {.domain = "deepseek.com", .many = Many::no},
    {.domain = "inceptionlabs.ai", .many = Many::no},
};
constexpr ApiRules kOthers = {};

/// Models of which the name holds the word, at hosts of the domain. The first match counts.
struct EffortRule {
  std::string_view domain;
  std::string_view word;
  Effort effort;
};

constexpr EffortRule kEfforts[] = {
    {kOpenAi, "chat-latest", {}}, // these do not think
    {kOpenAi, "codex", {"low", false}},
    {kOpenAi, "gpt-5-", {"minimal", false}},
    {kOpenAi, "gpt-5.", {"none"}}, // from 5.1 on
    {kOpenAi, "gpt-5", {"minimal", false}},
    {kOpenAi, "o1", {"low", false}},
    {kOpenAi, "o3", {"low", false}},
    {kOpenAi, "o4", {"low", false}},
    {kCerebras, "gpt-oss", {"low"}}, // refuses "none"
    {kCerebras, "glm", {"none"}},
    {kCerebras, "qwen-3.", {"none"}},
    {kGroq, "gpt-oss", {"low"}},
    {kGroq, "qwen3", {"none"}},
};

bool is_within(std::string_view host, std::string_view domain) {
  return host == domain || (host.ends_with(domain) && host[host.size() - domain.size() - 1] == '.');
}

} // namespace

const ApiRules& api_rules(std::string_view host) {
  const auto* found =
      std::find_if(std::begin(kRules), std::end(kRules),
                   [&](const ApiRules& rules) { return is_within(host, rules.domain); });
  return found == std::end(kRules) ? kOthers : *found;
}

Effort effort_of(const ApiRules& rules, std::string_view model) {
  std::string name;
  for (const char c : model) name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  const std::string_view domain = rules.domain == kAzure ? kOpenAi : rules.domain;
  const auto* found =
      std::find_if(std::begin(kEfforts), std::end(kEfforts), [&](const EffortRule& rule) {
        return rule.domain == domain && name.find(rule.word) != name.npos;
      });
  return found == std::end(kEfforts) ? Effort() : found->effort;
}

} // namespace inkling::backend
