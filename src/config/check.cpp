#include "config/check.hpp"

#include "base/nearest.hpp"
#include "context/globs.hpp"

#include <algorithm>

namespace inkling::config {
namespace {

constexpr std::size_t kBackendNameMax = 64;
/// Of a name that somebody else wrote, in a message about it.
constexpr std::size_t kQuotedBytesMax = 60;
constexpr std::string_view kBackends = "backends";

std::string joined(std::string_view table, std::string_view name) {
  std::string path(table);
  if (!path.empty()) path += '.';
  return path += name;
}

class Walk {
public:
  Walk(const std::function<void(const Found&)>& visit, Diagnostics& diagnostics)
      : visit_(visit), diagnostics_(diagnostics) {}

  /// `pattern` is the table's path in the schema, `path` as it was written.
  void table(const Node& node, const std::string& pattern, const std::string& path) {
    for (const Node& child : node.children) {
      const std::string name = child.name.substr(0, kQuotedBytesMax);
      const std::string below = joined(path, name);
      if (pattern == kBackends)
        entry(child, below);
      else
        member(child, joined(pattern, child.name), below, pattern);
    }
  }

private:
  void entry(const Node& node, const std::string& path) {
    if (!node.is_table) return complain(node, path, "expected a table");
    if (!is_backend_name(node.name))
      return complain(node, path,
                      "not a name for a backend: letters, digits, - and _, and not \"embedded\"");
    backend_ = node.name;
    table(node, "backends.*", path);
    backend_.clear();
  }

  void member(const Node& node, const std::string& pattern, const std::string& path,
              const std::string& table_pattern) {
    const bool plain = node.name.find_first_of(".*") == node.name.npos; // "*" is the schema's own
    if (plain && is_table(pattern)) {
      const bool empty_list = std::holds_alternative<std::vector<std::string>>(node.value) &&
                              std::get<std::vector<std::string>>(node.value).empty();
      if (!node.is_table && !empty_list) return complain(node, path, "expected a table");
      return table(node, pattern, path);
    }
    const Key* key = plain ? find_key(pattern) : nullptr;
    if (key == nullptr) return unknown(node, path, table_pattern);
    visit_({*key, backend_, node});
  }

  void unknown(const Node& node, const std::string& path, const std::string& table_pattern) {
    const std::string meant = nearest(node.name, names_in(table_pattern));
    complain(node, path,
             meant.empty() ? "unknown key" : "unknown key; did you mean " + meant + '?');
  }

  void complain(const Node& node, const std::string& path, std::string message) {
    diagnostics_.push_back({.kind = Diagnostic::Kind::mistake,
                            .origin = node.origin,
                            .key = path,
                            .message = std::move(message)});
  }

  const std::function<void(const Found&)>& visit_;
  Diagnostics& diagnostics_;
  std::string backend_;
};

} // namespace

void check(const Node& root, const std::function<void(const Found&)>& visit,
           Diagnostics& diagnostics) {
  Walk(visit, diagnostics).table(root, "", "");
}

std::string expectation(const Key& key) {
  std::string type = describe_type(key);
  if (key.unit.empty()) return "expected " + type;
  const auto comma = std::min(type.find(','), type.size());
  return "expected " + type.insert(comma, " (" + std::string(key.unit) + ')');
}

std::string expectation(const Found& found) {
  std::string text = expectation(found.key);
  const auto* given = std::get_if<std::string>(&found.node.value);
  if (given == nullptr) return text;
  std::vector<std::string> names; // what stands in quotes is what may be written
  for (std::size_t at = text.find('"'); at != text.npos; at = text.find('"', at)) {
    const std::size_t end = text.find('"', at + 1);
    names.push_back(text.substr(at + 1, end - at - 1));
    at = end + 1;
  }
  const std::string meant = nearest(*given, names);
  return meant.empty() ? text : text + "; did you mean \"" + meant + "\"?";
}

std::optional<Error> wrong_patterns(const Found& found) {
  const auto* list = std::get_if<std::vector<std::string>>(&found.node.value);
  if (!holds_patterns(found.key) || list == nullptr) return std::nullopt;
  const Result<context::Globs> globs = context::Globs::parse(*list);
  return globs ? std::nullopt : std::optional(globs.error());
}

bool is_backend_name(std::string_view name) {
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
  };
  return !name.empty() && name.size() <= kBackendNameMax && name != "embedded" &&
         std::all_of(name.begin(), name.end(), is_plain);
}

} // namespace inkling::config
