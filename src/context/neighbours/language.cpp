#include "context/neighbours/language.hpp"

#include <algorithm>
#include <array>

namespace inkling::context {
namespace {

struct Row {
  std::string_view extension;
  Language language;
  std::array<std::string_view, 4> ids;
};

constexpr Row kRows[] = {
    {"c", Language::cpp, {"c", "cpp"}},
    {"h", Language::cpp, {"c", "cpp", "objective-c", "objective-cpp"}},
    {"cc", Language::cpp, {"cpp"}},
    {"cpp", Language::cpp, {"cpp"}},
    {"cxx", Language::cpp, {"cpp"}},
    {"c++", Language::cpp, {"cpp"}},
    {"hh", Language::cpp, {"cpp"}},
    {"hpp", Language::cpp, {"cpp"}},
    {"hxx", Language::cpp, {"cpp"}},
    {"h++", Language::cpp, {"cpp"}},
    {"ipp", Language::cpp, {"cpp"}},
    {"inl", Language::cpp, {"cpp"}},
    {"inc", Language::cpp, {"cpp", "php"}},
    {"ixx", Language::cpp, {"cpp"}},
    {"cu", Language::cpp, {"cuda-cpp", "cuda", "cpp"}},
    {"cuh", Language::cpp, {"cuda-cpp", "cuda", "cpp"}},
    {"m", Language::cpp, {"objective-c", "matlab"}},
    {"mm", Language::cpp, {"objective-cpp"}},
    {"cs", Language::csharp, {"csharp", "cs"}},
    {"go", Language::go, {"go"}},
    {"java", Language::java, {"java"}},
    {"js", Language::javascript, {"javascript", "javascriptreact"}},
    {"jsx", Language::javascript, {"javascriptreact", "javascript"}},
    {"mjs", Language::javascript, {"javascript"}},
    {"cjs", Language::javascript, {"javascript"}},
    {"ts", Language::javascript, {"typescript"}},
    {"tsx", Language::javascript, {"typescriptreact", "typescript"}},
    {"mts", Language::javascript, {"typescript"}},
    {"cts", Language::javascript, {"typescript"}},
    {"vue", Language::javascript, {"vue"}},
    {"svelte", Language::javascript, {"svelte"}},
    {"kt", Language::kotlin, {"kotlin"}},
    {"kts", Language::kotlin, {"kotlin"}},
    {"lua", Language::lua, {"lua"}},
    {"php", Language::php, {"php"}},
    {"py", Language::python, {"python"}},
    {"pyi", Language::python, {"python"}},
    {"pyx", Language::python, {"cython", "python", "pyrex"}},
    {"rb", Language::ruby, {"ruby"}},
    {"rs", Language::rust, {"rust"}},
    {"swift", Language::swift, {"swift"}},
    // No definitions are looked for in these; people may switch them off all the same.
    {"htm", Language::other, {"html"}},
    {"html", Language::other, {"html", "htmlangular", "angular"}},
    {"css", Language::other, {"css"}},
    {"scss", Language::other, {"scss"}},
    {"sass", Language::other, {"sass"}},
    {"less", Language::other, {"less"}},
    {"md", Language::other, {"markdown"}},
    {"yml", Language::other, {"yaml", "dockercompose", "yaml.docker-compose"}},
    {"yaml", Language::other, {"yaml", "dockercompose", "yaml.docker-compose"}},
    {"sh", Language::other, {"shellscript", "sh", "bash"}},
    {"bash", Language::other, {"shellscript", "sh", "bash"}},
    {"zsh", Language::other, {"shellscript", "sh", "zsh"}},
    {"sql", Language::other, {"sql"}},
    {"toml", Language::other, {"toml"}},
    {"xml", Language::other, {"xml"}},
};

constexpr std::array<std::string_view, 1> kNoIds = {""};

const Row* row_of(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  const auto dot = name.rfind('.');
  if (dot == name.npos) return nullptr;
  const auto found = std::find_if(std::begin(kRows), std::end(kRows), [&](const Row& row) {
    return row.extension == name.substr(dot + 1);
  });
  return found == std::end(kRows) ? nullptr : found;
}

std::span<const std::string_view> ids_of(const Row& row) {
  const auto end = std::find(row.ids.begin(), row.ids.end(), std::string_view());
  return {row.ids.data(), static_cast<std::size_t>(end - row.ids.begin())};
}

} // namespace

Language language_of_path(std::string_view path) {
  const Row* row = row_of(path);
  return row == nullptr ? Language::other : row->language;
}

Language language_of_id(std::string_view id) {
  for (const Row& row : kRows)
    for (const std::string_view one : ids_of(row))
      if (one == id) return row.language;
  return Language::other;
}

std::span<const std::string_view> language_ids(std::string_view path) {
  const Row* row = row_of(path);
  return row == nullptr ? std::span<const std::string_view>(kNoIds) : ids_of(*row);
}

} // namespace inkling::context
