#include "context/neighbours/imports.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

namespace inkling::context {
namespace {

constexpr std::size_t kImportsMax = 64;
constexpr std::size_t kLinesMax = 400;

/// What stands between the first quotes of either kind behind `from`; empty where nothing does.
std::string_view quoted(std::string_view line, std::size_t from = 0) {
  const auto open = line.find_first_of("\"'", from);
  if (open == line.npos) return {};
  const auto close = line.find(line[open], open + 1);
  return close == line.npos ? std::string_view() : line.substr(open + 1, close - open - 1);
}

std::string replaced(std::string_view text, std::string_view separator) {
  std::string path;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text.substr(at).starts_with(separator)) {
      path += '/';
      at += separator.size() - 1;
    } else {
      path += text[at];
    }
  }
  return path;
}

/// The part of a text up to the first byte that is none of a dotted name's.
std::string_view name_at_begin(std::string_view text, std::string_view separators) {
  std::size_t length = 0;
  const auto fits = [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           separators.find(c) != separators.npos;
  };
  while (length < text.size() && fits(text[length])) ++length;
  return text.substr(0, length);
}

class Collecting {
public:
  Collecting(Language language, std::string_view path)
      : language_(language), folder_(path.substr(0, path.rfind('/') + 1)) {}

  void read(std::string_view line) {
    switch (language_) {
    case Language::cpp:
      if (line.starts_with("#include") || line.starts_with("#import")) include(quoted(line));
      break;
    case Language::javascript:
      script(line);
      break;
    case Language::python:
      python(line);
      break;
    case Language::rust:
      rust(line);
      break;
    case Language::go:
      go(line);
      break;
    case Language::java:
    case Language::kotlin:
      if (line.starts_with("import "))
        dotted(line.substr(line.starts_with("import static ") ? 14 : 7));
      break;
    case Language::php:
      if (line.starts_with("use ")) last_two(replaced(name_at_begin(line.substr(4), "\\"), "\\"));
      break;
    case Language::ruby:
      if (line.starts_with("require_relative")) relative(quoted(line));
      break;
    case Language::lua:
      if (const auto at = line.find("require"); at != line.npos)
        add(replaced(quoted(line, at), "."));
      break;
    case Language::csharp:
    case Language::swift:
    case Language::other:
      break;
    }
  }

  std::vector<Import> take() { return std::move(imports_); }

private:
  void add(std::string stem, std::string extension = {}, bool package = false) {
    Import import{std::move(stem), std::move(extension), package};
    const bool known = std::find(imports_.begin(), imports_.end(), import) != imports_.end();
    if (!import.stem.empty() && !known && imports_.size() < kImportsMax)
      imports_.push_back(std::move(import));
  }

  void relative(std::string_view way) {
    if (!way.empty())
      add(std::filesystem::path(folder_ + std::string(way)).lexically_normal().string());
  }

  void include(std::string_view way) {
    const auto dot = way.rfind('.');
    if (dot == way.npos || dot == 0) return;
    std::string_view stem = way.substr(0, dot);
    while (stem.starts_with("../")) stem.remove_prefix(3);
    add(std::string(stem), std::string(way.substr(dot)));
  }

  void script(std::string_view line) {
    for (const std::string_view word : {"from ", "require(", "import(", "import "}) {
      const auto at = line.find(word);
      if (at == line.npos) continue;
      std::string_view way = quoted(line, at);
      if (!way.starts_with('.')) return;
      for (const std::string_view extension : {".js", ".jsx", ".mjs", ".ts", ".tsx", ".vue"})
        if (way.ends_with(extension)) way.remove_suffix(extension.size());
      return relative(way);
    }
  }

  void python(std::string_view line) {
    const bool from = line.starts_with("from ");
    if (!from && !line.starts_with("import ")) return;
    std::string_view name = name_at_begin(line.substr(from ? 5 : 7), ".");
    std::size_t dots = 0;
    while (name.starts_with('.')) {
      name.remove_prefix(1);
      ++dots;
    }
    std::string way = replaced(name, ".");
    if (dots > 0) {
      std::string up = "./";
      for (; dots > 1; --dots) up += "../";
      way.insert(0, up);
    }
    const auto imported = line.find(" import ");
    if (from && imported != line.npos) { // the names may be modules themselves
      const std::string_view member = name_at_begin(line.substr(imported + 8), "");
      if (!member.empty()) add_python(way + (way.ends_with('/') ? "" : "/") + std::string(member));
    }
    if (!name.empty()) add_python(way);
  }
  void add_python(const std::string& way) { way.starts_with('.') ? relative(way) : add(way); }

  void rust(std::string_view line) {
    if (line.starts_with("pub ")) line.remove_prefix(4);
    if (line.starts_with("mod ")) return add(std::string(name_at_begin(line.substr(4), "")));
    if (!line.starts_with("use ")) return;
    std::string way = replaced(name_at_begin(line.substr(4), ":"), "::");
    for (const std::string_view head : {"crate/", "super/", "self/"})
      while (way.starts_with(head)) way.erase(0, head.size());
    while (way.ends_with('/')) way.pop_back();
    if (way.starts_with("std/")) return;
    add(way);
    if (const auto slash = way.rfind('/'); slash != way.npos) add(way.substr(0, slash));
  }

  void go(std::string_view line) {
    const std::string_view way = quoted(line);
    const bool alone = line.starts_with("import ") || line.starts_with('"');
    const bool named = line.ends_with('"') && line.find(' ') != line.npos && !alone;
    if (way.find('/') == way.npos || (!alone && !named)) return;
    last_two(std::string(way), true);
  }

  void dotted(std::string_view text) {
    std::string way = replaced(name_at_begin(text, "."), ".");
    while (way.ends_with('/')) way.pop_back();
    add(std::move(way));
  }

  /// The root that a name is counted from is not known: its end is.
  void last_two(const std::string& way, bool package = false) {
    const auto last = way.rfind('/');
    if (last == way.npos || last == 0) return add(way, {}, package);
    const auto second = way.rfind('/', last - 1);
    add(second == way.npos ? way : way.substr(second + 1), {}, package);
  }

  Language language_;
  std::string folder_;
  std::vector<Import> imports_;
};

} // namespace

std::vector<Import> imports_in(Language language, const TextLines& text, std::string_view path) {
  Collecting collecting(language, path);
  for (std::size_t line = 0; line < std::min(text.count(), kLinesMax); ++line)
    collecting.read(trimmed(text.line(line)));
  return collecting.take();
}

} // namespace inkling::context
