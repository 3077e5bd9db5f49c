#include "backend/http/response_reader.hpp"

#include "backend/http/retry_after.hpp"
#include "base/assert.hpp"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <cstring>
#include <optional>
#include <string>

namespace inkling::http {

namespace beast = boost::beast;
using BeastError = beast::error_code;
using Step = ResponseReader::Step;

namespace {

/// What one read takes at most besides what is left of the one before. A TLS record is as large.
constexpr std::size_t kReadBytes = 16 << 10;
/// 1xx heads before the final one. Beyond: malformed, or a server could keep us reading for ever.
constexpr int kInterimHeadsMax = 8;
constexpr std::string_view kVersionStart = "HTTP/1.";
constexpr std::string_view kHeadEnd = "\r\n\r\n";

std::string to_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

std::string_view trim(std::string_view text) {
  const auto first = std::min(text.find_first_not_of(" \t"), text.size());
  text.remove_prefix(first);
  return text.substr(0, text.find_last_not_of(" \t") + 1);
}

/// One message: Beast's parser, which knows where its parts end, and what we keep of them.
class Message final : public beast::http::basic_parser<false> {
public:
  Message(const ClientLimits& limits, ResponseReader::WallClock wall) : wall_(wall) {
    const auto header_max = std::min<std::size_t>(limits.header_bytes_max, UINT32_MAX);
    header_limit(static_cast<std::uint32_t>(header_max));
    body_limit(boost::none); // Beast's would be counted before our handler has seen what fits
  }

  /// Beast 1.81 asserts that a last chunk seen for the second time has at least five bytes, which
  /// one without a chunk before it has not, where it comes in small pieces.
  bool may_trip_on(std::string_view pending) const {
    return chunked() && chunk_left_ == 0 && pending.front() == '0' && pending.size() < 5;
  }

  ResponseHead head;
  std::string_view piece;             ///< of the body, as the last put() has seen it
  const char* unacceptable = nullptr; ///< why this head is malformed for us

private:
  using Text = beast::string_view;
  static std::string_view view(Text text) { return {text.data(), text.size()}; }

  void on_response_impl(int code, Text, int, BeastError&) override { head.status = code; }

  void on_field_impl(beast::http::field known, Text name, Text text, BeastError&) override {
    if (is_header_done()) return; // trailers
    const auto value = view(text);
    using beast::http::field;
    switch (known) {
    case field::content_type:
      head.content_type = to_lower(trim(value.substr(0, value.find(';'))));
      break;
    case field::content_encoding:
      if (!value.empty() && to_lower(value) != "identity")
        unacceptable = "its body is compressed, though unasked";
      break;
    case field::transfer_encoding:
      if (to_lower(value) != "chunked") unacceptable = "its transfer coding is not chunked";
      break;
    case field::retry_after:
      retry_after_ = value;
      break;
    case field::date:
      date_ = value;
      break;
    default:
      keep_unnamed(view(name), value);
    }
  }

  /// Of the fields that Beast has no number for.
  void keep_unnamed(std::string_view name, std::string_view value) {
    const std::string lower = to_lower(name);
    if (lower == "retry-after-ms") retry_after_ms_ = value;
    if (!lower.starts_with("x-ratelimit-") && lower != "x-should-retry") return;
    if (head.limits.size() == ResponseHead::kLimitHeadersMax) return;
    if (value.size() <= ResponseHead::kLimitBytesMax)
      head.limits.push_back({lower, std::string(value)});
  }

  void on_header_impl(BeastError&) override {
    head.retry_after = parse_retry_after_ms(retry_after_ms_);
    if (!head.retry_after && !retry_after_.empty())
      head.retry_after = parse_retry_after(retry_after_, date_, wall_());
    if (head.status == 101) unacceptable = "it switches protocols, though unasked";
  }

