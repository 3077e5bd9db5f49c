#include "context/prompt_text.hpp"

#include "base/mask.hpp"

#include <algorithm>
#include <string_view>

namespace inkling::context {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// "\r\n" and "\r" become "\n".
void use_line_feeds(std::string& text) {
  if (text.find('\r') == text.npos) return;
  std::size_t to = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n') continue;
    text[to++] = text[at] == '\r' ? '\n' : text[at];
  }
  text.resize(to);
}

/// Of a secret that the cursor stands in both parts are masked.
void mask_secrets(PromptText& text, const SecretScanner& scanner) {
  const std::string whole = text.prefix + text.suffix;
  const std::vector<SecretSpan> secrets = scanner.find(whole);
  if (secrets.empty()) return;
  const std::size_t cursor = text.prefix.size();
  std::string before;
  std::string after;
  std::size_t at = 0;
  const auto copy = [&](std::size_t end) {
    const std::size_t middle = std::clamp(cursor, at, end);
    before.append(whole, at, middle - at);
    after.append(whole, middle, end - middle);
    at = end;
  };
  for (const SecretSpan& secret : secrets) {
    copy(secret.begin);
    if (secret.begin < cursor) before += kSecretMask;
    if (secret.end > cursor) after += kSecretMask;
    at = secret.end;
  }
  copy(whole.size());
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
  mask_secrets(text, scanner);
  return text;
}

} // namespace inkling::context
