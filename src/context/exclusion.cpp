#include "context/exclusion.hpp"

#include <algorithm>
#include <iterator>
#include <string>

namespace inkling::context {
namespace {

/// Folders that hold keys and little else: nothing below them is looked at.
constexpr std::string_view kFolders[] = {".ssh",  ".gnupg",   ".aws",           ".azure",
                                         ".kube", ".secrets", ".password-store"};

constexpr std::string_view kNames[] = {
    ".authinfo",
    ".boto",
    ".databrickscfg",
    ".dockercfg",
    ".dockerconfigjson",
    ".env",
    ".envrc",
    ".fetchmailrc",
    ".git-credentials",
    ".gitcookies",
    ".htdigest",
    ".htpasswd",
    ".msmtprc",
    ".my.cnf",
    ".mylogin.cnf",
    ".netrc",
    ".npmrc",
    ".passwd-s3fs",
    ".pg_service.conf",
    ".pgpass",
    ".pypirc",
    ".rclone.conf",
    ".s3cfg",
    ".terraformrc",
    ".vault-token",
    ".vault_pass",
    ".vault_pass.txt",
    "_netrc",
    "access_tokens.db",
    "arduino_secrets.h",
    "auth.json",
    "credentials.db",
    "credentials.tfrc.json",
    "google-services.json",
    "googleservice-info.plist",
    "htdigest",
    "htpasswd",
    "keystore.properties",
    "kube.config",
    "keyfile.json",
    "local.settings.json",
    "ngrok.yml",
    "pgpass.conf",
    "rclone.conf",
    "secrets.py",
    "terraform.rc",
    "token.json",
    "vault.yaml",
    "vault.yml",
    "wp-config.php",
};

/// Harmless names that are secrets in one folder.
constexpr std::string_view kEnds[] = {
    "/.docker/config.json", "/.m2/settings.xml", "/.m2/settings-security.xml",
    "/gh/hosts.yml",        "/etc/shadow",       "/.gradle/gradle.properties",
    "/.config/hub",
};

constexpr std::string_view kSuffixes[] = {
    ".age",
    ".agekey",
    ".asc",
    ".bks",
    ".env",
    ".gpg",
    ".jks",
    ".kdb",
    ".kdbx",
    ".key",
    ".keychain",
    ".keytab",
    ".keychain-db",
    ".ovpn",
    ".keystore",
    ".kubeconfig",
    ".p12",
    ".p8",
    ".pem",
    ".pfx",
    ".pk8",
    ".pkcs12",
    ".ppk",
    ".psafe3",
    ".tfstate",
    ".publishsettings",
    ".tfvars",
    ".tfvars.json",
    ".tfstate.backup",
    ".truststore",
};

/// A name that is made of these, and an extension of kDataExtensions or none, holds values; with
/// any other extension it is code or text about them.
constexpr std::string_view kStems[] = {
    "secret",        "secrets",         "credential",      "credentials",
    "kubeconfig",    "service-account", "service_account", "serviceaccount",
    "client_secret", "client_secrets",  "passwords",       "application_default_credentials",
};
constexpr std::string_view kDataExtensions[] = {"json", "yml",  "yaml", "toml",       "ini",
                                                "xml",  "conf", "cfg",  "properties", "txt",
                                                "csv",  "bak",  "old",  "orig",       "plist"};

constexpr std::string_view kKeyStems[] = {"id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", "id_xmss"};
constexpr std::string_view kCodeExtensions[] = {
    "pub", "md",  "rst",  "adoc", "html", "py",  "pyi", "rs", "go",  "c",     "h",   "cc",   "cpp",
    "hpp", "cs",  "java", "kt",   "js",   "mjs", "cjs", "ts", "rb",  "php",   "sh",  "tsx",  "jsx",
    "ps1", "bat", "ex",   "exs",  "erl",  "hs",  "ml",  "pl", "lua", "swift", "sql", "proto"};

/// Templates are shared on purpose and hold no values: .env.example is as good a source as any
/// other file.
constexpr std::string_view kTemplates[] = {".example", ".sample", ".template", ".dist", ".tmpl"};

template<std::size_t Size>
bool holds(const std::string_view (&list)[Size], std::string_view name) {
  return std::find(std::begin(list), std::end(list), name) != std::end(list);
}

template<std::size_t Size>
bool ends_like(const std::string_view (&list)[Size], std::string_view name) {
  return std::any_of(std::begin(list), std::end(list),
                     [name](std::string_view end) { return name.ends_with(end); });
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == '\\') c = '/';
  }
  return lower;
}

bool is_joint(char c) {
  return c == '.' || c == '-' || c == '_';
}

std::string_view extension_of(std::string_view name) {
  const auto dot = name.rfind('.');
  return dot == name.npos ? std::string_view() : name.substr(dot + 1);
}

