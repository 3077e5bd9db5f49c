#include "wire/outbox.hpp"

#include "base/assert.hpp"

#include <utility>

namespace inkling::wire {

void Outbox::push(std::string bytes) {
  if (bytes.empty()) return;
  bytes_ += bytes.size();
  queue_.push_back(std::move(bytes));
}

std::size_t Outbox::gather(std::span<iovec> parts) const {
  std::size_t count = 0;
  std::size_t skip = written_;
  for (const std::string& bytes : queue_) {
    if (count == parts.size()) break;
    // writev() only reads, but iovec has no const.
    parts[count++] = {const_cast<char*>(bytes.data()) + skip, bytes.size() - skip};
    skip = 0;
  }
  return count;
}

void Outbox::consume(std::size_t bytes) {
  INKLING_ASSERT(bytes <= bytes_);
  bytes_ -= bytes;
  written_ += bytes;
  while (!queue_.empty() && written_ >= queue_.front().size()) {
    written_ -= queue_.front().size();
    queue_.pop_front();
  }
}

void Outbox::clear() {
  *this = {};
}

} // namespace inkling::wire
