#include "config/keys.hpp"
#include "load.hpp"
#include "support/catch.hpp"
#include "support/temporary_folder.hpp"

#include <filesystem>
#include <unistd.h>

using namespace inkling;
using namespace inkling::config;
using namespace inkling::test;

namespace {

/// The key, or the error's text.
std::string resolve(const KeySource& source, const KeyOptions& options = {}) {
  const Result<Secret> key = resolve_key(source, options);
  return key ? key->reveal() : "error: " + key.error().message;
}

KeySource command(std::vector<std::string> argv) {
  KeySource source;
  source.command = std::move(argv);
  return source;
}

} // namespace

TEST_CASE("without a source there is no key", "[config][keys]") {
  CHECK(resolve({}).empty());
}

TEST_CASE("a key comes from an environment variable", "[config][keys]") {
  KeySource source;
  source.env = "KEY";
  CHECK(resolve(source, {.environment = environment_of({{"KEY", " sk-1\n"}})}) == "sk-1");
  CHECK(resolve(source, {.environment = environment_of({})}) ==
        "error: the environment variable of api_key_env is not set");
  const std::string header = resolve(source, {.environment = environment_of({{"KEY", "a\rb"}})});
  CHECK(header == "error: the environment variable of api_key_env holds something that cannot be a "
                  "key: expected printable ASCII");
}

TEST_CASE("a key comes from a file that nobody else can read", "[config][keys]") {
  const TemporaryFolder folder;
  folder.write("key", "sk-file\nand more\n");
  KeySource source;
  source.file = folder.path() + "/key";
  using std::filesystem::perms;
  std::filesystem::permissions(source.file, perms::owner_read | perms::owner_write);
  CHECK(resolve(source) == "sk-file");
  for (const perms more : {perms::group_read, perms::others_read, perms::others_write}) {
    std::filesystem::permissions(source.file, perms::owner_read | more);
    CHECK(resolve(source).find("chmod 600") != std::string::npos);
  }
  folder.write("empty", "\n");
  source.file = folder.path() + "/empty";
  std::filesystem::permissions(source.file, perms::owner_read);
  CHECK(resolve(source).ends_with("holds no key"));
  folder.write("long", std::string(kKeyBytesMax + 1, 'x'));
  source.file = folder.path() + "/long";
  std::filesystem::permissions(source.file, perms::owner_read);
  CHECK(resolve(source).ends_with("too long for a key"));
  source.file = folder.path();
  CHECK(resolve(source).ends_with("not a regular file"));
  source.file = folder.path() + "/none";
  CHECK(resolve(source).ends_with("No such file or directory"));
}

TEST_CASE("a key comes from a command, without a shell", "[config][keys]") {
  CHECK(resolve(command({"printf", "sk-1\\nsk-2\\n"})) == "sk-1");
  CHECK(resolve(command({"echo", "$HOME;x"})) == "$HOME;x");
  CHECK(resolve(command({"cat"})).ends_with("printed holds no key")); // stdin is empty
}

TEST_CASE("a command that fails says how, and not what it printed", "[config][keys]") {
  const std::string failed = resolve(command({"sh", "-c", "echo sk-1; echo sk-2 >&2; exit 3"}));
  CHECK(failed == "error: the key's source: the command ended with 3");
  CHECK(resolve(command({"/nowhere/at/all"})) ==
        "error: the key's source: the command could not be started: No such file or directory");
  CHECK(resolve(command({""})) == "error: the key's source: the command is empty");
  CHECK(resolve(command({"sh", "-c", "kill -9 $$"})).find("signal") != std::string::npos);
  CHECK(resolve(command({"yes"})) == "error: the key's source: the command printed too much");
}

TEST_CASE("a command that does not end is killed, and so is what it started", "[config][keys]") {
  const std::string late = "error: the key's source: the command took too long and was killed";
  CHECK(resolve(command({"sleep", "60"}), {.command_max = 0ms}) == late);
  CHECK(resolve(command({"sh", "-c", "sleep 60; true"}), {.command_max = 0ms}) == late);
  CHECK(resolve(command({"sleep", "60"}), {.stopping = [] { return true; }}) == late);
}
