#pragma once
// What differs between LLM servers: how a prompt becomes a request, and what one event of the
// answer means. One small file each; pure, no sockets, no clock. RemoteBackend (remote_backend.hpp)
// does what they share.

#include "backend/backend.hpp"
#include "backend/http/http.hpp"
#include "backend/http/sse.hpp"
#include "context/prompt.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace inkling::backend {

/// What one event of an answer says.
struct Reading {
  std::string text;               ///< UTF-8 to append; may be empty
  bool finished = false;          ///< the server said so: nothing after it counts
  std::optional<Failure> failure; ///< an error inside a 200 stream
  std::optional<Duration> retry_after = {};
};

class Provider {
public:
  virtual ~Provider() = default;
  /// Target, headers but the key's, and body for a prompt. Always asks for a stream.
  virtual http::Request make_request(const context::Prompt& prompt) const = 0;
  /// Reads one event of a stream.
  virtual Reading read_event(const http::SseEvent& event) const = 0;
  /// Reads a whole body that came as JSON although a stream was asked for.
  virtual Reading read_whole(std::string_view body) const = 0;
  /// A request that tells how many generations the server runs at once; none where it cannot.
  virtual std::optional<http::Request> slots_request() const { return std::nullopt; }
  virtual std::optional<std::size_t> read_slots(std::string_view) const { return std::nullopt; }
};

struct ProviderOptions {
  http::Url url;            ///< base; targets are its path plus the provider's own
  std::string model;        ///< may be empty where the server has only one
  std::string fim = "auto"; ///< family of fim_template.hpp, "auto" (by model name) or "none"
  std::size_t max_tokens = 128;
};

} // namespace inkling::backend
