#include "config/slot.hpp"

#include <array>
#include <string_view>
#include <type_traits>

namespace inkling::config {
namespace {

template<class... Ts>
struct Overloaded : Ts... {
  using Ts::operator()...;
};
template<class... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

// The words of the choices, in the order of their enumerators.
constexpr std::array<std::string_view, 10> names_of(BackendKind) {
  return {
      "embedded", "openai-completions", "openai-chat", "openai-responses", "llama-cpp", "ollama",
      "mistral",  "deepseek",           "mercury",     "cerebras"};
}
constexpr std::array<std::string_view, 3> names_of(Price) {
  return {"auto", "free", "metered"};
}
constexpr std::array<std::string_view, 2> names_of(context::Reach) {
  return {"local", "anywhere"};
}
constexpr std::array<std::string_view, 5> names_of(log::Level) {
  return {"debug", "info", "warn", "error", "off"};
}
constexpr std::array<std::string_view, 2> names_of(Trigger) {
  return {"invoked", "automatic"};
}
constexpr std::array<std::string_view, 3> names_of(Speculate) {
  return {"never", "auto", "always"};
}
constexpr std::array<std::string_view, 2> kFallbacks = {"none", "embedded"};
constexpr std::string_view kAuto = "auto";

template<class Slot>
constexpr bool is_choice = std::is_enum_v<std::remove_pointer_t<Slot>>;

std::string quoted(std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F) {
      out += "\\u00";
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
      continue;
    }
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

std::string any_of(auto names) {
  std::string out;
  for (const std::string_view name : names) {
    if (!out.empty()) out += " | ";
    out += quoted(name);
  }
  return out;
}

std::string list_of(const std::vector<std::string>& list) {
  std::string out = "[";
  for (const std::string& entry : list) {
    if (out.size() > 1) out += ", ";
    out += quoted(entry);
  }
  return out + ']';
}

std::int64_t in_ms(Duration duration) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(duration).count();
}

template<class T>
bool copy_value(const Value& value, T& to) {
  const T* given = std::get_if<T>(&value);
  if (given != nullptr) to = *given;
  return given != nullptr;
}

std::optional<std::int64_t> number_within(const Value& value, const Range& range) {
  const auto* number = std::get_if<std::int64_t>(&value);
  if (number == nullptr || *number < range.min || *number > range.max) return std::nullopt;
  return *number;
}

void set_number(std::size_t& to, std::int64_t number) {
  to = static_cast<std::size_t>(number);
}
void set_number(Duration& to, std::int64_t number) {
  to = std::chrono::milliseconds(number);
}

template<class T>
bool set_number(std::optional<T>& to, const Value& value, const Range& range) {
  const auto* word = std::get_if<std::string>(&value);
  if (word != nullptr && *word == kAuto) {
    to.reset();
    return true;
  }
  const auto number = number_within(value, range);
  if (number) set_number(to.emplace(), *number);
  return number.has_value();
}

template<class T>
bool set_number(T& to, const Value& value, const Range& range) {
  const auto number = number_within(value, range);
  if (number) set_number(to, *number);
  return number.has_value();
}

std::optional<std::size_t> index_of(const auto& names, const Value& value) {
  const auto* word = std::get_if<std::string>(&value);
  for (std::size_t at = 0; word != nullptr && at < names.size(); ++at)
    if (names[at] == *word) return at;
  return std::nullopt;
}

template<class Enum>
bool set_choice(Enum& to, const Value& value) {
  const auto index = index_of(names_of(to), value);
  if (index) to = static_cast<Enum>(*index);
  return index.has_value();
}

} // namespace

