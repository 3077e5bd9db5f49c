#include "config/url_check.hpp"

#include <array>

namespace inkling::config {

std::optional<std::string> wrong_url(std::string_view url) {
  constexpr std::array<std::string_view, 3> kSchemes = {"http://", "https://", "unix:/"};
  for (const std::string_view scheme : kSchemes)
    if (url.starts_with(scheme) && url.size() > scheme.size()) return std::nullopt;
  return "expected http://host:port/path, https://… or unix:/path/of.sock";
}

} // namespace inkling::config
