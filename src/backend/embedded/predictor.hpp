#pragma once
// Writes the rest of a line, token by token: at each step the places that match vote with
// Witten-Bell smoothing over match lengths, the likeliest token is taken, and the places that
// disagree drop out.
//
// The typed part of a word filters the first vote (token healing), and words that begin so vote
// even where no context matches. Loop thread only; keeps its buffers from one prediction to the
// next.

#include "backend/embedded/confidence.hpp"
#include "backend/embedded/matcher.hpp"
#include "backend/embedded/query.hpp"

#include <string>
#include <vector>

namespace inkling::backend {

/// The whole line that the model would write, and how sure it is of every beginning of it.
struct Prediction {
  std::string text;      ///< inserted at the cursor; ends at the line end at the latest
  std::vector<Cut> cuts; ///< one per token, growing; never inside a word
  std::vector<Features>
      features; ///< one per token of the vote, the line end included: what `cuts` was computed from
  bool line_ended = false; ///< the model says that the line ends after `text`
};

class Predictor {
public:
  explicit Predictor(Vocabulary& vocabulary) : vocabulary_(vocabulary), matcher_(vocabulary) {}

  /// Goes on while the confidence in all of the text is at least `confidence_min`. The result is
  /// valid until the next call.
  const Prediction& predict(const Query& query, const Sources& sources, double confidence_min);

private:
  struct Vote {
    TokenId id = kNoToken;
    float probability = 0;
    float count = 0; ///< while voting: of the places counted so far
    std::uint32_t length = 0;
    float in_documents = 0; ///< places, without any factor
    float in_corpora = 0;
  };
  struct Choice {
    Token token;
    Evidence evidence;
  };

  bool choose(Choice& choice);
  void count_votes();
  void blend_votes();
  Choice evaluate(const Vote& best) const;
  bool append(const Choice& choice, const Query& query);
  void describe_context(Evidence& evidence) const;
  void follow(const Choice& choice, const Sources& sources);
  bool reached_right(const Query& query, std::string_view word);

  Vocabulary& vocabulary_;
  Matcher matcher_;
  Prediction prediction_;
  std::vector<TokenId> context_;
  std::vector<Candidate> candidates_;
  std::vector<Vote> votes_;
  std::uint32_t step_ = 0;
  int depth_ = 0; ///< brackets opened by the prediction
  bool right_reached_ = false;
};

} // namespace inkling::backend