std::string type_name(const Slot& slot) {
  return std::visit(
      Overloaded{[](bool*) -> std::string { return "boolean"; },
                 [](std::size_t*) -> std::string { return "integer"; },
                 [](Duration*) -> std::string { return "integer"; },
                 [](std::optional<std::size_t>*) { return "integer, or " + quoted(kAuto); },
                 [](std::optional<Duration>*) { return "integer, or " + quoted(kAuto); },
                 [](std::string*) -> std::string { return "string"; },
                 [](std::vector<std::string>*) -> std::string { return "list of strings"; },
                 [](PathSlot) -> std::string { return "path"; },
                 [](FallbackSlot) { return any_of(kFallbacks); },
                 [](SecretSlot) -> std::string { return "string"; },
                 [](auto* choice) { return any_of(names_of(*choice)); }},
      slot);
}

bool is_number(const Slot& slot) {
  return slot.index() >= 1 && slot.index() <= 4;
}

bool assign(const Slot& slot, const Value& value, const Range& range) {
  return std::visit(Overloaded{[&](PathSlot to) { return copy_value(value, *to.path); },
                               [&](SecretSlot to) {
                                 std::string text;
                                 if (!copy_value(value, text)) return false;
                                 *to.secret = Secret(std::move(text));
                                 return true;
                               },
                               [&](FallbackSlot to) {
                                 const auto index = index_of(kFallbacks, value);
                                 if (index) *to.embedded = *index == 1;
                                 return index.has_value();
                               },
                               [&](auto* to) {
                                 using T = std::remove_pointer_t<decltype(to)>;
                                 constexpr bool kPlain =
                                     std::is_same_v<T, bool> || std::is_same_v<T, std::string> ||
                                     std::is_same_v<T, std::vector<std::string>>;
                                 if constexpr (is_choice<T*>)
                                   return set_choice(*to, value);
                                 else if constexpr (kPlain)
                                   return copy_value(value, *to);
                                 else
                                   return set_number(*to, value, range);
                               }},
                    slot);
}

void copy(const Slot& from, const Slot& to) {
  std::visit(Overloaded{[&](PathSlot value) { *std::get<PathSlot>(to).path = *value.path; },
                        [&](FallbackSlot value) {
                          *std::get<FallbackSlot>(to).embedded = *value.embedded;
                        },
                        [&](SecretSlot value) { *std::get<SecretSlot>(to).secret = *value.secret; },
                        [&](auto* value) { *std::get<decltype(value)>(to) = *value; }},
             from);
}

std::string show(const Slot& slot) {
  if (is_number(slot)) {
    const auto number = number_in(slot);
    return number ? std::to_string(*number) : quoted(kAuto);
  }
  return std::visit(
      Overloaded{
          [](bool* value) -> std::string { return *value ? "true" : "false"; },
          [](std::string* value) { return quoted(*value); },
          [](std::vector<std::string>* value) { return list_of(*value); },
          [](PathSlot value) { return quoted(*value.path); },
          [](FallbackSlot value) { return quoted(kFallbacks[*value.embedded ? 1 : 0]); },
          [](SecretSlot value) -> std::string { return value.secret->empty() ? "false" : "true"; },
          [](auto* value) -> std::string {
            if constexpr (is_choice<decltype(value)>)
              return quoted(names_of(*value)[static_cast<std::size_t>(*value)]);
            else
              return {}; // a number: above
          }},
      slot);
}

std::optional<std::int64_t> number_in(const Slot& slot) {
  if (const auto* size = std::get_if<std::size_t*>(&slot)) return static_cast<std::int64_t>(**size);
  if (const auto* duration = std::get_if<Duration*>(&slot)) return in_ms(**duration);
  if (const auto* size = std::get_if<std::optional<std::size_t>*>(&slot); size && **size)
    return static_cast<std::int64_t>(***size);
  if (const auto* duration = std::get_if<std::optional<Duration>*>(&slot); duration && **duration)
    return in_ms(***duration);
  return std::nullopt;
}

std::optional<std::size_t> choice_in(const Slot& slot) {
  return std::visit(
      [](auto to) -> std::optional<std::size_t> {
        if constexpr (is_choice<decltype(to)>)
          return static_cast<std::size_t>(*to);
        else
          return std::nullopt;
      },
      slot);
}

} // namespace inkling::config
