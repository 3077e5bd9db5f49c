#pragma once
// Passwords among the arguments of commands: curl -u me:…, mysql -p…, --token …, in scripts, in
// comments, and in lists of arguments. For the finder of values (secret_values.cpp) only.

#include "context/secret_finders.hpp"

#include <string_view>

namespace inkling::context {

/// The value of the flag whose "-" stands at `at` of the line, behind a blank or a quote, where
/// that flag takes a secret; else empty. Whether it looks like one is the caller's question.
Line value_of_flag(std::string_view line, std::size_t at);

} // namespace inkling::context
