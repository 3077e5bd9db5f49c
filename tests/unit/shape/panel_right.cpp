// The panel for what stands right of the cursor and is written again with another end.

#include "panel.hpp"

namespace inkling::shape {
namespace {

constexpr PanelCase kTypescript[] = {
    {"import { ^ } from \"fs\";\n", "a, b } from \"node:fs\";", "import { a, b^ } from \"fs\";\n"},
    {"import {^} from \"fs\";\n", "a, b} from \"node:fs\";", "import {a, b^} from \"fs\";\n"},
    {"import { ^ } from \"fs\";\n", "a } from \"fs\";\nimport b from \"c\";",
     "import { a^ } from \"fs\";\n"},
    {"for (const ^ of list) {\n", "item of items) {", "for (const item^ of list) {\n"},
    {"import ^ from \"fs\";\n", "fs from \"node:fs\";", "import fs^ from \"fs\";\n"},
    {"const { ^ } = require(\"fs\");\n", "a } = require(\"path\");",
     "const { a^ } = require(\"fs\");\n"},
    {"f({ ^ }, c);\n", "a: { b: 1 }, d: 2", "f({ a: { b: 1 }, d: 2^ }, c);\n"},
};

constexpr PanelCase kPython[] = {
    {"for ^ in range(3):\n    pass\n", "i in range(4):", "for i^ in range(3):\n    pass\n"},
    {"for ^ in range(3):\n    pass\n", "i, x in enumerate(y):\n    f(i)",
     "for i, x^ in range(3):\n    pass\n"},
    {"for ^in range(3):\n    pass\n", "i in range(4):", "for i ^in range(3):\n    pass\n"},
    {"x = ^ if c else d\n", "a if c else e", "x = a^ if c else d\n"},
    {"with ^ as f:\n    pass\n", "open(\"a\") as g:", "with open(\"a\")^ as f:\n    pass\n"},
    {"x = f(^ and b)\n", "g(a) and h(c)", "x = f(g(a) and h(c)^ and b)\n"},
    {"x = ^ and b\n", "a and c", "x = a and c^ and b\n"},
    {"x = [^ for a in b]\n", "f(a) for a in c]", "x = [f(a)^ for a in b]\n"},
    {"x = [^ for a in b]\n", "[y for y in a]", "x = [[y for y in a]^ for a in b]\n"},
};

constexpr PanelCase kCpp[] = {
    {"for (^ : list) {\n", "auto a : items) {", "for (auto a^ : list) {\n"},
    {"x = ^ ? a : b;\n", "c ? d : e;", "x = c^ ? a : b;\n"},
};

constexpr PanelCase kGo[] = {
    {"for ^ := range x {\n", "i, v := range items {", "for i, v^ := range x {\n"},
};

constexpr PanelCase kSql[] = {
    {"SELECT ^ FROM t WHERE a;\n", "a, b FROM t WHERE b;", "SELECT a, b^ FROM t WHERE a;\n"},
    {"SELECT ^ FROM t;\n", "a, b FROM u;", "SELECT a, b^ FROM t;\n"},
};

} // namespace

std::span<const Panel> panels_right() {
  static constexpr Panel kPanels[] = {
      {"typescript", kTypescript}, {"python", kPython}, {"cpp", kCpp}, {"go", kGo}, {"sql", kSql}};
  return kPanels;
}

} // namespace inkling::shape
