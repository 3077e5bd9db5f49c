#pragma once
// From a random run that broke a rule to the few events that break it.
//
// A Recording is everything that an engine was told, step by step. It can be played again with
// parts left out, to an engine and a checker of its own; what still breaks the same rule is kept.
// What remains is printed in the language of scenario.hpp, to be pasted into scenarios_test.cpp.
//
//   Recording failing = record(parameters);
//   std::string script = to_script(shrink(failing));

#include "engine/actions.hpp"
#include "engine/options.hpp"
#include "messages.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace inkling::simulation {

struct Recording {
  /// One step.
  struct Moment {
    Instant at;
    std::vector<Message> burst; ///< none: a timer
    std::optional<engine::EngineOptions> reconfigured = {};
  };
  struct Start {
    StreamId stream;
    DocumentId document;
    engine::BackendIndex backend = 0;
    Instant at;
  };

  engine::EngineOptions options;
  bool marked = false;
  std::vector<Moment> moments;
  // What the engine did, as far as later messages name it.
  std::vector<Start> starts;
  std::map<SuggestionId, TicketId> offers; ///< by whose answer each was offered first

  void on(const engine::Action& action, Instant now);
};

/// A rule besides the checker's: throws Violation. Made anew for each replay.
using Rule = std::function<void(const engine::Action&)>;
using MakeRule = std::function<Rule()>;

/// One step of a replay, as it really was.
struct Played {
  Instant at;
  std::vector<Message> burst; ///< places cut to the text, and the names that this engine gave
  std::vector<engine::Action> actions;
  bool reconfigured = false;
};

/// Plays a recording; a timer that nobody recorded goes off when it is due. Messages about what
/// does not exist this time are left out. Returns the rule that was broken; then nothing after it
/// is played.
std::optional<std::string> replay(const Recording& recording, const MakeRule& make_rule = {},
                                  std::vector<Played>* played = nullptr);

/// What broke, without the number of the ticket or stream.
std::string rule_of(const std::optional<std::string>& broken);

/// The least of a failing recording that breaks the same rule. One that breaks none is returned
/// unchanged.
Recording shrink(Recording failing, const MakeRule& make_rule = {});

/// Events and what the engine did about them, up to the broken rule, and the options as C++. Says
/// in comments what the language cannot.
std::string to_script(const Recording& recording, const MakeRule& make_rule = {});

} // namespace inkling::simulation
