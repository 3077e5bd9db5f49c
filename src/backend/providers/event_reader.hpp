#pragma once
// Reads the usual event of a stream in one pass and without a JSON value: a model sends hundreds of
// events a second, and each has a handful of bytes that are wanted. What is not as usual in any way
// is not read here at all: the provider then parses it into a value and looks closely.
//
//   EventReader reader(EventShape::openai);
//   if (auto reading = reader.read(event.data)) return *reading;
//   return look_closely(event.data);
//
// No judgement on errors: an event that may tell of one is not usual. Nor is one that tells facts
// beside its text, which is the last one where a server tells any.

#include "backend/providers/provider.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace inkling::backend {

enum class EventShape : std::uint8_t {
  openai,    ///< {"choices":[{"text"|"delta":{"content"}, "finish_reason", "index"}]}
  llama_cpp, ///< {"content", "stop":false}
  ollama,    ///< {"response", "done":false}
  responses, ///< {"type":"response.output_text.delta", "delta"}
};

class EventReader {
public:
  /// A larger event is not usual.
  static constexpr std::size_t kBytesMax = 64U << 10;

  explicit EventReader(EventShape shape) : shape_(shape) {}

  /// Text and end of one event, UTF-8. Nothing where `json` is not JSON, is no object, names a
  /// wanted member twice, has one of another type than usual (null is none), or may be an error.
  std::optional<Reading> read(std::string_view json);

private:
  EventShape shape_;
  std::string scratch_; ///< kept, so that no event allocates but for its text
};

} // namespace inkling::backend
