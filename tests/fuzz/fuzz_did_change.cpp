// didChange from the wire to the rope. The first byte chooses: an even one makes well-formed
// changes of the bytes that follow, and what we hold must be what a plain UTF-16 string model
// holds; an odd one takes them as the JSON of contentChanges, and nothing may break.

#include "context/exclusion.hpp"
#include "fuzz/fuzz.hpp"
#include "session/documents.hpp"
#include "wire/message.hpp"

#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace {

using namespace inkling;
using nlohmann::json;

constexpr std::string_view kUri = "file:///w/a.cpp";
constexpr std::string_view kOpened = "one\r\ntwo 😀 é\n\rthree\nfour";

std::u16string to_utf16(std::string_view text) {
  std::u16string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t point = length == 1 ? lead : lead & (0x7Fu >> length);
    for (std::size_t next = 1; next < length; ++next)
      point = (point << 6) | (static_cast<unsigned char>(text[at + next]) & 0x3Fu);
    at += length;
    if (point < 0x10000) {
      out += static_cast<char16_t>(point);
    } else {
      out += static_cast<char16_t>(0xD800 + ((point - 0x10000) >> 10));
      out += static_cast<char16_t>(0xDC00 + ((point - 0x10000) & 0x3FF));
    }
  }
  return out;
}

/// A half of a pair that lost the other half cannot be held in UTF-8: both sides agree on U+FFFD.
std::u16string without_lone_halves(std::u16string text) {
  const auto high = [](char16_t c) { return c >= 0xD800 && c < 0xDC00; };
  const auto low = [](char16_t c) { return c >= 0xDC00 && c < 0xE000; };
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (high(text[at]) && at + 1 < text.size() && low(text[at + 1]))
      ++at;
    else if (high(text[at]) || low(text[at]))
      text[at] = 0xFFFD;
  }
  return text;
}

/// The editor's side: the obvious way, O(n) everywhere.
class Model {
public:
  explicit Model(std::string_view text) : text_(to_utf16(text)) {}

  void replace(text::Range range, std::string_view inserted) {
    std::size_t begin = offset(range.start);
    std::size_t end = offset(range.end);
    if (begin > end) std::swap(begin, end);
    if (begin == end && inserted.empty()) return;
    // Also halves of two pairs that the change brings together: they are not made one again.
    const bool cut_at_begin = cuts_pair(begin);
    const bool cut_at_end = cuts_pair(end);
    if (cut_at_begin) text_[begin - 1] = 0xFFFD;
    if (cut_at_end) text_[end] = 0xFFFD;
    text_.replace(begin, end - begin, to_utf16(inserted));
    text_ = without_lone_halves(std::move(text_));
  }
  const std::u16string& text() const { return text_; }

private:
  bool cuts_pair(std::size_t at) const {
    return at > 0 && at < text_.size() && text_[at] >= 0xDC00 && text_[at] < 0xE000 &&
           text_[at - 1] >= 0xD800 && text_[at - 1] < 0xDC00;
  }

  std::size_t offset(text::Position position) const {
    std::size_t at = 0;
    for (std::uint32_t line = 0; line < position.line; ++line) {
      const std::size_t end = text_.find_first_of(u"\r\n", at);
      if (end == text_.npos) return text_.size();
      at = end + (text_.compare(end, 2, u"\r\n") == 0 ? 2 : 1);
    }
    const std::size_t end = std::min(text_.find_first_of(u"\r\n", at), text_.size());
    return std::min(at + position.character, end);
  }

  std::u16string text_;
};

session::Documents opened() {
  session::Documents documents({}, text::Encoding::utf16);
  documents.open({std::string(kUri), "cpp", 1, std::string(kOpened)}, DocumentId{1});
  return documents;
}

void check_well_formed(const std::uint8_t* data, std::size_t size) {
  constexpr std::array<std::string_view, 8> kTexts = {"",     "x", "\n", "\r",
                                                      "\r\n", "😀", "é",  "ab\ncd"};
  session::Documents documents = opened();
  session::Document& document = *documents.find(kUri);
  Model model(kOpened);
  for (std::size_t at = 0; at + 5 <= size; at += 5) {
    const text::Range range{{data[at] % 8u, data[at + 1] % 16u},
                            {data[at + 2] % 8u, data[at + 3] % 16u}};
    const std::string text(kTexts[data[at + 4] % kTexts.size()]);
    documents.change(document, {std::string(kUri), 2, {{range, text}}});
    model.replace(range, text);
    fuzz::require(to_utf16(document.text.str()) == model.text(), "we hold what the editor shows");
  }
  document.text.check();
}

void check_raw(std::string_view changes) {
  session::Documents documents = opened();
  std::string body =
      R"({"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":")";
  body.append(kUri).append(R"(","version":2},"contentChanges":)").append(changes).append("}}");
  wire::Message message = wire::parse_message(std::move(body));
  auto* notification = std::get_if<wire::Notification>(&message);
  if (notification == nullptr) return;
  const auto params = lsp::parse_did_change(notification->params.get());
  session::Document* document = documents.find(kUri);
  if (!params || params->uri != kUri) return;
  documents.change(*document, *params);
  document->text.check();
  fuzz::require(document->text.line_count() >= 1, "a text has a line");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  if (data[0] % 2 == 0)
    check_well_formed(data + 1, size - 1);
  else
    check_raw(inkling::fuzz::to_text(data + 1, size - 1));
  return 0;
}