/// ssh_host_rsa_key, ssh_host_ed25519_key.bak: those of a server.
bool is_host_key(std::string_view name) {
  constexpr std::string_view kEnd = "_key";
  if (!name.starts_with("ssh_host_") || holds(kCodeExtensions, extension_of(name))) return false;
  const auto key = name.rfind(kEnd);
  return key != name.npos &&
         (key + kEnd.size() == name.size() || is_joint(name[key + kEnd.size()]));
}

/// id_rsa, id_rsa_work, id_ed25519.bak; not id_rsa.pub and id_rsa_parser.py.
bool is_private_key(std::string_view name) {
  if (is_host_key(name)) return true;
  for (const std::string_view stem : kKeyStems) {
    if (!name.starts_with(stem)) continue;
    const bool ends = name.size() == stem.size() || is_joint(name[stem.size()]);
    return ends && !holds(kCodeExtensions, extension_of(name));
  }
  return false;
}

/// secrets.yaml, prod-secrets.json, credentials; not credentials.py and secretary.json.
bool is_store(std::string_view name) {
  const std::string_view extension = extension_of(name);
  std::string_view stem = name;
  if (holds(kDataExtensions, extension)) stem.remove_suffix(extension.size() + 1);
  return std::any_of(std::begin(kStems), std::end(kStems), [stem](std::string_view end) {
    return stem.ends_with(end) &&
           (stem.size() == end.size() || is_joint(stem[stem.size() - end.size() - 1]));
  });
}

constexpr std::string_view kDownloadParts[] = {"service-account", "service_account",
                                               "serviceaccount", "firebase-adminsdk"};
constexpr std::string_view kClouds[] = {"gcp", "gcloud", "google", "gke", "firebase", "sa"};

/// "gcp-key.json", "google_prod_key.json"
bool is_key_of_cloud(std::string_view name) {
  const std::size_t joint = std::min(name.find_first_of("-_."), name.size());
  return holds(kClouds, name.substr(0, joint)) &&
         (name.ends_with("key.json") || name.ends_with("keys.json"));
}

/// What cloud consoles name the files that they hand out.
bool is_download(std::string_view name) {
  if (!name.ends_with(".json")) return false;
  const bool told =
      std::any_of(std::begin(kDownloadParts), std::end(kDownloadParts),
                  [name](std::string_view part) { return name.find(part) != name.npos; });
  return told || name.starts_with("client_secret_") || is_key_of_cloud(name);
}

/// application-prod.yml, application-production-eu.properties (Spring).
bool is_profile_of_stage(std::string_view name) {
  constexpr std::string_view kStart = "application-";
  constexpr std::string_view kStages[] = {"prod", "staging", "local", "secret"};
  constexpr std::string_view kExtensions[] = {".properties", ".yml", ".yaml"};
  if (!name.starts_with(kStart) || !ends_like(kExtensions, name)) return false;
  name.remove_prefix(kStart.size());
  return std::any_of(std::begin(kStages), std::end(kStages),
                     [name](std::string_view stage) { return name.starts_with(stage); });
}

/// appsettings.Production.json: those of a deployed stage; appsettings.json is for all.
bool is_settings_of_stage(std::string_view name) {
  constexpr std::string_view kStages[] = {".production.json", ".prod.json",    ".staging.json",
                                          ".local.json",      ".secrets.json", ".secret.json"};
  return name.starts_with("appsettings.") && ends_like(kStages, name);
}

/// .bash_history: what was typed at a prompt.
bool is_history(std::string_view name) {
  return name.starts_with('.') && name.ends_with("_history");
}

/// .env.local, .env-staging, and what an editor keeps of them (.env~).
bool is_environment(std::string_view name) {
  if (name.ends_with('~')) name.remove_suffix(1);
  if (name == ".env") return true;
  return name.starts_with(".env") && name.size() > 4 && is_joint(name[4]);
}

bool is_secret_name(std::string_view name) {
  if (ends_like(kTemplates, name)) return false;
  return holds(kNames, name) || is_environment(name) || ends_like(kSuffixes, name) ||
         is_private_key(name) || is_store(name) || is_download(name) || is_history(name) ||
         is_settings_of_stage(name) || is_profile_of_stage(name);
}

} // namespace

bool is_secret_path(std::string_view path) {
  const std::string lower = lower_case(path);
  if (ends_like(kEnds, lower)) return true;
  std::string_view rest = lower;
  for (auto slash = rest.find('/'); slash != rest.npos; slash = rest.find('/')) {
    const std::string_view folder = rest.substr(0, slash);
    rest.remove_prefix(slash + 1);
    if (holds(kFolders, folder) || (folder == ".config" && rest.starts_with("gcloud/")))
      return true;
  }
  return is_secret_name(rest);
}

} // namespace inkling::context
