#pragma once
// What the passes know of a language: how its blocks open and close, and what its lines mean. A
// table, no parser: a few facts that hold of real code decide where a text ends.
//
//   const Language language = language_of("python");
//   opens_block("def f(x):  # doubles", language);   // true
//
// Ids are those of LSP (TextDocumentItem.languageId). An unknown one is taken for a language with
// braces. Not here: where the cursor stands (placement.hpp).

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace inkling::shape {

enum class Blocks : std::uint8_t {
  braces,   ///< { } and other brackets
  colon,    ///< a line that ends in ':' opens, less indentation closes: Python, YAML
  keywords, ///< do, then, def … end, fi, done: Ruby, Lua, shell
  markup,   ///< tags: HTML, XML
  rules,    ///< a line with a colon opens, lines without a tab close: Makefile
  none,     ///< prose
};

struct Language {
  Blocks blocks = Blocks::braces;
  std::string_view comment = "//"; ///< begins a comment that ends with its line; empty: none
  bool prose = false;              ///< anything may be meant: fences, chatter, stray brackets
  bool unknown = false;            ///< the client does not say: it may be prose
  bool lone_parens = false;        ///< ')' without '(' is code: shell's case patterns
  bool quote_strings = false;      ///< ' encloses strings, not one character
  bool dash_lists = false;         ///< list items stand as deep as their key: YAML
  bool terminated = false;         ///< a statement ends at ';' and nowhere else: SQL
  bool newline_ends = false;       ///< one ends with its line, unless that ends with an operator
  bool last_comma = true;          ///< one may stand behind the last item of a list
  std::optional<bool> tabs = {};   ///< what it is indented with where the file does not say
};

Language language_of(std::string_view id);

/// Where in a line a comment begins that ends with it; npos where none does.
std::size_t comment_in(std::string_view line, const Language& language);
/// A line without its trailing comment and the blanks around it.
std::string_view code_of(std::string_view line, const Language& language);
/// Whether a block, or a bracket, that the line opens is still open at its end.
bool opens_block(std::string_view line, const Language& language);
/// Whether a line, at the indentation of the line that opened a block, goes on with it:
/// `else:`, `rescue`, `catch`. Lines that begin with a bracket are not asked about.
bool continues_block(std::string_view line, const Language& language);
/// Whether a line does nothing but close: `}`, `});`, `end`, `fi`, `</div>`.
bool only_closes(std::string_view line, const Language& language);
/// Whether a line may stand less deep than the block it is in: `case 1:`, `public:`, `#ifdef`.
bool is_label(std::string_view line, const Language& language);
/// Whether a function, type or the like begins with this line.
bool is_definition(std::string_view line, const Language& language);
/// Whether a line, of whatever length, is a statement: `pass`, `i++;`, but no `null,` and no
/// `<br>`.
bool is_short_statement(std::string_view line);
/// `- item` of YAML.
bool is_list_entry(std::string_view line, const Language& language);
/// Whether the same definition may stand more than once in its block: `namespace a {`, `impl A {`.
bool may_stand_again(std::string_view definition);

/// The identifier that a text begins with; empty where it begins with none.
std::string_view first_word(std::string_view text);
/// The same that it ends with, which may be a number.
std::string_view last_word(std::string_view text);

} // namespace inkling::shape
