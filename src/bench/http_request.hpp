#pragma once
// HTTP/1.1 requests out of a byte stream cut anywhere: the fake server's ear. Sans-IO around
// Beast's parser, which is behind the pimpl.
//
//   reader.feed(bytes);
//   while (auto request = reader.next()) answer(*request);
//   if (reader.failed()) close();

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace inkling::harness {

struct HttpRequest {
  std::string method;
  std::string target;
  std::string body;
  bool keep_alive = true;
};

class HttpRequestReader {
public:
  /// A larger body, or head lines of more than 64 KiB, are malformed.
  static constexpr std::size_t kBodyBytesMax = 16U << 20;

  HttpRequestReader();
  ~HttpRequestReader();

  void feed(std::string_view bytes);
  /// The next whole request, or nothing until more bytes come.
  std::optional<HttpRequest> next();
  /// What came is not HTTP/1.x; nothing more will.
  bool failed() const;

private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

} // namespace inkling::harness
