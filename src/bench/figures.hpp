#pragma once
// The figures of a replay, of one run or of many added up. join.hpp makes them, report.hpp prints
// them.

#include "bench/samples.hpp"

#include <cstddef>
#include <cstdint>

namespace inkling::harness {

/// Times in ms. For a key: t0 is just before its didChange is written; `k` is the last token that
/// the returned text needs. An acceptance is one key.
struct Figures {
  std::size_t keys = 0;
  std::size_t asked = 0; ///< keys that the host sent a request for
  std::size_t shown = 0; ///< keys with an answer that is not empty before the next key
  std::size_t right = 0; ///< of those, the ones whose last answer says what is typed next
  std::size_t texts = 0; ///< texts shown: with refreshes a key may have several
  std::size_t texts_right = 0;
  std::size_t cancelled = 0;  ///< answered with one of the codes for work that is no longer wanted
  std::size_t failed = 0;     ///< answered with any other error
  std::size_t unanswered = 0; ///< never answered

  Samples response; ///< answer read whole - t0, of non-empty answers
  Samples up;       ///< backend has the whole request - t0; 0 where it had it before
  Samples down;     ///< answer read whole - max(asked, token k sent)
  Samples added;    ///< up + down: everything that is not the model
  Samples local;    ///< response of answers whose text was there before the key, or not remote
  Samples memory;   ///< of these, answer read whole - asked
  std::size_t adopted = 0; ///< of the others, those whose backend request came before the editor's

  /// Of answers that are not local and whose request was made between this key and the next one,
  /// where the editor asked 1 ms or more after the key: `wait` is answer read whole - asked, and
  /// the model's time is token k sent - request received. `saved` is the share of what could be
  /// saved by beginning at the key that was: (model's time - wait) / min(asked - t0, model's time).
  Samples wait;
  Samples saved;

  Samples cancel;              ///< backend sees the disconnect - the superseding key
  std::size_t uncancelled = 0; ///< contradicted before their end, and generated to it

  std::size_t requests = 0;    ///< at the backend
  std::size_t connections = 0; ///< that the backend accepted
  // Of requests about the text as it was (foreground), and about a text that nobody had yet.
  std::size_t tokens_generated = 0;
  std::size_t tokens_used = 0;   ///< up to k, of answers that were shown: a person could read them
  std::size_t tokens_wasted = 0; ///< after the superseding key
  std::size_t speculated = 0;    ///< requests
  std::size_t tokens_speculated = 0;
  std::size_t tokens_speculated_used = 0;

  std::size_t accepted = 0;    ///< keys that took what was offered
  std::size_t keys_spared = 0; ///< that would have been pressed instead, less the one that took it
  Samples after_accept; ///< answer that is not empty read whole - asked, of the key that took
  std::size_t after_accept_asked = 0;

  double cpu_s = 0;       ///< of the server, while keys were typed
  double peak_rss_mb = 0; ///< greatest of all runs
  Samples startup;

  void add(const Figures& other);

  double per_key(std::size_t count) const {
    return keys == 0 ? 0 : static_cast<double>(count) / static_cast<double>(keys);
  }
  double cpu_s_per_1000_keys() const {
    return keys == 0 ? 0 : cpu_s * 1000 / static_cast<double>(keys);
  }
  /// 1 where nothing was shown: nothing of it was wrong.
  double precision() const { return share(texts_right, texts); }
  double used_share() const { return share(tokens_used, tokens_generated); }
  double used_share_of_all() const {
    return share(tokens_used + tokens_speculated_used, tokens_generated + tokens_speculated);
  }

private:
  static double share(std::size_t part, std::size_t whole) {
    return whole == 0 ? 1 : static_cast<double>(part) / static_cast<double>(whole);
  }
};

} // namespace inkling::harness
