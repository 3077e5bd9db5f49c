#pragma once
// Servers that people know by name: where they are, what they speak, which variable holds the key.
// The lowest layer of an entry of backends; whatever a person says goes before. A data table, and
// how it fills an entry.
//
//   backend = "cerebras"                    # is enough where CEREBRAS_API_KEY is set
//
// Knows no models but defaults: what a server has, `inkling doctor` asks it.

#include "config/apply.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace inkling::config {

/// One row. Views of literals.
struct Preset {
  std::string_view name;
  std::string_view description; ///< one line
  BackendKind kind = BackendKind::openai_completions;
  std::string_view base_url;
  std::string_view model = {};   ///< empty: only the person can know it, or it has only one
  std::string_view key_env = {}; ///< the variable that holds its key; empty: it takes none
  Price price = Price::automatic;
  /// How to find a model's name, where a request must have one; empty: it need not.
  std::string_view model_hint = {};
  std::string_view start = {}; ///< the command that starts it, of one on this machine
  std::string_view note = {};  ///< what to know of its bounds; may be empty
};

/// In the order in which they are documented.
std::span<const Preset> presets();
/// Null where there is none.
const Preset* find_preset(std::string_view name);
/// The preset that an entry starts from: the one it names, else the one of its own name; or null.
const Preset* preset_of(std::string_view entry, const BackendConfig& backend);
std::vector<std::string> preset_names();

/// Gives an entry what its preset has and no layer has said, and notes where that comes from
/// ("preset cerebras"). The preset's key goes only to the preset's own host: an entry with another
/// base_url names its key itself.
void fill_from_preset(const std::string& entry, BackendConfig& backend, Origins& origins);

} // namespace inkling::config
