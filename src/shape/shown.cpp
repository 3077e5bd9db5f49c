#include "shape/shown.hpp"

#include "shape/lines.hpp"

namespace inkling::shape {

std::optional<Candidate> rest_of_shown(std::string_view text, std::size_t typed,
                                       std::string_view behind, std::string_view after,
                                       bool may_replace) {
  const std::string_view rest = text.substr(typed);
  if (is_blank(rest) || after.size() >= kLineBytesMax || !after.ends_with(behind))
    return std::nullopt;
  const bool has_lines = rest.find_first_of("\r\n") != rest.npos;
  if (has_lines && !is_blank(behind)) return std::nullopt; // the person went back before it
  const std::string_view replaced = after.substr(0, after.size() - behind.size());
  if ((!replaced.empty() && !may_replace) || replaced == rest || !is_subsequence(replaced, rest))
    return std::nullopt;
  return Candidate{.text = std::string(rest), .replace_after = replaced.size()};
}

} // namespace inkling::shape
