// Keys of known shapes. The way there is cheap: a key has a run of 16 letters and digits in a row,
// which ordinary lines hardly have, and of such runs most are names, without a digit. Only what
// stands around the others, between blanks or quotes, is shown to RE2.

#include "context/secret_bytes.hpp"
#include "context/secret_finders.hpp"
#include "context/secret_looks.hpp"

#include <algorithm>
#include <memory>
#include <re2/re2.h>
#include <re2/set.h>

namespace inkling::context {
namespace {

constexpr std::size_t kRunBytesMin = 16;
/// Of what stands around a run: beyond, it is data. A key that is longer is masked up to there.
constexpr std::size_t kBytesBefore = 256;
constexpr std::size_t kBytesAfter = 16 << 10;
/// A secret without a shape of its own may stand near an id that has one, at most so far from it.
constexpr std::size_t kPairBytesMax = 256;
constexpr std::string_view kAwsKeyId = "aws-access-key-id";
constexpr std::string_view kAlibabaKeyId = "alibaba-key-id";
constexpr std::string_view kTwilioKey = "twilio-key";
/// The header of a key of PuTTY: no secret itself.
constexpr std::string_view kPuttyHeader = "putty-header";

struct Pair {
  std::string_view id;
  std::string_view secret;
  std::size_t bytes; ///< letters, digits, "+" and "/"
};

constexpr Pair kPairs[] = {
    {kAwsKeyId, "aws-secret-key", 40},
    {kAlibabaKeyId, "alibaba-secret-key", 30},
    {kTwilioKey, "twilio-auth-token", 32},
};

struct Shape {
  std::string_view kind;
  const char* pattern;        ///< RE2, of single bytes; what it matches is masked
  std::string_view keep = {}; ///< but for all up to this, at its first place
};

/// Each begins with what nothing else begins with (or where a word begins: else RE2 would follow
/// one that may begin at any byte from all of them at once), and needs about 16 bytes in all, so
/// that a key that is being typed is masked early.
constexpr Shape kShapes[] = {
    {kAwsKeyId, "(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{12,16}"},
    {"github-token", "gh[pousr]_[A-Za-z0-9]{12,}"},
    {"github-token", "github_pat_[A-Za-z0-9_]{12,}"},
    {"gitlab-token", "gl(?:pat|oas|dt|rt|cbt|ptt|ft|soat|imt|agent|ffct)-[A-Za-z0-9_.-]{10,}"},
    {"slack-token", "xox[abceoprs]-[A-Za-z0-9-]{11,}"},
    {"slack-token", "xapp-[0-9]-[A-Za-z0-9-]{10,}"},
    {"slack-webhook", "hooks\\.slack\\.com/(?:services|workflows|triggers)/[A-Za-z0-9/_-]{12,}",
     "s/"},
    {"stripe-key", "(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{10,}"},
    {"stripe-key", "whsec_[A-Za-z0-9+/=]{16,}"},
    {"google-api-key", "AIza[A-Za-z0-9_-]{16,}"},
    {"google-oauth", "GOCSPX-[A-Za-z0-9_-]{12,}"},
    {"google-oauth", "ya29\\.[A-Za-z0-9_-]{16,}"},
    {"anthropic-key", "sk-ant-[A-Za-z0-9_-]{10,}"},
    {"openai-key", "sk-(?:proj|svcacct|admin|None)-[A-Za-z0-9_-]{10,}"},
    {"openai-key", "sk-[A-Za-z0-9]{16,}"},
    {"openrouter-key", "sk-or-(?:v[0-9]-)?[A-Za-z0-9]{12,}"},
    {"cerebras-key", "csk-[a-z0-9]{12,}"},
    {"groq-key", "gsk_[A-Za-z0-9]{12,}"},
    {"xai-key", "xai-[A-Za-z0-9]{16,}"},
    {"perplexity-key", "pplx-[A-Za-z0-9]{16,}"},
    {"nvidia-key", "nvapi-[A-Za-z0-9_-]{16,}"},
    {"replicate-key", "r8_[A-Za-z0-9]{16,}"},
    {"hugging-face-token", "(?:hf|api_org)_[A-Za-z0-9]{16,}"},
    {"npm-token", "npm_[A-Za-z0-9]{16,}"},
    {"pypi-token", "pypi-[A-Za-z0-9_-]{16,}"},
    {"rubygems-key", "rubygems_[a-f0-9]{16,}"},
    {"sendgrid-key", "SG\\.[A-Za-z0-9_-]{16,}(?:\\.[A-Za-z0-9_-]+)?"},
    {kTwilioKey, "(?:SK|AC)[0-9a-f]{32}"},
    {"mailgun-key", "key-[0-9a-f]{32}"},
    {"digitalocean-token", "do[opr]_v1_[a-f0-9]{10,}"},
    {"shopify-token", "shp(?:at|ca|pa|ss)_[a-fA-F0-9]{16,}"},
    {"vault-token", "hv[sbr]\\.[A-Za-z0-9_-]{16,}"},
    {"grafana-token", "gl(?:sa|c)_[A-Za-z0-9+/=_]{16,}"},
    {"aws-bedrock-key", "ABSK[A-Za-z0-9+/=]{32,}"},
    {kAlibabaKeyId, "LTAI[A-Za-z0-9]{12,26}"},
    {"tencent-key-id", "AKID[A-Za-z0-9]{28,}"},
    {"azure-client-secret", "\\b[A-Za-z0-9_~.-]{3}[0-9]Q~[A-Za-z0-9_~.-]{12,}"},
    {"airtable-token", "pat[A-Za-z0-9]{14}\\.[a-f0-9]{16,}"},
    {"brevo-key", "xkeysib-[a-f0-9]{16,}(?:-[A-Za-z0-9]+)?"},
    {"buildkite-token", "bk(?:ua|ct|at)_[a-f0-9]{16,}"},
    {"clojars-token", "CLOJARS_[a-f0-9]{16,}"},
    {"docker-token", "dckr_(?:pat|oat)_[A-Za-z0-9_-]{12,}"},
    {"doppler-token", "dp\\.(?:pt|st|ct|sa|scim|audit)\\.[A-Za-z0-9._-]{12,}"},
    {"facebook-token", "EAA[A-Z][A-Za-z0-9]{28,}"},
    {"figma-token", "fig[dor]_[A-Za-z0-9_-]{16,}"},
    {"firebase-key", "\\bAAAA[A-Za-z0-9_-]{7}:APA91[A-Za-z0-9_-]{16,}"},
    {"fly-token", "fm[12]_[A-Za-z0-9+/=_-]{24,}"},
    {"heroku-key", "HRKU-[A-Za-z0-9_-]{16,}"},
    {"jfrog-token", "AKCp[A-Za-z0-9]{24,}"},
    {"langsmith-key", "lsv2_(?:pt|sk)_[a-f0-9]{16,}(?:_[a-f0-9]+)?"},
    {"mailchimp-key", "\\b[0-9a-f]{32}-us[0-9]{1,2}"},
    {"mapbox-secret", "sk\\.eyJ[A-Za-z0-9_-]{10,}(?:\\.[A-Za-z0-9_-]+)?"},
    {"netlify-token", "nfp_[A-Za-z0-9]{16,}"},
    {"new-relic-key", "NR(?:AK|AA|IQ|II|SP)-[A-Za-z0-9_-]{16,}"},
    {"notion-token", "ntn_[A-Za-z0-9]{16,}"},
    {"notion-token", "secret_[A-Za-z0-9]{40,46}\\b"},
    {"nuget-key", "oy2[a-z0-9]{43}"},
    {"one-password-token", "ops_eyJ[A-Za-z0-9_-]{16,}"},
    {"pinecone-key", "pcsk_[A-Za-z0-9_]{16,}"},
    {"planetscale-token", "pscale_(?:tkn|pw|oauth)_[A-Za-z0-9_.-]{12,}"},
    {"posthog-key", "phx_[A-Za-z0-9]{16,}"},
    {"postman-key", "PMAK-[a-f0-9]{16,}(?:-[a-f0-9]+)?"},
    {"pulumi-token", "pul-[a-f0-9]{16,}"},
    {"razorpay-key", "rzp_(?:live|test)_[A-Za-z0-9]{10,}"},
    {"resend-key", "re_[A-Za-z0-9]{8}_[A-Za-z0-9]{12,}"},
    {"sentry-token", "sntry[su]_[A-Za-z0-9+/=_-]{16,}"},
    {"sonarqube-token", "sq[pua]_[a-f0-9]{16,}"},
    {"square-token", "sq0[a-z]{3}-[A-Za-z0-9_-]{12,}"},
    {"supabase-token", "sb(?:p|_secret)_[A-Za-z0-9_-]{16,}"},
    {"tailscale-key", "tskey-[a-z]+-[A-Za-z0-9-]{10,}"},
    {"terraform-token", "\\b[A-Za-z0-9]{14,15}\\.atlasv1\\.[A-Za-z0-9_=-]{10,}"},
    {"twitter-token", "AAAAAAAAAAAAAAAAAAAAA[A-Za-z0-9%]{24,}"},
    {kPuttyHeader, "PuTTY-User-Key-File-[0-9]"},
    {"databricks-token", "dapi[a-f0-9]{32}"},
    {"linear-key", "lin_(?:api|oauth)_[A-Za-z0-9]{16,}"},
    {"atlassian-token", "AT[AC]TT3[A-Za-z0-9_=-]{16,}"},
    {"age-key", "AGE-SECRET-KEY-1[0-9A-Z]{10,}"},
    {"telegram-token", "\\b[0-9]{8,10}:AA[A-Za-z0-9_-]{30,}"},
    {"discord-token", "\\b[MNO][A-Za-z0-9_-]{22,27}\\.[A-Za-z0-9_-]{6}\\.[A-Za-z0-9_-]{27,}"},
    {"discord-webhook", "discord(?:app)?\\.com/api/webhooks/[0-9]{8,}/[A-Za-z0-9_-]{12,}",
     "webhooks/"},
    {"azure-key", "(?:AccountKey|SharedAccessKey)=[A-Za-z0-9+/=]{16,}", "Key="},
    {"azure-signature", "[?&]sig=[A-Za-z0-9%+/=]{24,}", "sig="},
    {"json-web-token", "eyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]*(?:\\.[A-Za-z0-9_-]*)?"},
};

constexpr ByteSet kInRun =
    byte_set([](char c) { return is_word(c) || c == '-' || c == '+' || c == '/'; });
/// What no key holds: it ends what is shown to RE2.
constexpr ByteSet kEndsToken = byte_set([](char c) {
  return is_space(c) || is_quote(c) || is_any_of("<>,;(){}[]|\\", c) ||
         static_cast<unsigned char>(c) < 0x20;
});

struct Token {
  std::size_t begin;
  std::size_t end;
};

/// Calls visit(begin, end) with each run of at least kRunBytesMin bytes that a key could be made
/// of; it returns where to go on. Looks at every sixteenth byte and back from there, so that most
/// bytes of an ordinary text are not looked at.
template<class Visit>
void for_each_run(std::string_view text, Line line, Visit visit) {
  std::size_t begin = line.begin; // no run begins before
  while (begin + kRunBytesMin <= line.end) {
    std::size_t at = begin + kRunBytesMin;
    while (at > begin && in(kInRun, text[at - 1])) --at;
    if (at > begin) {
      begin = at;
      continue;
    }
    std::size_t end = begin + kRunBytesMin;
    while (end < line.end && in(kInRun, text[end])) ++end;
    begin = visit(begin, end);
  }
}

Token token_around(std::string_view text, std::size_t begin, std::size_t end) {
  const std::size_t first = begin - std::min(begin, kBytesBefore);
  const std::size_t last = std::min(text.size(), begin + kBytesAfter);
  end = std::min(end, last);
  while (begin > first && !in(kEndsToken, text[begin - 1])) --begin;
  while (end < last && !in(kEndsToken, text[end])) ++end;
  return {begin, end};
}

/// Within a longer word the same letters are chance. What looks like a letter may be the end of an
/// escaped line end.
bool stands_alone(std::string_view text, std::size_t begin) {
  if (begin == 0 || !(is_word(text[begin - 1]) || text[begin - 1] == '-')) return true;
  return begin > 1 && text[begin - 2] == '\\' && is_any_of("nrt", text[begin - 1]);
}

RE2::Options options() {
  RE2::Options options;
  options.set_encoding(RE2::Options::EncodingLatin1); // bytes
  options.set_never_nl(true);
  options.set_log_errors(false);
  return options;
}

void find_secret_of(const Pair& pair, std::string_view text, std::size_t from,
                    std::vector<SecretSpan>& found) {
  const auto is_key = [](char c) { return is_letter(c) || is_digit(c) || c == '+' || c == '/'; };
  const std::size_t last = std::min(text.size(), from + kPairBytesMax);
  for (std::size_t at = from; at < last;) {
    std::size_t end = at;
    while (end < text.size() && end - at <= pair.bytes && is_key(text[end])) ++end;
    if (end - at == pair.bytes && looks_secret(text.substr(at, pair.bytes), Suspicion::token))
      found.push_back({at, end, pair.secret});
    at = std::max(end, at + 1);
  }
}

} // namespace

struct ShapeFinder::Impl {
  Impl() : any(options(), RE2::UNANCHORED) {
    for (const Shape& shape : kShapes) {
      any.Add(shape.pattern, nullptr);
      each.push_back(std::make_unique<RE2>(shape.pattern, options()));
    }
    any.Compile();
  }

