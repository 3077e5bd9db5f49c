// The panel for what a person does in an hour: calls, strings, comments, imports, braces.

#include "panel.hpp"

namespace inkling::shape {
namespace {

constexpr PanelCase kCpp[] = {
    {"#include <^>\n", "vector>", "#include <vector>^\n"},
    {"#include \"^\"\n", "a/b.hpp\"", "#include \"a/b.hpp\"^\n"},
    {"#include ^\n", "<vector>\n#include <string>\n", "#include <vector>^\n"},
    {"int main() {^}\n", "\n  return 0;\n}", "int main() {\n  return 0;\n}^\n"},
    {"foo(a, ^, b);\n", "c + 1", "foo(a, c + 1^, b);\n"},
    {"foo(^, b);\n", "a, b);", "foo(a^, b);\n"},
    {"auto x = v[^];\n", "i + 1]", "auto x = v[i + 1]^;\n"},
    {"return ^;\n", "a + b;", "return a + b;^\n"},
    {"return x^;\n", " + 1;", "return x + 1;^\n"},
    {"std::string s = \"a^\";\n", "b\" + c;", "std::string s = \"ab\" + c;^\n"},
    {"log(\"value: ^\", x);\n", "%d", "log(\"value: %d^\", x);\n"},
    {"/* ^ */\n", "what it does", "/* what it does^ */\n"},
    {"/* ^ */\n", "what it does */", "/* what it does^ */\n"},
    {"if (x) {^}\n", " return; }", "if (x) { return; }^\n"},
    {"template <typename ^>\n", "T>\nvoid f(T x) {", "template <typename T>\nvoid f(T x) {^\n"},
    {"void f(int a^) {\n", ", int b) {\n  a();", "void f(int a, int b^) {\n"},
    {"enum class A {\n  x,\n  ^\n};\n", "y,\n  z,\n};", "enum class A {\n  x,\n  y,\n  z,^\n};\n"},
    {"int a = 1, ^\n", "b = 2;", "int a = 1, b = 2;^\n"},
    {"std::string ^\n", "std::string name;", "std::string name;^\n"},
    {"const ^\n", "const int a = 1;", "const int a = 1;^\n"},
    {"Foo ^\n", "Foo::bar() {}", "Foo Foo::bar() {}^\n"},
    {"Foo^\n", "::bar() {}", "Foo::bar() {}^\n"},
    {"Foo::^\n", "Foo() {}", "Foo::Foo() {}^\n"},
    {"Foo::~^\n", "Foo() {}", "Foo::~Foo() {}^\n"},
    {"class Foo {\n  Foo^\n};\n", "(int a);", "class Foo {\n  Foo(int a);^\n};\n"},
    {"x = y / ^\n", "(a + b) / c;", "x = y / (a + b) / c;^\n"},
    {"Foo ^\n", "Foo Bar() {}", "Foo Bar() {}^\n"},
    {"if ^\n", "if(x) {", "if (x) {^\n"},
};

constexpr PanelCase kPython[] = {
    {"from os import ^\n", "path\nimport sys\n", "from os import path^\n"},
    {"import o^\n", "s\nimport sys\n\ndef f():", "import os^\n"},
    {"import os\nimport ^\nimport zlib\n", "sys", "import os\nimport sys^\nimport zlib\n"},
    {"foo(a=^, b=2)\n", "1", "foo(a=1^, b=2)\n"},
    {"foo(^, b=2)\n", "a=1, b=2)", "foo(a=1^, b=2)\n"},
    {"x = f\"{^}\"\n", "name}\"", "x = f\"{name}\"^\n"},
    {"x = {^}\n", "\"a\": 1, \"b\": 2}", "x = {\"a\": 1, \"b\": 2}^\n"},
    {"x = {\n    ^\n}\n", "\"a\": 1,\n    \"b\": 2,\n}",
     "x = {\n    \"a\": 1,\n    \"b\": 2,^\n}\n"},
    {"def f(^):\n", "self, a):\n    return a", "def f(self, a):\n    return a^\n"},
    {"def f(self^):\n", ", a, b", "def f(self, a, b^):\n"},
    {"class A(^):\n", "Base):\n    pass", "class A(Base):\n    pass^\n"},
    {"# Later: ^\n", "remove this\nx = 1", "# Later: remove this^\n"},
    {"    \"\"\"^\n    x = 1\n", "Does it.\"\"\"\n", "    \"\"\"Does it.\"\"\"^\n    x = 1\n"},
    {"if x and ^:\n", "y", "if x and y^:\n"},
    {"with open(^) as f:\n", "path) as f:", "with open(path^) as f:\n"},
    {"return [x for x in ^]\n", "items if x]", "return [x for x in items if x]^\n"},
    {"d[\"^\"] = 1\n", "key", "d[\"key^\"] = 1\n"},
    {"d[\"^\"] = 1\n", "key\"] = 1", "d[\"key^\"] = 1\n"},
    {"lambda x: ^)\n", "x.name)", "lambda x: x.name)^\n"},
    {"x = ^\n", "foo(x)", "x = foo(x)^\n"},
    {"def f(a, ^):\n", "b", "def f(a, b^):\n"},
    {"a = [1, 2, ^]\n", "1, 2, 3", "a = [1, 2, 1, 2, 3^]\n"},
    {"self.items.^\n", "items()", "self.items.items()^\n"},
    {"from datetime import ^\n", "datetime", "from datetime import datetime^\n"},
    {"time.^\n", "time()", "time.time()^\n"},
    {"logger = logging.^\n", "logging.getLogger()", "logger = logging.getLogger()^\n"},
    {"x = np.^\n", "np.zeros(3)", "x = np.zeros(3)^\n"},
    {"test_^\n", "test_data = 1", "test_data = 1^\n"},
    {"print(f\"{a}^\")\n", "{a}", "print(f\"{a}{a}^\")\n"},
    {"x = \"ab^\"\n", "abc\"", "x = \"ababc\"^\n"},
    {"x = a if a ^\n", "else b", "x = a if a else b^\n"},
    {"foo(^)\n", "foo, bar", "foo(foo, bar^)\n"},
    {"if (^\n", "if (a):", "if (a):^\n"},
    {"return ^\n", "returns", "return returns^\n"},
    {"do_it(a)\n^\n", "do_it(b)\ndo_it(c)", "do_it(a)\ndo_it(b)\ndo_it(c)^\n"},
};

constexpr PanelCase kTypescript[] = {
    {"import { ^ } from \"react\";\n", "useState", "import { useState^ } from \"react\";\n"},
    {"import { useState^ } from \"react\";\n", ", useEffect } from \"react\";",
     "import { useState, useEffect^ } from \"react\";\n"},
    {"import ^ from \"react\";\n", "React", "import React^ from \"react\";\n"},
    {"import React from \"^\";\n", "react\";\nimport x", "import React from \"react\";^\n"},
    {"const { ^ } = props;\n", "a, b } = props;", "const { a, b^ } = props;\n"},
    {"fetch(`${^}/a`)\n", "base", "fetch(`${base^}/a`)\n"},
    {"fetch(^)\n  .then(a);\n", "url, { method: \"POST\" })",
     "fetch(url, { method: \"POST\" })^\n  .then(a);\n"},
    {"const x = cond ? ^ : b;\n", "a", "const x = cond ? a^ : b;\n"},
    {"if (a && ^) {\n  b();\n}\n", "c", "if (a && c^) {\n  b();\n}\n"},
    {"items.map((x) => ^)\n", "x.id);", "items.map((x) => x.id);^\n"},
    {"items.map((x) => {^});\n", "\n  return x.id;\n});",
     "items.map((x) => {\n  return x.id;\n});^\n"},
    {"type A = { ^ };\n", "id: string; name: string", "type A = { id: string; name: string^ };\n"},
    {"const user = { ...user^ };\n", ", name", "const user = { ...user, name^ };\n"},
    {"a = b.^\n", "b", "a = b.b^\n"},
    {"const a = b / c^\n", " + (d / e);", "const a = b / c + (d / e);^\n"},
    {"s.replace(^)\n", "/\\(/g, \"\")", "s.replace(/\\(/g, \"\"^)\n"},
    {"s.replace(^)\n", "/[()]/g, \"\");", "s.replace(/[()]/g, \"\");^\n"},
};

constexpr PanelCase kTypescriptreact[] = {
    {"<Foo ^ />\n", "bar={1}", "<Foo bar={1}^ />\n"},
    {"<Foo bar={^} />\n", "() => go(1)} />", "<Foo bar={() => go(1)^} />\n"},
    {"<div>{^}</div>\n", "name}</div>", "<div>{name^}</div>\n"},
    {"  return (\n    ^\n  );\n", "<div>\n      a\n    </div>\n  );",
     "  return (\n    <div>\n      a\n    </div>^\n  );\n"},
    {"<input onChange={(e) => ^} />\n", "set(e.target.value)",
     "<input onChange={(e) => set(e.target.value)^} />\n"},
};

constexpr PanelCase kGo[] = {
    {"import (\n\t\"fmt\"\n\t^\n)\n", "\"os\"\n\t\"strings\"\n)",
     "import (\n\t\"fmt\"\n\t\"os\"\n\t\"strings\"^\n)\n"},
    {"if err := f(^); err != nil {\n", "ctx", "if err := f(ctx^); err != nil {\n"},
    {"for _, x := range ^ {\n", "items {\n\tf(x)", "for _, x := range items^ {\n"},
    {"fmt.Printf(\"%d^\", x)\n", "\\n", "fmt.Printf(\"%d\\n^\", x)\n"},
    {"x := map[string]int{^}\n", "\"a\": 1, \"b\": 2}",
     "x := map[string]int{\"a\": 1, \"b\": 2}^\n"},
    {"type A struct {^}\n", "\n\tName string\n}", "type A struct {\n\tName string\n}^\n"},
    {"// Get ^\nfunc Get() {}\n", "returns nothing.\nfunc Get() {}",
     "// Get returns nothing.^\nfunc Get() {}\n"},
    {"var ctx context.^\n", "Context", "var ctx context.Context^\n"},
};

constexpr PanelCase kRust[] = {
    {"use std::^;\n", "collections::HashMap;", "use std::collections::HashMap;^\n"},
    {"use std::{^};\n", "fs, io};", "use std::{fs, io};^\n"},
    {"let x: Vec<^> = vec![];\n", "u8", "let x: Vec<u8^> = vec![];\n"},
    {"println!(\"{}\", ^);\n", "x.len());", "println!(\"{}\", x.len());^\n"},
    {"match x {\n    Some(^) => 1,\n}\n", "y) => y,", "match x {\n    Some(y^) => 1,\n}\n"},
    {"fn f(&self, ^) -> u8 {\n", "x: u8", "fn f(&self, x: u8^) -> u8 {\n"},
    {"    let x = |a| ^;\n", "a + 1;", "    let x = |a| a + 1;^\n"},
    {"let x = foo(^) && bar(y);\n", "a) && baz(z);", "let x = foo(a^) && bar(y);\n"},
    {"Some(^)\n", "Some(x))", "Some(Some(x))^\n"},
    {"    Ok(^\n", "Ok(x))", "    Ok(Ok(x))^\n"},
    {"let v: Vec<^\n", "Vec<u8>> = vec![];", "let v: Vec<Vec<u8>> = vec![];^\n"},
    {"let v: Vec<^>\n", "Vec<u8>> = x;", "let v: Vec<Vec<u8>> = x;^\n"},
};

constexpr PanelCase kJava[] = {
    {"import java.util.^;\n", "List;", "import java.util.List;^\n"},
    {"import java.util.^\n", "List;\nimport java.util.Map;", "import java.util.List;^\n"},
    {"public void f(^) {\n    }\n", "String a, int b) {",
     "public void f(String a, int b^) {\n    }\n"},
    {"    @Override^\n    public int a() {}\n", "\n    public int a() {}", ""},
    {"String s = \"^\" + b;\n", "a: ", "String s = \"a: ^\" + b;\n"},
    {"for (int i = 0; i < ^; i++) {\n", "n; i++) {\n  f(i);", "for (int i = 0; i < n^; i++) {\n"},
    {"try {^}\n", "\n    a();\n} catch (E e) {\n    b();\n}",
     "try {\n    a();\n} catch (E e) {\n    b();\n}^\n"},
    {"Foo foo = new ^\n", "Foo();", "Foo foo = new Foo();^\n"},
    {"Foo f^\n", "oo = new Foo();", "Foo foo = new Foo();^\n"},
};

constexpr PanelCase kRuby[] = {
    {"require \"^\"\n", "json\"\nrequire \"set\"", "require \"json\"^\n"},
    {"puts \"a #{^} b\"\n", "name", "puts \"a #{name^} b\"\n"},
    {"x = { ^ }\n", "a: 1, b: 2", "x = { a: 1, b: 2^ }\n"},
    {"def f(^)\nend\n", "a, b = 1)", "def f(a, b = 1)^\nend\n"},
    {"items.each { |x| ^ }\n", "puts x }", "items.each { |x| puts x }^\n"},
    {"attr_reader :^\n", "name, :age\n\ndef f", "attr_reader :name, :age^\n"},
};

constexpr PanelCase kShellscript[] = {
    {"echo \"$^\"\n", "HOME/bin\"", "echo \"$HOME/bin\"^\n"},
    {"if [ ^ ]; then\n", "-f \"$1\" ]; then", "if [ -f \"$1\"^ ]; then\n"},
    {"ls | ^\n", "grep a | wc -l\necho", "ls | grep a | wc -l^\n"},
    {"for f in ^; do\n", "*.txt", "for f in *.txt^; do\n"},
    {"x=${^}\n", "HOME:-/tmp}", "x=${HOME:-/tmp}^\n"},
    {"curl -s ^ \\\n  -o a\n", "\"$url\"", "curl -s \"$url\"^ \\\n  -o a\n"},
    {"cd ^\n", "cd /tmp", "cd /tmp^\n"},
    {"sudo ^\n", "sudo apt", "sudo apt^\n"},
};

constexpr PanelCase kYaml[] = {
    {"key: \"^\"\n", "value\"", "key: \"value\"^\n"},
    {"on: [^]\n", "push, pull_request]", "on: [push, pull_request]^\n"},
    {"a:\n  - b: 1\n    ^\n  - b: 2\n", "c: 3\n  - b: 2", "a:\n  - b: 1\n    c: 3^\n  - b: 2\n"},
    {"# ^\na: 1\n", "What a is.\na: 1", "# What a is.^\na: 1\n"},
    {"name: ^\n", "name: a", "name: a^\n"},
    {"- name: ^\n", "name: a", "- name: name: a^\n"},
};

constexpr PanelCase kSql[] = {
    {"SELECT ^ FROM t;\n", "id, name FROM t;", "SELECT id, name^ FROM t;\n"},
    {"SELECT count(^) FROM t;\n", "*", "SELECT count(*^) FROM t;\n"},
    {"INSERT INTO t VALUES (^);\n", "1, 'a');", "INSERT INTO t VALUES (1, 'a');^\n"},
    {"CREATE TABLE t (^);\n", "\n  id INT,\n  name TEXT\n);",
     "CREATE TABLE t (\n  id INT,\n  name TEXT\n);^\n"},
    {"SELECT * FROM t WHERE name = '^';\n", "a' AND b = 'c';",
     "SELECT * FROM t WHERE name = 'a' AND b = 'c';^\n"},
    {"SELECT t.^\n", "t.id FROM t;", "SELECT t.id FROM t;^\n"},
};

constexpr PanelCase kHtml[] = {
    {"<div ^></div>\n", "class=\"a\"", "<div class=\"a\"^></div>\n"},
    {"<a href=\"^\">x</a>\n", "/b", "<a href=\"/b^\">x</a>\n"},
    {"<script src=\"^\"></script>\n", "a.js\"></script>", "<script src=\"a.js^\"></script>\n"},
    {"<!-- ^ -->\n", "the menu -->", "<!-- the menu^ -->\n"},
    {"<ul>\n  <li>a</li>\n  ^\n</ul>\n", "<li>b</li>\n  <li>c</li>\n</ul>",
     "<ul>\n  <li>a</li>\n  <li>b</li>\n  <li>c</li>^\n</ul>\n"},
    {"<p^\n", ">words</p>", "<p>words</p>^\n"},
};

constexpr PanelCase kMarkdown[] = {
    {"[a](^)\n", "https://a.b)", "[a](https://a.b)^\n"},
    {"Use `^` here.\n", "make", "Use `make^` here.\n"},
    {"```python\n^\n```\n", "import os\nos.x()\n```", "```python\nimport os\nos.x()^\n```\n"},
    {"The ^ is.\n", "cat", "The cat^ is.\n"},
    {"# ^\n\nWords.\n", "Title\n\nWords.", "# Title^\n\nWords.\n"},
    {"^\n\n```\nb\n```\n", "```\na\n```\n", "```\na\n```^\n\n```\nb\n```\n"},
};

constexpr PanelCase kJson[] = {
    {"{\"a\": ^}\n", "1, \"b\": 2}", "{\"a\": 1, \"b\": 2}^\n"},
    {"{\"a\": [^], \"b\": 1}\n", "1, 2", "{\"a\": [1, 2^], \"b\": 1}\n"},
    {"{\n  \"a\": ^\n}\n", "\"a\"", "{\n  \"a\": \"a\"^\n}\n"},
    {"{\n  \"a\": \"^\"\n}\n", "a\"", "{\n  \"a\": \"a\"^\n}\n"},
};

constexpr PanelCase kCss[] = {
    {"a { ^ }\n", "color: red; }", "a { color: red; }^\n"},
    {"a {^}\n", "\n  color: red;\n}", "a {\n  color: red;\n}^\n"},
    {"a { margin: 0 ^ }\n", "0 0 0; }", "a { margin: 0 0 0 0; }^\n"},
};

constexpr PanelCase kC[] = {
    {"struct node *^\n", "node;", "struct node *node;^\n"},
    {"typedef struct foo ^\n", "foo;", "typedef struct foo foo;^\n"},
};

constexpr PanelCase kJavascript[] = {
    {"// if ^\n", "if it is", "// if if it is^\n"},
};

} // namespace

std::span<const Panel> panels_outside() {
  static constexpr Panel kPanels[] = {
      {"cpp", kCpp},
      {"python", kPython},
      {"typescript", kTypescript},
      {"typescriptreact", kTypescriptreact},
      {"go", kGo},
      {"rust", kRust},
      {"java", kJava},
      {"ruby", kRuby},
      {"shellscript", kShellscript},
      {"yaml", kYaml},
      {"sql", kSql},
      {"html", kHtml},
      {"markdown", kMarkdown},
      {"json", kJson},
      {"css", kCss},
      {"c", kC},
      {"javascript", kJavascript},
  };
  return kPanels;
}

} // namespace inkling::shape
