#pragma once
// What a row of the panel is about: an editor, a server and a person, each of a kind that exists.
// Data only.

#include "base/time.hpp"
#include "engine/options.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace inkling::simulation {

enum class EditorKind : std::uint8_t {
  vscode, ///< cancel, 0.75 ms later the change, 34 ms after the last change the request
  neovim, ///< the request 200 ms after the last change, and no cancels
  plugin, ///< the request with the change; asks again when told to (Refresh)
};

struct ServerKind {
  std::string_view name;
  Duration ttft{};
  double tokens_per_second = 0;
  bool metered = false;
  /// Generations at once; further ones wait in the server's own queue. 0: no bound.
  std::size_t slots = 0;
  /// A prompt is read in batches of so long, and an abort is only seen between two. 0: at once.
  Duration prefill_step{};
};

/// Wait between keys, and what the person does where one thinks.
struct TypistKind {
  std::string_view name;
  Duration key{}; ///< median; the keys of a person differ as widely as hands and pairs of letters
  std::size_t pause_percent = 0; ///< of the ends of words
  Duration pause_min{};
  Duration pause_max{};
  /// Of right texts seen in a long pause, so many are taken; the others are typed.
  std::size_t accept_percent = 0;
};

inline constexpr std::array kEditors = {EditorKind::vscode, EditorKind::neovim, EditorKind::plugin};

inline constexpr ServerKind kLoopback{.name = "loopback", .ttft = 60ms, .tokens_per_second = 1000};
inline constexpr ServerKind kDistant{
    .name = "distant", .ttft = 250ms, .tokens_per_second = 2000, .metered = true};
inline constexpr ServerKind kSlowLocal{.name = "slow local",
                                       .ttft = 400ms,
                                       .tokens_per_second = 80,
                                       .slots = 1,
                                       .prefill_step = 100ms};
inline constexpr ServerKind kWafer{
    .name = "wafer", .ttft = 30ms, .tokens_per_second = 3000, .metered = true};
inline constexpr std::array kServers = {kLoopback, kDistant, kSlowLocal, kWafer};

inline constexpr TypistKind kFast{
    .name = "fast", .key = 85ms, .pause_percent = 30, .pause_min = 300ms, .pause_max = 900ms};
inline constexpr TypistKind kSteady{.name = "steady", .key = 150ms};
inline constexpr TypistKind kThinker{.name = "thinker",
                                     .key = 300ms,
                                     .pause_percent = 35,
                                     .pause_min = 1s,
                                     .pause_max = 4s,
                                     .accept_percent = 30};
inline constexpr std::array kTypists = {kFast, kSteady, kThinker};

/// Who decides.
enum class PolicyKind : std::uint8_t {
  forwarder, ///< a request per question, a cancel aborts it, nothing is remembered
  inkling,
  inkling_stand_in, ///< with the embedded model beside the server
};

struct Scene {
  EditorKind editor = EditorKind::vscode;
  ServerKind server = kLoopback;
  TypistKind typist = kSteady;
  PolicyKind policy = PolicyKind::inkling;
  engine::DebouncePolicy debounce = engine::DebouncePolicy::automatic();
  std::size_t people = 1;   ///< who share the server
  std::size_t bytes = 6000; ///< each of them writes
  std::size_t document_bytes = 2000;
  std::size_t foreseen_bytes = 62; ///< one byte in so many cannot be foreseen by any model
  std::uint64_t seed = 1;
};

std::string_view to_string(EditorKind editor);
std::string_view to_string(PolicyKind policy);

} // namespace inkling::simulation
