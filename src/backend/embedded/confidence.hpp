#pragma once
// How sure the model is: the probability that a predicted token is what the person is about to
// type, given that those before it were, by a very small neural network over what the matches
// looked like. And where to cut: what to show of a line.
//
// Pure functions. The weights are a table, confidence_table.inc, that tells how it was fitted.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace inkling::backend {

/// What was seen when one token was chosen.
struct Evidence {
  enum class Kind : std::uint8_t { word, number, closer, mark };

  float probability = 0;   ///< of the token, blended over all match lengths
  float runner_up = 0;     ///< of the second likeliest
  float longest_share = 0; ///< of the places that match longest, the part that goes on like this
  float in_documents = 0;  ///< places that go on like this
  float in_corpora = 0;
  float against_in_documents = 0; ///< places that do not
  float against_in_corpora = 0;
  std::uint32_t length = 0;       ///< longest match among those that go on like this, in tokens;
                                  ///< 0: a word guessed by its beginning alone
  std::uint32_t rival_length = 0; ///< longest match among the others; 0: none
  std::uint32_t choices = 0;      ///< different tokens that any place goes on with
  std::uint32_t step = 0;         ///< tokens generated before this one
  std::uint32_t typed = 0;        ///< bytes of the token that were typed already
  std::uint32_t rest = 0;         ///< bytes that it adds
  Kind kind = Kind::mark;
  bool line_end = false;         ///< it is the end of the line
  bool after_line_start = false; ///< nothing stands before it on its line
  bool in_prose = false;         ///< several words in a row stand before it
};

inline constexpr std::size_t kFeatures = 34;
using Features = std::array<float, kFeatures>;

Features to_features(const Evidence& evidence);

/// One hidden layer of rectified linear units, and a straight way beside it. The first feature is
/// always 1, so that its weights are the biases.
struct ConfidenceNetwork {
  static constexpr std::size_t kHidden = 12;

  std::array<Features, kHidden> hidden;
  std::array<float, kHidden> output;
  Features direct;

  /// Log odds.
  float operator()(const Features& features) const;
};

/// 0 to 1, by the fitted network.
float confidence_of(const Features& features);

/// A place where a prediction could end: after so many bytes, with so much confidence in all of
/// them.
struct Cut {
  std::uint32_t bytes = 0;
  float confidence = 0;
};

/// The index of the cut of `text` to show: the maximum of confidence² × bytes among those of at
/// least `confidence_min` and `bytes_min`, and from there on what closes the construct, where that
/// is nearly as sure; cuts.size() where there is none. (Squared: a text that is not taken costs a
/// glance.)
std::size_t choose_cut(std::string_view text, std::span<const Cut> cuts, double confidence_min,
                       std::size_t bytes_min);

} // namespace inkling::backend
