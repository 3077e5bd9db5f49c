#include "backend/providers/choices.hpp"

#include <algorithm>

namespace inkling::backend {

void Choices::pass(const Reading& reading, std::string& said) {
  const bool every = reading.choice == Reading::kEveryChoice;
  for (std::size_t i = 0; i < std::min(reading.alternatives.size(), others_.size()); ++i)
    pass_other(others_[i], {.text = reading.alternatives[i], .finished = true});
  if (every && reading.finished) {
    for (Other& other : others_) pass_other(other, {.finished = true});
  }
  if (every || reading.choice == 0) return pass_first(reading, said);
  if (reading.choice <= others_.size()) pass_other(others_[reading.choice - 1], reading);
}

void Choices::pass_first(const Reading& reading, std::string& said) {
  if (first_ended_) return;
  said += first_.pass(reading.text);
  cut_ = reading.cut && !first_.ended();
  if (first_.ended() && !reading.finished) ended_by_us_ = true;
  first_ended_ = first_.ended() || reading.finished;
  if (first_ended_) said += first_.finish();
}

void Choices::pass_other(Other& other, const Reading& reading) {
  if (other.ended) return;
  other.begun = other.begun || !reading.text.empty();
  const std::size_t before = other.said.size();
  other.said += other.filter.pass(reading.text);
  other.bytes += other.said.size() - before;
  const bool too_long = other.bytes > kTextBytesMax;
  if ((other.filter.ended() || too_long) && !reading.finished) ended_by_us_ = true;
  other.ended = other.filter.ended() || too_long || reading.finished;
  if (other.ended) other.said += other.filter.finish();
}

bool Choices::ended() const {
  return first_ended_ && std::all_of(others_.begin(), others_.end(), [](const Other& other) {
           return other.ended || !other.begun;
         });
}

} // namespace inkling::backend
