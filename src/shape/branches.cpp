#include "shape/branches.hpp"

#include "shape/lines.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace inkling::shape {
namespace {

struct Branch {
  std::string_view word;
  std::string_view after; ///< what it may follow, with a space before and behind each
};

constexpr std::array<Branch, 9> kBranches = {{
    {"else", " if elif elsif elseif else for while try except unless case when rescue until "},
    {"elif", " if elif "},
    {"elsif", " if elsif "},
    {"elseif", " if elseif "},
    {"except", " try except "},
    {"catch", " try catch "},
    {"finally", " try except catch else "},
    {"rescue", " begin def do rescue "},
    {"ensure", " begin def do rescue else "},
}};

/// The word that says what a line begins, behind a `}`.
std::string_view word_of(std::string_view line) {
  std::string_view text = trimmed(line);
  if (text.starts_with('}')) text = trimmed_left(text.substr(1));
  return first_word(text);
}

bool may_follow(std::string_view branch, std::string_view head) {
  const auto* found = std::find_if(kBranches.begin(), kBranches.end(),
                                   [branch](const Branch& one) { return one.word == branch; });
  if (found == kBranches.end() || head.empty()) return false;
  const std::size_t at = found->after.find(head);
  return at != found->after.npos && found->after[at - 1] == ' ' &&
         found->after[at + head.size()] == ' ';
}

/// The line that has opened the block of lines at `depth` columns.
std::string_view head_above(std::size_t depth, const Surroundings& around) {
  std::string_view above = around.above;
  while (!(above = trimmed_right(above)).empty()) {
    std::size_t begin = above.size();
    while (begin > 0 && !is_line_end(above[begin - 1])) --begin;
    if (columns(above.substr(begin)) < depth) return above.substr(begin);
    above = above.substr(0, begin);
  }
  return {};
}

bool is_word_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

} // namespace

bool has_branches(std::string_view line, const Language& language) {
  if (language.blocks != Blocks::braces) return false;
  std::string_view text = trimmed(line);
  if (text.starts_with('}')) text = trimmed_left(text.substr(1));
  return is_word_of(first_word(text), {"if", "else", "try", "catch", "do"});
}

bool branches_below(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Line line = line_at(text, at);
    const std::string_view said = trimmed(line.text);
    if (said == "{" || is_word_of(first_word(said), {"else", "catch", "finally"})) return true;
    at = line.next;
  }
  return false;
}

bool is_branch_of_above(std::string_view line, std::size_t depth, const Surroundings& around) {
  const std::string_view branch = word_of(line);
  if (branch.empty()) return false;
  const std::string_view head = head_above(depth, around);
  if (head.empty() || columns(head) != columns(line) || !may_follow(branch, word_of(head)))
    return false;
  const std::string_view below = next_line_below(around);
  const bool goes_on =
      !below.empty() && columns(below) == columns(line) &&
      (trimmed(below).starts_with('}') || may_follow(word_of(below), word_of(head)));
  return !goes_on;
}

} // namespace inkling::shape
