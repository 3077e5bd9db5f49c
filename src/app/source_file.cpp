#include "app/source_file.hpp"

#include "base/utf8.hpp"
#include "session/uri.hpp"

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

namespace inkling::app {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::pair<std::string_view, std::string_view>, 30> kLanguages = {{
    {".c", "c"},
    {".h", "cpp"},
    {".cc", "cpp"},
    {".cpp", "cpp"},
    {".cxx", "cpp"},
    {".hh", "cpp"},
    {".hpp", "cpp"},
    {".py", "python"},
    {".rs", "rust"},
    {".go", "go"},
    {".java", "java"},
    {".kt", "kotlin"},
    {".js", "javascript"},
    {".mjs", "javascript"},
    {".ts", "typescript"},
    {".tsx", "typescriptreact"},
    {".jsx", "javascriptreact"},
    {".lua", "lua"},
    {".rb", "ruby"},
    {".sh", "shellscript"},
    {".cs", "csharp"},
    {".swift", "swift"},
    {".php", "php"},
    {".zig", "zig"},
    {".md", "markdown"},
    {".json", "json"},
    {".toml", "toml"},
    {".yaml", "yaml"},
    {".yml", "yaml"},
    {".cmake", "cmake"},
}};

fs::path workspace_of(const fs::path& file) {
  for (fs::path folder = file.parent_path(); folder != folder.root_path();
       folder = folder.parent_path()) {
    std::error_code ignored;
    if (fs::exists(folder / ".git", ignored)) return folder;
  }
  return file.parent_path();
}

} // namespace

std::string language_of(std::string_view path) {
  const std::string extension = fs::path(path).extension().string();
  for (const auto& [known, language] : kLanguages)
    if (extension == known) return std::string(language);
  return "plaintext";
}

Result<SourceFile> read_source_file(std::string_view path, std::size_t bytes_max) {
  std::error_code failed;
  const fs::path absolute = fs::weakly_canonical(fs::path(path), failed);
  const std::string name(path);
  if (failed || !fs::exists(absolute, failed))
    return make_error(Errc::unavailable, name + ": no such file");
  if (!fs::is_regular_file(absolute, failed))
    return make_error(Errc::unavailable, name + ": not a regular file");
  if (fs::file_size(absolute, failed) > bytes_max)
    return make_error(Errc::limit_exceeded,
                      name + ": larger than " + std::to_string(bytes_max) + " bytes");
  std::ifstream stream(absolute, std::ios::binary);
  SourceFile file;
  file.text.assign(std::istreambuf_iterator<char>(stream), {});
  if (!stream) return make_error(Errc::unavailable, name + ": cannot be read");
  if (!is_utf8(file.text)) return make_error(Errc::invalid_params, name + ": not UTF-8 text");
  file.path = absolute.string();
  file.uri = session::uri_of_path(file.path);
  file.language = language_of(file.path);
  file.folder = workspace_of(absolute).string();
  return file;
}

} // namespace inkling::app
