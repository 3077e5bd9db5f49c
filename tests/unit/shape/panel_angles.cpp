// The panel for angle brackets, which are operators elsewhere.

#include "panel.hpp"

namespace inkling::shape {
namespace {

constexpr PanelCase kCpp[] = {
    {"vector<int^>\n", "> v;", "vector<int> v;^\n"},
    {"vector<^> v;\n", "int>", "vector<int>^ v;\n"},
    {"map<int, vector<^>>\n", "int>> m;", "map<int, vector<int>> m;^\n"},
    {"if (a < b^)\n", ") {", "if (a < b) {^\n"},
    {"p^\n", "->x = a > b;", "p->x = a > b;^\n"},
    {"std::cin^\n", " >> x;", "std::cin >> x;^\n"},
};

constexpr PanelCase kTypescript[] = {
    {"a.map(^)\n", "(x) => x > 1)", "a.map((x) => x > 1)^\n"},
    {"const f = <T^>\n", ">(x: T) => x;", "const f = <T>(x: T) => x;^\n"},
    {"const x: Array<^>\n", "string> = [];", "const x: Array<string> = [];^\n"},
};

constexpr PanelCase kTypescriptreact[] = {
    {"<div^>\n", " className=\"a\">", "<div className=\"a\">^\n"},
    {"<div^></div>\n", " className=\"a\">b</div>", "<div className=\"a\">b^</div>\n"},
};

constexpr PanelCase kRust[] = {
    {"fn f() -> Vec<^> {\n", "u8", "fn f() -> Vec<u8^> {\n"},
    {"fn f() -> Vec<^> {\n", "u8> {\n    vec![]\n}", "fn f() -> Vec<u8^> {\n"},
};

constexpr PanelCase kJava[] = {
    {"List<^> a = new ArrayList<>();\n", "String> a", "List<String^> a = new ArrayList<>();\n"},
};

} // namespace

std::span<const Panel> panels_angles() {
  static constexpr Panel kPanels[] = {
      {"cpp", kCpp},
      {"typescript", kTypescript},
      {"typescriptreact", kTypescriptreact},
      {"rust", kRust},
      {"java", kJava},
  };
  return kPanels;
}

} // namespace inkling::shape
