#include "neighbourhood_fixture.hpp"

#include "support/catch.hpp"

#include <string>

using namespace inkling;
using namespace inkling::context;

namespace {

const std::string kHeader =
    "#pragma once\n\n/// Folds readings into one.\ndouble fold_readings(const "
    "Readings& readings, double threshold);\n";
const std::string kUse = "#include \"fold.hpp\"\n\nvoid report(const Readings& readings) {\n"
                         "  const double folded = fold_readings(readings, 1);\n}\n";

bool has(const std::string& list, const std::string& part) {
  return list.find(part) != list.npos;
}

} // namespace

TEST_CASE("a definition on disk goes with a prompt that uses it", "[neighbours]") {
  Neighbours neighbours;
  neighbours.folder.write("lib/fold.hpp", kHeader);
  neighbours.tell_folders();
  const DocumentId use = neighbours.open("use.cpp", kUse);
  neighbours.visit(use, kUse.size() - 3);
  CHECK(has(neighbours.list(use), "lib/fold.hpp|"));
  CHECK(has(neighbours.list(use), "double fold_readings("));
}

TEST_CASE("an open document wins over its file", "[neighbours]") {
  Neighbours neighbours;
  neighbours.folder.write("fold.hpp", kHeader);
  neighbours.tell_folders();
  std::string edited = kHeader;
  edited.replace(edited.find("threshold"), 9, "least_one");
  neighbours.open("fold.hpp", edited);
  const DocumentId use = neighbours.open("use.cpp", kUse);
  neighbours.visit(use, kUse.size() - 3);
  CHECK(has(neighbours.list(use), "least_one"));
  CHECK_FALSE(has(neighbours.list(use), "threshold"));
}

TEST_CASE("what was edited elsewhere goes with a prompt", "[neighbours]") {
  Neighbours neighbours;
  neighbours.tell_folders();
  text::Rope other("int first() {\n  return readings_of_today;\n}\n");
  const DocumentId edited = neighbours.open("other.cpp", other.str());
  const DocumentId here = neighbours.open("here.cpp", "int x = readings_of_today;\n");
  neighbours.type(edited, other, 1, " ");
  neighbours.visit(here, 5);
  CHECK(has(neighbours.list(here), "other.cpp|int first() {\n"));
}

TEST_CASE("what is in the window already is not sent twice", "[neighbours]") {
  Neighbours neighbours;
  neighbours.folder.write("copy.cpp", kUse);
  neighbours.tell_folders();
  const DocumentId use = neighbours.open("use.cpp", kUse);
  neighbours.visit(use, kUse.size() - 3);
  CHECK(neighbours.list(use).empty());
}

