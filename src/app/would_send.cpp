#include "app/would_send.hpp"

#include "app/client_config.hpp"
#include "app/core.hpp"
#include "app/remote.hpp"
#include "backend/http/request_text.hpp"
#include "context/secrets.hpp"
#include "context/tokens.hpp"
#include "session/local_client.hpp"

#include <optional>
#include <utility>

namespace inkling::app {
namespace {

/// What stands for a key.
constexpr const char* kMaskedKey = "****";

Error nothing(std::string why) {
  return make_error(Errc::unavailable, std::move(why));
}

/// Keeps the prompt that the engine made, and answers nothing.
class PromptKeeper final : public backend::Backend {
public:
  void start(StreamId, const context::Prompt& prompt, backend::StreamSink&) override {
    if (!prompt_) prompt_ = prompt;
  }
  void abort(StreamId) override {}
  const std::optional<context::Prompt>& prompt() const { return prompt_; }

private:
  std::optional<context::Prompt> prompt_;
};

/// Keeps the request instead of sending it.
class RequestKeeper final : public http::Client {
public:
  explicit RequestKeeper(http::Request& into) : into_(into) {}
  http::ExchangeId start(http::Request request, http::ExchangeHandler&) override {
    into_ = std::move(request);
    return {1};
  }
  void cancel(http::ExchangeId) override {}
  void warm() override {}

private:
  http::Request& into_;
};

class Deaf final : public backend::StreamSink {
public:
  void on_delta(StreamId, std::string_view) override {}
  void on_finished(StreamId) override {}
  void on_failed(StreamId, backend::Failure, std::optional<Duration>) override {}
};

/// Finds out why a text stays here: by which rule's absence it would not.
std::string why_local(const SourceFile& file, const std::string& folder,
                      const context::DocumentPolicy& policy) {
  const std::vector<std::string> folders = {folder};
  context::IgnoreRules ignore;
  const auto leaves_with = [&](const auto& change) {
    context::DocumentPolicy changed = policy;
    change(changed.everywhere);
    for (context::FolderRules& one : changed.folders) change(one.rules);
    const context::DocumentFacts facts{file.path, file.language, folders};
    return context::decide(facts, changed, ignore).access == context::Access::anywhere;
  };
  if (leaves_with([](auto& rules) { rules.sealed = false; }))
    return "a mistake in the configuration leaves open what may be sent (inkling config --check)";
  if (leaves_with([](auto& rules) { rules.ignored_files = context::Reach::anywhere; }))
    return "ignored by git, and privacy.ignored_files is \"local\"";
  context::DocumentPolicy outside = policy;
  outside.outside_workspace = context::Reach::anywhere;
  const context::DocumentFacts facts{file.path, file.language, folders};
  if (context::decide(facts, outside, ignore).access == context::Access::anywhere)
    return "outside of the workspace " + folder + ", and privacy.outside_workspace is \"local\"";
  return "its text stays on this machine (section privacy of the configuration)";
}

std::string why_not(engine::Reason reason, const SourceFile& file, const std::string& folder,
                    const context::DocumentPolicy& policy) {
  switch (reason) {
  case engine::Reason::excluded:
    return "excluded: it is named like a secret (.env, *.pem, ...), by privacy.exclude, or by an "
           ".inklingignore";
  case engine::Reason::disabled:
    return "disabled: completion is turned off here (completion.enabled, languages_disabled or "
           "files_disabled)";
  case engine::Reason::local_only:
    return "local only: " + why_local(file, folder, policy);
  default:
    return "not asked (" + std::string(to_string(reason)) + ')';
  }
}

/// Of the one request that this process makes.
engine::Reason reason_in(const engine::Engine::Stats& stats) {
  for (std::size_t at = 0; at < stats.reasons.size(); ++at)
    if (stats.reasons[at] > 0) return static_cast<engine::Reason>(at);
  return engine::Reason::nothing_found;
}

/// The session's decision and the engine's prompt.
Result<context::Prompt> prompt_at(config::Layers& layers, const SourceFile& file,
                                  const std::string& folder, text::Position position) {
  const config::Config& config = layers.config();
  engine::EngineOptions options = engine_options(config, config.remote());
  options.stand_in.reset(); // it would serve what may not leave
  PromptKeeper embedded;
  PromptKeeper remote;
  session::Hub hub(std::move(options),
                   {.backends = {&embedded, &remote}, .observers = {}, .now = steady_now});
  ClientConfig policies(layers);
  session::LocalClient editor(hub, config.limits, &policies);
  editor.initialize(folder);
  editor.open(file.uri, file.language, file.text);
  editor.complete(file.uri, position, lsp::InlineCompletionTrigger::invoked);
  if (remote.prompt()) return *remote.prompt();
  return nothing(why_not(reason_in(hub.stats()), file, folder, policies.policy()));
}

std::string mistakes_in(const config::Layers& layers) {
  std::string text;
  for (const config::Diagnostic& one : layers.resolved().diagnostics)
    if (one.kind == config::Diagnostic::Kind::mistake) text += "\n  " + to_string(one);
  return text;
}

} // namespace

Result<WouldSend> would_send(config::Layers& layers, const SourceFile& file,
                             const std::string& folder, text::Position position) {
  const config::Config& config = layers.config();
  const config::BackendConfig* entry = config.remote();
  if (const std::string mistakes = mistakes_in(layers); entry == nullptr && !mistakes.empty())
    return nothing("the embedded model serves, because of mistakes:" + mistakes);
  if (entry == nullptr)
    return nothing("no server is configured: the embedded model serves, and nothing is sent");
  const auto prompt = prompt_at(layers, file, folder, position);
  if (!prompt) return prompt.error();
  auto provider = make_provider(*entry);
  if (!provider) return provider.error();

  WouldSend told{.url = *http::parse_url(entry->base_url)};
  const auto scanner = std::make_shared<const context::SecretScanner>();
  Deaf deaf;
  {
    backend::RemoteBackend backend({.name = config.backend,
                                    .provider = std::move(*provider),
                                    .client = std::make_unique<RequestKeeper>(told.request),
                                    .key = Secret(entry->key.empty() ? "" : kMaskedKey),
                                    .now = steady_now,
                                    .scanner = scanner});
    backend.start(StreamId{1}, *prompt, deaf);
    backend.abort(StreamId{1});
  }
  const auto text = http::serialize(told.request, told.url);
  if (!text) return text.error();
  told.head = text->substr(0, text->find("\r\n\r\n"));
  told.prompt = context::write_down(*prompt, *scanner);
  const std::string window = prompt->text.slice(prompt->window_begin, prompt->window_end);
  told.secrets_masked = scanner->find(window).size();
  told.estimated_tokens =
      context::estimate_tokens(told.prompt.prefix) + context::estimate_tokens(told.prompt.suffix);
  for (const context::Snippet& snippet : told.prompt.snippets)
    told.estimated_tokens += context::estimate_tokens(snippet.text);
  return told;
}

} // namespace inkling::app
