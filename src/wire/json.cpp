#include "wire/json.hpp"

#include "wire/surrogates.hpp"

#include <algorithm>
#include <cstring>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

namespace inkling::wire {
namespace {

using nlohmann::json;

/// nlohmann's SAX events into a value. Unlike its own DOM parser it counts the depth before it
/// builds, and moves strings out of the lexer: a document's whole text is one string.
class DomBuilder {
public:
  explicit DomBuilder(std::size_t depth_max) : depth_max_(depth_max) {}

  bool null() { return add(nullptr); }
  bool boolean(bool value) { return add(value); }
  bool number_integer(json::number_integer_t value) { return add(value); }
  bool number_unsigned(json::number_unsigned_t value) { return add(value); }
  bool number_float(json::number_float_t value, const std::string&) { return add(value); }
  bool string(std::string& value) { return add(std::move(value)); }
  bool binary(json::binary_t&) { return false; } // JSON text has none
  bool start_object(std::size_t) { return open(json::value_t::object); }
  bool start_array(std::size_t) { return open(json::value_t::array); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool key(std::string& name) {
    member_ = &open_.back()->get_ref<json::object_t&>()[std::move(name)];
    return true;
  }
  bool parse_error(std::size_t offset, const std::string&, const json::exception&) {
    // The exception quotes the text, which must not reach a log.
    error_ = "not JSON at byte " + std::to_string(offset);
    return false;
  }

  json take() { return std::move(root_); }
  const std::string& error() const { return error_; }

private:
  /// Puts a value where the next one belongs; says where that is.
  template<class Value>
  json* place(Value&& value) {
    if (open_.empty()) {
      root_ = json(std::forward<Value>(value));
      return &root_;
    }
    if (open_.back()->is_array()) {
      auto& elements = open_.back()->get_ref<json::array_t&>();
      return &elements.emplace_back(std::forward<Value>(value));
    }
    *member_ = json(std::forward<Value>(value));
    return member_;
  }

  template<class Value>
  bool add(Value&& value) {
    place(std::forward<Value>(value));
    return true;
  }

  bool open(json::value_t type) {
    if (open_.size() >= depth_max_) {
      error_ = "JSON is nested deeper than " + std::to_string(depth_max_);
      return false;
    }
    open_.push_back(place(type));
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  std::size_t depth_max_;
  json root_;
  std::vector<json*> open_; ///< the objects and arrays around the next value; stable while they are
                            ///< the last in theirs
  json* member_ = nullptr;  ///< the value of the object member whose name came last
  std::string error_;
};

/// Whether `c` stands for itself inside a JSON string, as one byte.
bool is_plain(char c) {
  return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
}

} // namespace

void JsonDeleter::operator()(json* value) const {
  delete value;
}

JsonPtr make_json(json&& value) {
  return JsonPtr(new json(std::move(value)));
}

Result<JsonPtr> parse_json(std::string& text, std::size_t depth_max) {
  if (const void* nul = std::memchr(text.data(), '\0', text.size()))
    return make_error(Errc::parse_error,
                      "NUL at byte " + std::to_string(static_cast<const char*>(nul) - text.data()));
  replace_lone_surrogates(text);
  DomBuilder builder(depth_max);
  if (!json::sax_parse(text.data(), text.data() + text.size(), &builder))
    return make_error(Errc::parse_error, builder.error());
  return make_json(builder.take());
}

std::string serialize_json(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

void append_json_string(std::string& out, std::string_view text) {
  if (!std::all_of(text.begin(), text.end(), is_plain)) {
    out += serialize_json(json(text));
    return;
  }
  out += '"';
  out += text;
  out += '"';
}

} // namespace inkling::wire
