#include "context/neighbours/workspace_index.hpp"

#include "support/catch.hpp"
#include "support/temporary_folder.hpp"

#include <string>

using namespace inkling::context;

namespace {

struct Fixture {
  TemporaryFolder folder;
  GitLibrary git;
  WorkspaceIndex index;
  WalkRules rules;

  void walk() { index.walk(std::vector{folder.path()}, git, rules); }
  void update(const std::string& below) {
    index.update(std::vector{path(below)}, std::vector{folder.path()}, git, rules);
  }
  std::string path(const std::string& below) const { return folder.path() + '/' + below; }
  std::string shown(const std::vector<std::string>& paths) const {
    std::string all;
    for (const std::string& one : paths) all += one.substr(folder.path().size() + 1) + ' ';
    return all;
  }
  std::string definitions(const std::string& name, Language like = Language::cpp) const {
    std::string all;
    for (const auto& place : index.definitions_of(name, like, path("src/x.cpp")))
      all += place.path.substr(folder.path().size() + 1) + ':' + std::to_string(place.line) + ' ';
    return all;
  }
};

} // namespace

TEST_CASE("definitions are found by name and language", "[neighbours]") {
  Fixture fixture;
  fixture.folder.write("a.hpp", "\nint shared(int a);\nclass Only {};\n");
  fixture.folder.write("b/a.cpp", "int shared(int a) {\n}\n");
  fixture.folder.write("c.py", "def shared(a):\n    pass\n");
  fixture.walk();
  CHECK(fixture.definitions("shared") == "a.hpp:1 b/a.cpp:0 ");
  CHECK(fixture.definitions("shared", Language::python) == "c.py:0 ");
  CHECK(fixture.definitions("Only") == "a.hpp:2 ");
  CHECK(fixture.definitions("nothing").empty());
}

TEST_CASE("the definition that is nearest comes first", "[neighbours]") {
  Fixture fixture;
  for (const char* below : {"a/b.hpp", "src/z.hpp", "src/deep/y.hpp"})
    fixture.folder.write(below, "int shared();\n");
  fixture.walk();
  CHECK(fixture.definitions("shared") == "src/deep/y.hpp:0 src/z.hpp:0 a/b.hpp:0 ");
}

TEST_CASE("an index follows files that change, come and go", "[neighbours]") {
  Fixture fixture;
  fixture.folder.write("a.hpp", "int old();\n");
  fixture.folder.write("gone/b.hpp", "int away();\n");
  fixture.walk();
  fixture.folder.write("a.hpp", "\n\nint fresh();\n");
  fixture.update("a.hpp");
  CHECK(fixture.definitions("old").empty());
  CHECK(fixture.definitions("fresh") == "a.hpp:2 ");
  fixture.folder.write("new.hpp", "int late();\n");
  fixture.update("new.hpp");
  CHECK(fixture.definitions("late") == "new.hpp:0 ");
  fixture.folder.remove("gone/b.hpp");
  fixture.update("gone");
  CHECK(fixture.definitions("away").empty());
  CHECK(fixture.index.file_count() == 2);
}

TEST_CASE("files of like name are found, the nearest first", "[neighbours]") {
  Fixture fixture;
  for (const char* below :
       {"src/parser.hpp", "src/parser.cpp", "tests/parser_test.cpp", "py/test_parser.py",
        "web/list.component.ts", "web/list.component.html", "src/parsers.cpp"})
    fixture.folder.write(below, "x\n");
  fixture.walk();
  CHECK(fixture.shown(fixture.index.files_like(fixture.path("src/parser.cpp"))) ==
        "src/parser.hpp py/test_parser.py tests/parser_test.cpp ");
  CHECK(fixture.shown(fixture.index.files_like(fixture.path("web/list.component.ts"))) ==
        "web/list.component.html ");
  CHECK(like_key("/a/ParserTest.java") == "Parser");
  CHECK(like_key("/a/.eslintrc.js") == ".eslintrc");
}

TEST_CASE("imports are found among the files of the workspace", "[neighbours]") {
  Fixture fixture;
  for (const char* below :
       {"src/text/rope.hpp", "src/text/rope.cpp", "other/rope.hpp", "web/lib/index.ts",
        "go/orders/a.go", "go/orders/b.go", "shop/items.py", "shop/stock/__init__.py"})
    fixture.folder.write(below, "x\n");
  fixture.walk();
  const auto files = [&](Import import) {
    return fixture.shown(fixture.index.files_of(import, fixture.path("src/x")));
  };
  CHECK(files({"text/rope", ".hpp"}) == "src/text/rope.hpp ");
  CHECK(files({"rope", ".hpp"}) == "src/text/rope.hpp other/rope.hpp ");
  CHECK(files({fixture.path("web/lib")}) == "web/lib/index.ts ");
  CHECK(files({"shop/items"}) == "shop/items.py ");
  CHECK(files({"shop/stock"}) == "shop/stock/__init__.py ");
  CHECK(files({"x/orders", {}, true}).empty());
  CHECK(files({"go/orders", {}, true}) == "go/orders/a.go go/orders/b.go ");
}

TEST_CASE("an index takes little", "[neighbours]") {
  Fixture fixture;
  for (int file = 0; file < 50; ++file) {
    std::string text;
    for (int at = 0; at < 100; ++at)
      text += "int function_" + std::to_string(file * 100 + at) + "(int a) {\n  return a;\n}\n";
    fixture.folder.write("f" + std::to_string(file) + ".cpp", text);
  }
  fixture.walk();
  CHECK(fixture.index.definition_count() == 5000);
  CHECK(fixture.index.bytes() < 250'000);
}
