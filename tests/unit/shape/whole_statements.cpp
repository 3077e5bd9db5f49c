#include "whole.hpp"

namespace inkling::shape {
namespace {

constexpr Whole kStatements[] = {
    {"ruby", "sql = <<~SQL\n  SELECT id\nFROM t (\nSQL"},
    {"shellscript", "cat <<EOF\nusage: a (b\nc\nEOF"},
    {"shellscript", "cat <<'EOT'\n$a\nEOT"},
    {"shellscript", "run one \\\n  --two \\\n  --three"},
    {"php", "$sql = <<<EOT\nSELECT 1\nFROM t\nEOT;"},
    {"cpp", "const char* kQuery = R\"(\nSELECT (1\nFROM t\n)\";"},
    {"cpp", "run(R\"sql(\nSELECT (1\nFROM t\n)sql\", 1);"},
    {"rust", "let text = r#\"\n{ \"a\": 1\n\"#;"},
    {"cpp", "if (x > 1)\n    return 1;"},
    {"cpp", "if (x > 1)\n    return 1;\nelse if (x)\n    return 2;\nelse\n    return 3;"},
    {"cpp", "for (int i = 0; i < n; ++i)\n    sum += i;"},
    {"cpp", "if (x)\n{\n  a();\n}\nelse\n{\n  b();\n}"},
    {"cpp", "class Foo : public Bar\n{\npublic:\n  int x;\n};"},
    {"cpp", "namespace foo\n{\n  int x;\n}"},
    {"cpp", "void Foo::bar() const\n{\n  a();\n}"},
    {"cpp", "try\n{\n  a();\n}\ncatch (const E& e)\n{\n  b();\n}"},
    {"cpp", "case Kind::a:\n  f();\n  break;"},
    {"cpp", "auto sum = first +\n           second -\n           third;"},
    {"cpp", "bool ok = first\n       && second\n       && third;"},
    {"cpp", "bool ok = first &&\nsecond;"},
    {"cpp", "foo\n    .bar()\n    .baz();"},
    {"java", "return items.stream()\n    .map(a)\n    .toList();"},
    {"rust", "fn most<T>(items: &[T]) -> &T\nwhere\n    T: Ord,\n{\n    &items[0]\n}"},
    {"sql", "SELECT id, name\nFROM t\nWHERE id = 1;"},
    {"sql", "UPDATE t\nSET a = 1\nWHERE id IN (\n  SELECT id\n  FROM u\n)\nRETURNING id;"},
    {"sql",
     "CREATE FUNCTION f() RETURNS int AS $$\nBEGIN\n  RETURN 1;\nEND;\n$$ LANGUAGE plpgsql;"},
    {"python", "total = first + \\\n    second"},
    {"python", "total = sum(\n    x for x in y\n)"},
    {"python", "print(\"\"\"\na (b\n\"\"\")"},
    {"python", "@cache\ndef f(x):\n    return x"},
    {"python", "@app.route(\n    \"/\"\n)\ndef f(x):\n    return x"},
    {"java", "@Override\npublic int size() {\n    return 1;\n}"},
    {"rust", "#[derive(Debug)]\nstruct A {\n    x: i32,\n}"},
    {"rust", "/// Says what.\n/// And why."},
    {"javascript", "/** Says what.\n * And why.\n */\nfunction f() {\n  a();\n}"},
    {"typescript", "const total = items\n  .map((i) => i.price)\n  .reduce(add, 0)"},
    {"typescript", "const x = ready\n  ? first\n  : second;"},
    {"javascript", "const q = `\nselect (\nfrom a\n`;"},
    {"typescriptreact", "return <ul>\n  <li>a</li>\n  <li>b</li>\n</ul>;"},
    {"typescriptreact", "<Button\n  onClick={save}\n  title=\"a\"\n/>"},
    {"typescriptreact", "<Button\n  title=\"a\"\n>\n  Save\n</Button>"},
    {"html", "<input\n  type=\"text\"\n  name=\"a\"\n>"},
    {"makefile", "SRC = a.c \\\n\tb.c \\\n\tc.c"},
    {"dockerfile", "RUN a && \\\n    b && \\\n    c"},
};

} // namespace

std::span<const Whole> whole_statements() {
  return kStatements;
}

} // namespace inkling::shape
