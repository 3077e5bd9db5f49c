#include "wire/json.hpp"

#include "base/limits.hpp"
#include "support/catch.hpp"

#include <nlohmann/json.hpp>
#include <string>

using namespace inkling;
using namespace inkling::wire;
using nlohmann::json;

namespace {

/// The value read from the text, written again; or the error, after "error: ".
std::string round_trip(std::string text, std::size_t depth_max = Limits{}.json_depth_max) {
  auto value = parse_json(text, depth_max);
  if (value) return serialize_json(**value);
  CHECK(value.error().code == Errc::parse_error);
  return "error: " + value.error().message;
}

std::string nested(std::size_t depth, const std::string& open, const std::string& close) {
  std::string text;
  for (std::size_t i = 0; i < depth; ++i) text += open;
  text += '1';
  for (std::size_t i = 0; i < depth; ++i) text += close;
  return text;
}

struct Case {
  std::string text;
  std::string expected;
};

} // namespace

TEST_CASE("JSON values are read and written", "[wire]") {
  const Case cases[] = {
      {"null", "null"},
      {" [ true , false ] ", "[true,false]"},
      {"[0,-1,2147483647,9223372036854775807,-9223372036854775808]",
       "[0,-1,2147483647,9223372036854775807,-9223372036854775808]"},
      {"18446744073709551615", "18446744073709551615"},
      {"[1.5,1e3,-0.0]", "[1.5,1000.0,-0.0]"},
      {R"("")", R"("")"},
      {R"("\"\\\/\b\f\n\r\t\u0000\u001f")", R"("\"\\/\b\f\n\r\t\u0000\u001f")"},
      {R"("\u00e9 \ud83d\ude00")", "\"\u00e9 \U0001F600\""},
      {R"("\ud83d")", "\"\uFFFD\""},
      {R"({"\ud83d":"\ude00"})", "{\"\uFFFD\":\"\uFFFD\"}"},
      {R"("\\ud83d")", R"("\\ud83d")"},
      {R"({"a":{"b":[{},[],{"c":[1,[2,[3]]]}]},"d":null})",
       R"({"a":{"b":[{},[],{"c":[1,[2,[3]]]}]},"d":null})"},
      {R"({"a":1,"a":2})", R"({"a":2})"},
      {R"({"a":{"x":1},"b":0,"a":[2]})", R"({"a":[2],"b":0})"},
      {R"({"a":[2],"a":{"x":1}})", R"({"a":{"x":1}})"},
      {"\xEF\xBB\xBF{}", "{}"},
  };
  for (const auto& [text, expected] : cases) {
    INFO(text);
    CHECK(round_trip(text) == expected);
  }
}

TEST_CASE("what is not JSON is an error with its place", "[wire]") {
  const Case cases[] = {
      {"", "error: not JSON at byte 1"},
      {"   ", "error: not JSON at byte 4"},
      {"{", "error: not JSON at byte 2"},
      {"[1,]", "error: not JSON at byte 4"},
      {R"({"a" 1})", "error: not JSON at byte 6"},
      {"{} {}", "error: not JSON at byte 4"},
      {"{}x", "error: not JSON at byte 3"},
      {"nul", "error: not JSON at byte 4"},
      {"01", "error: not JSON at byte 2"},
      {"NaN", "error: not JSON at byte 1"},
      {"1e999", "error: not JSON at byte 6"},
      {"// c\n1", "error: not JSON at byte 1"},
      {"\"a\nb\"", "error: not JSON at byte 3"},
      {R"("\x41")", "error: not JSON at byte 3"},
      {R"("\u12")", "error: not JSON at byte 6"},
      {"\xEF\xBB{}", "error: not JSON at byte 1"},
      {"\xFF\xFE{\0}", "error: not JSON at byte 1"},
      {std::string("{}\0", 3), "error: not JSON at byte 3"},
      {std::string("{}\0{", 4), "error: not JSON at byte 3"},
      {std::string("\"a\0\"", 4), "error: not JSON at byte 3"},
      {std::string("\0", 1), "error: not JSON at byte 1"},
  };
  for (const auto& [text, expected] : cases) {
    INFO(text);
    CHECK(round_trip(text) == expected);
  }
}

