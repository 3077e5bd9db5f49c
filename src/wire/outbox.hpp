#pragma once
// What waits to be written: whole strings in, as few writev() calls as possible out. Sans-IO. Used
// by StreamPump.

#include <cstddef>
#include <deque>
#include <span>
#include <string>
#include <sys/uio.h>

namespace inkling::wire {

class Outbox {
public:
  void push(std::string bytes);
  /// Fills `parts` with the oldest bytes; returns how many parts were used. Valid until the next
  /// call of anything else.
  std::size_t gather(std::span<iovec> parts) const;
  /// The oldest `bytes` have been written.
  void consume(std::size_t bytes);
  void clear();

  std::size_t bytes() const { return bytes_; }
  bool empty() const { return bytes_ == 0; }

private:
  std::deque<std::string> queue_; ///< none of them empty
  std::size_t written_ = 0;       ///< of the first one
  std::size_t bytes_ = 0;         ///< of all of them, less what is written
};

} // namespace inkling::wire
