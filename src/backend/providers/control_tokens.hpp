#pragma once
// Control tokens ("<|fim_prefix|>") where they do not belong: in the user's text on its way out,
// and in a model's answer on its way in. Knows no family; lists of tokens are given
// (fim_template.hpp). Not thread-safe, no allocation per delta once warm.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace inkling::backend {

/// A server that reads control tokens in a prompt would take those of the user's text for ours: an
/// editor of tokenizer code could end its own prompt. So a space is put behind the first byte of
/// each ("< |fim_prefix|>"): to the model it reads nearly the same, and to a tokenizer it is plain
/// text. Nothing invisible is added, because models copy what they see. Tokens begin with an ASCII
/// byte and hold no space there; of overlapping ones each is broken.
std::string break_tokens(std::string_view text, std::span<const std::string_view> tokens);

/// Ends an answer at the first control token, wherever the pieces are cut: servers are told to stop
/// there but are not trusted to. U+FFFD ends it too: it is what is left of a character that a
/// server cut in two, and half a character is nothing to offer.
///
///   StopFilter filter(tokens);
///   for (delta : deltas) show(filter.pass(delta));   // "a = 1<|fim" shows "a = 1"
///   show(filter.finish());                           // "<|fim", which became no token
class StopFilter {
public:
  /// `tokens` must outlive the filter; may be empty.
  explicit StopFilter(std::span<const std::string_view> tokens);

  /// The part of `delta`, and of what was held back before, that is surely text. Valid until the
  /// next call and as long as `delta` is.
  std::string_view pass(std::string_view delta);
  /// The answer is complete: what was held back is text after all.
  std::string_view finish();
  /// A token came: nothing passes any more.
  bool ended() const { return ended_; }

private:
  std::string_view token(std::size_t index) const;
  std::size_t first_token() const;
  std::size_t partial_token() const;

  std::span<const std::string_view> tokens_;
  std::string first_bytes_; ///< of all tokens, each once
  std::string held_;        ///< a proper beginning of a token, between calls
  std::string out_;
  bool ended_ = false;
};

} // namespace inkling::backend
