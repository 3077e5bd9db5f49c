#include "context/secrets.hpp"

#include "base/mask.hpp"

namespace inkling::context {

struct SecretScanner::Impl {};

SecretScanner::SecretScanner() : impl_(std::make_unique<const Impl>()) {}

SecretScanner::~SecretScanner() = default;

std::vector<SecretSpan> SecretScanner::find(std::string_view) const {
  return {};
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
