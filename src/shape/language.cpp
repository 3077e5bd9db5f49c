#include "shape/language.hpp"

#include "shape/brackets.hpp"
#include "shape/lines.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string>

namespace inkling::shape {
namespace {

using Words = std::initializer_list<std::string_view>;

bool is_one_of(std::string_view word, Words words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

struct Row {
  std::string_view ids; ///< with a space before and behind each
  Language language;
};

const std::array kRows = {
    Row{" python ", {.blocks = Blocks::colon, .comment = "#", .quote_strings = true}},
    Row{" yaml dockercompose github-actions-workflow ",
        {.blocks = Blocks::colon,
         .comment = "#",
         .quote_strings = true,
         .dash_lists = true,
         .tabs = false}},
    Row{" ruby elixir crystal julia ",
        {.blocks = Blocks::keywords, .comment = "#", .quote_strings = true}},
    Row{" lua ",
        {.blocks = Blocks::keywords, .comment = "--", .quote_strings = true, .newline_ends = true}},
    Row{" shellscript sh bash zsh fish ",
        {.blocks = Blocks::keywords,
         .comment = "#",
         .lone_parens = true,
         .quote_strings = true,
         .newline_ends = true}},
    Row{" html xml handlebars ",
        {.blocks = Blocks::markup, .comment = "", .lone_parens = true, .quote_strings = true}},
    Row{" vue svelte vue-html ", {.blocks = Blocks::markup, .comment = "", .quote_strings = true}},
    Row{" makefile make ",
        {.blocks = Blocks::rules, .comment = "#", .lone_parens = true, .tabs = true}},
    Row{" markdown plaintext text tex latex restructuredtext asciidoc org mdx quarto gitcommit "
        "git-commit typst mail help rst ",
        {.blocks = Blocks::none, .comment = "", .prose = true, .lone_parens = true}},
    Row{" go gomod ", {.newline_ends = true, .tabs = true}},
    Row{" javascript typescript php dart groovy coffeescript scss less swift kotlin ",
        {.quote_strings = true}},
    Row{" javascriptreact typescriptreact ", {.quote_strings = true}},
    Row{" r perl powershell terraform hcl cmake nix ", {.comment = "#", .quote_strings = true}},
    Row{" toml ini dockerfile properties ",
        {.comment = "#", .quote_strings = true, .newline_ends = true}},
    Row{" sql ", {.comment = "--", .quote_strings = true, .terminated = true}},
    Row{" haskell ", {.comment = "--", .quote_strings = true}},
    Row{" json ", {.comment = "", .quote_strings = true, .last_comma = false}},
    Row{" css ", {.comment = "", .quote_strings = true}},
};

bool opens_by_keyword(std::string_view code) {
  const std::string_view first = first_word(code);
  const std::string_view last = last_word(code);
  if (is_one_of(last, {"end", "fi", "done", "esac"})) return false;
  if (is_one_of(last, {"do", "then", "else", "begin", "repeat", "in"})) return true;
  if (code.ends_with('|')) return code.find(" do |") != code.npos;
  if (code.ends_with(')') && code.find("function") != code.npos) return true;
  return is_one_of(first, {"def", "class", "module", "if", "unless", "while", "until", "case",
                           "for", "begin", "elif", "elsif", "elseif", "rescue", "ensure", "when",
                           "defmodule", "defp"});
}

bool opens_tag(std::string_view code) {
  const std::size_t tag = code.rfind('<');
  if (tag == code.npos || !code.ends_with('>') || code.ends_with("/>") || code.ends_with("-->"))
    return false;
  const std::string_view name = first_word(code.substr(tag + 1));
  return !name.empty() && !is_one_of(name, {"br", "hr", "img", "input", "link", "meta", "area",
                                            "base", "col", "embed", "source", "track", "wbr"});
}

/// `class Shape`, `fn area`, `func (s *Store) Get`, `function* walk`, `impl<T> Show for T`: but no
/// `class="menu"` and no `func() {`.
bool names_definition(std::string_view text) {
  const std::string_view word = first_word(text);
  if (!is_one_of(word, {"def", "class", "fn", "func", "fun", "function", "struct", "enum",
                        "interface", "impl", "trait", "module", "namespace", "template"}))
    return false;
  const std::string_view rest = text.substr(word.size());
  if (rest.starts_with('<')) return word == "impl" || word == "template";
  if (rest.starts_with('*')) return word == "function";
  const std::string_view name = trimmed_left(rest);
  if (name.empty() || name.size() == rest.size()) return false;
  if (name.front() == '(') return word == "func" && name.find(") ") != name.npos;
  return is_word_byte(name.front()) || name.front() == '*' || name.front() == '<';
}

/// `int area(const Shape& shape) {`: a type, a name and no lambda; behind a modifier (`public`) the
/// name alone. Calls whose last argument is a block look alike: they have no type.
bool is_function_head(std::string_view text, bool modified) {
  const std::size_t paren = text.find('(');
  if (!text.ends_with('{') || paren == text.npos || paren == 0) return false;
  const std::string_view head = trimmed_right(text.substr(0, paren));
  const bool typed = head.find(' ') != head.npos;
  if (!(typed || modified) || !is_word_byte(head.empty() ? ' ' : head.back())) return false;
  if (head.find_first_of("=.;,\"'`|@!+") != head.npos || text.find("=>") != text.npos) return false;
  if (text.find_first_of("\"'`") != text.npos || text.find("](") != text.npos) return false;
  return !is_one_of(
      first_word(text),
      {"if",     "for",          "while",  "switch", "catch",  "else",    "do",    "return",
       "try",    "with",         "match",  "loop",   "unless", "foreach", "lock",  "using",
       "fixed",  "synchronized", "when",   "until",  "guard",  "go",      "defer", "new",
       "await",  "yield",        "throw",  "case",   "let",    "var",     "const", "elif",
       "elseif", "select",       "assert", "not",    "and",    "or",      "in"});
}

} // namespace

Language language_of(std::string_view id) {
  if (id.empty()) return {.unknown = true};
  // Whole: `sh` stands in `shellscript` too.
  const std::string whole = ' ' + std::string(id) + ' ';
  for (const Row& row : kRows)
    if (row.ids.find(whole) != row.ids.npos) return row.language;
  return {};
}

std::string_view first_word(std::string_view text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_word_byte);
  return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

std::string_view last_word(std::string_view text) {
  const auto begin = std::find_if_not(text.rbegin(), text.rend(), is_word_byte).base();
  return text.substr(static_cast<std::size_t>(begin - text.begin()));
}

std::size_t comment_in(std::string_view line, const Language& language) {
  if (language.comment.empty()) return line.npos;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char c = line[at];
    if (c == '"' || c == '\'' || c == '`')
      at = std::max(at, string_end(line, at, language));
    else if (c == language.comment.front() && begins_comment(line, at, language))
      return at;
  }
  return line.npos;
}

std::string_view code_of(std::string_view line, const Language& language) {
  return trimmed(line.substr(0, comment_in(line, language)));
}

bool opens_block(std::string_view line, const Language& language) {
  const std::string_view code = code_of(line, language);
  if (code.empty()) return false;
  switch (language.blocks) {
  case Blocks::none:
    return trimmed(line).starts_with("```") && trimmed(line).find("```", 3) == code.npos;
  case Blocks::rules:
    if (kBlanks.find(line.front()) != kBlanks.npos) return false;
    return code.find(':') != code.npos && code.find('=') == code.npos;
  default:
    break;
  }
  if (code.find_last_of("{([") + 1 == code.size()) return true;
  switch (language.blocks) {
  case Blocks::colon:
    return code.ends_with(':') ||
           (language.dash_lists && (code.ends_with(" |") || code.ends_with(" >") ||
                                    code.ends_with(" |-") || code.ends_with(" >-")));
  case Blocks::keywords:
    return opens_by_keyword(code);
  case Blocks::markup:
    return opens_tag(code);
  default:
    // JSX, and an arrow whose body is a block of its own.
    return code.ends_with("=>") || (code.starts_with('<') && opens_tag(code));
  }
}

bool continues_block(std::string_view line, const Language& language) {
  const std::string_view text = trimmed(line);
  if (language.dash_lists) return text.starts_with("- ");
  return is_one_of(first_word(text), {"else", "elif", "elsif", "elseif", "except", "finally",
                                      "catch", "rescue", "ensure", "when", "then", "do", "until"});
}

bool only_closes(std::string_view line, const Language& language) {
  const std::string_view text = trimmed(line);
  if (text.empty()) return false;
  const std::string_view closers = ")]}";
  if (closers.find(text.front()) != closers.npos)
    return text.find_first_not_of(")]}>;,.\"'`") == text.npos || language.blocks == Blocks::none;
  if (text.starts_with("</") || text.starts_with("/>")) return text.find('>') + 1 == text.size();
  if (language.blocks != Blocks::keywords) return false;
  const std::string_view word = first_word(text);
  // `done < "$list"` and `end.join` close too.
  return is_one_of(word, {"end", "fi", "done", "esac"});
}

bool is_label(std::string_view line, const Language& language) {
  if (language.blocks != Blocks::braces) return false;
  const std::string_view text = trimmed(line);
  if (text.starts_with('#')) return true;
  const std::string_view word = first_word(text);
  if (is_one_of(word, {"case", "default"})) return true;
  return text.ends_with(':') && first_word(text).size() + 1 == text.size();
}

bool is_definition(std::string_view line, const Language& language) {
  std::string_view text = trimmed(line);
  bool modified = false;
  for (std::string_view word = first_word(text); is_one_of(
           word, {"export", "default", "pub", "public", "private", "protected", "static", "async",
                  "final", "abstract", "inline", "constexpr", "local", "virtual", "override"});
       word = first_word(text)) {
    text = trimmed_left(text.substr(word.size()));
    modified = true;
  }
  return names_definition(text) ||
         (language.blocks == Blocks::braces && is_function_head(text, modified));
}

bool is_short_statement(std::string_view line) {
  const std::string_view text = trimmed(line);
  return std::any_of(text.begin(), text.end(), is_word_byte) && text.front() != '<' &&
         std::string_view(",([{>").find(text.back()) == std::string_view::npos;
}

bool is_list_entry(std::string_view line, const Language& language) {
  const std::string_view text = trimmed(line);
  return language.dash_lists && (text.starts_with("- ") || text == "-");
}

bool may_stand_again(std::string_view definition) {
  return is_one_of(first_word(trimmed(definition)), {"template", "namespace", "module", "impl"});
}

} // namespace inkling::shape
