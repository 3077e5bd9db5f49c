#include "context/neighbours/definitions.hpp"

#include "context/neighbours/chunks.hpp"

#include "support/catch.hpp"

#include <string>

using namespace inkling::context;

namespace {

struct Case {
  Language language;
  const char* line;
  const char* name; ///< "" where the line defines nothing
};

const Case kCases[] = {
    {Language::cpp, "std::size_t count_lines(std::string_view text) {", "count_lines"},
    {Language::cpp, "void Session::did_open(lsp::DidOpenParams params) {", "did_open"},
    {Language::cpp, "  bool empty() const { return size_ == 0; }", "empty"},
    {Language::cpp, "int parse(const char* text);", "parse"},
    {Language::cpp, "class Parser final : public Reader {", "Parser"},
    {Language::cpp, "enum class Kind : std::uint8_t { one, two };", "Kind"},
    {Language::cpp, "template<class Value> struct Slot {", "Slot"},
    {Language::cpp, "using Bytes = std::vector<char>;", "Bytes"},
    {Language::cpp, "constexpr std::size_t kLinesMax = 40;", "kLinesMax"},
    {Language::cpp, "#define CHECK_ALL(x) check(x)", "CHECK_ALL"},
    {Language::cpp, "typedef struct node {", "node"},
    {Language::cpp, "const Place kOrigin{0, 0};", "kOrigin"},
    {Language::cpp, "  const std::string text = read();", ""},
    {Language::cpp, "class Parser;", ""},
    {Language::cpp, "using namespace std;", ""},
    {Language::cpp, "  return parse(text);", ""},
    {Language::cpp, "  parse(text);", ""},
    {Language::cpp, "  if (parse(text)) {", ""},
    {Language::cpp, "  } else if (other(text)) {", ""},
    {Language::cpp, "  total += sum(values);", ""},
    {Language::cpp, "  // a note(about) this", ""},
    {Language::cpp, "#include \"a.hpp\"", ""},
    {Language::csharp, "    public async Task<int> CountAsync(string path) {", "CountAsync"},
    {Language::csharp, "public sealed record Order(string Id);", "Order"},
    {Language::csharp, "    await Task.Delay(5);", ""},
    {Language::go, "func Parse(text string) error {", "Parse"},
    {Language::go, "func (s *Server) Serve(l net.Listener) error {", "Serve"},
    {Language::go, "type Server struct {", "Server"},
    {Language::go, "const MaxOpen = 10", "MaxOpen"},
    {Language::go, "\treturn s.Serve(l)", ""},
    {Language::java, "    public static <T> List<T> copyOf(Collection<T> all) {", "copyOf"},
    {Language::java, "public final class OrderService {", "OrderService"},
    {Language::java, "        return copyOf(all);", ""},
    {Language::java, "        throw new IllegalStateException(text);", ""},
    {Language::javascript, "export async function load(path) {", "load"},
    {Language::javascript, "export default class Router extends Base {", "Router"},
    {Language::javascript, "  private async fetchAll(ids: string[]): Promise<void> {", "fetchAll"},
    {Language::javascript, "export const toLower = (text) => text.toLowerCase();", "toLower"},
    {Language::javascript, "export type Handler<T> = (value: T) => void;", "Handler"},
    {Language::javascript, "  for (const one of all) {", ""},
    {Language::javascript, "  const here = call(one);", ""},
    {Language::javascript, "  emit(one);", ""},
    {Language::kotlin, "    override suspend fun load(id: Int): User {", "load"},
    {Language::kotlin, "data class User(val name: String)", "User"},
    {Language::kotlin, "fun String.shout() = uppercase()", "shout"},
    {Language::lua, "local function helper(a)", "helper"},
    {Language::lua, "function Account:deposit(amount)", "deposit"},
    {Language::php, "    public static function fromArray(array $row): self {", "fromArray"},
    {Language::php, "abstract class Repository {", "Repository"},
    {Language::python, "    async def fetch(self, url):", "fetch"},
    {Language::python, "class Shelf(Base):", "Shelf"},
    {Language::python, "MAX_ITEMS = 10", "MAX_ITEMS"},
    {Language::python, "    item = Shelf()", ""},
    {Language::python, "if __name__ == \"__main__\":", ""},
    {Language::ruby, "  def self.build(parts)", "build"},
    {Language::ruby, "class Schedule < Base", "Schedule"},
    {Language::ruby, "LIMIT = 5", "LIMIT"},
    {Language::rust, "pub(crate) async fn connect(url: &str) -> Result<()> {", "connect"},
    {Language::rust, "pub struct Token<'a> {", "Token"},
    {Language::rust, "macro_rules! check {", "check"},
    {Language::rust, "    let fine = connect(url);", ""},
    {Language::swift, "  public func reload(animated: Bool) {", "reload"},
    {Language::swift, "protocol Store: AnyObject {", "Store"},
    {Language::other, "class Nothing {", ""},
};

} // namespace

