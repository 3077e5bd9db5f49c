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
/// Tokens of the open documents searched for a word that begins as typed.
constexpr std::size_t kGuessTokensMax = 4000;

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
    if (!choose(choice) && !(step_ == 0 && guess(query, sources, choice))) break;
    if (step_ == 0) {
      const std::size_t bytes = vocabulary_.text(choice.token.id()).size();
      choice.evidence.typed = static_cast<std::uint32_t>(query.partial.size());
      choice.evidence.rest = static_cast<std::uint32_t>(bytes) - choice.evidence.typed;
    }
    choice.evidence.after_line_start = !context_.empty() && is_line_start(context_.back());
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

/// One vote per token that follows some candidate. Sorts the candidates, longest match first.
void Predictor::count_votes() {
  votes_.clear();
  std::stable_sort(
      candidates_.begin(), candidates_.end(),
      [](const Candidate& left, const Candidate& right) { return left.length > right.length; });
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
    vote->support += candidate.count;
    vote->from_document = vote->from_document || candidate.corpus == nullptr;
    vote->from_corpus = vote->from_corpus || candidate.corpus != nullptr;
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
  evidence.support = best.support;
  evidence.length = best.length;
  evidence.step = step_;
  evidence.from_document = best.from_document;
  evidence.from_corpus = best.from_corpus;
  evidence.line_end = !has_text(best.id);
  evidence.word = !evidence.line_end && is_word_byte(vocabulary_.text(best.id)[0]);
  for (const Vote& vote : votes_) {
    if (vote.id == best.id) continue;
    evidence.runner_up = std::max(evidence.runner_up, vote.probability);
    evidence.opposition += vote.support;
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

bool Predictor::guess(const Query& query, const Sources& sources, Choice& choice) {
  if (query.partial.size() < 2) return false;
  TokenId found = kNoToken;
  Evidence& evidence = choice.evidence;
  std::size_t left = kGuessTokensMax;
  for (const Sources::Document& document : sources.documents) {
    document.index->for_each_token(document.line, document.own_line, [&](Token token) {
      if (!has_text(token.id()) || !vocabulary_.starts_with(token.id(), query.partial)) {
        return --left > 0;
      }
      if (vocabulary_.text(token.id()).size() == query.partial.size()) return --left > 0;
      if (found == kNoToken) found = token.id();
      (token.id() == found ? evidence.support : evidence.opposition) += 1;
      return --left > 0;
    });
    if (left == 0) break;
  }
  evidence.from_document = found != kNoToken;
  for (const CorpusView* corpus : sources.corpora) {
    const Corpus::Word word = corpus->corpus().likeliest_word(query.partial);
    if (word.id == kNoToken) continue;
    if (found == kNoToken) {
      found = corpus->to_loop(word.id);
      evidence.support = static_cast<float>(word.count);
      evidence.opposition = static_cast<float>(word.rivals);
    }
    evidence.from_corpus = evidence.from_corpus || corpus->to_loop(word.id) == found;
  }
  if (found == kNoToken) return false;
  choice.token = Token(found, Space::none);
  evidence.word = true;
  evidence.guessed = true;
  evidence.probability = evidence.support / (evidence.support + evidence.opposition + 1);
  return true;
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
  if (choice.evidence.guessed) {
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
