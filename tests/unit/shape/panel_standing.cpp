// The panel for lines that stand below already, in places where one of them alone says little:
// comments, docstrings, lists, keys.

#include "panel.hpp"

namespace inkling::shape {
namespace {

constexpr PanelCase kCpp[] = {
    {"/**\n * ^\n */\nint f();\n", "Does a thing.\n */\nint f();",
     "/**\n * Does a thing.^\n */\nint f();\n"},
    {"/**\n * ^\n */\nint f();\n", "Does a thing.\n *\n * Well.\n */\n",
     "/**\n * Does a thing.\n *\n * Well.^\n */\nint f();\n"},
    {"int f(int a)^\n{\n  return a;\n}\n", "\n{\n  return a;\n}", ""},
    {"int f(int a^)\n{\n  return a;\n}\n", ", int b)\n{\n  return a;\n}",
     "int f(int a, int b)^\n{\n  return a;\n}\n"},
    {"int m[] = {\n  ^\n  a,\n  b,\n};\n", "c,\n  a,\n  b,\n};",
     "int m[] = {\n  c,^\n  a,\n  b,\n};\n"},
};

constexpr PanelCase kPython[] = {
    {"def f(a, b):\n    \"\"\"Add.\n\n    ^\n    \"\"\"\n    return a\n",
     "Args:\n        a: x\n        b: y\n    \"\"\"\n    return a",
     "def f(a, b):\n    \"\"\"Add.\n\n    Args:\n        a: x\n        b: y^\n    \"\"\"\n    "
     "return "
     "a\n"},
    {"def f():\n    \"\"\"Doc.^\n    \"\"\"\n    return a\n", " More.\n    \"\"\"\n    return a",
     "def f():\n    \"\"\"Doc. More.^\n    \"\"\"\n    return a\n"},
    {"def f():\n    \"\"\"Doc.^\n    \"\"\"\n    return a\n", "\n\n    More.\n    \"\"\"\n",
     "def f():\n    \"\"\"Doc.\n\n    More.^\n    \"\"\"\n    return a\n"},
};

constexpr PanelCase kRecords[] = {
    {"^\n\n@a\n@b\ndef f():\n    pass\n", "@a\n@b\ndef g():\n    pass\n",
     "@a\n@b\ndef g():\n    pass^\n\n@a\n@b\ndef f():\n    pass\n"},
    {"^\n@a\ndef f():\n    pass\n", "@a\ndef f():\n    pass\n", ""},
};

constexpr PanelCase kMarkdown[] = {
    {"- a^\n- b\n- c\n", "\n- b\n- c", ""},
    {"- a^\n- b\n- c\n", "pple\n- b\n- c", "- apple^\n- b\n- c\n"},
    {"- a^\n- b\n- c\n", "pple\n- avocado\n- b\n- c\n", "- apple\n- avocado^\n- b\n- c\n"},
    {"- a\n^\n- c\n", "- b\n- c\n- d\n", "- a\n- b^\n- c\n"},
    {"1. a^\n2. b\n", "pple\n2. b\n", "1. apple^\n2. b\n"},
};

constexpr PanelCase kYaml[] = {
    {"a:\n  - b^\n  - c\n  - d\n", "\n  - c\n  - d", ""},
    {"a:\n  - b^\n  - c\n  - d\n", "x\n  - c\n  - d\ne: 1", "a:\n  - bx^\n  - c\n  - d\n"},
    {"- b^\n- c\n- d\n", "\n- c\n- d\n", ""},
    {"- arg_name: etag^\n  type: str\n  doc: x\n", "\n  type: str\n  doc: x\n", ""},
    {"- arg_name: etag^\n  type: str\n  doc: x\n", "_2\n  type: str\n  doc: x\n",
     "- arg_name: etag_2^\n  type: str\n  doc: x\n"},
    {"arg_name: etag^\na: b\nc: d\n", "\na: b\nc: d\n", ""},
};

constexpr PanelCase kJson[] = {
    {"[\n  ^\n  {\n    \"type\": \"x\",\n    \"v\": 1\n  }\n]\n",
     "{\n    \"type\": \"x\",\n    \"v\": 2\n  },",
     "[\n  {\n    \"type\": \"x\",\n    \"v\": 2\n  },^\n  {\n    \"type\": \"x\",\n    \"v\": "
     "1\n  }\n]\n"},
    {"{\n  \"a\": 1,^\n  \"b\": {\n    \"c\": 2\n  }\n}\n", "\n  \"b\": {\n    \"c\": 2\n  }\n}",
     ""},
    {"{\n  \"a\": ^\n  \"b\": {\n    \"c\": 2\n  }\n}\n", "1,\n  \"b\": {\n    \"c\": 2\n  }\n}",
     "{\n  \"a\": 1,^\n  \"b\": {\n    \"c\": 2\n  }\n}\n"},
};

constexpr PanelCase kLua[] = {
    {"t = {\n  a = 1,^\n  b = 2,\n  c = 3,\n}\n", "\n  b = 2,\n  c = 3,\n}", ""},
    {"t = {\n  a = ^\n  b = 2,\n  c = 3,\n}\n", "1,\n  b = 2,\n  c = 3,\n}",
     "t = {\n  a = 1,^\n  b = 2,\n  c = 3,\n}\n"},
};

constexpr PanelCase kShell[] = {
    {"check()^\n{\n  true\n}\n", "\n{\n  true\n}\n", ""},
};

constexpr PanelCase kSql[] = {
    {"SELECT a, b^\nFROM t\nWHERE a > 1;\n", "\nFROM t\nWHERE a > 1;", ""},
    {"SELECT a, b^\nFROM t\nWHERE a > 1;\n", ", c\nFROM t\nWHERE a > 1;",
     "SELECT a, b, c^\nFROM t\nWHERE a > 1;\n"},
    {"SELECT ^\nFROM t;\n", "a, b\nFROM t\nWHERE a > 1;", "SELECT a, b^\nFROM t;\n"},
};

constexpr PanelCase kRust[] = {
    {"/// a^\n/// b\n/// c\nfn f() {}\n", "\n/// b\n/// c\nfn f() {}", ""},
    {"/// a^\n/// b\nfn f() {}\n", "nd\n/// b\nfn f() {}", "/// and^\n/// b\nfn f() {}\n"},
};

} // namespace

std::span<const Panel> panels_standing() {
  static constexpr Panel kPanels[] = {
      {"cpp", kCpp},   {"python", kPython}, {"python", kRecords}, {"markdown", kMarkdown},
      {"yaml", kYaml}, {"json", kJson},     {"lua", kLua},        {"shellscript", kShell},
      {"sql", kSql},   {"rust", kRust},
  };
  return kPanels;
}

} // namespace inkling::shape
