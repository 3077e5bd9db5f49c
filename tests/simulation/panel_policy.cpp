#include "panel_policy.hpp"

#include <unordered_map>
#include <utility>

namespace inkling::simulation {
namespace {

class EnginePolicy final : public Policy {
public:
  explicit EnginePolicy(const Scene& scene) : engine_(engine_options(scene)) {}

  const engine::Actions& step(std::span<engine::Event> burst, Instant now) override {
    return engine_.step(burst, now);
  }
  std::optional<Instant> deadline() const override { return engine_.deadline(); }

private:
  engine::Engine engine_;
};

/// Each request goes to the server as it is, the whole text that comes back is the answer, a cancel
/// aborts. What many plugins do.
class Forwarder final : public Policy {
public:
  const engine::Actions& step(std::span<engine::Event> burst, Instant) override {
    actions_.clear();
    for (engine::Event& event : burst) std::visit([this](auto& one) { apply(one); }, event);
    return actions_;
  }
  std::optional<Instant> deadline() const override { return std::nullopt; }

private:
  struct Work {
    engine::CompletionRequested request;
    std::string text;
  };

  template<class Event>
  void apply(Event&) {}

  void apply(engine::DocumentOpened& event) { documents_[event.document] = event; }
  void apply(engine::DocumentChanged& event) { documents_[event.document].text = event.text; }

  void apply(engine::CompletionRequested& event) {
    const engine::DocumentOpened& document = documents_[event.document];
    context::Prompt prompt;
    prompt.session = document.session;
    prompt.document = event.document;
    prompt.text = document.text;
    prompt.offset = event.offset;
    const StreamId stream = streams_.next();
    work_[stream] = {event, {}};
    actions_.push_back(engine::StartStream{stream, 0, std::move(prompt)});
  }

  void apply(engine::CompletionCancelled& event) {
    for (const auto& [stream, work] : work_) {
      if (work.request.ticket != event.ticket) continue;
      actions_.push_back(engine::AbortStream{stream, 0});
      engine::Answer answer;
      answer.ticket = event.ticket;
      answer.document = event.document;
      answer.cancelled = true;
      answer.reason = engine::Reason::cancelled;
      actions_.push_back(std::move(answer));
      work_.erase(stream);
      return;
    }
  }

  void apply(engine::StreamDelta& event) {
    if (const auto work = work_.find(event.stream); work != work_.end())
      work->second.text += event.text;
  }

  void apply(engine::StreamFinished& event) {
    const auto found = work_.find(event.stream);
    if (found == work_.end()) return;
    const engine::CompletionRequested& request = found->second.request;
    engine::Answer answer;
    answer.ticket = request.ticket;
    answer.document = request.document;
    answer.reason = engine::Reason::fresh;
    answer.item = engine::Item{suggestions_.next(), request.offset, request.offset,
                               std::move(found->second.text)};
    actions_.push_back(std::move(answer));
    work_.erase(found);
  }

  std::unordered_map<DocumentId, engine::DocumentOpened> documents_;
  std::unordered_map<StreamId, Work> work_;
  IdSource<StreamId> streams_;
  IdSource<SuggestionId> suggestions_;
  engine::Actions actions_;
};

} // namespace

std::unique_ptr<Policy> make_policy(const Scene& scene) {
  if (scene.policy == PolicyKind::forwarder) return std::make_unique<Forwarder>();
  return std::make_unique<EnginePolicy>(scene);
}

engine::EngineOptions engine_options(const Scene& scene) {
  engine::EngineOptions options;
  engine::BackendTraits traits;
  traits.source = engine::Source::remote;
  traits.expected_ttft = scene.server.ttft;
  traits.metered = scene.server.metered;
  if (scene.server.slots != 0) traits.concurrency_max = scene.server.slots;
  options.backends.push_back(traits);
  options.primary = 0;
  options.debounce = scene.debounce;
  if (scene.policy != PolicyKind::inkling_stand_in) return options;
  options.backends.push_back({});
  options.stand_in = 1;
  return options;
}

} // namespace inkling::simulation
