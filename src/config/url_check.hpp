#pragma once
// Whether a backend's base_url can be used.

#include <optional>
#include <string>
#include <string_view>

namespace inkling::config {

/// What is wrong with it; none where nothing is. Never holds the URL: it may hold a password.
std::optional<std::string> wrong_url(std::string_view url);

} // namespace inkling::config
