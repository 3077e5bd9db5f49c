#pragma once
// What a value belongs to, read backwards from where it stands: dbPassword = "…", "api_key": "…",
// setToken("…"), define('SECRET', '…'). For the finder of values (secret_values.cpp) only.

#include "context/secret_looks.hpp"

#include <string_view>

namespace inkling::context {

/// Bytes left of a value that are looked at, at most to the line's begin.
inline constexpr std::size_t kLeftBytesMax = 128;

/// `left`: what stands on the line before the opening quote. `above`: all before that line;
/// the line above may name a value that begins a line, or that is called "value".
Suspicion suspicion_of_quoted(std::string_view left, std::string_view above);

/// Of a value that fills its line, in YAML: `above` ends with `password:` or `password: >-`.
Suspicion suspicion_of_own_line(std::string_view above);

/// `left`: what stands on the line before "=", ":" or ">", which a value without quotes follows.
Suspicion suspicion_of_bare(std::string_view left, std::string_view above);

} // namespace inkling::context
