#include "wire/message.hpp"

#include "support/catch.hpp"

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

using namespace inkling;
using namespace inkling::wire;
using nlohmann::json;

namespace {

std::string describe(const RequestId& id) {
  if (const auto* text = std::get_if<std::string>(&id)) return "'" + *text + "'";
  if (const auto* integer = std::get_if<std::int64_t>(&id)) return std::to_string(*integer);
  if (const auto* number = std::get_if<double>(&id)) return json(*number).dump() + " (double)";
  return "null";
}

std::string describe(const JsonPtr& value) {
  return value ? value->dump() : "-";
}

struct Describe {
  std::string operator()(const Request& r) const {
    return "request " + describe(r.id) + " " + r.method + " " + describe(r.params);
  }
  std::string operator()(const Notification& n) const {
    return "notification " + n.method + " " + describe(n.params);
  }
  std::string operator()(const Response& r) const {
    return "response " + describe(r.id) + " result " + describe(r.result) + " error " +
           describe(r.error);
  }
  std::string operator()(const Invalid& i) const {
    const bool is_parse_error = i.error.code == Errc::parse_error;
    return (is_parse_error ? "parse error " : "invalid ") + describe(i.id) + ": " + i.error.message;
  }
};

std::string parsed(const std::string& body) {
  return std::visit(Describe{}, parse_message(body));
}

struct Case {
  std::string body;
  std::string expected;
};

void check(const std::vector<Case>& cases) {
  for (const auto& [body, expected] : cases) {
    INFO(body.substr(0, 200));
    CHECK(parsed(body) == expected);
  }
}

std::string call(const std::string& members) {
  return R"({"jsonrpc":"2.0",)" + members + "}";
}

} // namespace

TEST_CASE("requests and notifications are told apart by their id", "[wire]") {
  check({
      {call(R"("id":1,"method":"m","params":{"a":1})"), R"(request 1 m {"a":1})"},
      {call(R"("id":1,"method":"m","params":[1])"), "request 1 m [1]"},
      {call(R"("id":1,"method":"m","params":null)"), "request 1 m -"},
      {call(R"("id":1,"method":"m")"), "request 1 m -"},
      {call(R"("method":"m","params":{})"), "notification m {}"},
      {call(R"("method":"m")"), "notification m -"},
      {call(R"("method":"")"), "notification  -"},
      {call(R"("method":"m","x":[1,2],"extra":null)"), "notification m -"},
      {R"( {"params":{}, "method":"m", "id":7, "jsonrpc":"2.0"} )", "request 7 m {}"},
      {call(R"("id":1,"method":"m","result":2)"), "request 1 m -"},
      {call(R"("id":1,"id":2,"method":"a","method":"b")"), "request 2 b -"},
  });
}

TEST_CASE("ids are kept as they are", "[wire]") {
  const std::vector<Case> cases = {
      {"0", "0"},
      {"-5", "-5"},
      {"2147483648", "2147483648"},
      {"9223372036854775807", "9223372036854775807"},
      {"-9223372036854775808", "-9223372036854775808"},
      {"9223372036854775808", "9.223372036854776e+18 (double)"},
      {"1e30", "1e+30 (double)"},
      {"1.5", "1.5 (double)"},
      {R"("")", "''"},
      {R"("1")", "'1'"},
      {R"("a\"b\\\n\u00e9")", "'a\"b\\\n\u00e9'"},
  };
  for (const auto& [id, expected] : cases) {
    INFO(id);
    auto message = parse_message(call(R"("id":)" + id + R"(,"method":"m")"));
    const auto& request = std::get<Request>(message);
    CHECK(describe(request.id) == expected);
    const auto echoed = json::parse(serialize_result(request.id, nullptr));
    CHECK(echoed["id"] == json::parse(id));
  }
}

TEST_CASE("ids of other types make a request invalid with a null id", "[wire]") {
  for (const char* id : {"null", "true", "{}", "[1]"}) {
    INFO(id);
    CHECK(parsed(call(std::string(R"("id":)") + id + R"(,"method":"m")")) ==
          "invalid null: id is neither a number nor a string");
  }
}

TEST_CASE("a broken call is invalid, with the id of a request", "[wire]") {
  check({
      {R"({"id":1,"method":"m"})", "invalid 1: jsonrpc is not \"2.0\""},
      {R"({"jsonrpc":2.0,"id":1,"method":"m"})", "invalid 1: jsonrpc is not \"2.0\""},
      {R"({"jsonrpc":"1.0","id":"x","method":"m"})", "invalid 'x': jsonrpc is not \"2.0\""},
      {R"({"jsonrpc":null,"method":"m"})", "invalid null: jsonrpc is not \"2.0\""},
      {call(R"("id":1,"method":null)"), "invalid 1: method is not a string"},
      {call(R"("id":1,"method":["m"])"), "invalid 1: method is not a string"},
      {call(R"("method":3)"), "invalid null: method is not a string"},
      {call(R"("id":1,"method":"m","params":"p")"),
       "invalid 1: params are neither an object nor an array"},
      {call(R"("id":1,"method":"m","params":0)"),
       "invalid 1: params are neither an object nor an array"},
      {call(R"("method":"m","params":true)"),
       "invalid null: params are neither an object nor an array"},
      {call(R"("id":4)"), "invalid 4: method is missing"},
      {call(R"("id":null)"), "invalid null: method is missing"},
  });
}

