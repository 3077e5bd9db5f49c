#pragma once
// What a shell's commands take without naming it: echo … | sudo -S, TOKEN=$(echo …),
// htpasswd -b file me …, vault kv put path any=…. Is no parser of a shell: a line at a time, from
// what gives it away. For the finder of values (secret_values.cpp) only.

#include "context/secret_finders.hpp"
#include "context/secret_looks.hpp"

#include <optional>
#include <string_view>

namespace inkling::context {

/// Of a value behind `left` that echo or printf writes: into which name, TOKEN=$(echo …, or into
/// which command of `rest`, … | docker login --password-stdin.
Suspicion suspicion_of_echoed(std::string_view left, std::string_view rest);

/// The argument, without quotes, of an echo in $(…) that begins at `at`; an empty one if none.
Line echoed_at(std::string_view line, std::size_t at);

/// The argument, without quotes, that a flag at `at` tells of: `echo … | sudo -S`, `htpasswd -b`.
Line told_by_flag(std::string_view line, std::size_t at);

/// The argument, without quotes, of `net use … /user:me …`; `colon` is that of the user.
Line behind_net_user(std::string_view line, std::size_t colon);

/// Whether an assignment is one of secrets, whatever its name: vault kv put path any=…
bool is_put_into_store(std::string_view left);

} // namespace inkling::context
