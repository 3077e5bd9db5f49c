#include "context/prompt_text.hpp"

#include "base/mask.hpp"
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

namespace {

/// Spelled in pieces: nothing here is to look like a key.
const std::string kSecret = std::string("q7Rk2") + "Vx9Lm4TzW8cYb3N";

std::string with_secret(std::string text) {
  return text.replace(text.find("{}"), 2, kSecret);
}

} // namespace

TEST_CASE("secrets are masked in what is sent, on both sides of the cursor", "[context]") {
  const SecretScanner scanner;
  const std::string mask(kSecretMask);
  const PromptText before = write_down(marked(with_secret("token = \"{}\"\nx = ^1\n")), scanner);
  CHECK(before.prefix == "token = \"" + mask + "\"\nx = ");
  CHECK(before.suffix == "1\n");
  const PromptText after = write_down(marked(with_secret("x^\r\ntoken = \"{}\"\r\n")), scanner);
  CHECK(after.prefix == "x");
  CHECK(after.suffix == "\ntoken = \"" + mask + "\"\n");
}

TEST_CASE("of a secret that the cursor stands in nothing is sent", "[context]") {
  const SecretScanner scanner;
  const std::string mask(kSecretMask);
  const std::string text = with_secret("token = \"{}\";\n");
  const std::size_t begin = text.find(kSecret);
  for (std::size_t in = 1; in < kSecret.size(); ++in) {
    CAPTURE(in);
    const PromptText sent = write_down(marked(std::string(text).insert(begin + in, "^")), scanner);
    CHECK(sent.prefix == "token = \"" + mask);
    CHECK(sent.suffix == mask + "\";\n");
  }
  const PromptText first = write_down(marked(std::string(text).insert(begin, "^")), scanner);
  CHECK(first.prefix == "token = \"");
  CHECK(first.suffix == mask + "\";\n");
  const PromptText last =
      write_down(marked(std::string(text).insert(begin + kSecret.size(), "^")), scanner);
  CHECK(last.prefix == "token = \"" + mask);
  CHECK(last.suffix == "\";\n");
}

TEST_CASE("a secret that is typed leaves only while it is short", "[context]") {
  const SecretScanner scanner;
  std::size_t sent_bytes = 0;
  for (std::size_t typed = 0; typed <= kSecret.size(); ++typed) {
    const std::string text = "token = \"" + kSecret.substr(0, typed) + "^\"\n";
    const std::string prefix = write_down(marked(text), scanner).prefix;
    if (prefix.find(std::string(kSecretMask)) == prefix.npos) sent_bytes = typed;
  }
  CHECK(sent_bytes < 10);
}
