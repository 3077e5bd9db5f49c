#pragma once
// Which programming language a file is probably written in, by its name, and how that language
// looks: just enough to find definitions and imports.

#include <cstdint>
#include <span>
#include <string_view>

namespace inkling::context {

enum class Language : std::uint8_t {
  other,
  cpp, ///< and C, Objective-C, CUDA
  csharp,
  go,
  java,
  javascript, ///< and TypeScript, Vue, Svelte
  kotlin,
  lua,
  php,
  python,
  ruby,
  rust,
  swift,
};

Language language_of_path(std::string_view path);
/// By an LSP language id ("typescriptreact").
Language language_of_id(std::string_view id);

/// The ids that editors may give a file of that name: what is switched off for any of them is off.
/// A name that is not known has one, empty.
std::span<const std::string_view> language_ids(std::string_view path);

} // namespace inkling::context
