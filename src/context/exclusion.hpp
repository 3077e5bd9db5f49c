#pragma once
// Files whose text is never indexed, offered or sent: secrets by their names (.env, keys,
// credentials).

#include <string_view>

namespace inkling::context {

/// True for names such as .env, .env.local, id_rsa, *.pem, *.key, credentials.json, .netrc.
/// Case-insensitive. Looks at the path's last component, and at folders that hold nothing but
/// secrets (.ssh, .gnupg, .aws).
bool is_secret_path(std::string_view path);

} // namespace inkling::context
