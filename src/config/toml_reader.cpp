#include "config/toml_reader.hpp"

// Without exceptions and the parts that write; this is the only file that includes it.
#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

namespace inkling::config {
namespace {

Origin place(Origin file, const toml::source_position& at) {
  file.line = at.line;
  file.column = at.column;
  return file;
}

Value to_value(const toml::array& array) {
  std::vector<std::string> list;
  for (const toml::node& entry : array) {
    const auto* text = entry.as_string();
    if (text == nullptr) return Unusable{};
    list.push_back(text->get());
  }
  return list;
}

Value to_value(const toml::node& node) {
  if (const auto* boolean = node.as_boolean()) return boolean->get();
  if (const auto* integer = node.as_integer()) return integer->get();
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* array = node.as_array()) return to_value(*array);
  return Unusable{};
}

/// Recurses as deep as the file, which toml++ bounds.
void add_children(const toml::table& table, const Origin& file, Node& parent) {
  for (const auto& [key, value] : table) {
    Node child{.name = std::string(key.str()), .origin = place(file, key.source().begin)};
    if (const toml::table* below = value.as_table()) {
      child.is_table = true;
      add_children(*below, file, child);
    } else {
      child.value = to_value(value);
    }
    parent.children.push_back(std::move(child));
  }
}

/// "key-value pair: expected '='" of "Error while parsing key-value pair: expected '=', saw 'x'".
/// What was seen, and other things in quotes but those that were expected, may be of a value.
std::string reason_of(std::string_view description) {
  constexpr std::string_view kBegin = "Error while parsing ";
  if (description.starts_with(kBegin)) description.remove_prefix(kBegin.size());
  description = description.substr(0, description.find(", saw"));
  const auto colon = description.find(": ");
  const bool expected =
      colon != description.npos && description.substr(colon + 2).starts_with("expected ");
  if (!expected) description = description.substr(0, description.find('\''));
  return std::string(description.substr(0, description.find_last_not_of(": ") + 1));
}

} // namespace

std::optional<Node> read_toml(std::string_view text, const Origin& origin,
                              Diagnostics& diagnostics) {
  const toml::parse_result result = toml::parse(text);
  if (result.failed()) {
    const toml::parse_error& error = result.error();
    diagnostics.push_back({.kind = Diagnostic::Kind::mistake,
                           .origin = place(origin, error.source().begin),
                           .key = {},
                           .message = "not TOML (" + reason_of(error.description()) +
                                      "): nothing of this file is used"});
    return std::nullopt;
  }
  Node root{.name = {}, .origin = origin, .is_table = true};
  add_children(result.table(), origin, root);
  return root;
}

} // namespace inkling::config
