#include "panel_story.hpp"

#include "plain_text.hpp"
#include "rng.hpp"
#include "script.hpp"

#include <algorithm>

namespace inkling::simulation {
namespace {

/// One byte in so many is more than the embedded model can foresee.
constexpr std::size_t kSurpriseEmbedded = 22;
constexpr std::size_t kEmbeddedBytesMax = 24;
constexpr std::string_view kWrong = "unlikely(value, other) + guess_of_the_model;";

/// Waits between keys in percent of the median, equally frequent: log-normal, sigma 0.45, which is
/// about what people at keyboards show.
constexpr std::array kKeyPercents = {43,  55,  63,  71,  77,  83,  90,  97,
                                     104, 111, 120, 130, 142, 158, 181, 231};

enum Purpose : std::uint64_t { kPause, kPauseLength, kSurprise, kEmbeddedSurprise, kLines, kTakes };

bool ends_word(char c) {
  return !is_word_byte(c);
}

} // namespace

Story::Story(std::uint64_t seed, std::size_t bytes, std::size_t foreseen_bytes)
    : seed_(seed), foreseen_bytes_(foreseen_bytes) {
  Rng rng(seed);
  text_ = random_script(rng, bytes);
}

std::size_t Story::key_end(std::size_t at) const {
  std::size_t end = place_after(text_, at);
  if (text_[at] == '\n')
    while (end < text_.size() && (text_[end] == ' ' || text_[end] == '\t')) ++end;
  return end;
}

Duration Story::pause(const TypistKind& typist, std::size_t at) const {
  const bool thinks =
      at > 0 && ends_word(text_[at - 1]) && Rng(draw(at, kPause)).chance(typist.pause_percent);
  Rng length(draw(at, kPauseLength));
  if (thinks) return length.between(typist.pause_min, typist.pause_max);
  return typist.key * length.pick(kKeyPercents) / 100;
}

bool Story::takes(const TypistKind& typist, std::size_t at) const {
  return Rng(draw(at, kTakes)).chance(typist.accept_percent);
}

std::string Story::guess(std::size_t at, Skill skill) const {
  const std::size_t end = guessed_end(at, skill);
  for (std::size_t place = at; place < end; ++place) {
    if (!is_boundary(text_, place)) continue;
    const bool unforeseen = draw(place, kSurprise) % foreseen_bytes_ == 0;
    const bool too_hard =
        skill == Skill::embedded && draw(place, kEmbeddedSurprise) % kSurpriseEmbedded == 0;
    if (!unforeseen && !too_hard) continue;
    const std::size_t left = std::max<std::size_t>(end - place, 4);
    return text_.substr(at, place - at) + std::string(kWrong.substr(0, left));
  }
  return text_.substr(at, end - at);
}

std::string Story::wrong_guess() {
  return std::string(kWrong);
}

std::size_t Story::guessed_end(std::size_t at, Skill skill) const {
  std::size_t end = line_end(text_, at);
  if (skill == Skill::embedded)
    return cursor_place(text_, std::min(std::max(end, at), at + kEmbeddedBytesMax));
  const std::size_t more = draw(line_begin(text_, at), kLines) % 3;
  for (std::size_t line = end == at ? 0 : 1; line <= more && end < text_.size(); ++line)
    end = line_end(text_, end + 1);
  return end;
}

std::uint64_t Story::draw(std::size_t at, std::uint64_t purpose) const {
  return Rng(seed_ * 0x9E3779B97F4A7C15u + at * 31 + purpose).next();
}

} // namespace inkling::simulation