TEST_CASE("a far place of the same document may go with a prompt, the window may not",
          "[neighbours]") {
  Neighbours neighbours;
  neighbours.tell_folders();
  std::string text = "double fold_readings(int a) {\n  return a;\n}\n\n";
  while (text.size() < 30'000) text += "int unrelated;\n";
  const std::size_t at = text.size();
  text += "double d = fold_readings(5);\n";
  const DocumentId id = neighbours.open("long.cpp", text);
  neighbours.visit(id, at);
  CHECK(neighbours.list(id) == "long.cpp|double fold_readings(int a) {\n  return a;\n}\n");
}

TEST_CASE("a list keeps to its budget, and one piece does not take all of it", "[neighbours]") {
  for (const std::size_t tokens : {std::size_t{60}, std::size_t{200}, std::size_t{600}}) {
    Neighbours neighbours(false);
    neighbours.switch_on(tokens);
    std::string use;
    for (int at = 0; at < 30; ++at) {
      const std::string number = std::to_string(at);
      neighbours.folder.write("f" + number + ".hpp", "int function_of_" + number +
                                                         "(int first, int second_" + number +
                                                         ", int third_" + number + ");\n");
      use += "function_of_" + number + "();\n";
    }
    neighbours.tell_folders();
    const DocumentId id = neighbours.open("use.cpp", use);
    neighbours.visit(id, use.size());
    std::size_t sum = 0;
    REQUIRE(neighbours.lists[id]);
    for (const Snippet& snippet : *neighbours.lists[id]) sum += snippet.tokens;
    CAPTURE(tokens);
    CHECK(sum <= tokens);
    CHECK(sum >= tokens / 3);
  }
}

TEST_CASE("a list changes rarely, and keeps in front what it had", "[neighbours]") {
  Neighbours neighbours;
  neighbours.folder.write("a.hpp", "int function_a(int alpha);\n");
  neighbours.folder.write("b.hpp", "int function_b(int beta);\n");
  neighbours.tell_folders();
  text::Rope text("int f() {\n  return function_a(1);\n}\n");
  const DocumentId id = neighbours.open("use.cpp", text.str());
  neighbours.visit(id, 15);
  CHECK(neighbours.list(id) == "a.hpp|int function_a(int alpha);\n");
  // While one types in the same place, nothing is even asked of the worker.
  neighbours.type(id, text, 1, "  function_b(2);");
  for (int key = 0; key < 100; ++key) {
    neighbours.now += 50ms;
    neighbours.visit(id, 15);
  }
  CHECK(neighbours.hood.stats().gatherings == 1);
  // Another function, a while later.
  text.replace(text.size(), text.size(), "\nint g() {\n  return function_b(2);\n}\n");
  const text::Edit edit{.begin = 0, .inserted = "x", .line = 0};
  neighbours.hood.on_change(id, text, {&edit, 1});
  neighbours.now += 10s;
  neighbours.visit(id, text.size() - 5);
  CHECK(neighbours.hood.stats().gatherings == 2);
  CHECK(neighbours.list(id) ==
        "a.hpp|int function_a(int alpha);\nb.hpp|int function_b(int beta);\n");
}

TEST_CASE("who goes far, or shows another document, is gathered for at once", "[neighbours]") {
  Neighbours neighbours;
  neighbours.tell_folders();
  const std::string text(100, '\n');
  const DocumentId one = neighbours.open("one.cpp", text);
  const DocumentId two = neighbours.open("two.cpp", text);
  const auto gatherings = [&] { return neighbours.hood.stats().gatherings; };
  neighbours.visit(one, 0);
  neighbours.visit(one, 30);
  CHECK(gatherings() == 1);
  neighbours.visit(one, 31);
  CHECK(gatherings() == 2);
  neighbours.visit(two, 0);
  CHECK(gatherings() == 3);
  neighbours.visit(one, 31);
  CHECK(gatherings() == 4);
}

TEST_CASE("a source that was edited is taken anew, ten seconds later", "[neighbours]") {
  Neighbours neighbours;
  neighbours.tell_folders();
  text::Rope source("int function_a(int alpha);\n");
  const DocumentId other = neighbours.open("a.hpp", source.str());
  const DocumentId id = neighbours.open("use.cpp", "int x = function_a(1);\n");
  neighbours.visit(id, 5);
  CHECK(has(neighbours.list(id), "alpha"));
  neighbours.type(other, source, 0, "long ");
  neighbours.now += 9s;
  neighbours.visit(id, 5);
  CHECK_FALSE(has(neighbours.list(id), "long"));
  neighbours.now += 2s;
  neighbours.visit(id, 5);
  CHECK(has(neighbours.list(id), "long"));
}

TEST_CASE("one gathering is under way at a time, and the newest wish wins", "[neighbours]") {
  Neighbours neighbours;
  neighbours.tell_folders();
  neighbours.worker.run_all();
  const DocumentId id = neighbours.open("one.cpp", std::string(500, '\n'));
  for (std::size_t line = 0; line < 500; line += 50) neighbours.hood.on_visit(id, line);
  CHECK(neighbours.worker.jobs.size() == 1);
  neighbours.worker.run_all();
  CHECK(neighbours.hood.stats().gatherings == 2);
  neighbours.visit(id, 450);
  CHECK(neighbours.hood.stats().gatherings == 2); // it was for the last one
}

TEST_CASE("while it is off, it neither notes nor indexes", "[neighbours]") {
  Neighbours neighbours(false);
  neighbours.folder.write("a.hpp", "int function_a(int alpha);\n");
  neighbours.tell_folders();
  text::Rope text("int x = function_a(1);\n");
  const DocumentId id = neighbours.open("use.cpp", text.str());
  neighbours.type(id, text, 0, " ");
  neighbours.visit(id, 5);
  neighbours.hood.on_files_changed(std::vector{neighbours.path("a.hpp")});
  CHECK(neighbours.worker.jobs.empty());
  CHECK(neighbours.lists.empty());
  neighbours.switch_on();
  neighbours.visit(id, 5);
  CHECK(has(neighbours.list(id), "alpha"));
  neighbours.hood.set_budget({}, nullptr);
  CHECK(neighbours.list(id).empty());
}

TEST_CASE("an index follows saves", "[neighbours]") {
  Neighbours neighbours;
  neighbours.tell_folders();
  const DocumentId id = neighbours.open("use.cpp", "int x = function_a(1);\n");
  neighbours.visit(id, 5);
  CHECK(neighbours.list(id).empty());
  neighbours.folder.write("a.hpp", "int function_a(int alpha);\n");
  neighbours.hood.on_files_changed(std::vector{neighbours.path("a.hpp")});
  neighbours.worker.run_all();
  neighbours.now += 10s;
  neighbours.visit(id, 5);
  CHECK(has(neighbours.list(id), "alpha"));
}
