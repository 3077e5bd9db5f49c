#include "context/exclusion.hpp"

#include "support/catch.hpp"

using inkling::context::is_secret_path;

TEST_CASE("secrets are known by their names", "[context]") {
  const char* path = GENERATE(
      ".env", "/home/me/app/.env", "/home/me/app/.ENV", "/app/.env.local", "/app/.env.production",
      "/app/prod.env", "id_rsa", "/home/me/.ssh/config", "/home/me/.ssh/keys/work", "server.pem",
      "/etc/tls/SERVER.KEY", "/app/credentials.json", "/app/Credentials", ".netrc", "/app/.npmrc",
      "/home/me/.aws/config", "/home/me/.gnupg/pubring.kbx", "/home/me/.kube/config", "store.jks",
      "main.tfvars", "C:\\Users\\me\\.ssh\\known_hosts");
  CAPTURE(path);
  CHECK(is_secret_path(path));
}

TEST_CASE("ordinary names are no secrets, however close", "[context]") {
  const char* path =
      GENERATE("", "/", "main.cpp", "/app/env.py", "/app/environment.ts", "/app/.env.example",
               "/app/.env.sample", "/app/keys.py", "/app/monkey", "/app/credentials.py",
               "/app/id_rsa.md", "/app/ssh/config.go", "/app/keyboard.rs", "/app/.envrc.md");
  CAPTURE(path);
  CHECK_FALSE(is_secret_path(path));
}
