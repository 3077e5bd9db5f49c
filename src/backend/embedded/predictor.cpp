#include "backend/embedded/predictor.hpp"

#include "backend/embedded/tokenizer.hpp"

#include <algorithm>
#include <iterator>

namespace inkling::backend {
namespace {

constexpr std::size_t kTokensMax = 48;
constexpr std::size_t kTextBytesMax = 240;
/// An occurrence in an open document counts like so many in other files: what is being worked on is
/// repeated.
constexpr float kDocumentFactor = 16;

/// So many words in a row are prose: a comment or a message.
constexpr std::uint32_t kProseWords = 3;

Evidence::Kind kind_of(std::string_view text) {
  if (text[0] >= '0' && text[0] <= '9') return Evidence::Kind::number;
  if (is_word_byte(text[0])) return Evidence::Kind::word;
  constexpr std::string_view kClosers = ")]};,:";
  return kClosers.find(text[0]) != kClosers.npos ? Evidence::Kind::closer : Evidence::Kind::mark;
}

std::string_view to_text(Space space) {
  switch (space) {
  case Space::none:
    return "";
  case Space::one:
    return " ";
  case Space::several:
    return "  ";
  case Space::tab:
    return "\t";
  }
  return "";
}

/// The first word or punctuation character.
std::string_view first_token(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && is_word_byte(text[end])) ++end;
  return text.substr(0, std::max<std::size_t>(end, 1));
}

float weight_of(const Candidate& candidate) {
  return candidate.corpus == nullptr ? candidate.count * kDocumentFactor : candidate.count;
}

} // namespace

const Prediction& Predictor::predict(const Query& query, const Sources& sources,
                                     double confidence_min) {
  prediction_.text.clear();
  prediction_.cuts.clear();
  prediction_.features.clear();
  prediction_.line_ended = false;
  context_ = query.context;
  depth_ = 0;
  right_reached_ = false;
  matcher_.match(context_, query.partial, query.spaced, sources, candidates_);
  float confidence = 1;
  for (step_ = 0; step_ < kTokensMax; ++step_) {
    Choice choice;
    if (!choose(choice)) break;
    if (step_ == 0) {
      const std::size_t bytes = vocabulary_.text(choice.token.id()).size();
      choice.evidence.typed = static_cast<std::uint32_t>(query.partial.size());
      choice.evidence.rest = static_cast<std::uint32_t>(bytes) - choice.evidence.typed;
    }
    describe_context(choice.evidence);
    prediction_.features.push_back(to_features(choice.evidence));
    if (choice.evidence.line_end) {
      prediction_.line_ended = true;
      break;
    }
    confidence *= confidence_of(prediction_.features.back());
    if (confidence < confidence_min || !append(choice, query)) break;
    prediction_.cuts.push_back({static_cast<std::uint32_t>(prediction_.text.size()), confidence});
    follow(choice, sources);
  }
  if (!query.right.empty() && !right_reached_) {
    // What would be inserted does not lead to what stands right of the cursor.
    prediction_.text.clear();
    prediction_.cuts.clear();
  }
  return prediction_;
}

/// Where the token is to stand.
void Predictor::describe_context(Evidence& evidence) const {
  evidence.after_line_start = !context_.empty() && is_line_start(context_.back());
  std::uint32_t words = 0;
  for (auto at = context_.rbegin(); at != context_.rend() && words < kProseWords; ++at, ++words) {
    if (!has_text(*at) || !is_word_byte(vocabulary_.text(*at)[0])) break;
  }
  evidence.in_prose = words == kProseWords;
}

bool Predictor::choose(Choice& choice) {
  if (candidates_.empty()) return false;
  count_votes();
  blend_votes();
  const auto best =
      std::max_element(votes_.begin(), votes_.end(), [](const Vote& left, const Vote& right) {
        return left.probability < right.probability;
      });
  if (best->id == kLongWord) return false;
  choice = evaluate(*best);
  return true;
}

/// One vote per token that follows some candidate. The candidates come longest match first, and
/// stay so when all that agree grow by one.
void Predictor::count_votes() {
  votes_.clear();
  for (const Candidate& candidate : candidates_) {
    const TokenId id = candidate.next_id();
    auto vote = std::find_if(votes_.begin(), votes_.end(),
                             [id](const Vote& known) { return known.id == id; });
    if (vote == votes_.end()) {
      votes_.emplace_back();
      vote = std::prev(votes_.end());
      vote->id = id;
      vote->length = candidate.length;
    }
    (candidate.corpus == nullptr ? vote->in_documents : vote->in_corpora) += candidate.count;
  }
}

