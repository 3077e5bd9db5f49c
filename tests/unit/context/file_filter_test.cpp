#include "context/file_filter.hpp"

#include "support/catch.hpp"

#include <string>

using namespace inkling::context;

TEST_CASE("source files are known by their names", "[context]") {
  const char* path = GENERATE("main.cpp", "/a/b/lib.rs", "/a/x.test.ts", "CMakeLists.txt",
                              "Makefile", "/a/Dockerfile", "boot.S", "a.h", "x.yaml", "notes.md");
  CAPTURE(path);
  CHECK(is_source_path(path));
}

TEST_CASE("other files are not", "[context]") {
  const char* path = GENERATE("", "README", "a.png", "a.o", "lib.so.1", ".bashrc", "app.min.js",
                              "x_pb2.py", "package-lock.json", "data.csv", "/a/.env",
                              "secrets.yaml", "/h/.ssh/x.py", "x.", ".py");
  CAPTURE(path);
  CHECK_FALSE(is_source_path(path));
}

TEST_CASE("what is not text throughout is binary", "[context]") {
  struct Case {
    std::string content;
    bool binary;
  };
  const auto example = GENERATE(values<Case>({
      {"", false},
      {"plain", false},
      {"naïve € 𝄞", false},
      {std::string("a\0b", 3), true},
      {std::string(8191, 'a') + '\0', true},
      {std::string(8192, 'a') + '\0', false},
      {"latin \xE9t\xE9", true},
      {"cut \xE2\x82", true},
      {"overlong \xC0\xAF", true},
      {"overlong \xE0\x80\xAF", true},
      {"surrogate \xED\xA0\x80", true},
      {"beyond \xF4\x90\x80\x80", true},
      {"tail \x80", true},
  }));
  CAPTURE(example.content);
  CHECK(is_binary(example.content) == example.binary);
}
