#include "wire/loop.hpp"
#include "wire/stream_pump.hpp"
#include "wire/transport.hpp"

#include <boost/asio/io_context.hpp>
#include <fcntl.h>

namespace inkling::wire {
namespace {

/// O_NONBLOCK belongs to the open file description, which our parent, our siblings and often our
/// own stderr share: a shell whose terminal stays non-blocking misbehaves long after we are gone.
class NonBlocking {
public:
  explicit NonBlocking(int fd) : fd_(fd), flags_(::fcntl(fd, F_GETFL)) {}

  void set() const {
    if (flags_ >= 0) ::fcntl(fd_, F_SETFL, flags_ | O_NONBLOCK);
  }
  void put_back() const {
    if (flags_ >= 0) ::fcntl(fd_, F_SETFL, flags_);
  }

private:
  int fd_;
  int flags_;
};

} // namespace

std::unique_ptr<Transport> make_stdio_transport(Loop& loop, int input_fd, int output_fd) {
  // Both are read before one is set: they may share one description.
  const NonBlocking input(input_fd);
  const NonBlocking output(output_fd);
  input.set();
  output.set();
  auto put_back = [input, output] {
    output.put_back();
    input.put_back();
  };
  return make_pump_transport(
      std::make_shared<StreamPump>(loop.io_context(), input_fd, output_fd, put_back));
}

} // namespace inkling::wire
