#pragma once
// How large a prompt may be at one backend: what the person allows, made smaller where the server's
// context is short or where it reads slowly. Pure.
//
//   context::set_window(prompt, fit_prompt(wanted, state.told, max_tokens));
//
// The order in which things give way: text of elsewhere first, then the far end of the window. The
// near window goes below its floor only where the context has no more room.

#include "backend/server_facts.hpp"
#include "base/time.hpp"
#include "context/prompt.hpp"

#include <cstddef>

namespace inkling::engine {

/// Reading a prompt of which the server has nothing may take so long: beyond, the answer would be
/// too late for whoever waits for it.
inline constexpr Duration kColdPromptMax = 1500ms;
/// The near window: as much is sent to the slowest server.
inline constexpr std::size_t kPrefixBytesFloor = 2048;
inline constexpr std::size_t kSuffixBytesFloor = 512;
/// Templates, paths and instructions around the text.
inline constexpr std::size_t kWrappingTokens = 64;
/// An answer's length where nobody bounds it.
inline constexpr std::size_t kAnswerTokens = 256;

/// `allowed`: by the person. `max_tokens`: of the answer; SIZE_MAX: not bounded. What comes back is
/// in coarse steps of `allowed`, so that it hardly ever changes: each change costs the server what
/// it remembers.
context::Budget fit_prompt(const context::Budget& allowed, const backend::ServerFacts& told,
                           std::size_t max_tokens);

/// Whether a measured speed is to replace the one that is gone by: measurements waver.
bool is_news(double known, double measured);

} // namespace inkling::engine
