#pragma once
// Types the held-out lines of a repository through a real EmbeddedBackend, one character at a time,
// and remembers what it predicted at each.

#include "backend/embedded/predictor.hpp"
#include "quality/held_out.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace inkling::quality {

/// One cursor position: what was left of the line, and what was predicted there.
struct Moment {
  std::string rest;
  backend::Prediction prediction;
  bool at_line_start = false; ///< after the indentation
  bool after_token = false;   ///< a word or punctuation character has just been completed
};

/// A line's moments, from its indentation to its end.
using TypedLine = std::vector<Moment>;

struct Replay {
  std::vector<TypedLine> lines;
  std::vector<double> query_us; ///< of start(), without the prediction being watched
  double index_ms = 0;
  double index_megabytes = 0; ///< of source
};

struct ReplayOptions {
  std::string salt = "inkling";
  std::size_t files = 12;
  std::size_t lines = 100;
  bool below = false;           ///< the text below the typed lines is there, too
  bool timings = true;          ///< type everything a second time, only to measure
  double confidence_min = 0.55; ///< for the timings
};

Replay replay(const std::string& repository, const ReplayOptions& options);

} // namespace inkling::quality
