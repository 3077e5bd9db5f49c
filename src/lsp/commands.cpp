#include "lsp/commands.hpp"

#include "base/nearest.hpp"
#include "lsp/fields.hpp"
#include "lsp/suggestions.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>
#include <vector>

namespace inkling::lsp {
namespace {

/// Of a name that the client made up, in a message about it.
constexpr std::size_t kQuotedBytesMax = 100;

/// The first argument; null where there is none. The others are nobody's.
Result<nlohmann::json*> first_argument(const Fields& params) {
  if (params.find("arguments") == nullptr) return nullptr;
  const Result<nlohmann::json*> list = params.array("arguments");
  if (!list) return list.error();
  if ((*list)->empty() || (*list)->front().is_null()) return nullptr;
  return &(*list)->front();
}

Error expected(std::string_view what) {
  return make_error(Errc::invalid_params, "params.arguments[0]: expected " + std::string(what));
}

Result<Command> accepted(nlohmann::json* argument) {
  const auto suggestion = argument == nullptr ? std::nullopt : suggestion_in(*argument);
  if (!suggestion) return expected("the id of a suggestion");
  return Command(AcceptedCommand{*suggestion});
}

Result<Command> switched(nlohmann::json* argument, bool on) {
  SwitchCommand command{.on = on, .language = {}, .uri = {}};
  if (argument == nullptr) return Command(std::move(command));
  if (!argument->is_object()) return expected("an object: {language} or {uri}");
  const Fields fields(argument, "params.arguments", 0);
  for (const auto& [name, member] :
       {std::pair("language", &command.language), std::pair("uri", &command.uri)}) {
    if (fields.find(name) == nullptr) continue;
    Result<std::string> text = fields.string(name);
    if (!text) return text.error();
    *member = std::move(*text);
  }
  if (command.language && command.uri) return expected("language or uri, not both");
  // A name that is not known must not come to mean the whole session.
  if (!command.language && !command.uri && !argument->empty())
    return expected("an object: {language} or {uri}");
  return Command(std::move(command));
}

Result<Command> enable(nlohmann::json* argument) {
  return switched(argument, true);
}

Result<Command> disable(nlohmann::json* argument) {
  return switched(argument, false);
}

Result<Command> snooze(nlohmann::json* argument) {
  if (argument == nullptr) return Command(SnoozeCommand{});
  const auto minutes = whole_number(*argument);
  if (!minutes || *minutes < 0 || *minutes > SnoozeCommand::kMinutesMax)
    return expected("an integer from 0 to " + std::to_string(SnoozeCommand::kMinutesMax) +
                    " (minutes)");
  return Command(SnoozeCommand{*minutes});
}

Result<Command> clear_cache(nlohmann::json*) {
  return Command(ClearCacheCommand{});
}

Result<Command> status(nlohmann::json*) {
  return Command(StatusCommand{});
}

struct Entry {
  std::string_view name;
  Result<Command> (*read)(nlohmann::json* argument);
};

constexpr Entry kEntries[] = {
    {kAcceptedCommand, accepted},
    {"inkling.server.enable", enable},
    {"inkling.server.disable", disable},
    {"inkling.server.snooze", snooze},
    {"inkling.server.clearCache", clear_cache},
    {"inkling.server.status", status},
};

std::string_view last_part(std::string_view name) {
  return name.substr(name.rfind('.') + 1);
}

Error unknown(std::string name) {
  name.resize(std::min(name.size(), kQuotedBytesMax));
  std::vector<std::string> known; // by what tells them apart
  for (const Entry& entry : kEntries) known.emplace_back(last_part(entry.name));
  std::string message = "unknown command: " + name;
  const std::string meant = nearest(last_part(name), known);
  for (const Entry& entry : kEntries)
    if (last_part(entry.name) == meant)
      message.append("; did you mean ").append(entry.name).append("?");
  return make_error(Errc::invalid_params, std::move(message));
}

} // namespace

std::span<const std::string_view> command_names() {
  static const auto kNames = [] {
    std::array<std::string_view, std::size(kEntries)> names;
    std::transform(std::begin(kEntries), std::end(kEntries), names.begin(),
                   [](const Entry& entry) { return entry.name; });
    return names;
  }();
  return kNames;
}

Result<Command> parse_execute_command(nlohmann::json* value) {
  const Fields params(value, "params");
  const Result<std::string> name = params.string("command");
  if (!name) return name.error();
  const auto* entry = std::find_if(std::begin(kEntries), std::end(kEntries),
                                   [&](const Entry& one) { return one.name == *name; });
  if (entry == std::end(kEntries)) return unknown(*name);
  const Result<nlohmann::json*> argument = first_argument(params);
  if (!argument) return argument.error();
  return entry->read(*argument);
}

} // namespace inkling::lsp
