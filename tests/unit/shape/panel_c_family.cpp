// The panel for C++, Java, Go and Rust.

#include "panel.hpp"

namespace inkling::shape {
namespace {

constexpr PanelCase kCpp[] = {
    // A statement in its middle: to its end.
    {"int main() {\n  int sum = ^\n}\n", "a + b;\n  return sum;\n",
     "int main() {\n  int sum = a + b;^\n}\n"},
    {"int main() {\n  foo(^\n}\n", "a, b);\n", "int main() {\n  foo(a, b);^\n}\n"},
    // It goes on over lines while a bracket is open, and no further.
    {"int main() {\n  call(^\n}\n", "first,\n       second);\n  next();\n",
     "int main() {\n  call(first,\n       second);^\n}\n"},
    {"int main() {\n  auto f = ^\n}\n", "[&](int x) {\n    return x;\n  };\n  f(1);\n",
     "int main() {\n  auto f = [&](int x) {\n    return x;\n  };^\n}\n"},
    {"void f() {\n  out^\n}\n", " << name\n      << value;\n  g();\n",
     "void f() {\n  out << name\n      << value;^\n}\n"},
    // Auto-close on: what the editor put there is covered.
    {"int main() {\n  foo(^)\n}\n", "a, b);\n  bar();", "int main() {\n  foo(a, b);^\n}\n"},
    {"int main() {\n  foo(^);\n}\n", "a, b)", "int main() {\n  foo(a, b)^;\n}\n"},
    {"int main() {\n  foo(^)\n}\n", "x))", "int main() {\n  foo(x)^\n}\n"},
    {"int main() {\n  foo(bar(^))\n}\n", "1)));", "int main() {\n  foo(bar(1))^\n}\n"},
    {"int main() {\n  v[^]\n}\n", "i] = 0;", "int main() {\n  v[i] = 0;^\n}\n"},
    {"auto s = \"^\"\n", "hello\";", "auto s = \"hello\";^\n"},
    {"std::vector<^>\n", "int> values;", "std::vector<int> values;^\n"},
    {"void f() {^}\n", " return; }", "void f() { return; }^\n"},
    // Auto-close off: nothing is closed twice either.
    {"void f() {\n  foo(^\n}\n", "x));", "void f() {\n  foo(x)^\n}\n"},
    {"void f() {\n  return a[i^\n}\n", "]];", "void f() {\n  return a[i]^\n}\n"},
    // The closer below is the editor's.
    {"void f() {\n  ^\n}\n", "return;\n}", "void f() {\n  return;^\n}\n"},
    {"void f() {\n  if (x) {\n    ^\n  }\n}\n", "y();\n  }\n}\n",
     "void f() {\n  if (x) {\n    y();^\n  }\n}\n"},
    {"void f() {\n  if (x) {\n    ^\n}\n", "y();\n  }\n",
     "void f() {\n  if (x) {\n    y();\n  }^\n}\n"},
    {"int area() {^\n}\n", "\n  return w * h;\n}\n", "int area() {\n  return w * h;^\n}\n"},
    {"int area() {^\n", "\n  return w * h;\n}\n\nint width() {\n",
     "int area() {\n  return w * h;\n}^\n"},
    {"namespace a {\n\nint area() {^\n\n} // namespace a\n",
     "\n  return 1;\n}\n\n} // namespace a\n",
     "namespace a {\n\nint area() {\n  return 1;\n}^\n\n} // namespace a\n"},
    // else belongs to it.
    {"void f() {\n  if (x)^\n}\n", " {\n    a();\n  } else {\n    b();\n  }\n  c();\n",
     "void f() {\n  if (x) {\n    a();\n  } else {\n    b();\n  }^\n}\n"},
    // Allman braces, and labels that stand as deep as their block.
    {"void f()^\n", "\n{\n  a();\n}\n\nvoid g()\n{\n", "void f()\n{\n  a();\n}^\n"},
    {"class A {^\n", "\npublic:\n  A();\n\nprivate:\n  int x_;\n};\n\nclass B {",
     "class A {\npublic:\n  A();\n\nprivate:\n  int x_;\n};^\n"},
    {"void f() {\n  switch (x) {^\n  }\n}\n",
     "\n  case 1:\n    a();\n    break;\n  default:\n    b();\n  }\n",
     "void f() {\n  switch (x) {\n  case 1:\n    a();\n    break;\n  default:\n    b();^\n  "
     "}\n}\n"},
    // One function, not three.
    {"#include <a>\n\n^\n",
     "int f() {\n  return 1;\n}\n\nint g() {\n  return 2;\n}\n\nint h() {\n  return 3;\n}\n",
     "#include <a>\n\nint f() {\n  return 1;\n}^\n"},
    // Text right of the cursor: one line, up to that text.
    {"int x = max(^, 3);\n", "a, 3);\nint y", "int x = max(a^, 3);\n"},
    {"if (x^) {\n", " > 1) {\n  return;\n}", "if (x > 1^) {\n"},
    {"for (int i = 0; ^; ++i) {\n", "i < n; ++i) {\n", "for (int i = 0; i < n^; ++i) {\n"},
    {"foo(^ && b);\n", "a && b);", "foo(a^ && b);\n"},
    {"al^pha = 1;\n", "pha = 1;", ""},
    {"res^ult(x);\n", "ult(x);", ""},
    // Nothing new.
    {"foo(^)\n", ")", ""},
    {"void f() {\n  a();\n  ^\n}\n", "}", ""},
    {"void f() {\n  ^\n  return total;\n}\n", "return total;\n}", ""},
    {"void f() {\n  ^\n  return total;\n}\n", "total += 1;\n  return total;\n}",
     "void f() {\n  total += 1;^\n  return total;\n}\n"},
    {"int total = 0;\n^\nint count = 0;\n", "int count = 0;\n", ""},
    // The model begins the line again.
    {"int main() {\n  const auto total = ^\n}\n", "const auto total = a + b;",
     "int main() {\n  const auto total = a + b;^\n}\n"},
    {"int main() {\n  const auto to^\n}\n", "const auto total = a + b;",
     "int main() {\n  const auto total = a + b;^\n}\n"},
    {"int main() {\n  return std::min(^);\n}\n", "std::min(a, b), c)",
     "int main() {\n  return std::min(std::min(a, b), c)^;\n}\n"},
    // What stands above is not written again.
    {"int twice(int x) {\n  return 2 * x;\n}\n\n^\n", "int twice(int x) {\n  return 2 * x;\n}\n",
     ""},
    // But what the person has begun is meant.
    {"int twice(int x) {\n  return 2 * x;\n}\n\nint tw^\n", "ice(int x) {\n  return 2 * x;\n}\n",
     "int twice(int x) {\n  return 2 * x;\n}\n\nint twice(int x) {\n  return 2 * x;\n}^\n"},
    {"struct A {\n  void reset() {\n    a = 0;\n  }\n};\n\nstruct B {\n  ^\n};\n",
     "void reset() {\n    b = 0;\n  }\n",
     "struct A {\n  void reset() {\n    a = 0;\n  }\n};\n\nstruct B {\n  void reset() {\n    b = "
     "0;\n  }^\n};\n"},
    // It has lost the thread.
    {"void f() {\n  ^\n}\n",
     "log(\"start\");\n  log(\"start\");\n  log(\"start\");\n  log(\"start\");\n",
     "void f() {\n  log(\"start\");^\n}\n"},
    {"void f() {\n  log(value);\n  log(value);\n  ^\n}\n", "log(value);\n  log(value);\n", ""},
    // Style: four columns in the file, two from the model, tabs never.
    {"void f() {\n    a();\n}\n\nvoid g() {^\n}\n", "\n  if (x) {\n    b();\n  }\n",
     "void f() {\n    a();\n}\n\nvoid g() {\n    if (x) {\n        b();\n    }^\n}\n"},
    {"void f() {\n  a();\n}\n\nvoid g() {^\n}\n", "\n\tif (x) {\n\t\tb();\n\t}\n",
     "void f() {\n  a();\n}\n\nvoid g() {\n  if (x) {\n    b();\n  }^\n}\n"},
    {"void f() {\n\ta();\n}\n\nvoid g() {^\n}\n", "\n  if (x) {\n    b();\n  }\n",
     "void f() {\n\ta();\n}\n\nvoid g() {\n\tif (x) {\n\t\tb();\n\t}^\n}\n"},
    {"void f() {\n    ^\n}\n", "    a();\n    b();\n", "void f() {\n    a();\n    b();^\n}\n"},
    // Line ends, blanks at the end, what cannot be seen.
    {"void f() {\r\n  ^\r\n}\r\n", "a();  \n  b();", "void f() {\r\n  a();\r\n  b();^\r\n}\r\n"},
    {"int x = ^\n", "1;\xE2\x80\x8B", "int x = 1;^\n"},
    {"bool admin = ^\n",
     "\xE2\x80\xAE"
     "false\xE2\x81\xA6;",
     "bool admin = false;^\n"},
    {"int x = ^\n", "\x1B[32m1\x1B[0m;", "int x = 1;^\n"},
    {"int x = ^\n", "1;\xEF\xBF\xBD", "int x = 1;^\n"},
    // Tokens and talk.
    {"int x = ^\n", "1;<|fim_suffix|>\nint y", "int x = 1;^\n"},
    {"int x = ^\n", "<|endoftext|>", ""},
    {"void f() {\n  ^\n}\n", "```cpp\na();\n```", "void f() {\n  a();^\n}\n"},
    {"void f() {\n  ^\n}\n", "Here is the completed code:\n\n```cpp\na();\n```\nThis calls a.",
     "void f() {\n  a();^\n}\n"},
    {"void f() {\n  ^\n}\n", "I'm sorry, but I can't help with that.", ""},
    {"// ^\n", "Here is the table of all states.", "// Here is the table of all states.^\n"},
    // A limit ended it.
    {"void f() {\n  ^\n}\n", "alpha();\n  beta(gam", "void f() {\n  alpha();^\n}\n", true},
    {"int x = ^\n", "alpha + bet", "int x = alpha +^\n", true},
    {"int x = ^\n", "alph", "", true},
    {"auto key = ^\n", "\"INKLING_MASKED_VALUE\";", ""},
};

constexpr PanelCase kJava[] = {
    {"class A {\n    int get() {\n        return this.^\n    }\n}\n",
     "value;\n    }\n\n    void set() {",
     "class A {\n    int get() {\n        return this.value;^\n    }\n}\n"},
    {"class A {\n    void f() {\n        items.stream()^\n    }\n}\n",
     "\n            .map(Item::name)\n            .toList();\n        g();",
     "class A {\n    void f() {\n        items.stream()\n            .map(Item::name)\n            "
     ".toList();^\n    }\n}\n"},
    {"class A {\n    ^\n}\n",
     "@Override\n    public String toString() {\n        return name;\n    }\n\n    int size() {\n "
     "       return 0;\n    }\n",
     "class A {\n    @Override\n    public String toString() {\n        return name;\n    }^\n}\n"},
    {"class A {\n    void f() {\n        try^\n    }\n}\n",
     " {\n            g();\n        } catch (IOException e) {\n            log(e);\n        }\n    "
     "    h();",
     "class A {\n    void f() {\n        try {\n            g();\n        } catch (IOException e) "
     "{\n            log(e);\n        }^\n    }\n}\n"},
    {"class A {\n    void f() {\n        System.out.println(^);\n    }\n}\n", "\"done\");",
     "class A {\n    void f() {\n        System.out.println(\"done\");^\n    }\n}\n"},
    {"class A {\n    void f() {\n        String s = \"^\";\n    }\n}\n", "abc\" + name;",
     "class A {\n    void f() {\n        String s = \"abc\" + name;^\n    }\n}\n"},
    {"class A {\n    int a;\n    ^\n}\n", "int b;\n}\n\nclass B {\n",
     "class A {\n    int a;\n    int b;^\n}\n"},
    {"class A {\n    void f() {\n        if (a) {\n            ^\n        }\n    }\n}\n",
     "return;\n        }\n    }\n}\n",
     "class A {\n    void f() {\n        if (a) {\n            return;^\n        }\n    }\n}\n"},
};

constexpr PanelCase kGo[] = {
    {"func f() error {\n\tif err != nil {^\n\t}\n}\n", "\n\t\treturn err\n\t}\n\treturn nil\n",
     "func f() error {\n\tif err != nil {\n\t\treturn err^\n\t}\n}\n"},
    // The model knows no tabs.
    {"func f() error {\n\tx := 1\n\tif x > 0 {^\n\t}\n}\n", "\n    return err\n",
     "func f() error {\n\tx := 1\n\tif x > 0 {\n\t\treturn err^\n\t}\n}\n"},
    {"package a\n\nfunc f() {^\n", "\n    g()\n    if x {\n        h()\n    }\n}\n",
     "package a\n\nfunc f() {\n\tg()\n\tif x {\n\t\th()\n\t}\n}^\n"},
    {"func f() {\n\titems := []string{^}\n}\n", "\"a\", \"b\"}",
     "func f() {\n\titems := []string{\"a\", \"b\"}^\n}\n"},
    {"func f() {\n\tx := ^\n}\n", "compute(1)\n\ty := 2\n", "func f() {\n\tx := compute(1)^\n}\n"},
    {"func f() {\n\tswitch x {^\n\t}\n}\n", "\n\tcase 1:\n\t\tg()\n\tdefault:\n\t\th()\n\t}\n}\n",
     "func f() {\n\tswitch x {\n\tcase 1:\n\t\tg()\n\tdefault:\n\t\th()^\n\t}\n}\n"},
    {"func (s *Store) Get(^)\n", "key string) (string, error) {\n\treturn s.items[key], nil\n}",
     "func (s *Store) Get(key string) (string, error) {\n\treturn s.items[key], nil\n}^\n"},
    {"func f() {\n\tgo func() {^\n\t}()\n}\n", "\n\t\twork()\n\t}()\n",
     "func f() {\n\tgo func() {\n\t\twork()^\n\t}()\n}\n"},
    {"const help = `^`\n", "usage: a [b]`", "const help = `usage: a [b]`^\n"},
    {"package a\n\n^\n", "type A struct {\n\tName string\n}\n\ntype B struct {\n\tName string\n}\n",
     "package a\n\ntype A struct {\n\tName string\n}^\n"},
};

constexpr PanelCase kRust[] = {
    {"fn main() {\n    let x = ^\n}\n", "foo(1);\n    let y = 2;\n",
     "fn main() {\n    let x = foo(1);^\n}\n"},
    {"fn f(x: Option<i32>) -> i32 {\n    match x {^\n    }\n}\n",
     "\n        Some(v) => v,\n        None => 0,\n    }\n}\n",
     "fn f(x: Option<i32>) -> i32 {\n    match x {\n        Some(v) => v,\n        None => 0,^\n   "
     " }\n}\n"},
    {"impl<'a> P<'a> {\n    fn name(&self) -> &'a str {\n        ^\n    }\n}\n",
     "self.name\n    }\n}\n",
     "impl<'a> P<'a> {\n    fn name(&self) -> &'a str {\n        self.name^\n    }\n}\n"},
    {"fn f() {\n    let v = items\n        .iter()^\n}\n",
     "\n        .map(|x| x + 1)\n        .collect::<Vec<_>>();\n    g();\n",
     "fn f() {\n    let v = items\n        .iter()\n        .map(|x| x + 1)\n        "
     ".collect::<Vec<_>>();^\n}\n"},
    {"fn f() {\n    println!(\"^\")\n}\n", "{}\", x);", "fn f() {\n    println!(\"{}\", x);^\n}\n"},
    {"fn f() {\n    if c == '(' {^\n    }\n}\n",
     "\n        depth += 1;\n    } else if c == ')' {\n        depth -= 1;\n    }\n",
     "fn f() {\n    if c == '(' {\n        depth += 1;^\n    }\n}\n"},
    {"#[derive(Debug)]\n^\n",
     "struct Point {\n    x: f64,\n}\n\nimpl Point {\n    fn new() {}\n}\n",
     "#[derive(Debug)]\nstruct Point {\n    x: f64,\n}^\n"},
    {"fn f() -> Result<(), E> {\n    let f = File::open(^)?;\n}\n", "path)?;",
     "fn f() -> Result<(), E> {\n    let f = File::open(path^)?;\n}\n"},
};

} // namespace

Panel panel_cpp() {
  return {"cpp", kCpp};
}
Panel panel_java() {
  return {"java", kJava};
}
Panel panel_go() {
  return {"go", kGo};
}
Panel panel_rust() {
  return {"rust", kRust};
}

} // namespace inkling::shape