  void look_into(std::string_view text, Token token, std::vector<SecretSpan>& found) const;
  void match(std::string_view text, Token token, std::size_t which,
             std::vector<SecretSpan>& found) const;

  RE2::Set any; ///< says which of them occur
  std::vector<std::unique_ptr<RE2>> each;
};

void ShapeFinder::Impl::look_into(std::string_view text, Token token,
                                  std::vector<SecretSpan>& found) const {
  const std::string_view view = text.substr(token.begin, token.end - token.begin);
  const re2::StringPiece piece(view.data(), view.size());
  if (!any.Match(piece, nullptr)) return;
  std::vector<int> which;
  any.Match(piece, &which);
  for (const int one : which) match(text, token, static_cast<std::size_t>(one), found);
}

void ShapeFinder::Impl::match(std::string_view text, Token token, std::size_t which,
                              std::vector<SecretSpan>& found) const {
  const Shape& shape = kShapes[which];
  const re2::StringPiece piece(text.data() + token.begin, token.end - token.begin);
  re2::StringPiece hit;
  for (std::size_t at = 0; at < piece.size() &&
                           each[which]->Match(piece, at, piece.size(), RE2::UNANCHORED, &hit, 1);) {
    std::size_t begin = static_cast<std::size_t>(hit.data() - text.data());
    const std::size_t end = begin + hit.size();
    at = end - token.begin;
    if (shape.kind == kPuttyHeader) {
      find_putty_lines(text, end, found);
      continue;
    }
    const bool is_url = !shape.keep.empty();
    if (!is_url && !stands_alone(text, begin)) continue;
    if (is_url) begin += text.substr(begin, end - begin).find(shape.keep) + shape.keep.size();
    if (is_placeholder(text.substr(begin, end - begin))) continue;
    found.push_back({begin, end, shape.kind});
    for (const Pair& pair : kPairs)
      if (pair.id == shape.kind) find_secret_of(pair, text, end, found);
  }
}

ShapeFinder::ShapeFinder() : impl_(std::make_unique<const Impl>()) {}

ShapeFinder::~ShapeFinder() = default;

void ShapeFinder::find(std::string_view text, Line line, std::vector<SecretSpan>& found) const {
  for_each_run(text, line, [&](std::size_t begin, std::size_t end) {
    const auto first = text.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto last = text.begin() + static_cast<std::ptrdiff_t>(end);
    if (std::none_of(first, last, is_digit)) return end;
    const Token token = token_around(text, begin, end);
    impl_->look_into(text, token, found);
    return std::max(end, token.end);
  });
}

} // namespace inkling::context
