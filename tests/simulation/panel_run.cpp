#include "panel_run.hpp"

#include "panel_desk.hpp"
#include "panel_server.hpp"
#include "rng.hpp"
#include "script.hpp"

#include <memory>
#include <utility>

namespace inkling::simulation {
namespace {

/// The wiring between people, policy and server; the hub's part.
class Play {
public:
  Play(const Scene& scene, Policy& policy)
      : scene_(scene), policy_(policy),
        server_(world_, scene.server, scene.seed, ledger_,
                [this](engine::Event event) { hear(std::move(event)); }) {
    Rng rng(scene.seed + 7);
    const text::Rope before(random_script(rng, scene.document_bytes));
    for (std::size_t number = 0; number < scene.people; ++number) {
      stories_.push_back(
          std::make_unique<Story>(scene.seed * 1000 + number, scene.bytes, scene.foreseen_bytes));
      desks_.push_back(std::make_unique<Desk>(
          world_, scene_, *stories_.back(), number, before, ledger_, tickets_,
          [this](std::vector<engine::Event> burst) { step(std::move(burst)); }));
    }
  }

  Tally go() {
    for (const auto& desk : desks_) desk->start();
    while (world_.run_one()) {
    }
    return ledger_.close();
  }

private:
  void hear(engine::Event event) {
    std::vector<engine::Event> burst;
    burst.push_back(std::move(event));
    step(std::move(burst));
  }

  /// Steps until nothing is left to feed back: the embedded model answers while it is being
  /// started.
  void step(std::vector<engine::Event> burst) {
    do {
      std::vector<engine::Event> follow_up;
      const engine::Actions& actions = policy_.step(burst, world_.now());
      for (const engine::Action& action : actions)
        std::visit([&](const auto& one) { perform(one, follow_up); }, action);
      burst = std::move(follow_up);
    } while (!burst.empty());
    arm();
  }

  void arm() {
    const auto deadline = policy_.deadline();
    const std::uint64_t generation = ++timer_generation_;
    if (!deadline) return;
    world_.at(*deadline, [this, generation] {
      if (generation == timer_generation_) step({});
    });
  }

  Desk& desk(DocumentId id) { return *desks_[id.value - 1]; }

  void perform(const engine::Answer& answer, std::vector<engine::Event>&) {
    desk(answer.document).on(answer);
  }
  void perform(const engine::Refresh& refresh, std::vector<engine::Event>&) {
    desk(refresh.document).on(refresh);
  }
  void perform(const engine::KeyRecord&, std::vector<engine::Event>&) {}
  void perform(const engine::AbortStream& abort, std::vector<engine::Event>&) {
    if (abort.backend == 0) server_.abort(abort.stream);
  }

  void perform(const engine::StartStream& start, std::vector<engine::Event>& follow_up) {
    const context::Prompt& prompt = start.prompt;
    const Desk& asker = desk(prompt.document);
    const auto place = asker.place_of(prompt.text, prompt.offset);
    const auto skill = start.backend == 0 ? Story::Skill::large : Story::Skill::embedded;
    std::string text = place ? asker.story().guess(*place, skill) : Story::wrong_guess();
    if (start.backend != 0) {
      if (!text.empty()) follow_up.push_back(engine::StreamDelta{start.stream, std::move(text)});
      follow_up.push_back(engine::StreamFinished{start.stream});
      return;
    }
    Ledger::Kind kind = Ledger::Kind::asked;
    if (prompt.text.size() != asker.text().size())
      kind = Ledger::Kind::speculative;
    else if (!asker.waits())
      kind = Ledger::Kind::head_start;
    ledger_.begin(start.stream, prompt.document.value - 1, asker.story(), place, kind, text);
    server_.start(start.stream, std::move(text));
  }

  const Scene scene_;
  Policy& policy_;
  World world_;
  Ledger ledger_;
  IdSource<TicketId> tickets_;
  Server server_;
  std::vector<std::unique_ptr<Story>> stories_;
  std::vector<std::unique_ptr<Desk>> desks_;
  std::uint64_t timer_generation_ = 0;
};

} // namespace

Tally play(const Scene& scene) {
  const auto policy = make_policy(scene);
  return play(scene, *policy);
}

Tally play(const Scene& scene, Policy& policy) {
  return Play(scene, policy).go();
}

} // namespace inkling::simulation
