#include "bench/known_text.hpp"

#include "bench/random.hpp"

#include <algorithm>
#include <cstring>

namespace inkling::harness {
namespace {

constexpr std::size_t kWindow = KnownTexts::kAgreementBytesMin;
constexpr std::size_t kBeginBytesMin = 4;

std::uint64_t hash_of(const char* window) {
  std::uint64_t halves[2];
  static_assert(sizeof halves == kWindow);
  std::memcpy(halves, window, sizeof halves);
  return mix(halves[0] ^ mix(halves[1]));
}

std::size_t common_end(std::string_view left, std::string_view right) {
  const std::size_t most = std::min(left.size(), right.size());
  std::size_t same = 0;
  while (same < most && left[left.size() - 1 - same] == right[right.size() - 1 - same]) ++same;
  return same;
}

std::size_t common_begin(std::string_view left, std::string_view right) {
  const auto most = static_cast<std::ptrdiff_t>(std::min(left.size(), right.size()));
  const auto differs = std::mismatch(left.begin(), left.begin() + most, right.begin());
  return static_cast<std::size_t>(differs.first - left.begin());
}

} // namespace

KnownTexts::KnownTexts(std::vector<std::string> texts) : texts_(std::move(texts)) {
  for (std::uint32_t text = 0; text < texts_.size(); ++text) {
    const std::string& bytes = texts_[text];
    for (std::uint32_t at = 0; at + kWindow <= bytes.size(); ++at)
      windows_.push_back({hash_of(bytes.data() + at), text, at});
  }
  std::stable_sort(windows_.begin(), windows_.end(),
                   [](const Window& left, const Window& right) { return left.hash < right.hash; });
}

std::pair<std::vector<KnownTexts::Window>::const_iterator,
          std::vector<KnownTexts::Window>::const_iterator>
KnownTexts::windows_like(std::string_view bytes) const {
  struct ByHash {
    bool operator()(const Window& window, std::uint64_t hash) const { return window.hash < hash; }
    bool operator()(std::uint64_t hash, const Window& window) const { return hash < window.hash; }
  };
  return std::equal_range(windows_.begin(), windows_.end(), hash_of(bytes.data()), ByHash{});
}

std::optional<Place> KnownTexts::locate(std::string_view prefix) const {
  if (prefix.size() < kWindow) return locate_at_begin(prefix);
  const auto [first, last] = windows_like(prefix.substr(prefix.size() - kWindow));
  std::size_t longest = kWindow - 1;
  std::optional<Place> place;
  for (auto window = first; window != last; ++window) {
    const Place candidate{window->text, window->offset + kWindow};
    const auto before = std::string_view(texts_[candidate.text]).substr(0, candidate.offset);
    const std::size_t same = common_end(before, prefix);
    if (same <= longest) continue;
    longest = same;
    place = candidate;
  }
  return place ? place : locate_at_begin(prefix);
}

std::optional<Place> KnownTexts::locate_at_begin(std::string_view prefix) const {
  for (std::size_t text = 0; text < texts_.size(); ++text) {
    for (std::size_t length = std::min(kWindow - 1, texts_[text].size()); length > 0; --length) {
      if (length < kBeginBytesMin && length != prefix.size()) continue;
      if (prefix.ends_with(std::string_view(texts_[text]).substr(0, length)))
        return Place{text, length};
    }
  }
  return std::nullopt;
}

std::string_view KnownTexts::after(Place place) const {
  return std::string_view(texts_[place.text]).substr(place.offset);
}

std::vector<KnownTexts::Run> KnownTexts::runs(std::string_view prompt) const {
  std::vector<Run> found;
  for (std::size_t at = 0; at + kWindow <= prompt.size();) {
    const auto [first, last] = windows_like(prompt.substr(at));
    Run best{at, at, {}};
    for (auto window = first; window != last; ++window) {
      const Place place{window->text, window->offset};
      const std::size_t same = common_begin(after(place), prompt.substr(at));
      if (same >= kWindow && at + same > best.end) best = {at, at + same, place};
    }
    if (best.end > at) found.push_back(best);
    at = std::max(at + 1, best.end);
  }
  return found;
}

} // namespace inkling::harness
