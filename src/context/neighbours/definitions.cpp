#include "context/neighbours/definitions.hpp"

#include <algorithm>
#include <span>

namespace inkling::context {
namespace {

using Words = std::span<const std::string_view>;

// Words that may stand before the one that says what is defined.
constexpr std::string_view kModifiers[] = {
    "abstract",    "actual",   "async",    "const",    "constexpr", "consteval", "constinit",
    "data",        "declare",  "default",  "export",   "expect",    "extern",    "final",
    "fileprivate", "friend",   "indirect", "infix",    "inline",    "inner",     "internal",
    "local",       "mutating", "open",     "operator", "override",  "partial",   "private",
    "protected",   "pub",      "public",   "readonly", "sealed",    "static",    "suspend",
    "template",    "typedef",  "unsafe",   "value",    "virtual",   "where",
};
// What is defined; the name comes next.
constexpr std::string_view kCpp[] = {"class", "struct", "enum", "union", "concept", "using"};
constexpr std::string_view kCsharp[] = {"class",     "struct", "enum",
                                        "interface", "record", "delegate"};
constexpr std::string_view kGo[] = {"func", "type", "const", "var"};
constexpr std::string_view kJava[] = {"class", "enum", "interface", "record"};
constexpr std::string_view kJavascript[] = {"function", "class", "interface", "type", "enum"};
constexpr std::string_view kKotlin[] = {"fun", "class", "object", "interface", "typealias"};
constexpr std::string_view kLua[] = {"function"};
constexpr std::string_view kPhp[] = {"function", "class", "interface", "trait", "enum"};
constexpr std::string_view kPython[] = {"def", "class"};
constexpr std::string_view kRuby[] = {"def", "class", "module"};
constexpr std::string_view kRust[] = {"fn",    "struct", "enum",   "trait", "type",
                                      "union", "const",  "static", "mod",   "macro_rules"};
constexpr std::string_view kSwift[] = {"func",     "class",     "struct", "enum",
                                       "protocol", "typealias", "actor"};
// At the left margin only: inside they are variables of a function.
constexpr std::string_view kValues[] = {"const", "let", "val", "var"};
// Lines that begin so call or control something, however much they look like a function.
constexpr std::string_view kStatements[] = {
    "await",        "case",  "catch",  "delete", "do",    "else",   "for",   "foreach",
    "goto",         "if",    "import", "lock",   "new",   "return", "super", "switch",
    "synchronized", "throw", "try",    "typeof", "using", "when",   "while", "yield",
};

bool holds(Words words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

Words kinds_of(Language language) {
  switch (language) {
  case Language::cpp:
    return kCpp;
  case Language::csharp:
    return kCsharp;
  case Language::go:
    return kGo;
  case Language::java:
    return kJava;
  case Language::javascript:
    return kJavascript;
  case Language::kotlin:
    return kKotlin;
  case Language::lua:
    return kLua;
  case Language::php:
    return kPhp;
  case Language::python:
    return kPython;
  case Language::ruby:
    return kRuby;
  case Language::rust:
    return kRust;
  case Language::swift:
    return kSwift;
  case Language::other:
    break;
  }
  return {};
}

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// Reads a line from left to right.
class Reader {
public:
  explicit Reader(std::string_view line) : rest_(line) {}

  void skip_blanks() {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t"), rest_.size()));
  }
  bool take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  /// Empty where none stands here.
  std::string_view word() {
    skip_blanks();
    std::size_t length = 0;
    while (length < rest_.size() && is_word_byte(rest_[length])) ++length;
    const std::string_view word = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return word;
  }
  /// What a bracket that stands here encloses, and both.
  void skip_enclosed(char open, char close) {
    skip_blanks();
    if (!rest_.starts_with(open)) return;
    std::size_t depth = 0;
    for (std::size_t at = 0; at < rest_.size(); ++at) {
      if (rest_[at] == open) ++depth;
      if (rest_[at] == close && --depth == 0) return rest_.remove_prefix(at + 1);
    }
    rest_ = {};
  }
  std::string_view rest() const { return rest_; }

private:
  std::string_view rest_;
};

bool is_name(std::string_view word) {
  return !word.empty() && !(word[0] >= '0' && word[0] <= '9');
}

/// The name behind a word such as "class": of `func (s *Server) Serve(` it is Serve, of
/// `function Account:deposit(` deposit, of `enum class Color` Color.
std::string_view name_after_kind(Language language, Reader reader) {
  if (language == Language::javascript) reader.take('*');
  if (language == Language::go) reader.skip_enclosed('(', ')');
  if (language == Language::kotlin) reader.skip_enclosed('<', '>');
  if (language == Language::rust) reader.take('!');
  std::string_view name = reader.word();
  while (name == "class" || name == "struct" || name == "interface" || name == "mut" ||
         name == "fn" || name == "static" || name == "function")
    name = reader.word();
  while (
      (language == Language::lua || language == Language::ruby || language == Language::kotlin) &&
      (reader.take('.') || reader.take(':')))
    name = reader.word();
  return is_name(name) ? name : std::string_view();
}

/// `type name(…`, `Type Class::name(…`, and without a type where a body follows, as JavaScript's
/// methods have it. Nothing where it is a call or a statement.
std::string_view function_name(Language language, std::string_view line) {
  const auto open = line.find('(');
  if (open == line.npos || open == 0) return {};
  const std::string_view head = trimmed(line.substr(0, open));
  if (head.find_first_of("=.;\"'(){}|+!?") != head.npos) return {};
  std::size_t begin = head.size();
  while (begin > 0 && is_word_byte(head[begin - 1])) --begin;
  const std::string_view name = head.substr(begin);
  const std::string_view before = trimmed(head.substr(0, begin));
  if (!is_name(name) || holds(kStatements, name) || holds(kModifiers, name)) return {};
  if (holds(kStatements, Reader(before).word())) return {};
  const std::string_view line_trimmed = trimmed(line);
  const char last = line_trimmed.back();
  if (language == Language::javascript) return last == '{' ? name : std::string_view();
  const bool typed = !before.empty() && !before.ends_with(',') && !before.ends_with('-');
  const bool goes_on = last == '{' || last == ')' || last == ',' || last == '(' || last == ';' ||
                       last == ':' || last == '}' || line_trimmed.ends_with("const") ||
                       line_trimmed.ends_with("override") || line_trimmed.ends_with("noexcept");
  return typed && goes_on ? name : std::string_view();
}

/// LIMIT = …, of Python and Ruby, at the left margin.
std::string_view constant_name(std::string_view line) {
  Reader reader(line);
  const std::string_view name = reader.word();
  reader.skip_blanks();
  const bool assigned = reader.rest().starts_with('=') && !reader.rest().starts_with("==");
  const bool annotated = reader.rest().starts_with(':') && line.find('=') != line.npos;
  const bool upper = is_name(name) && name[0] >= 'A' && name[0] <= 'Z';
  return upper && (assigned || annotated) ? name : std::string_view();
}

/// constexpr std::size_t kName = …; and const Name name{…};
std::string_view cpp_constant_name(std::string_view line) {
  const auto sign = line.find_first_of("={[;(");
  if (sign == line.npos || line[sign] == ';' || line[sign] == '(') return {};
  const std::string_view head = trimmed(line.substr(0, sign));
  std::size_t begin = head.size();
  while (begin > 0 && is_word_byte(head[begin - 1])) --begin;
  return is_name(head.substr(begin)) && begin > 0 ? head.substr(begin) : std::string_view();
}

bool has_typed_functions(Language language) {
  return language == Language::cpp || language == Language::csharp || language == Language::java ||
         language == Language::javascript;
}

std::string_view macro_name(std::string_view line) {
  Reader reader(line);
  reader.take('#');
  return reader.word() == "define" ? reader.word() : std::string_view();
}

bool closes(std::string_view trimmed_line) {
  return trimmed_line.starts_with('}') || trimmed_line.starts_with(')') ||
         trimmed_line.starts_with(']') || trimmed_line.starts_with("end");
}

} // namespace

std::string_view defined_name(Language language, std::string_view line) {
  const std::string_view text = trimmed(line);
  if (text.size() < 4 || text.starts_with("//") || text.starts_with('*')) return {};
  if (text.starts_with('#')) return language == Language::cpp ? macro_name(text) : "";
  const bool at_margin = indent_of(line) == 0;
  Reader reader(text);
  std::string_view word = reader.word();
  bool constant = false;
  while (holds(kModifiers, word) && !holds(kinds_of(language), word)) {
    // Inside of a function, const is a variable like any other.
    constant =
        constant || word == "constexpr" || word == "static" || (at_margin && word == "const");
    reader.skip_enclosed(word == "template" ? '<' : '(', word == "template" ? '>' : ')');
    word = reader.word();
  }
  if (holds(kinds_of(language), word)) {
    const std::string_view name = name_after_kind(language, reader);
    const bool forward = language == Language::cpp && text.ends_with(';') && word != "using" &&
                         text.find('{') == text.npos;
    return forward || (word == "using" && name == "namespace") ? std::string_view() : name;
  }
  if (at_margin && holds(kValues, word)) return name_after_kind(language, reader);
  const bool script = language == Language::python || language == Language::ruby;
  if (at_margin && script) return constant_name(text);
  if (at_margin && constant && language == Language::javascript && is_name(word)) return word;
  if (constant && language == Language::cpp)
    if (const auto name = cpp_constant_name(text); !name.empty()) return name;
  return has_typed_functions(language) ? function_name(language, text) : std::string_view();
}

std::size_t end_of_definition(const TextLines& text, std::size_t line, std::size_t lines_max) {
  const std::size_t most = std::min(text.count(), line + lines_max);
  const std::size_t indent = indent_of(text.line(line));
  std::size_t end = line + 1;
  for (std::size_t at = line + 1; at < most; ++at) {
    const std::string_view one = text.line(at);
    if (is_blank_line(one)) continue;
    if (indent_of(one) > indent) {
      end = at + 1;
      continue;
    }
    const std::string_view inside = trimmed(one);
    if (indent_of(one) < indent || (!closes(inside) && !inside.starts_with('{'))) break;
    end = at + 1;
    // `} else {` and `)` before a body go on.
    if (closes(inside) && !inside.ends_with('{') && !inside.ends_with(':')) break;
  }
  return end;
}

std::size_t begin_of_definition(const TextLines& text, std::size_t line) {
  constexpr std::size_t kLinesUp = 4;
  std::size_t begin = line;
  while (begin > 0 && line - begin < kLinesUp) {
    const std::string_view above = trimmed(text.line(begin - 1));
    const bool comment = above.starts_with("//") || above.starts_with('*') ||
                         above.starts_with("/*") || above.starts_with("--") ||
                         (above.starts_with('#') && !above.starts_with("#include"));
    const bool attribute = above.starts_with('@') || above.starts_with('[') ||
                           above.starts_with("template<") || above.starts_with("template <");
    if (!comment && !attribute) break;
    --begin;
  }
  return begin;
}

} // namespace inkling::context