  std::size_t on_body_impl(Text bytes, BeastError&) override {
    piece = view(bytes);
    return bytes.size();
  }
  std::size_t on_chunk_body_impl(std::uint64_t left, Text bytes, BeastError&) override {
    piece = view(bytes);
    chunk_left_ = left - bytes.size();
    return bytes.size();
  }

  void on_request_impl(beast::http::verb, Text, Text, int, BeastError&) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>&, BeastError&) override {}
  void on_chunk_header_impl(std::uint64_t size, Text, BeastError&) override { chunk_left_ = size; }
  void on_finish_impl(BeastError&) override {}

  ResponseReader::WallClock wall_;
  std::string retry_after_;
  std::string retry_after_ms_;
  std::string date_;
  std::uint64_t chunk_left_ = 0; ///< bytes until a chunk's header is next
};

} // namespace

struct ResponseReader::Impl {
  Impl(const ClientLimits& of, WallClock clock) : limits(of), wall(clock) { renew(); }

  void renew() { message.emplace(limits, wall); }
  std::string_view pending() const { return {buffer.get() + begin, end - begin}; }
  std::size_t capacity() const { return limits.header_bytes_max + kReadBytes; }

  Step next();
  std::optional<Step> parse();
  std::optional<Step> parse_head();
  enum class Put { done, more, malformed };
  /// Gives `bytes` to Beast, which takes one part of them.
  Put put(std::string_view bytes);
  Step on_bytes_used_up();
  std::optional<Step> on_head();
  Step on_piece(std::string_view piece);
  Step complete();
  Step fail(Fault fault, std::string_view detail);

  ClientLimits limits;
  WallClock wall;
  std::optional<Message> message; ///< always there; an optional so that it can be made anew
  bool head_told = false;
  bool over = false; ///< `end` or `fault` was told
  bool completed = false;
  bool finished = false;
  bool has_begun = false;
  bool body_too_large = false;
  int interim_heads = 0;
  std::size_t head_scanned = 0; ///< of pending(): the head does not end before it
  std::size_t body_bytes = 0;

  std::unique_ptr<char[]> buffer;
  std::size_t begin = 0; ///< of buffer: bytes before it are done
  std::size_t end = 0;
};

Step ResponseReader::Impl::next() {
  INKLING_ASSERT(!over);
  while (true) {
    if (body_too_large) return fail(Fault::too_large, "its body is longer than allowed");
    if (head_told && message->is_done()) return complete();
    if (begin == end) return on_bytes_used_up();
    if (const auto step = parse()) return *step;
  }
}

/// One part of a message, be it a head, a chunk's header or a piece of body; none where it is one
/// that nobody hears of.
std::optional<Step> ResponseReader::Impl::parse() {
  if (!message->is_header_done()) return parse_head();
  if (message->may_trip_on(pending())) return on_bytes_used_up();
  // The window bounds chunk headers and trailers, for which Beast has no limit.
  const auto window = pending().substr(0, limits.header_bytes_max);
  message->piece = {};
  switch (put(window)) {
  case Put::done:
    if (message->piece.empty()) return std::nullopt;
    return on_piece(message->piece);
  case Put::more:
    if (window.size() < limits.header_bytes_max) return on_bytes_used_up();
    return fail(Fault::too_large, "a chunk's header is longer than allowed");
  case Put::malformed:
    break;
  }
  return fail(Fault::malformed, "its chunked body is malformed");
}

/// Beast gets heads whole: of half a head that is both wrong and too long it says the one or the
/// other, depending on where the half ends.
std::optional<Step> ResponseReader::Impl::parse_head() {
  // Said here, so that what speaks another protocol need not end a line before we notice.
  const auto start = pending().substr(0, kVersionStart.size());
  if (start != kVersionStart.substr(0, start.size()))
    return fail(Fault::malformed, "it is not HTTP/1.x");
  const auto window = pending().substr(0, limits.header_bytes_max);
  const auto head_end = window.find(kHeadEnd, head_scanned);
  if (head_end == window.npos) {
    if (window.size() == limits.header_bytes_max)
      return fail(Fault::too_large, "its head is longer than allowed");
    head_scanned = window.size() - std::min(window.size(), kHeadEnd.size() - 1);
    return on_bytes_used_up();
  }
  head_scanned = 0;
  if (put(window.substr(0, head_end + kHeadEnd.size())) != Put::done)
    return fail(Fault::malformed, "its head is malformed");
  return on_head();
}

