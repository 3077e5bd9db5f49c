#pragma once
// A backend that does what a test says: answers at once, later, or never; and remembers what it was
// asked.

#include "backend/backend.hpp"

#include <map>
#include <string>
#include <vector>

namespace inkling::test {

class FakeBackend final : public backend::Backend {
public:
  /// What start() answers with inside the call; without it, nothing is said until the test does.
  std::optional<std::string> instant_answer = "";

  void start(StreamId stream, const context::Prompt& prompt, backend::StreamSink& sink) override {
    prompts.push_back(prompt);
    started.push_back(stream);
    sink_ = &sink;
    if (!instant_answer) return;
    if (!instant_answer->empty()) sink.on_delta(stream, *instant_answer);
    sink.on_finished(stream);
  }
  void abort(StreamId stream) override { aborted.push_back(stream); }

  void say(StreamId stream, std::string_view text) { sink_->on_delta(stream, text); }
  void finish(StreamId stream) { sink_->on_finished(stream); }
  void fail(StreamId stream, backend::Failure failure, std::optional<Duration> retry_after = {}) {
    sink_->on_failed(stream, failure, retry_after);
  }

  std::vector<context::Prompt> prompts;
  std::vector<StreamId> started;
  std::vector<StreamId> aborted;

private:
  backend::StreamSink* sink_ = nullptr;
};

} // namespace inkling::test
