#pragma once
// The figures of a replay, of one run or of many added up. join.hpp makes them, report.hpp prints
// them.

#include "bench/samples.hpp"

#include <cstddef>
#include <cstdint>

namespace inkling::harness {

/// Times in ms. For a key: t0 is just before its didChange is written; `k` is the last token that
/// the returned text needs.
struct Figures {
  std::size_t keys = 0;
  std::size_t asked = 0;      ///< keys that the host sent a request for
  std::size_t shown = 0;      ///< non-empty, and before the next key
  std::size_t right = 0;      ///< of those, the ones that say what is typed next
  std::size_t cancelled = 0;  ///< answered with one of the codes for work that is no longer wanted
  std::size_t failed = 0;     ///< answered with any other error
  std::size_t unanswered = 0; ///< never answered

  Samples response; ///< answer read whole - t0, of non-empty answers
  Samples up;       ///< backend has the whole request - t0; 0 where it had it before
  Samples down;     ///< answer read whole - max(t0, token k sent)
  Samples added;    ///< up + down: everything that is not the model
  Samples local;    ///< response of answers whose text was there before the key, or not remote
  std::size_t adopted = 0; ///< of the others, those whose backend request came before the editor's

  Samples cancel;              ///< backend sees the disconnect - the superseding key
  std::size_t uncancelled = 0; ///< contradicted before their end, and generated to it

  std::size_t requests = 0;    ///< at the backend
  std::size_t connections = 0; ///< that the backend accepted
  std::size_t tokens_generated = 0;
  std::size_t tokens_used = 0;   ///< up to k, of requests whose text was shown
  std::size_t tokens_wasted = 0; ///< after the superseding key, of requests whose text was not

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
};

} // namespace inkling::harness