TEST_CASE("invalid UTF-8 in a string is an error", "[wire]") {
  const char* const cases[] = {
      "\"\x80\"",             // continuation alone
      "\"\xC3\"",             // cut short
      "\"\xC0\xAF\"",         // overlong
      "\"\xE0\x80\x80\"",     // overlong
      "\"\xED\xA0\x80\"",     // a surrogate
      "\"\xF4\x90\x80\x80\"", // beyond U+10FFFF
      "\"\xFF\"",
  };
  for (const char* text : cases) {
    INFO(text);
    CHECK(round_trip(text).rfind("error: not JSON at byte ", 0) == 0);
  }
}

TEST_CASE("errors never quote the text", "[wire]") {
  CHECK(round_trip(R"({"password":"hunter2" x})").find("hunter") == std::string::npos);
}

TEST_CASE("nesting is bounded", "[wire]") {
  CHECK(round_trip(nested(4, "[", "]"), 4) == "[[[[1]]]]");
  CHECK(round_trip(nested(5, "[", "]"), 4) == "error: JSON is nested deeper than 4");
  CHECK(round_trip(nested(4, R"({"a":)", "}"), 4) == R"({"a":{"a":{"a":{"a":1}}}})");
  CHECK(round_trip(nested(5, R"({"a":)", "}"), 4) == "error: JSON is nested deeper than 4");
  CHECK(round_trip("[[1],[2],[[3]],[4]]", 3) == "[[1],[2],[[3]],[4]]");
  CHECK(round_trip("1", 0) == "1");
}

TEST_CASE("a bomb of brackets is refused without recursion", "[wire]") {
  CHECK(round_trip(nested(100'000, "[", "]")) == "error: JSON is nested deeper than 256");
  CHECK(round_trip(std::string(1'000'000, '[')) == "error: JSON is nested deeper than 256");
  CHECK(round_trip(nested(100'000, R"({"a":)", "}")) == "error: JSON is nested deeper than 256");
}

TEST_CASE("a value of great depth is destroyed without recursion", "[wire]") {
  json value = 1;
  for (int level = 0; level < 100'000; ++level) {
    json outer = json::array();
    outer.push_back(std::move(value));
    value = std::move(outer);
  }
  JsonPtr owned = make_json(std::move(value));
  owned.reset();
  CHECK(owned == nullptr);
}

TEST_CASE("strings are written as JSON whatever bytes they hold", "[wire]") {
  const Case cases[] = {
      {"", R"("")"},
      {"plain text", R"("plain text")"},
      {"a\"b\\c\n\x7f\x01", "\"a\\\"b\\\\c\\n\x7f\\u0001\""},
      {"\u00e9\U0001F600", "\"\u00e9\U0001F600\""},
      {"\xff", "\"\uFFFD\""},
      {std::string("\0", 1), R"("\u0000")"},
  };
  for (const auto& [text, expected] : cases) {
    std::string out = "x";
    append_json_string(out, text);
    CHECK(out == "x" + expected);
  }
}

TEST_CASE("what stops a run of plain text is found at every place in it", "[wire]") {
  const char* stops[] = {"\"",     "\\",     "\n",         "\r",   "\t", "\x01", "\x1f",
                         "\u00e9", "\u65e5", "\U0001F600", "\x7f", " ",  "!"};
  for (const char* stop : stops) {
    for (std::size_t before = 0; before < 20; ++before) {
      for (std::size_t after = 0; after < 20; ++after) {
        const std::string text = std::string(before, 'a') + stop + stop + std::string(after, '~');
        std::string out;
        append_json_string(out, text);
        CHECK(out == serialize_json(json(text)));
      }
    }
  }
}
