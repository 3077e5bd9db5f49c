// The panel for lists, paragraphs and statements: where prose, YAML and SQL end.

#include "panel.hpp"

namespace inkling::shape {
namespace {

constexpr PanelCase kMarkdown[] = {
    {"# A\n\n^\n", "- one\n- two\n- three\n\nwords", "# A\n\n- one\n- two\n- three^\n"},
    {"- one\n^\n", "- two\n- three\n", "- one\n- two\n- three^\n"},
    {"- ^\n", "one\n- two\n- three\n", "- one\n- two\n- three^\n"},
    {"# A\n\n^\n", "1. one\n2. two\n   more\n3. three\n\nwords",
     "# A\n\n1. one\n2. two\n   more\n3. three^\n"},
    {"# A\n\nSome ^\n", "words that go\non here.\n\nAnother.",
     "# A\n\nSome words that go\non here.^\n"},
    {"# A\n\n^\n", "* a\n  * b\n  * c\n* d\n\n# B", "# A\n\n* a\n  * b\n  * c\n* d^\n"},
    {"# A\n\n^\n", "| a | b |\n|---|---|\n| 1 | 2 |\n\nwords",
     "# A\n\n| a | b |\n|---|---|\n| 1 | 2 |^\n"},
    {"# A^\n", "\n\nSome words.\n\nMore.", "# A\n\nSome words.^\n"},
    {"## In^\n", "stall\n\nRun make.\n\n## Usage", "## Install^\n"},
    {"- ^\n", "- one\n- two", "- one\n- two^\n"},
    {"Use `^`\n", "make`", "Use `make`^\n"},
    {"**^**\n", "bold**", "**bold^**\n"},
};

constexpr PanelCase kYaml[] = {
    {"ports:\n  - ^\n", "80\n  - 443\nname: x", "ports:\n  - 80\n  - 443^\n"},
    {"ports:\n  ^\n", "- 80\n  - 443\nname: x", "ports:\n  - 80\n  - 443^\n"},
    {"ports:^\n", "\n  - 80\n  - 443\nname: x", "ports:\n  - 80\n  - 443^\n"},
    {"a:\n  ^\n", "b: 1\n  c:\n    d: 2\n    e: 3\nf: 4",
     "a:\n  b: 1\n  c:\n    d: 2\n    e: 3^\n"},
    {"services:\n  db:^\n", "\n    image: a\n    ports:\n      - 80\n  web:\n    image: b",
     "services:\n  db:\n    image: a\n    ports:\n      - 80^\n"},
    {"steps:\n  - name: ^\n", "a\n    run: b\n  - name: c", "steps:\n  - name: a\n    run: b^\n"},
    {"- name: a\n  run: b\n^\n", "- name: c\n  run: d\n",
     "- name: a\n  run: b\n- name: c\n  run: d^\n"},
    {"steps:\n  - uses: a\n  ^\n", "- uses: b\n    with:\n      x: 1\n  - run: c\n",
     "steps:\n  - uses: a\n  - uses: b\n    with:\n      x: 1\n  - run: c^\n"},
};

constexpr PanelCase kSql[] = {
    {"SELECT ^\n", "id,\n  name\nFROM t\nWHERE a = 1;\nSELECT 2;",
     "SELECT id,\n  name\nFROM t\nWHERE a = 1;^\n"},
    {"^\n", "SELECT id\nFROM t\nWHERE a = 1;\n\nSELECT 2;", "SELECT id\nFROM t\nWHERE a = 1;^\n"},
    {"SELECT id\nFROM t\nWHERE ^\n", "a = 1\n  AND b = 2\nORDER BY id;\n\nDROP t;",
     "SELECT id\nFROM t\nWHERE a = 1\n  AND b = 2\nORDER BY id;^\n"},
    {"INSERT INTO t (^)\n", "a, b) VALUES (1, 2);", "INSERT INTO t (a, b) VALUES (1, 2);^\n"},
    {"SELECT id ^;\n", "FROM t", "SELECT id FROM t^;\n"},
    {"-- all users\n^\n", "SELECT *\nFROM users;\n\n-- all",
     "-- all users\nSELECT *\nFROM users;^\n"},
    {"SELECT id\n^\nWHERE a = 1;\n", "FROM t\nWHERE a = 1;", "SELECT id\nFROM t^\nWHERE a = 1;\n"},
    {"SELECT id\n^\n", "FROM t\nWHERE a = 1;\n\nSELECT 2;", "SELECT id\nFROM t\nWHERE a = 1;^\n"},
};

} // namespace

std::span<const Panel> panels_lists() {
  static constexpr Panel kPanels[] = {
      {"markdown", kMarkdown},
      {"yaml", kYaml},
      {"sql", kSql},
  };
  return kPanels;
}

} // namespace inkling::shape
