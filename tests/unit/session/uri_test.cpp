#include "session/uri.hpp"

#include "support/catch.hpp"

using namespace inkling::session;

TEST_CASE("file URIs name paths, all others none", "[session][uri]") {
  struct Case {
    const char* uri;
    const char* path;
  };
  const Case cases[] = {
      {"file:///home/me/a.cpp", "/home/me/a.cpp"},
      {"file:///home/me/a%20b%2Bc.cpp", "/home/me/a b+c.cpp"},
      {"file://localhost/etc/x", "/etc/x"},
      {"file:///c%3A/Users/x.ts", "/c:/Users/x.ts"},
      {"file:///C:/Users/x.ts", "/C:/Users/x.ts"},
      {"file:///folder/", "/folder"},
      {"file:///", "/"},
      {"file:///a%", "/a%"},
      {"file:///a%zz", "/a%zz"},
      {"file:///x#W0sZmlsZQ", "/x"},
      {"FILE://LocalHost/x", "/x"},
      {"file:/home/me/x", "/home/me/x"},
      {"file:///a/./b/../c//d", "/a/c/d"},
      {"file:///a/..", "/"},
      {"file:x", ""},
      {"file://localhostile/x", ""},
      {"file:///evil%00.cpp", ""},
      {"file://server/share/x", ""},
      {"untitled:Untitled-1", ""},
      {"vscode-notebook-cell:/x/y.ipynb#W0sZmlsZQ%3D%3D", ""},
      {"", ""},
  };
  for (const Case& one : cases) {
    INFO(one.uri);
    CHECK(path_of_uri(one.uri) == one.path);
  }
}

TEST_CASE("a path survives the way to a URI and back", "[session][uri]") {
  for (const char* path : {"/a/b.cpp", "/with space/ü/%41/#x?y", "/"}) {
    INFO(path);
    CHECK(path_of_uri(uri_of_path(path)) == path);
  }
}

TEST_CASE("two spellings of a URI decode to the same", "[session][uri]") {
  CHECK(decode_percent("file:///c%3A/x%2fy") == decode_percent("file:///c:/x/y"));
}
