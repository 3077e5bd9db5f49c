#pragma once
// What hosts that speak OpenAI's APIs do in different ways, as data. A host that is not in the
// table is taken for one of the many that do as OpenAI did first: vLLM, SGLang, LM Studio,
// llama.cpp.
//
//   const ApiRules& rules = api_rules("api.openai.com");
//   body.add(rules.chat_limit, max_tokens);

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace inkling::backend {

/// Whether a host takes "n", and writes so many texts.
enum class Many : std::uint8_t {
  no,
  perhaps, ///< worth a try: what is refused is asked for anew, without
  yes,
};

struct ApiRules {
  std::string_view domain = {}; ///< and all below it
  /// What the limit of tokens is called in chats; completions call it "max_tokens" everywhere.
  std::string_view chat_limit = "max_tokens";
  Many many = Many::perhaps;
  std::string_view warm_target = {}; ///< below the base: a GET that only warms the way; empty: none
};

/// `host`: a name as in a URL.
const ApiRules& api_rules(std::string_view host);

/// How a model that thinks is told not to, or hardly: "reasoning_effort".
struct Effort {
  std::string_view value = {}; ///< empty: not to be sent
  bool temperature = true;     ///< it takes one all the same

  /// For thoughts, which the limit of tokens counts too: with a limit for the text alone a model
  /// has often thought it all away before its first word. A little thinking stays below that.
  static constexpr std::size_t kThoughtTokens = 512;
  /// The limit for an answer that may have `tokens` of text. One that is to have a single token is
  /// not read: its model need not get so far.
  std::size_t limit_for(std::size_t tokens) const {
    const bool thinks = !value.empty() && value != "none";
    return thinks && tokens > 1 ? tokens + kThoughtTokens : tokens;
  }
};

/// Of a model at a host, each by name: values differ, and what a host does not know it refuses.
Effort effort_of(const ApiRules& rules, std::string_view model);

} // namespace inkling::backend
