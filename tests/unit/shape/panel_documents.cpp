// The panel for HTML, JSON, YAML, Makefiles and Markdown.

#include "panel.hpp"

namespace inkling::shape {
namespace {

constexpr PanelCase kHtml[] = {
    {"<ul>^\n</ul>\n", "\n  <li>a</li>\n  <li>b</li>\n</ul>\n",
     "<ul>\n  <li>a</li>\n  <li>b</li>^\n</ul>\n"},
    {"<ul>^\n", "\n  <li>a</li>\n</ul>\n<p>x</p>\n", "<ul>\n  <li>a</li>\n</ul>^\n"},
    {"<a href=\"^\"></a>\n", "/about\">About</a>", "<a href=\"/about\">About^</a>\n"},
    {"<p>^</p>\n", "Some text.</p>\n<p>More.</p>", "<p>Some text.^</p>\n"},
    {"<div>\n  ^\n</div>\n", "<p>x</p>\n</div>\n</body>\n", "<div>\n  <p>x</p>^\n</div>\n"},
    {"<img src=\"a.png\"^\n", ">\n<p>", "<img src=\"a.png\">^\n"},
    {"<div class=\"^\">\n", "menu\">\n  <p>", "<div class=\"menu\">\n  <p>^\n"},
};

constexpr PanelCase kJson[] = {
    {"{\n  \"name\": ^\n}\n", "\"a\",\n  \"version\": \"1\"\n}\n", "{\n  \"name\": \"a\"^\n}\n"},
    {"{\n  \"a\": 1,\n  ^\n}\n", "\"b\": 2\n}\n", "{\n  \"a\": 1,\n  \"b\": 2^\n}\n"},
    {"{\n  \"a\": [^]\n}\n", "1, 2]", "{\n  \"a\": [1, 2]^\n}\n"},
    {"{\n    \"a\": 1,\n    \"b\": {^\n    }\n}\n", "\n      \"c\": 2\n    }\n}",
     "{\n    \"a\": 1,\n    \"b\": {\n        \"c\": 2^\n    }\n}\n"},
    {"{\n  \"^\": 1\n}\n", "name\": 1", "{\n  \"name^\": 1\n}\n"},
    {"{\n  \"a\": {^\n", "\n    \"b\": 1\n  },\n  \"c\": 2\n}\n",
     "{\n  \"a\": {\n    \"b\": 1\n  },^\n"},
};

constexpr PanelCase kYaml[] = {
    {"image: ^\n", "nginx\nports:\n  - 80\n", "image: nginx^\n"},
    {"steps:^\n", "\n  - run: a\n  - run: b\nother: 1\n", "steps:\n  - run: a\n  - run: b^\n"},
    {"steps:^\n", "\n- run: a\n- run: b\nother: 1\n", "steps:\n- run: a\n- run: b^\n"},
    {"jobs:\n  test:\n    ^\n", "runs-on: ubuntu\n    steps:\n      - run: a\n  build:\n",
     "jobs:\n  test:\n    runs-on: ubuntu\n    steps:\n      - run: a^\n"},
    {"jobs:\n  test:\n    ^\n", "    runs-on: ubuntu\n", "jobs:\n  test:\n    runs-on: ubuntu^\n"},
    {"a:\n  b: 1\nc:^\n", "\n\td: 2\n", "a:\n  b: 1\nc:\n  d: 2^\n"},
    {"run: |^\n", "\n  make a\n  make b\nname: x\n", "run: |\n  make a\n  make b^\n"},
    {"branches: [^]\n", "main, dev]", "branches: [main, dev]^\n"},
};

constexpr PanelCase kMakefile[] = {
    {"CC = cc\n\nall: a.o^\n", "\n    $(CC) -o all a.o\n\nclean:\n",
     "CC = cc\n\nall: a.o\n\t$(CC) -o all a.o^\n"},
    {"all:\n\t^\n", "\t$(CC) -o all\n\nclean:\n\trm all\n", "all:\n\t$(CC) -o all^\n"},
    {"SRC = ^\n", "a.c b.c\nOBJ = a.o\n", "SRC = a.c b.c^\n"},
    {"clean:^\n", "\n\trm -f $(OBJ)\n\trm -f all\n", "clean:\n\trm -f $(OBJ)\n\trm -f all^\n"},
};

constexpr PanelCase kMarkdown[] = {
    {"# Title\n\n^\n", "Some words.  \nMore words.\n\nAnother paragraph.\n",
     "# Title\n\nSome words.  \nMore words.^\n"},
    {"- one\n- ^\n", "two\n- three\n\nMore.\n", "- one\n- two\n- three^\n"},
    {"Run it:\n\n^\n", "```sh\nmake\n\nmake test\n```\n\nThen this.\n",
     "Run it:\n\n```sh\nmake\n\nmake test\n```^\n"},
    {"## Usage\n\n^\n", "Here is the list:\n\n- a\n", "## Usage\n\nHere is the list:^\n"},
    {"Sure^\n", "ly this :) is fine (really).\n", "Surely this :) is fine (really).^\n"},
    {"1. one\n   ^\n", "   more of one\n", "1. one\n   more of one^\n"},
    {"text with a [link](^)\n", "https://a.b/c)", "text with a [link](https://a.b/c)^\n"},
    {"words ^\n", "more<|im_end|>", "words more^\n"},
};

} // namespace

Panel panel_html() {
  return {"html", kHtml};
}
Panel panel_json() {
  return {"json", kJson};
}
Panel panel_yaml() {
  return {"yaml", kYaml};
}
Panel panel_makefile() {
  return {"makefile", kMakefile};
}
Panel panel_markdown() {
  return {"markdown", kMarkdown};
}

} // namespace inkling::shape
