#pragma once
// Calls and statements that take a secret at a known place, whatever it is called there:
// SetBasicAuth("me", "…"), jwt.sign(payload, "…"), IDENTIFIED BY '…'. For secret_names.cpp only.

#include <string_view>

namespace inkling::context {

/// Bytes left of a value in which its call is looked for.
inline constexpr std::size_t kCallBytesMax = 256;

/// `left`: what stands on the line before the value, without blanks at its end; only its last
/// kCallBytesMax bytes are looked at. The call may do without brackets (Ruby, PowerShell), and may
/// be a list that is assigned: auth=("me", "…").
bool is_place_of_secret(std::string_view left);

} // namespace inkling::context