TEST_CASE("a line that defines something is known by its look", "[neighbours]") {
  for (const Case& example : kCases) {
    CAPTURE(example.line);
    CHECK(defined_name(example.language, example.line) == example.name);
  }
}

TEST_CASE("a definition ends where its indentation does", "[neighbours]") {
  struct Ends {
    const char* text;
    std::size_t end;
  };
  for (const auto& [text, end] : {
           Ends{"def f(a):\n    one\n\n    two\n\ndef g():\n    three\n", 4},
           Ends{"int f() {\n  one;\n}\nint g() {\n", 3},
           Ends{"int f()\n{\n  one;\n}\nint g()\n", 4},
           Ends{"int f(int a,\n      int b) {\n  one;\n}\n\nint g();\n", 4},
           Ends{"int f();\nint g();\n", 1},
           Ends{"function f()\n  one\nend\nfunction g()\n", 3},
           Ends{"f() {\n  if (a) {\n  } else {\n    b\n  }\n}\nc\n", 6},
       }) {
    CAPTURE(text);
    CHECK(end_of_definition(TextLines(text), 0, 40) == end);
  }
  CHECK(end_of_definition(TextLines("int f() {\n  1;\n  2;\n  3;\n}\n"), 0, 3) == 3);
}

TEST_CASE("what is written above a definition belongs to it", "[neighbours]") {
  const TextLines text("int a;\n\n/// Adds one.\n/// Or two.\n[[nodiscard]]\nint f(int a) {\n}\n");
  CHECK(chunk_of_definition(text, 5) == LineRange{2, 7});
}

TEST_CASE("an outline has signatures without their bodies", "[neighbours]") {
  const TextLines text(
      "#include <map>\n\nclass A {\n public:\n  int get() const {\n    return a;\n  }\n"
      "};\n\nint sum(int a,\n        int b) {\n  return a + b;\n}\n");
  CHECK(outline_of(Language::cpp, text, {}) ==
        "class A {\n  int get() const {\nint sum(int a,\n        int b) {\n");
}

TEST_CASE("a long outline keeps what the cursor is about", "[neighbours]") {
  std::string text;
  for (int at = 0; at < 100; ++at) text += "void member_" + std::to_string(at) + "() {\n}\n";
  const std::string outline =
      outline_of(Language::cpp, TextLines(text), identifiers_of("member_97 member_3"));
  CHECK(std::count(outline.begin(), outline.end(), '\n') == 40);
  CHECK(outline.find("member_97()") != outline.npos);
  CHECK(outline.find("member_3()") < outline.find("member_97()"));
}

TEST_CASE("a chunk is the same for every line of a function", "[neighbours]") {
  const TextLines text("int one() {\n  1;\n}\n\nint two() {\n  2;\n  3;\n}\n\nint three();\n");
  for (const std::size_t line : {4, 5, 6, 7}) CHECK(chunk_around(text, line) == LineRange{4, 8});
  CHECK(chunk_around(text, 1) == LineRange{0, 3});
  CHECK(chunk_around(TextLines(std::string(200, '\n')), 100).end <= 101);
  CHECK(chunk_around(TextLines(""), 3).empty());
}
