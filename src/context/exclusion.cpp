#include "context/exclusion.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace inkling::context {
namespace {

/// Folders that hold keys and little else: nothing below them is looked at.
constexpr std::array<std::string_view, 5> kFolders = {".ssh", ".gnupg", ".aws", ".azure", ".kube"};

constexpr std::array<std::string_view, 25> kNames = {
    ".env",
    ".netrc",
    "_netrc",
    ".npmrc",
    ".pypirc",
    ".pgpass",
    ".my.cnf",
    ".htpasswd",
    ".git-credentials",
    ".dockercfg",
    ".vault-token",
    "credentials",
    "credentials.json",
    "credentials.yml",
    "credentials.yaml",
    "secrets.json",
    "secrets.yml",
    "secrets.yaml",
    "secrets.toml",
    "id_rsa",
    "id_dsa",
    "id_ecdsa",
    "id_ed25519",
    "client_secret.json",
    "service-account.json",
};

constexpr std::array<std::string_view, 13> kSuffixes = {
    ".pem", ".key", ".p12", ".pfx",     ".jks",    ".keystore", ".kdbx",
    ".asc", ".gpg", ".ppk", ".tfstate", ".tfvars", ".env",
};

/// Templates are shared on purpose and hold no values: .env.example is as good a source as any
/// other file.
constexpr std::array<std::string_view, 4> kTemplates = {".env.example", ".env.sample",
                                                        ".env.template", ".env.dist"};

template<std::size_t Size>
bool holds(const std::array<std::string_view, Size>& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == '\\') c = '/';
  }
  return lower;
}

bool is_secret_name(std::string_view name) {
  if (holds(kTemplates, name)) return false;
  if (holds(kNames, name) || name.starts_with(".env.")) return true;
  return std::any_of(kSuffixes.begin(), kSuffixes.end(),
                     [name](std::string_view suffix) { return name.ends_with(suffix); });
}

} // namespace

bool is_secret_path(std::string_view path) {
  const std::string lower = lower_case(path);
  std::string_view rest = lower;
  for (auto slash = rest.find('/'); slash != rest.npos; slash = rest.find('/')) {
    if (holds(kFolders, rest.substr(0, slash))) return true;
    rest.remove_prefix(slash + 1);
  }
  return is_secret_name(rest);
}

} // namespace inkling::context
