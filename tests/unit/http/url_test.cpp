#include "backend/http/http.hpp"

#include "support/catch.hpp"

#include <string>
#include <utility>
#include <vector>

using namespace inkling;
using namespace inkling::http;

namespace {

constexpr auto kHttp = Url::Scheme::http;
constexpr auto kHttps = Url::Scheme::https;
constexpr auto kUnix = Url::Scheme::unix_socket;

struct Case {
  std::string text;
  Url url;
  std::string authority;
  bool is_local = false;
};

const std::vector<Case> kGood = {
    {"http://127.0.0.1:8080/v1", {kHttp, "127.0.0.1", 8080, "", "/v1"}, "127.0.0.1:8080", true},
    {"http://localhost", {kHttp, "localhost", 80, "", ""}, "localhost", true},
    {"https://api.example.com/", {kHttps, "api.example.com", 443, "", ""}, "api.example.com"},
    {"HTTPS://API.Example.COM:443/V1/",
     {kHttps, "api.example.com", 443, "", "/V1"},
     "api.example.com"},
    {"https://gpu_box-2:80/a//b//", {kHttps, "gpu_box-2", 80, "", "/a//b"}, "gpu_box-2:80"},
    {"http://h:443", {kHttp, "h", 443, "", ""}, "h:443"},
    {"http://[::1]:11434", {kHttp, "::1", 11434, "", ""}, "[::1]:11434", true},
    {"https://[2001:DB8::7]/x", {kHttps, "2001:db8::7", 443, "", "/x"}, "[2001:db8::7]"},
    {"http://[::ffff:127.9.9.9]",
     {kHttp, "::ffff:127.9.9.9", 80, "", ""},
     "[::ffff:127.9.9.9]",
     true},
    {"http://[::ffff:10.0.0.1]", {kHttp, "::ffff:10.0.0.1", 80, "", ""}, "[::ffff:10.0.0.1]"},
    {"http://127.8.7.6", {kHttp, "127.8.7.6", 80, "", ""}, "127.8.7.6", true},
    {"http://128.0.0.1", {kHttp, "128.0.0.1", 80, "", ""}, "128.0.0.1"},
    {"http://localhost.example.com",
     {kHttp, "localhost.example.com", 80, "", ""},
     "localhost.example.com"},
    {"http://127.0.0.1.example.com",
     {kHttp, "127.0.0.1.example.com", 80, "", ""},
     "127.0.0.1.example.com"},
    {"http://h:65535/%7Euser", {kHttp, "h", 65535, "", "/%7Euser"}, "h:65535"},
    {"unix:/run/llm.sock", {kUnix, "localhost", 80, "/run/llm.sock", ""}, "localhost", true},
    {"unix:/run/a:b.sock:/v1/",
     {kUnix, "localhost", 80, "/run/a:b.sock", "/v1"},
     "localhost",
     true},
    {"unix:///run/llm.sock:/v1",
     {kUnix, "localhost", 80, "/run/llm.sock", "/v1"},
     "localhost",
     true},
};

/// What is refused, and a word of the reason.
const std::vector<std::pair<std::string, std::string>> kBad = {
    {"", "begin with"},
    {"localhost:8080", "begin with"},
    {"ftp://h/", "begin with"},
    {"http:/h", "begin with"},
    {"http://", "host"},
    {"http:///v1", "host"},
    {"http://:80", "host"},
    {"http://h%41", "host"},
    {"http://a\\b", "host"},
    {"http://" + std::string(254, 'a'), "host"},
    {"http://[::1", "']'"},
    {"http://[127.0.0.1]", "host"},
    {"http://[fe80::1%25eth0]", "host"},
    {"http://[]", "host"},
    {"http://[::1]x", "port"},
    {"http://h:", "port"},
    {"http://h:0", "port"},
    {"http://h:65536", "port"},
    {"http://h:-1", "port"},
    {"http://h:80a", "port"},
    {"http://::1", "host"},
    {"https://hunter2@h/", "user name"},
    {"https://user:hunter2@h:80/", "user name"},
    {"http://h/v1?key=hunter2", "query"},
    {"http://h?key=hunter2", "query"},
    {"http://h/#hunter2", "fragment"},
    {"http://h/a b", "ASCII"},
    {"http://h/\n", "ASCII"},
    {"http://\xc3\xa9.example", "ASCII"},
    {"http://h/" + std::string(2048, 'a'), "2048 bytes"},
    {"unix:", "absolute"},
    {"unix:run/x.sock", "absolute"},
    {"unix://run/x.sock:", "absolute"},
    {"unix:/" + std::string(107, 'a'), "too long"},
    {"unix:/run/x.sock:/v1?a", "query"},
};

} // namespace

TEST_CASE("a URL is taken apart", "[http]") {
  for (const auto& [text, url, authority, is_local] : kGood) {
    INFO(text);
    const auto parsed = parse_url(text);
    REQUIRE(parsed.has_value());
    CHECK(*parsed == url);
    CHECK(parsed->authority() == authority);
    CHECK(parsed->is_local() == is_local);
  }
}

TEST_CASE("a URL that cannot be used is refused with a reason, and nothing of it is repeated",
          "[http]") {
  for (const auto& [text, word] : kBad) {
    INFO(text);
    const auto parsed = parse_url(text);
    REQUIRE(parsed.has_error());
    CHECK(parsed.error().code == Errc::invalid_params);
    CHECK_THAT(parsed.error().message, Catch::Contains(word));
    CHECK_THAT(parsed.error().message, !Catch::Contains("hunter2"));
  }
}