TEST_CASE("responses carry a result or an error", "[wire]") {
  check({
      {call(R"("id":1,"result":{"a":1})"), R"(response 1 result {"a":1} error -)"},
      {call(R"("id":"s","result":null)"), "response 's' result null error -"},
      {call(R"("id":1,"result":false)"), "response 1 result false error -"},
      {call(R"("id":1,"error":{"code":1,"message":"m"})"),
       R"(response 1 result - error {"code":1,"message":"m"})"},
      {call(R"("id":null,"error":{"code":1,"message":"m"})"),
       R"(response null result - error {"code":1,"message":"m"})"},
      {call(R"("id":1,"result":3,"error":null)"), "response 1 result 3 error -"},
      {call(R"("id":1,"result":null,"error":null)"), "response 1 result null error -"},
      {call(R"("id":1,"result":null,"error":{})"), "response 1 result - error {}"},
  });
}

TEST_CASE("a broken response is invalid with a null id", "[wire]") {
  check({
      {call(R"("id":1,"result":1,"error":{})"), "invalid null: both a result and an error"},
      {call(R"("id":1,"error":null)"), "invalid null: error is not an object"},
      {call(R"("id":1,"error":"e")"), "invalid null: error is not an object"},
      {call(R"("result":1)"), "invalid null: response without an id"},
      {call(R"("id":[],"result":1)"), "invalid null: id is neither a number nor a string"},
      {R"({"id":1,"result":1})", "invalid null: jsonrpc is not \"2.0\""},
      {call(R"("x":1)"), "invalid null: neither a method nor a result nor an error"},
      {"{}", "invalid null: neither a method nor a result nor an error"},
  });
}

TEST_CASE("what is not one JSON object is invalid", "[wire]") {
  check({
      {"[]", "invalid null: batches are not part of LSP"},
      {"[" + call(R"("id":1,"method":"m")") + "]", "invalid null: batches are not part of LSP"},
      {"1", "invalid null: not an object"},
      {"\"{}\"", "invalid null: not an object"},
      {"null", "invalid null: not an object"},
      {"", "parse error null: not JSON at byte 1"},
      {"{", "parse error null: not JSON at byte 2"},
      {"{}{}", "parse error null: not JSON at byte 3"},
      {call(R"("id":1,"method":"m","params":)" + std::string(100'000, '[')),
       "parse error null: JSON is nested deeper than 256"},
      {call("\"method\":\"\xff\""), "parse error null: not JSON at byte 28"},
  });
}

TEST_CASE("text cut inside a surrogate pair is still read", "[wire]") {
  check({
      {call(R"("method":"m","params":{"text":"\ud83d"})"), "notification m {\"text\":\"\uFFFD\"}"},
      {call(R"("method":"m","params":["\ude00","\ud83d\ude00"])"),
       "notification m [\"\uFFFD\",\"\U0001F600\"]"},
      {call(R"("id":"\udc00","method":"m")"), "request '\uFFFD' m -"},
  });
}

TEST_CASE("messages are written as JSON-RPC", "[wire]") {
  const RequestId one = std::int64_t{1};
  CHECK(serialize_result(one, json{{"a", 1}}) == R"({"jsonrpc":"2.0","id":1,"result":{"a":1}})");
  CHECK(serialize_result(std::string("x\"y"), nullptr) ==
        R"({"jsonrpc":"2.0","id":"x\"y","result":null})");
  CHECK(serialize_error({}, -32700, "not JSON") ==
        R"({"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"not JSON"}})");
  CHECK(serialize_error(1.5, -32601, "no \"m\"") ==
        R"({"jsonrpc":"2.0","id":1.5,"error":{"code":-32601,"message":"no \"m\""}})");
  CHECK(serialize_notification("m", json::array({1})) ==
        R"({"jsonrpc":"2.0","method":"m","params":[1]})");
  CHECK(serialize_notification("m", nullptr) == R"({"jsonrpc":"2.0","method":"m"})");
  CHECK(serialize_request(one, "m", json::object()) ==
        R"({"jsonrpc":"2.0","id":1,"method":"m","params":{}})");
}

TEST_CASE("text of any bytes can be written", "[wire]") {
  CHECK(serialize_result({}, json("\xff\xfe")) ==
        "{\"jsonrpc\":\"2.0\",\"id\":null,\"result\":\"\uFFFD\uFFFD\"}");
}

TEST_CASE("a message of millions of values is not built", "[wire]") {
  std::string body = R"({"jsonrpc":"2.0","id":1,"method":"x","params":[)";
  for (int count = 0; count < (1 << 20); ++count) body += "[],";
  body += "[]]}";
  const Message message = parse_message(std::move(body));
  const auto* invalid = std::get_if<Invalid>(&message);
  REQUIRE(invalid != nullptr);
  CHECK(invalid->error.code == inkling::Errc::parse_error);
}
