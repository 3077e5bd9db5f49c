// What the pipes and the scheduler cost alone: reads a message, writes one. Says nothing, does
// nothing. A message is "IIIIIIII OOOOOOOO …": its own size and that of the answer, then anything.

#include <cstddef>
#include <cstdlib>
#include <string>
#include <unistd.h>

int main() {
  std::string message(std::size_t{64} << 20, 'x');
  for (;;) {
    std::size_t have = 0;
    std::size_t wanted = 1;
    while (have < wanted) {
      const ssize_t count = ::read(0, message.data() + have, message.size() - have);
      if (count <= 0) return 0;
      have += static_cast<std::size_t>(count);
      if (have >= 8) wanted = std::strtoul(message.c_str(), nullptr, 10);
    }
    std::size_t left = std::strtoul(message.c_str() + 9, nullptr, 10);
    while (left > 0) {
      const ssize_t count = ::write(1, message.data(), left);
      if (count < 0) return 1;
      left -= static_cast<std::size_t>(count);
    }
  }
}
