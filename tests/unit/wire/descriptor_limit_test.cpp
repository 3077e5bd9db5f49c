#include "transport_fixture.hpp"
#include "wire/unix_listener.hpp"

#include <ctime>
#include <memory>
#include <sys/resource.h>
#include <vector>

using namespace inkling;
using namespace inkling::wire;
using namespace inkling::wire::test;

namespace {

/// Puts the soft limit of open files back.
class DescriptorLimit {
public:
  DescriptorLimit() { ::getrlimit(RLIMIT_NOFILE, &before_); }
  ~DescriptorLimit() { put_back(); }
  DescriptorLimit(const DescriptorLimit&) = delete;
  DescriptorLimit& operator=(const DescriptorLimit&) = delete;

  void allow_no_more() const {
    const FileDescriptor next(::dup(0));
    rlimit limit = before_;
    limit.rlim_cur = static_cast<rlim_t>(next.get());
    REQUIRE(::setrlimit(RLIMIT_NOFILE, &limit) == 0);
  }
  void put_back() const { ::setrlimit(RLIMIT_NOFILE, &before_); }

private:
  rlimit before_{};
};

} // namespace

TEST_CASE("a listener out of descriptors waits, and does not spin", "[transport]") {
  const TemporaryFolder folder;
  Loop loop;
  std::vector<std::unique_ptr<Transport>> accepted;
  auto listener = listen_unix(loop, folder / "sock", [&](std::unique_ptr<Transport> client) {
    accepted.push_back(std::move(client));
  });
  auto client = connect_unix(loop, folder / "sock");
  REQUIRE(client.has_value());
  const DescriptorLimit limit;
  limit.allow_no_more();
  const std::clock_t before = std::clock();
  loop.run_until([] { return false; }, loop.now() + 150ms);
  CHECK((std::clock() - before) * 1000 / CLOCKS_PER_SEC < 50);
  CHECK(accepted.empty());
  limit.put_back();
  CHECK(run_until(loop, [&] { return accepted.size() == 1; }));
}
