#include "wire/unix_listener.hpp"

#include "transport_fixture.hpp"

#include <fstream>
#include <sys/file.h>
#include <sys/stat.h>
#include <vector>

using namespace inkling;
using namespace inkling::wire;
using namespace inkling::wire::test;

namespace {

using Transports = std::vector<std::unique_ptr<Transport>>;

OnAccept keep_in(Transports& transports) {
  return [&](std::unique_ptr<Transport> client) { transports.push_back(std::move(client)); };
}

OnAccept ignore() {
  return [](std::unique_ptr<Transport>) {};
}

mode_t mode_of(const std::string& path) {
  struct stat status {};
  REQUIRE(::lstat(path.c_str(), &status) == 0);
  return status.st_mode & 07777;
}

bool exists(const std::string& path) {
  return ::access(path.c_str(), F_OK) == 0;
}

std::string failure(Loop& loop, const std::string& path) {
  auto listener = listen_unix(loop, path, ignore());
  return listener ? "none" : listener.error().message;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// A socket file as a daemon leaves it that was killed.
void leave_stale_socket(const std::string& path) {
  const auto socket = open_unix_socket();
  const auto address = to_address(path);
  REQUIRE(::bind(socket->get(), reinterpret_cast<const sockaddr*>(&*address), sizeof *address) ==
          0);
}

} // namespace

TEST_CASE("clients of a Unix socket talk with the daemon, each on its own", "[transport]") {
  const TemporaryFolder folder;
  Loop loop;
  Transports accepted;
  auto listener = listen_unix(loop, folder / "sock", keep_in(accepted));
  REQUIRE(listener.has_value());
  Recorder daemon[2];
  Recorder client[2];
  Transports clients;
  for (auto& recorder : client) {
    auto connected = connect_unix(loop, folder / "sock");
    REQUIRE(connected.has_value());
    clients.push_back(std::move(*connected));
    clients.back()->start(recorder);
  }
  REQUIRE(run_until(loop, [&] { return accepted.size() == 2; }));
  for (int i : {0, 1}) accepted[static_cast<std::size_t>(i)]->start(daemon[i]);
  clients[0]->send("from 0");
  clients[1]->send("from 1");
  accepted[0]->send("to 0");
  REQUIRE(run_until(loop, [&] {
    return daemon[0].received == "from 0" && daemon[1].received == "from 1" &&
           client[0].received == "to 0";
  }));
  clients[0].reset();
  REQUIRE(run_until(loop, [&] { return daemon[0].ends == 1; }));
  CHECK(daemon[1].ends == 0);
}

TEST_CASE("the socket and its folder are the owner's alone, whatever the umask", "[transport]") {
  const TemporaryFolder folder;
  Loop loop;
  const mode_t umask_before = ::umask(0);
  auto listener = listen_unix(loop, folder / "a/b/sock", ignore());
  ::umask(umask_before);
  REQUIRE(listener.has_value());
  CHECK(mode_of(folder / "a") == 0700);
  CHECK(mode_of(folder / "a/b") == 0700);
  CHECK(mode_of(folder / "a/b/sock") == 0600);
}

TEST_CASE("a folder others may write in is refused", "[transport]") {
  const TemporaryFolder folder;
  Loop loop;
  for (const mode_t mode : {mode_t{0770}, mode_t{0707}, mode_t{01777}}) {
    REQUIRE(::chmod(folder.path().c_str(), mode) == 0);
    CHECK(contains(failure(loop, folder / "sock"), "other users may write in the folder"));
    CHECK_FALSE(exists(folder / "sock"));
  }
  REQUIRE(::chmod(folder.path().c_str(), 0755) == 0);
  CHECK(failure(loop, folder / "sock") == "none");
}

TEST_CASE("a folder of another user is refused", "[transport]") {
  const TemporaryFolder folder;
  if (::geteuid() != 0) return; // only root can give a folder away
  REQUIRE(::chown(folder.path().c_str(), 1, 1) == 0);
  Loop loop;
  CHECK(contains(failure(loop, folder / "sock"), "belongs to another user"));
}

TEST_CASE("paths that no socket can have are refused with a reason", "[transport]") {
  const TemporaryFolder folder;
  Loop loop;
  const std::string fitting = folder / std::string(107 - folder.path().size() - 1, 'x');
  CHECK(failure(loop, fitting) == "none");
  CHECK(contains(failure(loop, fitting + "x"), "too long for a socket: at most 107 bytes"));
  CHECK(contains(failure(loop, ""), "not a path"));
  CHECK(contains(failure(loop, std::string("a\0b", 3)), "not a path"));
  std::ofstream(folder / "file") << "x";
  CHECK(contains(failure(loop, folder / "file/sock"), "folder"));
}

TEST_CASE("a stale socket is replaced, a living one respected", "[transport]") {
  const TemporaryFolder folder;
  Loop loop;
  leave_stale_socket(folder / "sock");
  Transports accepted;
  auto first = listen_unix(loop, folder / "sock", keep_in(accepted));
  REQUIRE(first.has_value());
  CHECK(contains(failure(loop, folder / "sock"), "another process listens on"));
  CHECK(exists(folder / "sock"));
  auto client = connect_unix(loop, folder / "sock");
  REQUIRE(client.has_value());
  CHECK(run_until(
      loop, [&] { return accepted.size() == 2; })); // the try of the second daemon, and the client
}

TEST_CASE("what is not a socket stays untouched", "[transport]") {
  const TemporaryFolder folder;
  Loop loop;
  std::ofstream(folder / "file") << "precious";
  REQUIRE(::symlink((folder / "file").c_str(), (folder / "link").c_str()) == 0);
  for (const auto& path : {folder / "file", folder / "link"}) {
    CHECK(contains(failure(loop, path), "exists and is not a socket"));
    CHECK(exists(path));
  }
  CHECK(contains(failure(loop, folder.path() + "/."), "exists and is not a socket"));
}

TEST_CASE("two daemons cannot take over one stale socket at a time", "[transport]") {
  const TemporaryFolder folder;
  Loop loop;
  const FileDescriptor other(::open(folder.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  REQUIRE(::flock(other.get(), LOCK_EX) == 0);
  CHECK(contains(failure(loop, folder / "sock"), "at this moment"));
}

TEST_CASE("a listener removes its own socket file and no other", "[transport]") {
  const TemporaryFolder folder;
  Loop loop;
  SECTION("its own") {
    { auto listener = listen_unix(loop, folder / "sock", ignore()); }
    CHECK_FALSE(exists(folder / "sock"));
  }
  SECTION("another's") {
    auto listener = listen_unix(loop, folder / "sock", ignore());
    REQUIRE(::unlink((folder / "sock").c_str()) == 0);
    leave_stale_socket(folder / "sock");
    listener->reset();
    CHECK(exists(folder / "sock"));
  }
}

TEST_CASE("a listener may be destroyed by whom it accepts", "[transport]") {
  const TemporaryFolder folder;
  Loop loop;
  std::unique_ptr<UnixListener> listener;
  int accepted = 0;
  listener = *listen_unix(loop, folder / "sock", [&](std::unique_ptr<Transport>) {
    ++accepted;
    listener.reset();
  });
  auto first = connect_unix(loop, folder / "sock");
  auto second = connect_unix(loop, folder / "sock");
  REQUIRE(second.has_value());
  REQUIRE(run_until(loop, [&] { return !listener; }));
  settle(loop);
  CHECK(accepted == 1);
}

TEST_CASE("connecting to nobody is an error", "[transport]") {
  const TemporaryFolder folder;
  Loop loop;
  CHECK(contains(connect_unix(loop, folder / "sock").error().message, "does not exist"));
  leave_stale_socket(folder / "sock");
  CHECK(contains(connect_unix(loop, folder / "sock").error().message, "nobody listens"));
}