/// Prediction by partial matching: p = sum over lengths, longest first, of what the longer ones
/// left over times the part of the places of at least this length; Witten and Bell leave distinct /
/// (places + distinct) to the shorter.
void Predictor::blend_votes() {
  float left_over = 1;
  float places = 0;
  float distinct = 0;
  for (auto at = candidates_.begin(); at != candidates_.end();) {
    const std::uint32_t length = at->length;
    for (; at != candidates_.end() && at->length == length; ++at) {
      const TokenId id = at->next_id();
      const auto vote = std::find_if(votes_.begin(), votes_.end(),
                                     [id](const Vote& known) { return known.id == id; });
      if (vote->count == 0) ++distinct;
      vote->count += weight_of(*at);
      places += weight_of(*at);
    }
    for (Vote& vote : votes_) vote.probability += left_over * vote.count / (places + distinct);
    left_over *= distinct / (places + distinct);
  }
}

Predictor::Choice Predictor::evaluate(const Vote& best) const {
  Choice choice;
  Evidence& evidence = choice.evidence;
  evidence.probability = best.probability;
  evidence.in_documents = best.in_documents;
  evidence.in_corpora = best.in_corpora;
  evidence.length = best.length;
  evidence.step = step_;
  evidence.choices = static_cast<std::uint32_t>(votes_.size());
  evidence.line_end = !has_text(best.id);
  if (!evidence.line_end) evidence.kind = kind_of(vocabulary_.text(best.id));
  for (const Vote& vote : votes_) {
    if (vote.id == best.id) continue;
    evidence.runner_up = std::max(evidence.runner_up, vote.probability);
    evidence.against_in_documents += vote.in_documents;
    evidence.against_in_corpora += vote.in_corpora;
    evidence.rival_length = std::max(evidence.rival_length, vote.length);
  }
  float longest = 0;
  float agreeing = 0;
  bool token_known = false;
  for (const Candidate& candidate : candidates_) {
    const bool agrees = candidate.next_id() == best.id;
    if (agrees && !token_known) {
      // Written as where the match is longest.
      const Space space = candidate.next == candidate.end ? Space::none : candidate.next->space();
      choice.token = Token(best.id, space);
      token_known = true;
    }
    if (candidate.length != candidates_.front().length) continue;
    longest += candidate.count;
    if (agrees) agreeing += candidate.count;
  }
  evidence.longest_share = agreeing / longest;
  return choice;
}

/// False where the text is complete: it has met what stands right of the cursor, or is as long as a
/// line should be.
bool Predictor::append(const Choice& choice, const Query& query) {
  const std::string_view word = vocabulary_.text(choice.token.id());
  if (reached_right(query, word)) return false;
  if (prediction_.text.size() + word.size() > kTextBytesMax) return false;
  if (step_ == 0) {
    const bool spaced = query.spaced || query.at_line_start || !query.partial.empty();
    if (!spaced) prediction_.text += to_text(choice.token.space());
    prediction_.text += word.substr(query.partial.size());
  } else {
    prediction_.text += to_text(choice.token.space());
    prediction_.text += word;
  }
  return true;
}

bool Predictor::reached_right(const Query& query, std::string_view word) {
  if (query.right.empty()) return false;
  if (depth_ == 0 && (step_ > 0 || query.partial.empty()) && word == first_token(query.right)) {
    right_reached_ = true;
    return true;
  }
  if (word == "(" || word == "[" || word == "{") ++depth_;
  if (word == ")" || word == "]" || word == "}") --depth_;
  return false;
}

/// Keeps the candidates that agree, one token further; where none is left, looks for new ones.
void Predictor::follow(const Choice& choice, const Sources& sources) {
  context_.push_back(choice.token.id());
  if (context_.size() > kContextTokensMax) context_.erase(context_.begin());
  if (choice.evidence.length == 0) {
    matcher_.match(context_, {}, false, sources, candidates_);
    return;
  }
  std::size_t kept = 0;
  for (Candidate& candidate : candidates_) {
    if (candidate.next_id() != choice.token.id()) continue;
    ++candidate.next;
    ++candidate.length;
    candidates_[kept++] = candidate;
  }
  candidates_.resize(kept);
}

} // namespace inkling::backend
