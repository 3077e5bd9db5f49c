// The panel for what stands above already and is meant all the same: lines that the person has
// begun, and idioms.

#include "panel.hpp"

namespace inkling::shape {
namespace {

constexpr PanelCase kAny[] = {
    {"alpha beta gamma\nalpha beta gamma\nalpha beta gamma\nalpha beta ^", "gamma",
     "alpha beta gamma\nalpha beta gamma\nalpha beta gamma\nalpha beta gamma^"},
    {"alpha beta gamma\nalpha beta gamma\nalpha beta gamma\nal^\n", "pha beta gamma",
     "alpha beta gamma\nalpha beta gamma\nalpha beta gamma\nalpha beta gamma^\n"},
};

constexpr PanelCase kJavaScript[] = {
    {"show(\"x\", render_everything(now));\nshow(\"x\", render_everything(now));\nshow(\"x\", "
     "render_^\n",
     "everything(now));",
     "show(\"x\", render_everything(now));\nshow(\"x\", render_everything(now));\nshow(\"x\", "
     "render_everything(now));^\n"},
    // Even where the same line stands below, at another depth.
    {"if (a) {\n  return tot^\n}\nreturn total;\n", "al;",
     "if (a) {\n  return total;^\n}\nreturn total;\n"},
    // In a block that it opens a line may stand that stands behind it too.
    {"function f() {\n  ^\n  return total;\n}\n", "if (empty) {\n    return total;\n  }\n",
     "function f() {\n  if (empty) {\n    return total;\n  }^\n  return total;\n}\n"},
    // Calls that take a block are no definitions.
    {"useEffect(() => {\n  load();\n}, []);\n^\n", "useEffect(() => {\n  save();\n}, [id]);\n",
     "useEffect(() => {\n  load();\n}, []);\nuseEffect(() => {\n  save();\n}, [id]);^\n"},
    {"act(() => {\n  render();\n});\n^\n", "act(() => {\n  click();\n});\n",
     "act(() => {\n  render();\n});\nact(() => {\n  click();\n});^\n"},
    {"setTimeout(() => {\n  a();\n}, 1);\n^\n", "setTimeout(() => {\n  b();\n}, 2);\n",
     "setTimeout(() => {\n  a();\n}, 1);\nsetTimeout(() => {\n  b();\n}, 2);^\n"},
    {"describe(\"x\", () => {\n  a();\n});\n^\n", "describe(\"x\", () => {\n  b();\n});\n",
     "describe(\"x\", () => {\n  a();\n});\ndescribe(\"x\", () => {\n  b();\n});^\n"},
    {"foreach (items) {\n  a();\n}\n^\n", "foreach (items) {\n  b();\n}\n",
     "foreach (items) {\n  a();\n}\nforeach (items) {\n  b();\n}^\n"},
    // Functions are.
    {"function twice(x) {\n  return 2 * x;\n}\n^\n", "function twice(x) {\n  return x + x;\n}\n",
     ""},
};

constexpr PanelCase kGo[] = {
    {"func f() error {\n\tif err := a(); err != nil {\n\t\treturn err\n\t}\n\terr = b()\n\tif err "
     "!= "
     "nil {\n\t\treturn err\n\t}\n\terr = c()\n\t^\n}\n",
     "if err != nil {\n\t\treturn err\n\t}\n",
     "func f() error {\n\tif err := a(); err != nil {\n\t\treturn err\n\t}\n\terr = b()\n\tif err "
     "!= "
     "nil {\n\t\treturn err\n\t}\n\terr = c()\n\tif err != nil {\n\t\treturn err\n\t}^\n}\n"},
    {"func f() {\n\tgo func() {\n\t\ta()\n\t}()\n\t^\n}\n", "go func() {\n\t\tb()\n\t}()\n",
     "func f() {\n\tgo func() {\n\t\ta()\n\t}()\n\tgo func() {\n\t\tb()\n\t}()^\n}\n"},
    {"func f() {\n\tdefer func() {\n\t\ta()\n\t}()\n\t^\n}\n", "defer func() {\n\t\tb()\n\t}()\n",
     "func f() {\n\tdefer func() {\n\t\ta()\n\t}()\n\tdefer func() {\n\t\tb()\n\t}()^\n}\n"},
    {"func (s *Store) Size() int {\n\treturn 1\n}\n\n^\n",
     "func (s *Store) Size() int {\n\treturn 2\n}\n", ""},
};

constexpr PanelCase kJava[] = {
    {"class A {\n    void f() {\n        synchronized (this) {\n            a();\n        }\n      "
     "  "
     "^\n    }\n}\n",
     "synchronized (this) {\n            b();\n        }\n",
     "class A {\n    void f() {\n        synchronized (this) {\n            a();\n        }\n      "
     "  "
     "synchronized (this) {\n            b();\n        }^\n    }\n}\n"},
    {"class A {\n    void f() {\n        lock (x) {\n            a();\n        }\n        ^\n    "
     "}\n}\n",
     "lock (x) {\n            b();\n        }\n",
     "class A {\n    void f() {\n        lock (x) {\n            a();\n        }\n        lock (x) "
     "{\n            b();\n        }^\n    }\n}\n"},
    {"class A {\n    public int size() {\n        return 1;\n    }\n\n    ^\n}\n",
     "public int size() {\n        return 2;\n    }\n", ""},
};

constexpr PanelCase kRust[] = {
    {"fn f() {\n    let Some(x) = a() else {\n        return;\n    };\n    let y = x;\n    ^\n}\n",
     "let Some(x) = a() else {\n        return;\n    };\n",
     "fn f() {\n    let Some(x) = a() else {\n        return;\n    };\n    let y = x;\n    let "
     "Some(x) = a() else {\n        return;\n    };^\n}\n"},
    {"#[cfg(unix)]\nfn home() -> Path {\n    a()\n}\n\n#[cfg(windows)]\n^\n",
     "fn home() -> Path {\n    b()\n}\n",
     "#[cfg(unix)]\nfn home() -> Path {\n    a()\n}\n\n#[cfg(windows)]\nfn home() -> Path {\n    "
     "b()\n}^\n"},
};

constexpr PanelCase kPython[] = {
    {"def f(x):\n    try:\n        a(x)\n    except ValueError:\n        return None\n    try:\n   "
     "  "
     "   b(x)\n    ^\n",
     "except ValueError:\n        return None\n",
     "def f(x):\n    try:\n        a(x)\n    except ValueError:\n        return None\n    try:\n   "
     "  "
     "   b(x)\n    except ValueError:\n        return None^\n"},
    // The set-up of a test.
    {"def test_a():\n    store = Store()\n    store.open()\n    user = store.user()\n    assert "
     "user.a\n\n\ndef test_b():\n    ^\n",
     "store = Store()\n    store.open()\n    user = store.user()\n",
     "def test_a():\n    store = Store()\n    store.open()\n    user = store.user()\n    assert "
     "user.a\n\n\ndef test_b():\n    store = Store()\n    store.open()\n    user = "
     "store.user()^\n"},
    // Three lines again, directly below themselves.
    {"alpha = load(1)\nbeta = load(2)\ngamma = load(3)\n^\n",
     "alpha = load(1)\nbeta = load(2)\ngamma = load(3)\n", ""},
    // And a block of six anywhere below.
    {"alpha = load(1)\nbeta = load(2)\ngamma = load(3)\ndelta = load(4)\nomega = load(5)\nkappa = "
     "load(6)\nprint(alpha)\n^\n",
     "alpha = load(1)\nbeta = load(2)\ngamma = load(3)\ndelta = load(4)\nomega = load(5)\nkappa = "
     "load(6)\n",
     ""},
};

constexpr PanelCase kYaml[] = {
    {"jobs:\n  build:\n    runs-on: ubuntu\n    steps:\n      - uses: checkout\n      - run: "
     "make\n  test:\n    ^\n",
     "runs-on: ubuntu\n    steps:\n      - uses: checkout\n",
     "jobs:\n  build:\n    runs-on: ubuntu\n    steps:\n      - uses: checkout\n      - run: "
     "make\n  test:\n    runs-on: ubuntu\n    steps:\n      - uses: checkout^\n"},
};

constexpr PanelCase kHtml[] = {
    // Elements that end one behind the other.
    {"<body>\n  ^\n</body>\n",
     "<div>\n    <div>\n      <div>\n        <p>a</p>\n      </div>\n    </div>\n  </div>\n",
     "<body>\n  <div>\n    <div>\n      <div>\n        <p>a</p>\n      </div>\n    </div>\n  "
     "</div>^\n</body>\n"},
};

} // namespace

std::span<const Panel> panels_again() {
  static constexpr Panel kPanels[] = {
      {"", kAny},      {"plaintext", kAny}, {"python", kAny}, {"javascript", kJavaScript},
      {"go", kGo},     {"java", kJava},     {"rust", kRust},  {"python", kPython},
      {"yaml", kYaml}, {"html", kHtml},
  };
  return kPanels;
}

} // namespace inkling::shape
