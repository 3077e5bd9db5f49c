#include "context/prompt_text.hpp"

#include "support/catch.hpp"

#include <string>

using namespace inkling;
using namespace inkling::context;

namespace {

/// `^` marks the cursor; the window is the whole text.
Prompt marked(std::string text) {
  Prompt prompt;
  prompt.offset = text.find('^');
  prompt.text = text::Rope(text.erase(prompt.offset, 1));
  prompt.window_end = prompt.text.size();
  return prompt;
}

struct Example {
  std::string text;
  std::string prefix;
  std::string suffix;
};

const Example kExamples[] = {
    {"a\n^b\n", "a\n", "b\n"},
    {"a\r\nb^\r\nc", "a\nb", "\nc"},
    {"a\r^\nb", "a", "\nb"},
    {"a\rb\r^", "a\nb\n", ""},
    {"\xEF\xBB\xBFimport^", "import", ""},
    {"a\xEF\xBB\xBF^", "a\xEF\xBB\xBF", ""},
    {"\tif x:^\n\t\ty", "\tif x:", "\n\t\ty"},
};

} // namespace

TEST_CASE("a prompt is written down with line feeds and without a byte order mark", "[context]") {
  const SecretScanner scanner;
  for (const Example& example : kExamples) {
    CAPTURE(example.text);
    const PromptText text = write_down(marked(example.text), scanner);
    CHECK(text.prefix == example.prefix);
    CHECK(text.suffix == example.suffix);
  }
}

TEST_CASE("only the window of a text is sent", "[context]") {
  Prompt prompt = marked("one\ntwo ^three\nfour\n");
  prompt.window_begin = 4;
  prompt.window_end = 14;
  const PromptText text = write_down(prompt, SecretScanner());
  CHECK(text.prefix == "two ");
  CHECK(text.suffix == "three\n");
}
