#pragma once
// The ways in which SecretScanner (secrets.hpp) finds secrets. Each appends what it finds, in any
// order; the spans of several may overlap. All take time in proportion to what they look at, and
// those that take a line are asked about lines with a digit only: nearly all keys have one.

#include "context/secrets.hpp"

#include <memory>
#include <string_view>
#include <vector>

namespace inkling::context {

/// Bytes of a text, without the line end.
struct Line {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Keys that are known by their shape alone: AKIA…, ghp_…, eyJ….eyJ….…
class ShapeFinder {
public:
  ShapeFinder();
  ~ShapeFinder();
  ShapeFinder(const ShapeFinder&) = delete;
  ShapeFinder& operator=(const ShapeFinder&) = delete;

  void find(std::string_view text, Line line, std::vector<SecretSpan>& found) const;

private:
  struct Impl;
  std::unique_ptr<const Impl> impl_;
};

/// Values of telling names (secret_looks.hpp).
void find_values(std::string_view text, Line line, std::vector<SecretSpan>& found);

/// scheme://user:password@host, of any scheme.
void find_url_passwords(std::string_view text, std::vector<SecretSpan>& found);

/// The insides of private key blocks ("-----BEGIN … PRIVATE KEY-----"), whole or cut off at either
/// end.
void find_key_blocks(std::string_view text, std::vector<SecretSpan>& found);

/// The private lines of a key of PuTTY, of which a header ended at `from`.
void find_putty_lines(std::string_view text, std::size_t from, std::vector<SecretSpan>& found);

} // namespace inkling::context
