#pragma once
// The last things that happened, readable, and a hash of everything that was decided.

#include "engine/actions.hpp"
#include "messages.hpp"

#include <cstdint>
#include <deque>
#include <string>

namespace inkling::simulation {

std::string describe(const Message& message);
std::string describe(const engine::Action& action);

class Trace {
public:
  /// Lines are only written while a failure is being told: formatting is slower than the engine.
  explicit Trace(bool keeps_lines) : keeps_lines_(keeps_lines) {}

  void on(Instant now, const Message& message);
  void on(Instant now, const engine::Action& action);
  void note(Instant now, std::string line);

  std::uint64_t hash() const { return hash_; }
  std::string tail() const;

private:
  void add(std::uint64_t value);
  void add(std::string_view bytes);

  bool keeps_lines_;
  std::deque<std::string> lines_;
  std::uint64_t hash_ = 0xCBF29CE484222325u;
};

} // namespace inkling::simulation
