#include "bench/http_request.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

namespace inkling::harness {
namespace {

namespace beast_http = boost::beast::http;
using Parser = beast_http::request_parser<beast_http::string_body>;

constexpr std::uint32_t kHeadBytesMax = 64U << 10;

} // namespace

struct HttpRequestReader::Impl {
  std::string bytes; ///< not taken by the parser yet
  std::optional<Parser> parser;
  bool failed = false;

  /// Gives the parser what it will take; true when a request is whole.
  bool advance() {
    if (!parser) {
      parser.emplace();
      parser->eager(true);
      parser->header_limit(kHeadBytesMax);
      parser->body_limit(kBodyBytesMax);
    }
    boost::system::error_code error;
    const std::size_t taken = parser->put(boost::asio::buffer(bytes), error);
    bytes.erase(0, taken);
    failed = error && error != beast_http::error::need_more;
    return !failed && parser->is_done();
  }
};

HttpRequestReader::HttpRequestReader() : impl_(std::make_unique<Impl>()) {}
HttpRequestReader::~HttpRequestReader() = default;

void HttpRequestReader::feed(std::string_view bytes) {
  if (!impl_->failed) impl_->bytes += bytes;
}

std::optional<HttpRequest> HttpRequestReader::next() {
  if (impl_->failed || impl_->bytes.empty() || !impl_->advance()) return std::nullopt;
  auto message = impl_->parser->release();
  impl_->parser.reset();
  return HttpRequest{std::string(message.method_string()), std::string(message.target()),
                     std::move(message.body()), message.keep_alive()};
}

bool HttpRequestReader::failed() const {
  return impl_->failed;
}

} // namespace inkling::harness
