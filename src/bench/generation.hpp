#pragma once
// What the fake server decides about one request before it answers: the text, cut into tokens,
// right or wrong; when each token is due; which fault it plays. Pure and reproducible.
//
//   Generation generation = plan_generation(model, known, ask, ordinal);
//   generation.due(k)   // time of token k after the whole request has been received

#include "base/result.hpp"
#include "base/time.hpp"
#include "bench/known_text.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace inkling::harness {

/// How a request goes wrong.
enum class FaultKind : std::uint8_t {
  none,
  status,   ///< an HTTP error status with a JSON body
  silent,   ///< never a byte
  stall,    ///< half of the tokens, then nothing more
  reset,    ///< half of the tokens, then a TCP reset
  truncate, ///< half of the tokens, then the connection closes inside the body
  garbage,  ///< half of the tokens, then bytes that are neither an event nor JSON
  error,    ///< half of the tokens, then an error event
};

struct Fault {
  FaultKind kind = FaultKind::none;
  int status = 0; ///< of FaultKind::status
  friend bool operator==(const Fault&, const Fault&) = default;
};

struct FaultShare {
  Fault fault;
  double share = 0; ///< of all requests
  friend bool operator==(const FaultShare&, const FaultShare&) = default;
};

/// "429:0.1,stall:0.05": a status from 400 to 599, or a name above; a missing share means always.
/// Error invalid_params names the part that was not understood.
Result<std::vector<FaultShare>> parse_faults(std::string_view text);

/// The model that is played.
struct ModelOptions {
  double ttft_ms = 60;         ///< time to first token, counted from the whole request
  double jitter_ms = 0;        ///< median of what is added to it, log-normal
  double jitter_sigma = 0.5;   ///< of the logarithm of the jitter
  double tokens_per_s = 1000;  ///< after the first one; 0: all at once
  std::size_t token_bytes = 4; ///< rounded up to whole code points
  std::size_t tokens_max = 32; ///< the request may ask for fewer
  double wrong = 0;            ///< share of the places where the guess is wrong
  std::vector<FaultShare> faults = {};
  std::uint64_t seed = 1;
};

/// What a request asked for, whatever its dialect.
struct Ask {
  std::string prompt;
  bool plain = false; ///< the prompt is the text before the hole and nothing else
  std::size_t tokens_max = SIZE_MAX;
  std::vector<std::string> stops = {}; ///< the answer ends before the first of them
  std::string suffix = {};             ///< the text behind the hole: an answer ends where it begins
};

struct Generation {
  std::string text;
  std::vector<std::size_t> ends; ///< token k is text[ends[k-1], ends[k])
  std::optional<Place> place;
  bool right = false;
  Fault fault;
  Duration first{};
  Duration gap{}; ///< between tokens

  Duration due(std::size_t token) const { return first + static_cast<std::int64_t>(token) * gap; }
  std::string_view token(std::size_t k) const {
    const std::size_t begin = k == 0 ? 0 : ends[k - 1];
    return std::string_view(text).substr(begin, ends[k] - begin);
  }
};

/// Right or wrong, and the wrong text, depend on the seed and the place; jitter and faults on the
/// seed and `ordinal`, the number of requests before this one. A place that is not known gets a
/// wrong text.
Generation plan_generation(const ModelOptions& model, const KnownTexts& known, const Ask& ask,
                           std::uint64_t ordinal);

} // namespace inkling::harness
