#pragma once
// What a person of the panel is going to write, key by key, and what a model would guess of it. A
// pure function of the seed and the place, so that every policy meets the same keys, pauses and
// guesses.

#include "base/time.hpp"
#include "panel_scene.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace inkling::simulation {

class Story {
public:
  /// One byte in `foreseen_bytes` cannot be foreseen by any model.
  Story(std::uint64_t seed, std::size_t bytes, std::size_t foreseen_bytes);

  const std::string& text() const { return text_; }
  /// Where the key that begins at `at` ends: one code point, or a line end with its indentation.
  std::size_t key_end(std::size_t at) const;
  /// How long the person waits after the key that ended at `at`.
  Duration pause(const TypistKind& typist, std::size_t at) const;
  /// Whether a right text on screen is taken there, and not typed.
  bool takes(const TypistKind& typist, std::size_t at) const;

  /// How well a model knows the person.
  enum class Skill : std::uint8_t { large, embedded };
  /// One to three lines from `at`. At the first place that nobody could have foreseen it goes
  /// wrong, and stays wrong: so the next guess from a little further on is no luckier.
  std::string guess(std::size_t at, Skill skill) const;
  /// What a model writes where the text is none that the person will ever have.
  static std::string wrong_guess();

private:
  std::uint64_t draw(std::size_t at, std::uint64_t purpose) const;
  std::size_t guessed_end(std::size_t at, Skill skill) const;

  std::uint64_t seed_;
  std::size_t foreseen_bytes_;
  std::string text_;
};

} // namespace inkling::simulation
