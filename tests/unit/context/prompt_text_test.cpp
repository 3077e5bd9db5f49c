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

namespace {

/// The text in brackets is the window.
Prompt windowed(std::string text) {
  const auto take = [&](char mark) {
    const std::size_t at = text.find(mark);
    text.erase(at, 1);
    return at;
  };
  Prompt prompt;
  prompt.window_begin = take('[');
  prompt.offset = take('^');
  prompt.window_end = take(']');
  prompt.text = text::Rope(text);
  return prompt;
}

std::string sent_of(const std::string& text) {
  const PromptText sent = write_down(windowed(text), SecretScanner());
  return sent.prefix + '^' + sent.suffix;
}

} // namespace

TEST_CASE("of a secret that the window cuts the part inside is masked", "[context]") {
  const std::string mask(kSecretMask);
  const std::string line = with_secret("token = \"{}\"; x = 1;");
  const std::size_t begin = line.find(kSecret);
  const std::size_t end = begin + kSecret.size();
  const std::string rest = line.substr(end);
  for (std::size_t cut = begin; cut < end; ++cut) {
    CAPTURE(cut);
    const std::string first = line.substr(0, cut);
    const std::string second = line.substr(cut);
    CHECK(sent_of(first + '[' + second + "^\n]") == mask + rest + "^\n");
    CHECK(sent_of(first + "[^" + second + "\n]") == '^' + mask + rest + '\n');
    if (cut == begin) continue;
    CHECK(sent_of("[a ^b\n" + first + ']' + second) == "a ^b\ntoken = \"" + mask);
    CHECK(sent_of("[a " + first + "^]" + second) == "a token = \"" + mask + '^');
  }
  CHECK(sent_of(line.substr(0, end) + "[" + rest + "^]") == rest + '^');
  CHECK(sent_of("[x ^" + line.substr(0, begin) + ']' + line.substr(begin)) == "x ^token = \"");
  CHECK(sent_of(line.substr(0, begin + 4) + "[" + line.substr(begin + 4, 4) + "^" +
                line.substr(begin + 8, 2) + ']' + line.substr(begin + 10)) == mask + '^' + mask);
}

TEST_CASE("the middle of a private key is masked where its ends are near the window", "[context]") {
  const std::string dashes(5, '-');
  std::string lines;
  for (int line = 0; line < 20; ++line)
    lines += "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj\r\n";
  const std::string begin = dashes + "BEGIN " + "PRIVATE KEY" + dashes + "\r\n" + lines;
  const std::string end = lines + dashes + "END " + "PRIVATE KEY" + dashes + "\r\n";
  const std::string mask(kSecretMask);
  CHECK(sent_of(begin + '[' + lines + '^' + lines + ']' + end) == mask + '^' + mask);
  CHECK(sent_of(begin + '[' + lines + '^' + lines + ']') == mask + '^' + mask + '\n');
}

TEST_CASE("a key in the window is masked where its id stands before it", "[context]") {
  const std::string id = std::string("AK") + "IA" + "Q7RK2VX9LM4TZW8C";
  const std::string key = "wJalrXUtnFEMI/K7MDENG/bPx" + std::string("RfiCYz3K9aLe5Qm");
  const std::string mask(kSecretMask);
  CHECK(sent_of("f('" + id + "',\n[  '" + key + "')^\n]") == "  '" + mask + "')^\n");
  CHECK(sent_of("f('ABC',\n[  '" + key + "')^\n]") == "  '" + key + "')^\n"); // nothing tells
}

TEST_CASE("what is beyond the window is not sent, whatever is in it", "[context]") {
  const std::string before = with_secret("int a;\r\ntoken = '{}'\r\nüü");
  const std::string after = with_secret("b();\r\ntoken = '{}'\r\n");
  for (const std::size_t bytes : {0, 300, 600, 9000, 16380, 16383, 16384, 16385, 40000}) {
    const std::string filler(bytes, '#');
    CHECK(sent_of(before + filler + "[x ^y]" + filler + after) == "x ^y");
    CHECK(sent_of(before + filler + "[" + with_secret("token = '{}'^") + ']' + filler + after) ==
          "token = '" + std::string(kSecretMask) + "'^");
  }
}
