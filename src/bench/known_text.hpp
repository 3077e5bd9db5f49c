#pragma once
// The texts that the fake server knows by heart, and where in them a prompt stands.
//
//   KnownTexts known({source});
//   if (auto place = known.locate(prefix)) reply(known.after(*place));
//
// Pure; built once. Offsets are bytes. A place is found by the text before it only, so it is found
// whatever the template around the prompt is.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace inkling::harness {

struct Place {
  std::size_t text = 0;   ///< which of the known texts
  std::size_t offset = 0; ///< bytes of it that stand before the place
  friend bool operator==(const Place&, const Place&) = default;
};

class KnownTexts {
public:
  /// Fewer agreeing bytes do not make a place, except at the very beginning of a text.
  static constexpr std::size_t kAgreementBytesMin = 16;

  explicit KnownTexts(std::vector<std::string> texts);

  /// The place whose text before it agrees longest with the end of `prefix`; among equals the
  /// first. Nothing where fewer than kAgreementBytesMin bytes agree; at the beginning of a text
  /// four do, or all of `prefix`.
  std::optional<Place> locate(std::string_view prefix) const;

  /// Everything behind a place.
  std::string_view after(Place place) const;
  const std::vector<std::string>& texts() const { return texts_; }

  /// A stretch [begin, end) of a prompt that is also in a known text, from `place` on.
  struct Run {
    std::size_t begin = 0;
    std::size_t end = 0;
    Place place;
  };
  /// All of a prompt's longest such stretches of at least kAgreementBytesMin bytes, in order.
  std::vector<Run> runs(std::string_view prompt) const;

private:
  struct Window {
    std::uint64_t hash;
    std::uint32_t text;
    std::uint32_t offset;
  };
  std::pair<std::vector<Window>::const_iterator, std::vector<Window>::const_iterator>
  windows_like(std::string_view bytes) const;
  std::optional<Place> locate_at_begin(std::string_view prefix) const;

  std::vector<std::string> texts_;
  std::vector<Window> windows_; ///< every kAgreementBytesMin bytes of every text, by hash
};

} // namespace inkling::harness
