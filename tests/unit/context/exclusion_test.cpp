#include "context/exclusion.hpp"

#include "support/catch.hpp"

using inkling::context::is_secret_path;

TEST_CASE("secrets are known by their names", "[context]") {
  const char* path = GENERATE(
      ".env", "/home/me/app/.env", "/home/me/app/.ENV", "/app/.env.local", "/app/.env.production",
      "/app/.env~", "/app/.env.local~", "keystore.properties", "kube.config",
      "/home/me/.rclone.conf", "/app/.env-staging", "/app/prod.env", "/app/.envrc", "id_rsa",
      "id_dsa", "id_ed25519", "id_ecdsa_sk", "id_rsa_work", "id_rsa.bak", "id_ed25519-github",
      "ID_RSA.OLD", "/home/me/.ssh/config", "/home/me/.ssh/keys/work", "server.pem",
      "/etc/tls/SERVER.KEY", "keyboard.key", "AuthKey_ABC.p8", "putty.ppk", "store.jks",
      "release.keystore", "cert.p12", "cert.pfx", "http.keytab", "vault.kdbx", "office.ovpn",
      "backup.gpg", "/app/credentials.json", "/app/Credentials", "/app/credentials",
      "/app/aws-credentials.csv", ".netrc", "_netrc", "/app/.npmrc", "/app/.pypirc",
      ".git-credentials", ".pgpass", ".htpasswd", ".dockercfg", "/home/me/.docker/config.json",
      "/home/me/.aws/config", "/home/me/.gnupg/pubring.kbx", "/home/me/.kube/config", "kubeconfig",
      "/app/kubeconfig.yaml", "prod.kubeconfig", "staging-kubeconfig.yml", "main.tfvars",
      "prod.auto.tfvars.json", "terraform.tfstate", "terraform.tfstate.backup", ".terraformrc",
      "/home/me/.terraform.d/credentials.tfrc.json",
      "/home/me/.config/gcloud/configurations/config_default",
      "application_default_credentials.json", "service-account.json", "service_account_prod.json",
      "/app/gcp-key.json", "google_prod_key.json", "shop-service-account-eu.json", "keyfile.json",
      "appsettings.Production.json", "appsettings.local.json", "group_vars/all/vault.yml",
      "/home/me/gh/hosts.yml", "/home/me/.gem/credentials", "shop-firebase-adminsdk-x1.json",
      "client_secret_12.apps.json", "client_secret.json", "secrets.yaml", "secrets.json",
      "secret.toml", "prod-secrets.properties", "app.secrets.xml", "wp-config.php",
      "local.settings.json", "/home/me/.m2/settings.xml", "/home/me/.config/gh/hosts.yml",
      "/etc/ssh/ssh_host_ed25519_key", "ssh_host_rsa_key", "ssh_host_key.bak",
      "/app/application-prod.properties", "/app/application-production-eu.yml",
      "/app/application-staging.yaml", "/app/google-services.json", "/app/GoogleService-Info.plist",
      "/etc/nginx/htpasswd", "/app/keys.txt.age", "/app/secrets.py", "/app/arduino_secrets.h",
      "/etc/shadow", "/home/me/.bash_history", "/home/me/.password-store/a.gpg", ".my.cnf",
      "C:\\Users\\me\\.ssh\\known_hosts", "C:\\Users\\me\\.docker\\config.json");
  CAPTURE(path);
  CHECK(is_secret_path(path));
}

TEST_CASE("ordinary names are no secrets, however close", "[context]") {
  const char* path = GENERATE(
      "", "/", "main.cpp", "/app/env.py", "/app/environment.ts", "/app/.environment",
      "/app/.env.example", "/app/.env.sample", "/app/.env.local.template", "/app/keys.py",
      "/app/key.py", "/app/monkey", "/app/key", "/app/keyboard.rs", "/app/keystore.go",
      "/app/credentials.py", "/app/credentials_test.go", "/app/id_generator.py", "/app/id_rsa.md",
      "/app/id_rsa.pub", "/app/id_ed25519_work.pub", "/app/id_rsa_parser.py", "/app/id_rsassa",
      "/app/ssh/config.go", "/app/docker/config.json", "/app/config.json", "/app/.envrc.md",
      "/app/kubeconfig.go", "/app/kube/config", "/app/secrets.rs", "/app/secrets.tf",
      "/etc/ssh/ssh_host_rsa_key.pub", "/app/ssh_host_key.go", "/app/ssh_host_keys",
      "/app/application.yml", "/app/application-dev.yml", "/app/application-production.ts",
      "/app/application-prod.yml.example", "/app/htpasswd.go", "/app/storage", "/app/age.py",
      "/app/secretary.json", "/app/secrets.example.json", "/app/secrets.json.sample",
      "/app/topsecrets.yaml", "/app/service-account.yaml.go", "/app/wp-config-sample.php",
      "/app/terraform.tfvars.example", "/app/main.tf", "/app/pem.cpp", "/app/settings.xml",
      "/app/gradle.properties", "/app/.gitconfig", "/app/order_history", "/app/tokens.json",
      "/app/tokenizer.json", "/app/passwords.ts", "/app/gcloud/main.py", "/app/shadow",
      "/app/appsettings.json", "/app/appsettings.Development.json", "/app/sort-key.json",
      "/app/google-fonts.json", "/app/hosts.yml", "/app/vault.go", "/app/secret_santa.py",
      "/app/keyboard.key.ts", "/app/token.py", "/app/service-account.ts", "/app/history.md",
      "/app/ca.crt");
  CAPTURE(path);
  CHECK_FALSE(is_secret_path(path));
}
