#include "pipe_editor.hpp"

#include "messages.hpp"

#include <exception>

namespace inkling::bench {

PipeEditor::~PipeEditor() {
  try {
    write(exit_frames(next_id()));
    read();
  } catch (const std::exception&) {
    // It is gone already; who measured it has been told.
  }
}

void PipeEditor::initialize(const std::string& folder) {
  write(initialize_frames(next_id(), folder));
  read();
}

std::string PipeEditor::read() {
  for (;;) {
    if (auto frame = reader_.next()) return std::move(frame->body);
    reader_.commit(child_.read(reader_.prepare()));
  }
}

} // namespace inkling::bench
