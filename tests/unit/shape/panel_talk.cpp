// The panel for sentences and fences that are no talk, and for talk.

#include "panel.hpp"

namespace inkling::shape {
namespace {

constexpr PanelCase kHtml[] = {
    {"<p>\n  ^\n</p>\n", "The following fields are required:\n  <b>name</b>\n",
     "<p>\n  The following fields are required:\n  <b>name</b>^\n</p>\n"},
    {"^\n", "Here is what you need", "Here is what you need^\n"},
};

constexpr PanelCase kJsx[] = {
    {"<p>\n  ^\n</p>\n", "Here is what you need\n", "<p>\n  Here is what you need^\n</p>\n"},
    {"const a = `\n^\n`;\n", "The following fields are required:\n  name\n",
     "const a = `\nThe following fields are required:\n  name^\n`;\n"},
};

constexpr PanelCase kYaml[] = {
    {"description: |\n  ^\n", "Here is the list:\n  a\n",
     "description: |\n  Here is the list:\n  a^\n"},
    {"description: >-\n  Words.\n^\n", "  ```sh\n  make\n  ```\n",
     "description: >-\n  Words.\n  ```sh\n  make\n  ```^\n"},
    {"^\n", "note: a\noutput: b\n", "note: a\noutput: b^\n"},
    {"^\n", "```yaml\na: 1\n```\n", "a: 1^\n"},
};

constexpr PanelCase kPython[] = {
    {"def f():\n    \"\"\"\n    ^\n", "```python\n    f()\n    ```\n    \"\"\"\n",
     "def f():\n    \"\"\"\n    ```python\n    f()\n    ```\n    \"\"\"^\n"},
    {"def f():\n    \"\"\"\n    ^\n", "Here is the list:\n    a\n    \"\"\"\n",
     "def f():\n    \"\"\"\n    Here is the list:\n    a\n    \"\"\"^\n"},
    {"^\n", "def f():\n    \"\"\"Does.\n\n    ```\n    f()\n    ```\n    \"\"\"\n    return 1\n",
     "def f():\n    \"\"\"Does.\n\n    ```\n    f()\n    ```\n    \"\"\"\n    return 1^\n"},
    {"TEXT = \"\"\"\\\n^\n", "Words.\n\nNote that it is slow.\n\"\"\"\n",
     "TEXT = \"\"\"\\\nWords.^\n"},
    {"x = \"^\"\n", "Here is the code:\"", "x = \"Here is the code:\"^\n"},
    // Talk.
    {"x = 1\n^\n", "Here is the rest:\n\ny = 2\n", "x = 1\ny = 2^\n"},
    {"x = 1\n^\n", "Sure!\n```python\ny = 2\n```\n", "x = 1\ny = 2^\n"},
    {"x = 1\n^\n", "I cannot help with that.\n", ""},
};

constexpr PanelCase kTypeScript[] = {
    {"/**\n * ^\n */\n", "Here is the list:\n * a\n", "/**\n * Here is the list:\n * a^\n */\n"},
    {"/*\n^\n*/\n", "```js\nf();\n```\n", "/*\n```js\nf();\n```^\n*/\n"},
};

constexpr PanelCase kPlain[] = {
    {"^\n", "Here is the list:\na\n", "Here is the list:\na^\n"},
    {"^\n", "```\na\n```\n", "```\na\n```^\n"},
};

} // namespace

std::span<const Panel> panels_talk() {
  static constexpr Panel kPanels[] = {
      {"html", kHtml},           {"vue", kHtml},
      {"typescriptreact", kJsx}, {"yaml", kYaml},
      {"python", kPython},       {"typescript", kTypeScript},
      {"plaintext", kPlain},     {"restructuredtext", kPlain},
      {"asciidoc", kPlain},      {"latex", kPlain},
      {"typst", kPlain},         {"mail", kPlain},
      {"help", kPlain},          {"", kPlain},
  };
  return kPanels;
}

} // namespace inkling::shape
