#pragma once
// Files whose text is never indexed, offered or sent: secrets by their names (.env, keys,
// credentials). What stands inside of other files is secrets.hpp's.

#include <string_view>

namespace inkling::context {

/// True for names such as .env, .env.local, id_rsa, *.pem, *.key, credentials.json, .netrc.
/// Case-insensitive. Looks at the path's last component, at folders that hold nothing but secrets
/// (.ssh, .gnupg, .aws), and at a few names that mean it in one folder only (.docker/config.json).
/// Templates (.env.example), public keys (id_rsa.pub) and code about secrets (credentials.py) are
/// none.
bool is_secret_path(std::string_view path);

} // namespace inkling::context
