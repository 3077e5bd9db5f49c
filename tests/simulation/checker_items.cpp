// What may be offered, and when two texts agree: the rules about text, by the most obvious means.

#include "checker.hpp"
#include "plain_text.hpp"

#include <algorithm>

namespace inkling::simulation {
namespace {

void require(bool holds, const char* rule) {
  if (!holds) throw Violation(rule);
}

bool uses_only(std::string text, const std::string& line_ending) {
  for (std::size_t at = text.find(line_ending); at != std::string::npos;
       at = text.find(line_ending))
    text.erase(at, line_ending.size());
  return text.find_first_of("\r\n") == std::string::npos;
}

/// What follows the closers and blanks that editors put in and take away by themselves.
std::string beyond_closers(const std::string& text) {
  const std::size_t at = std::min(text.find_first_not_of(" \t)]}>\"'`;,:"), text.size());
  return text.substr(at, 40);
}

std::size_t common_tail(const std::string& left, const std::string& right) {
  std::size_t bytes = 0;
  while (bytes < left.size() && bytes < right.size() &&
         left[left.size() - 1 - bytes] == right[right.size() - 1 - bytes])
    ++bytes;
  return bytes;
}

} // namespace

void Checker::check_item(const engine::Item& item, const Ticket& ticket, const Document& document,
                         engine::Reason reason) const {
  const std::string& text = document.text;
  require(document.availability == engine::Availability::offered,
          "a document that is not offered gets no item");
  require(item.begin <= item.end && item.end <= text.size(), "an item's range lies in the text");
  require(is_boundary(text, item.begin) && is_boundary(text, item.end),
          "an item's range lies between code points");
  const std::string replaced = text.substr(item.begin, item.end - item.begin);
  require(replaced.find_first_of("\r\n") == std::string::npos, "an item's range is on one line");
  require(is_utf8(item.text), "an item is valid UTF-8");
  require(!is_blank(item.text) && item.text != replaced, "an item can be seen");
  require(uses_only(item.text, line_ending_of(text)), "an item has the document's line ends");
  if (ticket.selected) {
    const auto& selected = *ticket.selected;
    require(item.begin == selected.begin && item.end == selected.end &&
                selected.text.size() < item.text.size() && item.text.starts_with(selected.text),
            "an item extends the selected entry");
    return;
  }
  require(item.begin == ticket.mark, "an item begins at the cursor: nothing left of it is deleted");
  require(is_subsequence(replaced, item.text), "what an item replaces, it writes again");
  // Who types a closer beside the one that stands there does not lose the rest of a text.
  const std::string behind = text.substr(item.end, line_end(text, item.end) - item.end);
  const bool new_text = reason == engine::Reason::fresh || reason == engine::Reason::embedded;
  require(is_blank(new_text ? behind : beyond_closers(behind)) ||
              item.text.find_first_of("\r\n") == std::string::npos,
          "before other text only one line is offered");
  require(ticket.trigger == engine::Trigger::invoked || document.rules.mid_word ||
              ticket.mark >= text.size() || !is_word_byte(text[ticket.mark]),
          "inside a word nothing is offered unasked");
}

void Checker::remember_offer(const engine::Item& item, bool typed_through, Document& document) {
  const std::string& text = document.text;
  const std::size_t reach = item.begin > 4096 ? item.begin - 4096 : 0;
  std::string left = text.substr(reach, item.begin - reach) + item.text;
  if (typed_through)
    document.offered->on_screen = std::move(left);
  else
    document.offered = {left, item.begin, item.text.size(),
                        text.substr(item.end, line_end(text, item.end) - item.end), left};
}

/// Accepting now must give the line that accepting then would have given, wherever the text right
/// of the cursor still allows that. Where it does not, a shorter part of the same text is right.
void Checker::check_typed_through(const engine::Item& item, const Ticket& ticket,
                                  const Document& document) const {
  require(document.offered.has_value(), "only what was offered can be typed through");
  const Offered& offered = *document.offered;
  const std::size_t reach = item.begin > 4096 ? item.begin - 4096 : 0;
  const std::string text = plain(item.text);
  const std::string before = plain(document.text.substr(reach, item.begin - reach));
  const std::string shown = plain(offered.left);
  const std::size_t least = std::min({before.size() + text.size(), shown.size(), text.size() + 32});
  const std::string behind =
      document.text.substr(item.end, line_end(document.text, item.end) - item.end);
  if (common_tail(before + text, shown) >= least && behind == offered.behind) return;

  // With an entry selected nothing right of it may be replaced.
  const std::size_t place = ticket.selected ? ticket.selected->end : ticket.mark;
  const std::string right = document.text.substr(place, line_end(document.text, place) - place);
  // The person may have gone back before the place where it was offered.
  const std::size_t from = shown.size() - std::min(shown.size(), offered.item_bytes + 1024);
  bool found = false;
  bool excused = false; // in repetitive text it may seem to begin at several places
  for (std::size_t at = shown.find(text, from); at != std::string::npos;
       at = shown.find(text, at + 1)) {
    const std::string then = shown.substr(0, at + text.size());
    if (common_tail(before + text, then) < std::min(least, then.size())) continue;
    found = true;
    const bool could = is_rest(shown.substr(at), right, offered.behind);
    if (!could || (ticket.selected && right != offered.behind)) excused = true;
  }
  require(!found || excused, "a typed-through answer is the rest of what was shown");
  require(found, "a shortened remainder is a part of what was shown");
}

/// Whether accepting `rest` now, with `right` behind it, can leave `behind` there.
bool Checker::is_rest(const std::string& rest, const std::string& right,
                      const std::string& behind) {
  if (!right.ends_with(behind) || right.size() >= 1024) return false;
  if (rest.find_first_of("\r\n") != std::string::npos && !is_blank(behind)) return false;
  const std::string replaced = right.substr(0, right.size() - behind.size());
  return replaced != rest && is_subsequence(replaced, rest);
}

/// Whether text left of a cursor ends as it would if what was offered had been accepted. What
/// stands far before it may have changed since.
bool Checker::is_accepted(const Offered& offered, const std::string& left) {
  const std::string goal = plain(offered.on_screen);
  const std::size_t compared = std::min(goal.size(), plain(left).size());
  return common_tail(plain(left), goal) >= std::min(compared, offered.item_bytes + 96);
}

/// Standing at `offset`: is what was offered still being typed or waited for? Going back before the
/// place where it was offered is no disagreement.
bool Checker::on_the_way(const Document& document, std::size_t offset) {
  if (!document.offered) return false;
  const std::string goal = plain(document.offered->left);
  const std::string before = plain(document.text.substr(0, offset));
  const std::size_t most = std::min(goal.size(), document.offered->item_bytes + 1024);
  for (std::size_t left = 0; left <= most; ++left) {
    const std::string reached = goal.substr(0, goal.size() - left);
    if (before.ends_with(
            reached.substr(reached.size() - std::min<std::size_t>(reached.size(), 128))))
      return true;
  }
  return false;
}

/// Bytes of a stream that was aborted before are in no answer, unless some had been offered before:
/// in that very step, or while it still ran.
void Checker::check_marks(const std::string& text) {
  for (std::size_t at = text.find("«"); at != std::string::npos; at = text.find("«", at + 1)) {
    char* end = nullptr;
    const std::uint64_t stream = std::strtoull(text.c_str() + at + 2, &end, 10);
    if (!std::string_view(end).starts_with("»")) continue; // a mark that was cut says nothing
    require(!stopped_.contains(stream), "no bytes of an aborted stream reach a later answer");
    stopped_in_step_.erase(stream);
    offered_.insert(stream);
  }
}

/// Standing at `offset`: does the text before the cursor end with the stream's prefix and a
/// beginning of its text?
bool Checker::agrees(const Stream& stream, const std::string& text, std::size_t offset) const {
  if (beyond_closers(text.substr(offset, 200)).substr(0, 16) !=
      beyond_closers(stream.suffix.substr(0, 200)).substr(0, 16))
    return false;
  const std::string_view prefix = stream.prefix;
  const bool whole = prefix.size() < 128;
  const std::string_view anchor = whole ? prefix : prefix.substr(prefix.size() - 128);
  const std::string_view before = std::string_view(text).substr(0, offset);
  const std::size_t typed_max = std::min({stream.text.size(), before.size(), std::size_t{2048}});
  for (std::size_t typed = 0; typed <= typed_max; ++typed) {
    if (!before.ends_with(std::string_view(stream.text).substr(0, typed))) continue;
    const std::string_view left = before.substr(0, before.size() - typed);
    if (whole ? left == prefix : left.ends_with(anchor)) return true;
  }
  // Typed past all that was produced: it may still agree, if not by much.
  const std::string produced = std::string(anchor) + stream.text;
  for (std::size_t ahead = 1; ahead <= 64 && ahead <= before.size(); ++ahead)
    if (before.substr(0, before.size() - ahead).ends_with(produced)) return true;
  return false;
}

} // namespace inkling::simulation
