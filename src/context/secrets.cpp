#include "context/secrets.hpp"

#include "base/mask.hpp"
#include "context/secret_bytes.hpp"
#include "context/secret_finders.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace inkling::context {
namespace {

/// Whether one of eight bytes is a digit. Each is told apart from '0' alone, so that 0 to 9 are
/// left of the digits; adding 0x76 carries all others into the highest bit.
bool has_digit(const char* eight) {
  constexpr std::uint64_t kEach = 0x0101010101010101;
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, eight, sizeof bytes);
  bytes ^= kEach * '0';
  const std::uint64_t low = bytes & (kEach * 0x7F);
  return (((low + kEach * 0x76) | bytes) & (kEach * 0x80)) != kEach * 0x80;
}

/// The next digit from `at` on; the text's size where there is none.
std::size_t next_digit(std::string_view text, std::size_t at) {
  constexpr std::size_t kStep = sizeof(std::uint64_t);
  while (at + kStep <= text.size() && !has_digit(text.data() + at)) at += kStep;
  while (at < text.size() && !is_digit(text[at])) ++at;
  return at;
}

template<class Visit>
void for_each_line_with_digit(std::string_view text, Visit visit) {
  for (std::size_t at = next_digit(text, 0); at < text.size();) {
    const std::size_t begin = text.rfind('\n', at) + 1; // npos + 1 is 0
    const std::size_t end = std::min(text.find('\n', at), text.size());
    visit(Line{begin, end});
    at = next_digit(text, end);
  }
}

/// Of spans that overlap, one: the kind of the first stays.
void merge(std::vector<SecretSpan>& spans) {
  const auto first = [](const SecretSpan& a, const SecretSpan& b) { return a.begin < b.begin; };
  std::stable_sort(spans.begin(), spans.end(), first);
  std::size_t kept = 0;
  for (const SecretSpan& span : spans) {
    if (kept > 0 && span.begin < spans[kept - 1].end)
      spans[kept - 1].end = std::max(spans[kept - 1].end, span.end);
    else
      spans[kept++] = span;
  }
  spans.resize(kept);
}

} // namespace

struct SecretScanner::Impl {
  ShapeFinder shapes;
};

SecretScanner::SecretScanner() : impl_(std::make_unique<const Impl>()) {}

SecretScanner::~SecretScanner() = default;

std::vector<SecretSpan> SecretScanner::find(std::string_view text) const {
  std::vector<SecretSpan> found;
  for_each_line_with_digit(text, [&](Line line) {
    impl_->shapes.find(text, line, found);
    find_values(text, line, found);
  });
  find_key_blocks(text, found);
  find_url_passwords(text, found);
  merge(found);
  return found;
}

std::string SecretScanner::mask(std::string_view text) const {
  std::string masked;
  std::size_t at = 0;
  for (const SecretSpan& secret : find(text)) {
    masked += text.substr(at, secret.begin - at);
    masked += kSecretMask;
    at = secret.end;
  }
  return masked += text.substr(at);
}

} // namespace inkling::context
