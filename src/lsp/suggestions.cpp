#include "lsp/suggestions.hpp"

#include "lsp/fields.hpp"

#include <charconv>
#include <utility>

namespace inkling::lsp {
namespace {

std::optional<std::int64_t> number_in(const nlohmann::json& value) {
  if (!value.is_string()) return whole_number(value);
  const auto& text = value.get_ref<const std::string&>();
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

Result<SuggestionId> suggestion_of(const Fields& params) {
  const nlohmann::json* value = params.find("id");
  const auto suggestion = value == nullptr ? std::nullopt : suggestion_in(*value);
  if (!suggestion) return params.expected("id", "the id of a suggestion");
  return *suggestion;
}

} // namespace

std::optional<SuggestionId> suggestion_in(const nlohmann::json& value) {
  const auto number = number_in(value);
  if (!number || *number <= 0) return std::nullopt;
  return SuggestionId{static_cast<std::uint64_t>(*number)};
}

Result<SuggestionId> parse_did_show(nlohmann::json* value) {
  return suggestion_of(Fields(value, "params"));
}

Result<DidAcceptParams> parse_did_accept(nlohmann::json* value) {
  const Fields params(value, "params");
  const Result<SuggestionId> suggestion = suggestion_of(params);
  if (!suggestion) return suggestion.error();
  DidAcceptParams out{.suggestion = *suggestion, .kind = AcceptKind::all, .length = {}};
  const Result<std::string> kind = params.string("kind");
  constexpr std::pair<std::string_view, AcceptKind> kKinds[] = {
      {"all", AcceptKind::all}, {"line", AcceptKind::line}, {"word", AcceptKind::word}};
  bool known = false;
  for (const auto& [name, one] : kKinds) {
    if (!kind || *kind != name) continue;
    out.kind = one;
    known = true;
  }
  if (!known) return params.expected("kind", R"("all", "line" or "word")");
  if (params.find("length") == nullptr) return out;
  const Result<std::int64_t> length = params.integer("length");
  if (!length || *length < 0) return params.expected("length", "an integer of 0 or more");
  out.length = static_cast<std::size_t>(*length);
  return out;
}

nlohmann::json to_json(const RefreshParams& params) {
  nlohmann::json value = {
      {"uri", params.uri},
      {"position", {{"line", params.position.line}, {"character", params.position.character}}}};
  if (params.version) value["version"] = *params.version;
  return value;
}

} // namespace inkling::lsp
