#include "backend/providers/choices.hpp"

#include <algorithm>

namespace inkling::backend {

void Choices::pass(const Reading& reading, std::string& said) {
  const std::size_t wholes = std::min(reading.alternatives.size(), others());
  for (std::size_t i = 0; i < wholes; ++i)
    pass_to(i + 1, {.text = reading.alternatives[i], .finished = true});
  const bool every = reading.choice == Reading::kEveryChoice;
  pass_to(every ? 0 : reading.choice, reading);
  if (every && reading.finished) {
    for (std::size_t i = 1; i < texts_.size(); ++i) pass_to(i, {.finished = true});
  }
  choose_first();
  if (!first_) return;
  said += texts_[*first_].said;
  texts_[*first_].said.clear();
}

/// Nobody asked for a choice that is not there.
void Choices::pass_to(std::size_t choice, const Reading& reading) {
  if (choice >= texts_.size() || texts_[choice].ended) return;
  Text& text = texts_[choice];
  const std::size_t before = text.said.size();
  text.said += text.filter.pass(reading.text);
  text.bytes += text.said.size() - before;
  const bool ours = text.filter.ended() || (choice > 0 && text.bytes > kTextBytesMax);
  if (ours && !reading.finished) ended_by_us_ = true;
  text.ended = ours || reading.finished;
  text.cut = reading.cut && !ours;
  if (text.ended) text.said += text.filter.finish();
}

void Choices::choose_first() {
  for (std::size_t i = 0; !first_ && i < texts_.size(); ++i) {
    if (!texts_[i].said.empty()) first_ = i;
    if (!texts_[i].ended) return;
  }
}

bool Choices::ended() const {
  return std::all_of(texts_.begin(), texts_.end(), [](const Text& text) { return text.ended; });
}

std::string Choices::take_said(std::size_t other) {
  if (!first_) return {};
  const std::size_t choice = other < *first_ ? other : other + 1;
  return std::exchange(texts_[choice].said, {});
}

} // namespace inkling::backend
