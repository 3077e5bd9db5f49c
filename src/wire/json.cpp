#include "wire/json.hpp"

#include "base/utf8.hpp"
#include "wire/surrogates.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <boost/json/basic_parser_impl.hpp>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

namespace inkling::wire {
namespace {

using nlohmann::json;

namespace boost_json = boost::json;
using BoostError = boost_json::error_code;
using BoostText = boost_json::string_view;

/// Boost.JSON's parser events into an nlohmann value. Boost reads a document's text, one long
/// string, in less than half the time that nlohmann's lexer needs, and a small message in half.
class DomBuilder {
public:
  // Required by boost::json::basic_parser: messages are bounded before they are parsed.
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_array_size = max_object_size;
  static constexpr std::size_t max_key_size = max_object_size;
  static constexpr std::size_t max_string_size = max_object_size;

  bool on_document_begin(BoostError&) { return true; }
  bool on_document_end(BoostError&) { return true; }
  bool on_object_begin(BoostError& failed) { return open(json::value_t::object, failed); }
  bool on_object_end(std::size_t, BoostError&) { return close(); }
  bool on_array_begin(BoostError& failed) { return open(json::value_t::array, failed); }
  bool on_array_end(std::size_t, BoostError&) { return close(); }
  bool on_key_part(BoostText text, std::size_t, BoostError&) { return collect(text); }
  bool on_key(BoostText text, std::size_t, BoostError&) {
    collect(text);
    member_ = &open_.back()->get_ref<json::object_t&>()[std::move(text_)];
    text_.clear();
    return true;
  }
  bool on_string_part(BoostText text, std::size_t, BoostError&) { return collect(text); }
  bool on_string(BoostText text, std::size_t, BoostError& failed) {
    collect(text);
    const bool added = add(std::move(text_), failed);
    text_.clear();
    return added;
  }
  bool on_number_part(BoostText, BoostError&) { return true; }
  bool on_int64(std::int64_t value, BoostText, BoostError& failed) {
    return value < 0 ? add(value, failed) : add(static_cast<std::uint64_t>(value), failed);
  }
  bool on_uint64(std::uint64_t value, BoostText, BoostError& failed) { return add(value, failed); }
  bool on_double(double value, BoostText text, BoostError& failed) {
    // Boost 1.81 is off by a bit in numbers of many digits, and an id must come back as it was.
    std::from_chars(text.data(), text.data() + text.size(), value);
    if (!std::isfinite(value)) failed = boost_json::error::exponent_overflow;
    return !failed && add(value, failed);
  }
  bool on_bool(bool value, BoostError& failed) { return add(value, failed); }
  bool on_null(BoostError& failed) { return add(nullptr, failed); }
  bool on_comment_part(BoostText, BoostError&) { return false; } // JSON text has none
  bool on_comment(BoostText, BoostError&) { return false; }

  json take() { return std::move(root_); }

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
  bool add(Value&& value, BoostError& failed) {
    if (!count(failed)) return false;
    place(std::forward<Value>(value));
    return true;
  }

  bool open(json::value_t type, BoostError& failed) {
    if (!count(failed)) return false;
    open_.push_back(place(type));
    return true;
  }

  /// A value costs some twenty times the two bytes that it may have on the wire.
  bool count(BoostError& failed) {
    if (++values_ > kValuesMax) failed = boost_json::error::array_too_large;
    return !failed;
  }

  static constexpr std::size_t kValuesMax = 1 << 20; ///< more is no message of an editor

  bool close() {
    open_.pop_back();
    return true;
  }

  bool collect(BoostText text) {
    text_.append(text.data(), text.size());
    return true;
  }

  json root_;
  std::size_t values_ = 0;
  std::vector<json*> open_; ///< the objects and arrays around the next value; stable while they are
                            ///< the last in theirs
  json* member_ = nullptr;  ///< the value of the object member whose name came last
  std::string text_;        ///< what has come of a string
};

/// What editors on Windows may send first; Boost.JSON does not skip it.
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Whether `c` stands for itself inside a JSON string, as one byte.
bool is_plain(char c) {
  return static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) < 0x80 &&
         c != '"' && c != '\\';
}

} // namespace

void JsonDeleter::operator()(json* value) const {
  delete value;
}

JsonPtr make_json(json&& value) {
  return JsonPtr(new json(std::move(value)));
}

