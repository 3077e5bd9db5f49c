#include "context/prompt_text.hpp"

#include "base/mask.hpp"
#include "context/line_feeds.hpp"

#include <algorithm>
#include <string_view>

namespace inkling::context {
namespace {

/// Text beyond the window that secrets are looked for in: the longest that the scanner knows.
constexpr std::size_t kBeyondBytesMax = 16 << 10;
/// And at least so much of it, then up to a line's bound: some go in pairs (an id, its key).
constexpr std::size_t kBeyondBytesMin = 512;
/// In the labels of private key blocks, which have many lines.
constexpr std::string_view kKeyLabel = "PRIVATE KEY";

/// What stands on either side of the window and may tell of a secret that its bound cuts.
struct Beyond {
  std::string before;
  std::string after;
};

Beyond beyond_window(const Prompt& prompt) {
  const text::Rope& text = prompt.text;
  const std::size_t begin = prompt.window_begin - std::min(prompt.window_begin, kBeyondBytesMax);
  const std::size_t end = std::min(text.size(), prompt.window_end + kBeyondBytesMax);
  Beyond beyond{text.slice(text.floor_boundary(begin), prompt.window_begin),
                text.slice(prompt.window_end, text.floor_boundary(end))};
  use_line_feeds(beyond.before);
  use_line_feeds(beyond.after);
  if (const std::string& before = beyond.before; before.find(kKeyLabel) == before.npos) {
    const std::size_t near = before.size() - std::min(before.size(), kBeyondBytesMin);
    beyond.before.erase(0, before.rfind('\n', near) + 1); // npos + 1 is 0
  }
  if (std::string& after = beyond.after; after.find(kKeyLabel) == after.npos)
    after.resize(std::min(after.find('\n', kBeyondBytesMin), after.size()));
  return beyond;
}

/// Of a secret that the cursor stands in both parts are masked; of one that the window's bound
/// cuts, the part inside.
void mask_secrets(PromptText& text, const Beyond& beyond, const SecretScanner& scanner) {
  const std::string whole = beyond.before + text.prefix + text.suffix + beyond.after;
  const std::vector<SecretSpan> secrets = scanner.find(whole);
  if (secrets.empty()) return;
  const std::size_t cursor = beyond.before.size() + text.prefix.size();
  const std::size_t window_end = cursor + text.suffix.size();
  std::string before;
  std::string after;
  std::size_t at = beyond.before.size();
  const auto copy = [&](std::size_t end) {
    const std::size_t middle = std::clamp(cursor, at, end);
    before.append(whole, at, middle - at);
    after.append(whole, middle, end - middle);
    at = end;
  };
  for (const SecretSpan& secret : secrets) {
    if (secret.end <= at) continue;
    if (secret.begin >= window_end) break;
    copy(std::max(at, secret.begin));
    if (at < cursor) before += kSecretMask;
    if (secret.end > cursor && cursor < window_end) after += kSecretMask;
    at = std::min(secret.end, window_end);
  }
  copy(window_end);
  text.prefix = std::move(before);
  text.suffix = std::move(after);
}

} // namespace

PromptText write_down(const Prompt& prompt, const SecretScanner& scanner) {
  PromptText text{.document = prompt.document,
                  .repository = prompt.repository,
                  .path = prompt.path,
                  .language = prompt.language,
                  .prefix = prompt.text.slice(prompt.window_begin, prompt.offset),
                  .suffix = prompt.text.slice(prompt.offset, prompt.window_end),
                  .max_tokens = prompt.max_tokens,
                  .candidates = prompt.candidates};
  if (prompt.snippets) {
    const auto& all = *prompt.snippets;
    const std::size_t count = std::min(prompt.snippets_max, all.size());
    text.snippets.assign(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count));
  }
  if (prompt.window_begin == 0 && text.prefix.starts_with(kByteOrderMark))
    text.prefix.erase(0, kByteOrderMark.size());
  // A cursor between \r and \n stands before the line end that both are.
  if (text.prefix.ends_with('\r') && text.suffix.starts_with('\n')) text.prefix.pop_back();
  use_line_feeds(text.prefix);
  use_line_feeds(text.suffix);
  mask_secrets(text, beyond_window(prompt), scanner);
  return text;
}

} // namespace inkling::context
