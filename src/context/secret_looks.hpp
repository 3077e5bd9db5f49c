#pragma once
// Names that tell of a secret, and values that look like one. Both are judged by their letters
// alone: no dictionary, no statistics of a language. Pure; for the finders of secrets.hpp only.
//
//   suspicion_of("dbPassword") == Suspicion::password
//   looks_secret("changeme", Suspicion::password) == false

#include <cstdint>
#include <string_view>

namespace inkling::context {

/// What a name makes one suspect of its value.
enum class Suspicion : std::uint8_t {
  none,
  token,    ///< made by a machine: api_key, authToken, client_secret
  password, ///< perhaps thought up by a person
};

/// Bytes of a value that may be a secret. Shorter ones stay, longer ones are data.
inline constexpr std::size_t kValueBytesMin = 8;
inline constexpr std::size_t kValueBytesMax = 4096;

/// `name`: an identifier or a header's name, in any spelling: apiKey, API_KEY, X-Api-Key. Names
/// that end like token_id, password_hash or secret_name tell of no secret.
Suspicion suspicion_of(std::string_view name);

/// token_id, password_hash: whatever such a name is about, its value is no secret.
bool is_harmless_name(std::string_view name);

/// Whether the value looks made by chance, or, where a password is suspected, like one. What stands
/// for a value is none: fixtures, variables, templates, digests.
bool looks_secret(std::string_view value, Suspicion suspicion);

/// Stands for a value that is put in later: ${TOKEN}, <your key>, changeme, xxxxxxxx.
bool is_placeholder(std::string_view value);

/// That, or a value that anybody knows: test-token, password123.
bool is_fixture(std::string_view value);

} // namespace inkling::context
