#pragma once
// A person takes what is offered instead of typing it: which keys of a trace that replaces, and by
// what. Pure.
//
//   if (auto taken = take_offer(trace.keys, trace.known, key, answer, AcceptBy::word))
//     host.accept(*taken, when);
//
// Only right text is taken, so that the trace goes on behind it.

#include "bench/trace.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace inkling::harness {

enum class AcceptBy : std::uint8_t {
  whole, ///< all of it
  word,  ///< its first word, with the blanks before it
};

struct Acceptance {
  std::size_t last = 0; ///< the last key that it stands for
  Keystroke keystroke;  ///< to be pressed in that key's place
};

/// `answer` is offered behind the cursor after `keys[key]` and is what `known` goes on with.
/// Nothing where no key of the trace ends where the taken text does (inside an indentation), or
/// where the cursor moves away before.
std::optional<Acceptance> take_offer(const std::vector<Keystroke>& keys, std::string_view known,
                                     std::size_t key, std::string_view answer, AcceptBy by);

} // namespace inkling::harness