Result<JsonPtr> parse_json(std::string& text, std::size_t depth_max) {
  replace_lone_surrogates(text);
  std::string_view rest = text;
  if (rest.starts_with(kByteOrderMark)) rest.remove_prefix(kByteOrderMark.size());
  boost_json::parse_options options;
  options.max_depth = depth_max;
  boost_json::basic_parser<DomBuilder> parser(options);
  BoostError failed;
  const std::size_t parsed = parser.write_some(false, rest.data(), rest.size(), failed);
  if (!failed && parsed == rest.size()) return make_json(parser.handler().take());
  if (failed == boost_json::error::too_deep)
    return make_error(Errc::parse_error, "JSON is nested deeper than " + std::to_string(depth_max));
  const std::size_t place = text.size() - rest.size() + parsed + 1;
  return make_error(Errc::parse_error, "not JSON at byte " + std::to_string(place));
}

std::string serialize_json(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

namespace {

/// Where text is escaped, and from where it is appended in large pieces: ten kilobytes of it are in
/// the way of every key press that goes to a server.
class EscapeBuffer {
public:
  explicit EscapeBuffer(std::string& out) : out_(out) {}
  ~EscapeBuffer() { flush(); }
  EscapeBuffer(const EscapeBuffer&) = delete;
  EscapeBuffer& operator=(const EscapeBuffer&) = delete;

  /// Takes at most eight bytes that stand for themselves off the front; how many. All eight are
  /// copied at once, and those that do not are written over by what comes next.
  std::size_t take_plain(std::string_view text) {
    constexpr std::uint64_t kOnes = 0x0101010101010101;
    constexpr std::uint64_t kHighs = 0x8080808080808080;
    if (text.size() < 8 || std::endian::native != std::endian::little) {
      if (!is_plain(text.front())) return 0;
      put(text.front());
      return 1;
    }
    std::uint64_t word = 0;
    std::memcpy(&word, text.data(), 8);
    std::memcpy(room(8), &word, 8);
    // The high bit of a byte of `found` is set where that byte is no plain one, and perhaps in
    // bytes above such a one: the lowest is right.
    const auto zeros = [](std::uint64_t bytes) { return (bytes - kOnes) & ~bytes; };
    const std::uint64_t control = (word - kOnes * 0x20) & ~word;
    const std::uint64_t found =
        (word | control | zeros(word ^ (kOnes * '"')) | zeros(word ^ (kOnes * '\\'))) & kHighs;
    const std::size_t plain =
        found == 0 ? 8 : static_cast<std::size_t>(std::countr_zero(found)) / 8;
    used_ += plain;
    return plain;
  }
  void put(char c) {
    *room(1) = c;
    ++used_;
  }
  void put(std::string_view text) {
    for (const char c : text) put(c);
  }

private:
  char* room(std::size_t bytes) {
    if (used_ + bytes > buffer_.size()) flush();
    return buffer_.data() + used_;
  }
  void flush() {
    out_.append(buffer_.data(), used_);
    used_ = 0;
  }

  std::string& out_;
  std::array<char, 1024> buffer_;
  std::size_t used_ = 0;
};

void put_escaped(EscapeBuffer& out, char c) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  static constexpr std::string_view kNamed = "\"\\\n\t\r\b\f";
  static constexpr std::string_view kNames = "\"\\ntrbf";
  out.put('\\');
  if (const std::size_t at = kNamed.find(c); at != kNamed.npos) return out.put(kNames[at]);
  out.put("u00");
  out.put(kDigits[static_cast<unsigned char>(c) >> 4]);
  out.put(kDigits[c & 0xF]);
}

} // namespace

void append_json_string(std::string& out, std::string_view text) {
  out.reserve(out.size() + text.size() + text.size() / 16 + 2);
  out += '"';
  EscapeBuffer escaped(out);
  while (!text.empty()) {
    if (const std::size_t plain = escaped.take_plain(text)) {
      text.remove_prefix(plain);
      continue;
    }
    const std::size_t bytes = code_point_bytes(text);
    if (bytes == 0)
      escaped.put("\xEF\xBF\xBD"); // U+FFFD for each byte that belongs to no code point
    else if (bytes > 1)
      escaped.put(text.substr(0, bytes));
    else
      put_escaped(escaped, text.front());
    text.remove_prefix(std::max<std::size_t>(bytes, 1));
  }
  escaped.put('"');
}

} // namespace inkling::wire
