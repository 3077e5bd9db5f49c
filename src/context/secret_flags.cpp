#include "context/secret_flags.hpp"

#include "context/secret_bytes.hpp"
#include "context/secret_looks.hpp"

#include <algorithm>
#include <iterator>

namespace inkling::context {
namespace {

/// Between a flag and its value: a blank, or what separates the items of a list.
constexpr std::size_t kBetweenBytesMax = 6;

/// Short flags mean what the command wants them to.
struct Command {
  std::string_view name; ///< or how it begins
  std::string_view flags;
  const char* example;
};

constexpr Command kCommands[] = {
    {"curl", "uU", "curl -u me:… https://acme.dev"},
    {"http", "a", "http -a me:… acme.dev"},
    {"mysql", "p", "mysqldump -u root -p… shop"},
    {"mariadb", "p", "mariadb -p… shop"},
    {"docker", "p", "docker login -u me -p …"},
    {"podman", "p", "podman login -u me -p …"},
    {"helm", "p", "helm registry login -p …"},
    {"az", "p", "az login -u me -p …"},
    {"openssl enc", "k", "openssl enc -aes-256-cbc -k … -in a"},
    {"sshpass", "p", "sshpass -p … ssh web1"},
    {"mongo", "p", "mongosh -u root -p …"},
    {"redis-cli", "a", "redis-cli -a … ping"},
    {"ldap", "w", "ldapsearch -D cn=me -w …"},
    {"sqlcmd", "P", "sqlcmd -U sa -P …"},
    {"bcp", "P", "bcp shop out a.csv -U sa -P …"},
    {"mosquitto", "P", "mosquitto_pub -u me -P …"},
    {"ipmitool", "P", "ipmitool -U me -P … power on"},
    {"zip", "P", "zip -P … a.zip a"},
    {"unzip", "P", "unzip -P … a.zip"},
    {"7z", "p", "7z x -p… a.7z"},
    {"smbclient", "U", "smbclient //nas/a -U me%…"},
};

constexpr ByteSet kEndsArgument =
    byte_set([](char c) { return is_space(c) || is_quote(c) || is_any_of(";|&<>()\\,", c); });

/// Whether a command that takes this short flag stands before it.
bool is_flag_of_command(std::string_view before, char flag) {
  return std::any_of(std::begin(kCommands), std::end(kCommands), [&](const Command& command) {
    if (command.flags.find(flag) == command.flags.npos) return false;
    const auto at = before.find(command.name);
    return at != before.npos && (at == 0 || !is_word(before[at - 1]));
  });
}

/// Behind blanks, or behind the quotes and the comma of a list.
std::size_t begin_of_value(std::string_view line, std::size_t at) {
  const std::size_t limit = std::min(line.size(), at + kBetweenBytesMax);
  while (at < limit && (is_blank(line[at]) || is_any_of("\"',", line[at]))) ++at;
  return at;
}

Line argument_at(std::string_view line, std::size_t begin) {
  std::size_t end = begin;
  while (end < line.size() && !in(kEndsArgument, line[end])) ++end;
  return {begin, end};
}

/// Of "me:…" and "me%…" the part that is secret.
Line without_user(std::string_view line, Line argument) {
  const auto user = line.substr(0, argument.end).find_first_of(":%", argument.begin);
  return user == line.npos ? Line{} : Line{user + 1, argument.end};
}

Line value_of_long_flag(std::string_view line, std::size_t begin) {
  std::size_t end = begin;
  while (end < line.size() && (is_word(line[end]) || line[end] == '-')) ++end;
  const std::size_t value = begin_of_value(line, end);
  if (value == end) return {}; // --token=… is an assignment
  const std::string_view name = line.substr(begin, end - begin);
  const Line argument = argument_at(line, value);
  const bool item = line.substr(end, value - end).find(',') != line.npos; // of a list of literals
  if (item && !is_quote(line[value - 1])) return {};
  if (name == "user" && line.substr(0, begin).find("curl") != line.npos)
    return without_user(line, argument);
  const bool worth = argument.end - argument.begin >= kValueBytesMin; // cheaper than the name
  return worth && suspicion_of(name) != Suspicion::none ? argument : Line{};
}

} // namespace

Line value_of_flag(std::string_view line, std::size_t at) {
  if (at + 2 >= line.size()) return {};
  if (line[at + 1] == '-') return value_of_long_flag(line, at + 2);
  const char flag = line[at + 1];
  if (!is_any_of("uUakwpP", flag) || !is_flag_of_command(line.substr(0, at), flag))
    return value_of_long_flag(line, at + 1); // -storepass
  const Line argument = argument_at(line, begin_of_value(line, at + 2));
  const bool has_user = flag == 'u' || flag == 'U' || line.substr(0, at).ends_with("http ");
  return has_user ? without_user(line, argument) : argument;
}

} // namespace inkling::context