ResponseReader::Impl::Put ResponseReader::Impl::put(std::string_view bytes) {
  BeastError failed;
  begin += message->put({bytes.data(), bytes.size()}, failed);
  if (failed == beast::http::error::need_more) return Put::more;
  return failed ? Put::malformed : Put::done;
}

Step ResponseReader::Impl::on_bytes_used_up() {
  if (!finished) return {};
  BeastError failed = beast::http::error::partial_message;
  if (message->got_some()) message->put_eof(failed);
  if (failed) return fail(Fault::truncated, "the connection ended inside the response");
  return complete();
}

std::optional<Step> ResponseReader::Impl::on_head() {
  if (message->unacceptable != nullptr) return fail(Fault::malformed, message->unacceptable);
  if (message->head.status >= 200) {
    head_told = true;
    return Step{Step::Kind::head};
  }
  if (++interim_heads > kInterimHeadsMax)
    return fail(Fault::malformed, "too many 1xx heads came before the final one");
  renew();
  return std::nullopt;
}

Step ResponseReader::Impl::on_piece(std::string_view piece) {
  const auto fits = piece.substr(0, limits.body_bytes_max - body_bytes);
  body_bytes += fits.size();
  body_too_large = fits.size() < piece.size();
  if (fits.empty()) return fail(Fault::too_large, "its body is longer than allowed");
  return {Step::Kind::body, fits};
}

Step ResponseReader::Impl::complete() {
  over = true;
  completed = true;
  return {Step::Kind::end};
}

Step ResponseReader::Impl::fail(Fault fault, std::string_view detail) {
  over = true;
  return {Step::Kind::fault, {}, fault, detail};
}

ResponseReader::ResponseReader(const ClientLimits& limits, WallClock wall)
    : impl_(std::make_unique<Impl>(limits, wall)) {}
ResponseReader::~ResponseReader() = default;
ResponseReader::ResponseReader(ResponseReader&&) noexcept = default;
ResponseReader& ResponseReader::operator=(ResponseReader&&) noexcept = default;

void ResponseReader::begin() {
  Impl& self = *impl_;
  self.renew();
  self.head_told = self.over = self.completed = self.finished = self.body_too_large = false;
  self.interim_heads = 0;
  self.head_scanned = self.body_bytes = 0;
  self.has_begun = self.begin != self.end;
}

std::span<char> ResponseReader::prepare() {
  Impl& self = *impl_;
  if (!self.buffer) self.buffer = std::make_unique_for_overwrite<char[]>(self.capacity());
  if (self.capacity() - self.end < kReadBytes || self.begin == self.end) {
    const auto left = self.pending().size();
    std::memmove(self.buffer.get(), self.pending().data(), left);
    self.begin = 0;
    self.end = left;
  }
  return {self.buffer.get() + self.end, self.capacity() - self.end};
}

void ResponseReader::commit(std::size_t count) {
  impl_->end += count;
  impl_->has_begun = impl_->has_begun || count > 0;
}

void ResponseReader::finish() {
  impl_->finished = true;
}

ResponseReader::Step ResponseReader::next() {
  return impl_->next();
}

const ResponseHead& ResponseReader::head() const {
  return impl_->message->head;
}

bool ResponseReader::has_begun() const {
  return impl_->has_begun;
}

bool ResponseReader::may_reuse() const {
  const Impl& self = *impl_;
  return self.completed && !self.finished && self.begin == self.end && self.message->keep_alive();
}

} // namespace inkling::http
