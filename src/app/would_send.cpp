#include "app/would_send.hpp"

#include "app/client_config.hpp"
#include "app/core.hpp"
#include "app/remote.hpp"
#include "backend/http/request_text.hpp"
#include "base/mask.hpp"
#include "base/worker.hpp"
#include "context/neighbours/neighbourhood.hpp"
#include "context/secrets.hpp"
#include "context/tokens.hpp"
#include "session/local_client.hpp"
#include "text/edit_text.hpp"

#include <memory>
#include <optional>
#include <string_view>
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

/// What of elsewhere goes with the prompts of the one document, gathered before it is asked about:
/// a daemon gathers it at the first request, and has it for the next.
class Neighbours final : public context::WorkspaceObserver {
public:
  Neighbours(const context::Budget& budget, std::shared_ptr<const context::SecretScanner> scanner,
             const Limits& limits)
      : neighbourhood_({.worker = worker_,
                        .now = steady_now,
                        .on_gathered = [this](DocumentId, context::Snippets all) { all_ = all; },
                        .on_withdrawn = [this](DocumentId) { all_ = nullptr; },
                        .limits = limits}) {
    neighbourhood_.set_budget(budget, std::move(scanner));
  }

  context::Neighbourhood& neighbourhood() { return neighbourhood_; }
  engine::SnippetsGathered gather(std::size_t offset) {
    neighbourhood_.on_visit(document_, offset);
    return {document_, all_};
  }

  void on_open(const context::OpenDocument& opened, const text::Rope&) override {
    document_ = opened.document;
  }
  void on_change(DocumentId, const text::Rope&, std::span<const text::Edit>) override {}
  void on_close(DocumentId) override {}
  void set_exclusions(SessionId, std::shared_ptr<const context::Exclusions>) override {}
  void set_folders(SessionId, std::span<const std::string>) override {}
  void on_files_changed(std::span<const std::string>) override {}
  void on_session_closed(SessionId) override {}

private:
  InlineWorker worker_;
  context::Snippets all_;
  DocumentId document_;
  context::Neighbourhood neighbourhood_;
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
  case engine::Reason::invoked_only:
    return "typing sends nothing: completion.trigger wants an explicit request (--invoked)";
  case engine::Reason::mid_word:
    return "typing sends nothing inside a word (completion.mid_word); an explicit request does "
           "(--invoked)";
  case engine::Reason::not_line_end:
    return "something is sent only at the end of a line (completion.line_end_only)";
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
                                  const std::string& folder, const Asked& asked,
                                  std::shared_ptr<const context::SecretScanner> scanner) {
  const config::Config& config = layers.config();
  engine::EngineOptions options = engine_options(config, config.remote());
  options.stand_in.reset();                              // it would serve what may not leave
  options.debounce = engine::DebouncePolicy::fixed(0ms); // nobody would wait here for its end
  Neighbours neighbours(options.prompt_budget, std::move(scanner), config.limits);
  PromptKeeper embedded;
  PromptKeeper remote;
  session::Hub hub(std::move(options), {.backends = {&embedded, &remote},
                                        .observers = {&neighbours.neighbourhood(), &neighbours},
                                        .now = steady_now});
  ClientConfig policies(layers);
  session::LocalClient editor(hub, config.limits, &policies);
  editor.initialize(folder);
  editor.open(file.uri, file.language, file.text);
  hub.queue(neighbours.gather(
      text::to_offset(text::Rope(file.text), asked.position, text::Encoding::utf8)));
  editor.complete(file.uri, asked.position,
                  asked.invoked ? lsp::InlineCompletionTrigger::invoked
                                : lsp::InlineCompletionTrigger::automatic);
  if (remote.prompt()) return *remote.prompt();
  return nothing(why_not(reason_in(hub.stats()), file, folder, policies.policy()));
}

/// Secrets of the window, and those that were masked when the snippets were gathered.
std::size_t count_secrets(const context::Prompt& prompt, const context::PromptText& written,
                          const context::SecretScanner& scanner) {
  std::size_t count =
      scanner.find(prompt.text.slice(prompt.window_begin, prompt.window_end)).size();
  for (const context::Snippet& snippet : written.snippets)
    for (std::size_t at = 0; (at = snippet.text.find(kSecretMask, at)) != snippet.text.npos;
         at += kSecretMask.size())
      ++count;
  return count;
}

std::size_t count_tokens(const context::PromptText& written) {
  std::size_t count =
      context::estimate_tokens(written.prefix) + context::estimate_tokens(written.suffix);
  for (const context::Snippet& snippet : written.snippets)
    count += context::estimate_tokens(snippet.text);
  return count;
}

std::string mistakes_in(const config::Layers& layers) {
  std::string text;
  for (const config::Diagnostic& one : layers.resolved().diagnostics)
    if (one.kind == config::Diagnostic::Kind::mistake) text += "\n  " + to_string(one);
  return text;
}

} // namespace

Result<WouldSend> would_send(config::Layers& layers, const SourceFile& file,
                             const std::string& folder, const Asked& asked) {
  const config::Config& config = layers.config();
  const config::BackendConfig* entry = config.remote();
  if (const std::string mistakes = mistakes_in(layers); entry == nullptr && !mistakes.empty())
    return nothing("the embedded model serves, because of mistakes:" + mistakes);
  if (entry == nullptr)
    return nothing("no server is configured: the embedded model serves, and nothing is sent");
  const auto scanner = std::make_shared<const context::SecretScanner>();
  const auto prompt = prompt_at(layers, file, folder, asked, scanner);
  if (!prompt) return prompt.error();
  auto provider = make_provider(*entry);
  if (!provider) return provider.error();

  WouldSend told{.url = *http::parse_url(entry->base_url)};
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
  told.secrets_masked = count_secrets(*prompt, told.prompt, *scanner);
  told.estimated_tokens = count_tokens(told.prompt);
  return told;
}

} // namespace inkling::app
