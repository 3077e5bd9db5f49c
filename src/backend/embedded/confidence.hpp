#pragma once
// How sure the model is: the probability that a predicted token is what the person is about to
// type, given that those before it were, by a logistic regression over what the matches looked
// like. And where to cut: what to show of a line.
//
// Pure functions; the coefficients are a table in confidence.cpp, which says how they were fitted.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace inkling::backend {

/// What was seen when one token was chosen.
struct Evidence {
  float probability = 0;    ///< of the token, blended over all match lengths
  float runner_up = 0;      ///< of the second likeliest
  float longest_share = 0;  ///< of the places that match longest, the part that goes on like this
  float support = 0;        ///< places that go on like this
  float opposition = 0;     ///< places that do not
  std::uint32_t length = 0; ///< longest match among those that go on like this, in tokens
  std::uint32_t rival_length = 0; ///< longest match among the others; 0: none
  std::uint32_t step = 0;         ///< tokens generated before this one
  std::uint32_t typed = 0;        ///< bytes of the token that were typed already
  std::uint32_t rest = 0;         ///< bytes that it adds
  bool from_document = false;     ///< an open document goes on like this
  bool from_corpus = false;
  bool word = false;             ///< the token is a word, not punctuation
  bool line_end = false;         ///< it is the end of the line
  bool after_line_start = false; ///< nothing stands before it on its line
  bool guessed = false;          ///< no context: the likeliest word that begins as typed
};

inline constexpr std::size_t kFeatures = 28;
using Features = std::array<float, kFeatures>;

Features to_features(const Evidence& evidence);
/// 0 to 1.
float confidence_of(const Features& features);

/// A place where a prediction could end: after so many bytes, with so much confidence in all of
/// them.
struct Cut {
  std::uint32_t bytes = 0;
  float confidence = 0;
};

/// The index of the cut to show: the maximum of confidence² × bytes among those of at least
/// `confidence_min` and `bytes_min`; cuts.size() where there is none. (Squared: a text that is not
/// taken costs a glance.)
std::size_t choose_cut(std::span<const Cut> cuts, double confidence_min, std::size_t bytes_min);

} // namespace inkling::backend
