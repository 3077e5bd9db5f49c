#include "bench/server_command.hpp"

#include <cctype>
#include <optional>

namespace inkling::harness {
namespace {

constexpr std::string_view kUrl = "{url}";
constexpr std::string_view kConfig = "{config}";

std::string replace_all(std::string text, std::string_view what, std::string_view with) {
  for (std::size_t at = 0; (at = text.find(what, at)) != text.npos; at += with.size())
    text.replace(at, what.size(), with);
  return text;
}

/// Words between blanks; quotes of either kind hold blanks together. Nothing where one is open.
std::optional<std::vector<std::string>> split_words(std::string_view text) {
  std::vector<std::string> words;
  bool inside = false;
  char quote = 0;
  for (const char byte : text) {
    const bool blank = byte == ' ' && quote == 0;
    const bool toggles = quote == 0 ? byte == '"' || byte == '\'' : byte == quote;
    if (!inside && !blank) words.emplace_back();
    inside = !blank;
    if (toggles)
      quote = quote == 0 ? byte : '\0';
    else if (!blank)
      words.back() += byte;
  }
  if (quote != 0 || words.empty()) return std::nullopt;
  return words;
}

/// What stands before the first '=' if it is a plain word.
std::string_view name_before(std::string_view text) {
  const std::size_t equals = text.find('=');
  if (equals == text.npos) return {};
  for (const char byte : text.substr(0, equals))
    if (std::isalnum(static_cast<unsigned char>(byte)) == 0 && byte != '-' && byte != '_')
      return {};
  return text.substr(0, equals);
}

} // namespace

bool ServerCommand::wants_config() const {
  for (const std::string& argument : arguments)
    if (argument.find(kConfig) != argument.npos) return true;
  return false;
}

std::vector<std::string> ServerCommand::resolve(std::string_view url,
                                                std::string_view config) const {
  std::vector<std::string> resolved;
  for (const std::string& argument : arguments)
    resolved.push_back(replace_all(replace_all(argument, kUrl, url), kConfig, config));
  return resolved;
}

Result<ServerCommand> parse_server_command(std::string_view text) {
  std::string_view name = name_before(text);
  auto words = split_words(text.substr(name.empty() ? 0 : name.size() + 1));
  if (!words)
    return make_error(Errc::invalid_params,
                      "expected NAME=PROGRAM ARGUMENT…, not '" + std::string(text) + "'");
  const std::string& program = words->front();
  if (name.empty()) name = std::string_view(program).substr(program.rfind('/') + 1);
  return ServerCommand{std::string(name), std::move(*words)};
}

std::string make_config(std::string_view url, std::string_view extra) {
  return "backend = \"mock\"\n\n"
         "[backends.mock]\n"
         "kind = \"openai-completions\"\n"
         "base_url = \"" +
         std::string(url) +
         "/v1\"\n"
         "model = \"bench\"\n"
         "fim = \"qwen\"\n\n"
         "[completion]\n"
         "debounce_ms = 0\n"
         "fallback = \"none\"\n" +
         std::string(extra) + '\n';
}

} // namespace inkling::harness
