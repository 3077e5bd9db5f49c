// The panel for Python, Ruby, Lua, shell, TypeScript and JSX.

#include "panel.hpp"

namespace inkling::shape {
namespace {

constexpr PanelCase kPython[] = {
    {"def f(x):\n    return ^\n", "x + 1\n\n\ndef g(x):\n    return x\n",
     "def f(x):\n    return x + 1^\n"},
    {"def f(x):^\n", "\n    y = x + 1\n    return y\n\n\ndef g(x):\n",
     "def f(x):\n    y = x + 1\n    return y^\n"},
    {"def f(x):\n    ^\n", "y = x + 1\n    return y\n\ndef g(x):\n",
     "def f(x):\n    y = x + 1\n    return y^\n"},
    // The indentation is typed already.
    {"def f(x):\n    ^\n", "    return x\n", "def f(x):\n    return x^\n"},
    {"def f(x):\n    ^\n", "    if x:\n        return x\n    return 0\n",
     "def f(x):\n    if x:\n        return x\n    return 0^\n"},
    {"def f(x):\n^\n", "    return x\n", "def f(x):\n    return x^\n"},
    {"def f(x):\n    y = 1\n    ^\n", " return y\n", "def f(x):\n    y = 1\n    return y^\n"},
    // It counts from its own margin.
    {"class A:\n    def f(self):\n        for x in self:^\n", "\n    print(x)\n",
     "class A:\n    def f(self):\n        for x in self:\n            print(x)^\n"},
    // Two columns into four, tabs into spaces, spaces into tabs.
    {"def f(x):\n    return x\n\n\ndef g(x):^\n", "\n  if x:\n    return 1\n  return 2\n",
     "def f(x):\n    return x\n\n\ndef g(x):\n    if x:\n        return 1\n    return 2^\n"},
    {"def f(x):\n    return x\n\n\ndef g(x):^\n", "\n\tif x:\n\t\treturn 1\n\treturn 2\n",
     "def f(x):\n    return x\n\n\ndef g(x):\n    if x:\n        return 1\n    return 2^\n"},
    {"def f(x):\n\treturn x\n\n\ndef g(x):^\n", "\n    if x:\n        return 1\n    return 2\n",
     "def f(x):\n\treturn x\n\n\ndef g(x):\n\tif x:\n\t\treturn 1\n\treturn 2^\n"},
    // else and except belong to it; what follows does not.
    {"def f(x):\n    if x:^\n",
     "\n        a()\n    elif y:\n        b()\n    else:\n        c()\n    d()\n",
     "def f(x):\n    if x:\n        a()\n    elif y:\n        b()\n    else:\n        c()^\n"},
    {"try:^\n", "\n    a()\nexcept OSError:\n    b()\nfinally:\n    c()\nd()\n",
     "try:\n    a()\nexcept OSError:\n    b()\nfinally:\n    c()^\n"},
    // Brackets, strings of several lines.
    {"x = [^\n", "\n    1,\n    2,\n]\ny = 3\n", "x = [\n    1,\n    2,\n]^\n"},
    {"print(^)\n", "\"a\", b)\nprint(c)", "print(\"a\", b)^\n"},
    {"print(f\"^\")\n", "{name}!\")", "print(f\"{name}!\")^\n"},
    {"x = d[\"^\"]\n", "key\"]", "x = d[\"key\"]^\n"},
    {"def f():^\n", "\n    \"\"\"Says what.\n\nIn two lines.\n    \"\"\"\n    return 1\n\nx = 2\n",
     "def f():\n    \"\"\"Says what.\n\nIn two lines.\n    \"\"\"\n    return 1^\n"},
    {"def f(a,^\n", " b,\n      c):\n    return a\n\ndef g():\n",
     "def f(a, b,\n      c):\n    return a^\n"},
    {"total = a + \\^\n", "\n    b\nprint(total)\n", "total = a + \\\n    b^\n"},
    // One function, not three; decorators belong to it.
    {"import os\n\n\n^\n", "@cache\ndef f():\n    return 1\n\n\ndef g():\n    return 2\n",
     "import os\n\n\n@cache\ndef f():\n    return 1^\n"},
    {"class A:\n    def f(self):\n        pass\n\n    ^\n",
     "def g(self):\n        pass\n\n    def h(self):\n        pass\n",
     "class A:\n    def f(self):\n        pass\n\n    def g(self):\n        pass^\n"},
    {"class A:\n    def __init__(self):\n        pass\n\n\nclass B:\n    ^\n",
     "def __init__(self):\n        self.b = 1\n",
     "class A:\n    def __init__(self):\n        pass\n\n\nclass B:\n    def __init__(self):\n     "
     "   self.b = 1^\n"},
    {"class A:\n    def size(self):\n        return 1\n\n    ^\n",
     "def size(self):\n        return 2\n", ""},
    // Echo of the lines before the cursor.
    {"def area(w, h):\n    ^\n", "def area(w, h):\n    return w * h\n",
     "def area(w, h):\n    return w * h^\n"},
    {"def area(w, h):\n    return ^\n", "def area(w, h):\n    return w * h\n",
     "def area(w, h):\n    return w * h^\n"},
    {"def area(w, h):\n    return w ^\n", "return w * h\n", "def area(w, h):\n    return w * h^\n"},
    {"def area(w, h):\n    ^\n", "def area(w, h):\n", ""},
    {"result = compute(^\n", "compute(1), 2)\n", "result = compute(compute(1), 2)^\n"},
    // What stands below.
    {"def f():\n    ^\n    return total\n", "total = sum(x)\n    return total\n",
     "def f():\n    total = sum(x)^\n    return total\n"},
    {"if x:\n    ^\nelse:\n    b()\n", "a()\nelse:\n    b()\n",
     "if x:\n    a()^\nelse:\n    b()\n"},
    {"def f():\n    ^\n\n\ndef g():\n    pass\n", "return 1\n\n\ndef g():\n    pass\n",
     "def f():\n    return 1^\n\n\ndef g():\n    pass\n"},
    // Talk.
    {"def f(x):\n    ^\n",
     "Here's the completed code:\n```python\n    return x\n```\n\n**Explanation:** it returns x.",
     "def f(x):\n    return x^\n"},
    {"def f(x):\n    ^\n", "return x\n```\n\nThis function returns x.",
     "def f(x):\n    return x^\n"},
    {"def f(x):\n    ^\n", "return x\n\nExplanation:\nThe function returns x.",
     "def f(x):\n    return x^\n"},
    {"def f(x):\n    ^\n", "Sure! Here is the code:\n    return x", "def f(x):\n    return x^\n"},
    {"# ^\n", "The code below is old.", "# The code below is old.^\n"},
    {"def f():\n    \"\"\"\n    ^\n", "Note: slow.\n    \"\"\"\n",
     "def f():\n    \"\"\"\n    Note: slow.\n    \"\"\"^\n"},
    {"x = ^\n", "1<｜fim▁hole｜>", "x = 1^\n"},
    {"x = ^\n", "[PREFIX]", "x = [PREFIX]^\n"},
    {"x = ^\n", "</s>", ""},
    {"x = ^\n", "1 </s>\n", "x = 1^\n"},
    {"x = ^\n", "\"<s>a</s>\"", "x = \"<s>a</s>\"^\n"},
    // It repeats itself, above and in a line.
    {"items.append(1)\nitems.append(1)\n^\n", "items.append(1)\nitems.append(1)\n", ""},
    {"s = ^\n", "very very very very very very very very very very very very very very",
     "s = very^\n"},
    {"x = foo(^):\n", "a", "x = foo(a^):\n"},
};

constexpr PanelCase kTypeScript[] = {
    {"const x = ^\n", "await load();\nconst y = 1;", "const x = await load();^\n"},
    {"const f = (a: number) => ^\n", "{\n  return a;\n};\nf(1);",
     "const f = (a: number) => {\n  return a;\n};^\n"},
    {"const f = (a: number) =>^\n", "\n  a + 1;\nf(1);", "const f = (a: number) =>\n  a + 1;^\n"},
    // Chains go on without a bracket, also without semicolons.
    {"fetch(url)^\n", "\n  .then((r) => r.json())\n  .then(show);\nnext();",
     "fetch(url)\n  .then((r) => r.json())\n  .then(show);^\n"},
    {"const total = items^\n", "\n  .map((i) => i.price)\n  .reduce(add, 0)\nconst next = 1",
     "const total = items\n  .map((i) => i.price)\n  .reduce(add, 0)^\n"},
    {"const a = 1^\n", "\nconst b = 2\n\nconst c = 3\n", "const a = 1\nconst b = 2^\n"},
    // Auto-close on.
    {"items.forEach((item) => {^})\n", " show(item); })",
     "items.forEach((item) => { show(item); })^\n"},
    {"items.forEach((item) => {\n  ^\n});\n", "show(item);\n});\n",
     "items.forEach((item) => {\n  show(item);^\n});\n"},
    {"test('adds', () => {\n  expect(add(1, 2)).toBe(^)\n});\n", "3);\n});\n",
     "test('adds', () => {\n  expect(add(1, 2)).toBe(3);^\n});\n"},
    {"const s = `^`;\n", "${a} of ${b}`;", "const s = `${a} of ${b}`;^\n"},
    {"const s = '^';\n", "it';", "const s = 'it';^\n"},
    {"const s = `a ${^}`;\n", "b}`", "const s = `a ${b}`^;\n"},
    {"import { ^ } from './a';\n", "load, save } from './a';",
     "import { load, save^ } from './a';\n"},
    // Auto-close off.
    {"foo(bar(^\n", "1, 2));\nbaz();", "foo(bar(1, 2));^\n"},
    {"foo(bar(^\n", "1, 2)));", "foo(bar(1, 2))^\n"},
    {"app.get('/', (req, res) => {^\n", "\n  res.send('ok');\n});\n\napp.listen(1);\n",
     "app.get('/', (req, res) => {\n  res.send('ok');\n});^\n"},
    {"const user = {^\n", "\n  name: 'a',\n  tags: [],\n};\nsave(user);\n",
     "const user = {\n  name: 'a',\n  tags: [],\n};^\n"},
    {"type A = ^\n", "{\n  id: string;\n};\n\ntype B = string;\n",
     "type A = {\n  id: string;\n};^\n"},
    // One thing at a time.
    {"import x from 'x';\n\n^\n",
     "export function a() {\n  return 1;\n}\nexport function b() {\n  return 2;\n}\n",
     "import x from 'x';\n\nexport function a() {\n  return 1;\n}^\n"},
    {"function f() {\n  const a = 1;\n  ^\n}\n",
     "const b = 2;\n  return a + b;\n}\n\nfunction g() {}\n",
     "function f() {\n  const a = 1;\n  const b = 2;\n  return a + b;^\n}\n"},
    {"const re = /^/;\n", "\\d+/;", "const re = /\\d+^/;\n"},
    // A template string of several lines has no indentation.
    {"const q = ^\n", "`\nselect *\nfrom a\n`;\nrun(q);", "const q = `\nselect *\nfrom a\n`;^\n"},
};

constexpr PanelCase kJsx[] = {
    {"return (\n  <div>^\n  </div>\n);\n", "\n    <p>{name}</p>\n  </div>\n);\n",
     "return (\n  <div>\n    <p>{name}</p>^\n  </div>\n);\n"},
    {"<Button onClick={^}>\n", "() => save(1)}>", "<Button onClick={() => save(1)}>^\n"},
    {"<ul>\n  {items.map((item) => (^\n", "\n    <li key={item}>{item}</li>\n  ))}\n</ul>\n",
     "<ul>\n  {items.map((item) => (\n    <li key={item}>{item}</li>\n  ))}^\n"},
    {"<p>\n  <s>\n    ^\n</p>\n", "old\n  </s>\n", "<p>\n  <s>\n    old\n  </s>^\n</p>\n"},
    {"<input value={^} />\n", "name}", "<input value={name}^ />\n"},
    {"<p className=\"^\">\n", "title\">", "<p className=\"title\">^\n"},
};

constexpr PanelCase kRuby[] = {
    {"def total^\n", "\n  rows.sum\nend\n\ndef other\n", "def total\n  rows.sum\nend^\n"},
    {"def total\n  ^\nend\n", "rows.sum\nend\n", "def total\n  rows.sum^\nend\n"},
    {"class A\n  def f^\nend\n", "\n    1\n  end\nend\n", "class A\n  def f\n    1\n  end^\nend\n"},
    {"rows.each do |row|^\n", "\n  puts row\nend\nputs 1\n",
     "rows.each do |row|\n  puts row\nend^\n"},
    {"if a^\n", "\n  b\nelsif c\n  d\nelse\n  e\nend\nf\n",
     "if a\n  b\nelsif c\n  d\nelse\n  e\nend^\n"},
    {"x = rows.map { ^ }\n", "|r| r.name }", "x = rows.map { |r| r.name }^\n"},
    {"puts \"#{^}\"\n", "name}\"", "puts \"#{name}\"^\n"},
    {"begin^\n", "\n  a\nrescue E => e\n  b\nensure\n  c\nend\nd\n",
     "begin\n  a\nrescue E => e\n  b\nensure\n  c\nend^\n"},
    {"def f\n  return nil if a\n  ^\nend\n", "b.each do |x|\n    x.run\n  end\nend\n",
     "def f\n  return nil if a\n  b.each do |x|\n    x.run\n  end^\nend\n"},
};

constexpr PanelCase kLua[] = {
    {"local function add(a, b)^\n", "\n  return a + b\nend\n\nlocal x = 1\n",
     "local function add(a, b)\n  return a + b\nend^\n"},
    {"for i = 1, 10 do\n  ^\nend\n", "print(i)\nend\n", "for i = 1, 10 do\n  print(i)^\nend\n"},
    {"if x then^\n", "\n  y()\nelse\n  z()\nend\nw()\n", "if x then\n  y()\nelse\n  z()\nend^\n"},
    {"local t = {^}\n", " a = 1, b = 2 }", "local t = { a = 1, b = 2 }^\n"},
};

constexpr PanelCase kShell[] = {
    {"if [ -d \"$1\" ]; then^\n", "\n  ls \"$1\"\nelse\n  exit 1\nfi\necho done\n",
     "if [ -d \"$1\" ]; then\n  ls \"$1\"\nelse\n  exit 1\nfi^\n"},
    {"for f in *.c; do\n  ^\ndone\n", "cc \"$f\"\ndone\n",
     "for f in *.c; do\n  cc \"$f\"^\ndone\n"},
    {"case \"$1\" in^\n", "\n  start) run ;;\n  *) help ;;\nesac\nexit\n",
     "case \"$1\" in\n  start) run ;;\n  *) help ;;\nesac^\n"},
    {"build() {^\n}\n", "\n  make all\n}\n", "build() {\n  make all^\n}\n"},
    {"echo \"^\"\n", "hello $name\"", "echo \"hello $name\"^\n"},
    {"x=$(^)\n", "date +%s)", "x=$(date +%s)^\n"},
    {"git commit -m ^\n", "\"fix\"\n$ git push\n", "git commit -m \"fix\"^\n"},
};

} // namespace

Panel panel_python() {
  return {"python", kPython};
}
Panel panel_typescript() {
  return {"typescript", kTypeScript};
}
Panel panel_jsx() {
  return {"javascriptreact", kJsx};
}
Panel panel_ruby() {
  return {"ruby", kRuby};
}
Panel panel_lua() {
  return {"lua", kLua};
}
Panel panel_shell() {
  return {"shellscript", kShell};
}

} // namespace inkling::shape
