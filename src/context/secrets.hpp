#pragma once
// Secrets inside of a text: keys of known shapes, private key blocks, tokens, passwords in URLs,
// values that look random and are assigned to a telling name. What is_secret_path() is for names,
// this is for contents.
//
//   const SecretScanner scanner;
//   for (const SecretSpan& secret : scanner.find(text)) …   // [begin, end) is the value alone

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace inkling::context {

struct SecretSpan {
  std::size_t begin = 0; ///< bytes of the text
  std::size_t end = 0;
  std::string_view kind; ///< a literal: "private-key", "url-password"

  friend bool operator==(const SecretSpan&, const SecretSpan&) = default;
};

/// Compiles its patterns once; finding is const and may be done on any thread.
class SecretScanner {
public:
  SecretScanner();
  ~SecretScanner();
  SecretScanner(const SecretScanner&) = delete;
  SecretScanner& operator=(const SecretScanner&) = delete;

  /// In order, not overlapping.
  std::vector<SecretSpan> find(std::string_view text) const;
  /// The text with kSecretMask in place of each.
  std::string mask(std::string_view text) const;

private:
  struct Impl;
  std::unique_ptr<const Impl> impl_;
};

} // namespace inkling::context
