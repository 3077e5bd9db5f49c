#pragma once
// A client of the real daemon, over pipes, as an editor starts it. Blocking.

#include "spawn.hpp"
#include "wire/frame_reader.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace inkling::bench {

class PipeEditor {
public:
  explicit PipeEditor(const std::string& daemon) : child_({daemon, "lsp"}) {}
  /// Takes leave as LSP wants it.
  ~PipeEditor();

  pid_t pid() const { return child_.pid(); }
  /// Says initialize (and initialized), waits for the answer.
  void initialize(const std::string& folder);
  void write(std::string_view frames) { child_.write(frames); }
  /// The body of the next message.
  std::string read();
  /// An id that was not used yet.
  std::int64_t next_id() { return ++last_id_; }

private:
  Child child_;
  wire::FrameReader reader_;
  std::int64_t last_id_ = 0;
};

} // namespace inkling::bench
