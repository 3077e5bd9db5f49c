#pragma once
// Code without secrets, in pieces as a prompt has them: what looks like secrets and is none, made
// at run time, and real source of this machine.

#include <cstdint>
#include <string>
#include <vector>

namespace panel {

struct Innocent {
  std::string from; ///< a kind, or a file
  std::string text;
};

/// The same for a seed on every machine.
std::vector<Innocent> make_look_alikes(std::uint64_t seed, std::size_t count);

/// The lines of tricky.hpp, several times each.
std::vector<Innocent> make_tricky(std::uint64_t seed);

/// Of source files below the folders, in their order; folders that are not there are passed over.
std::vector<Innocent> read_sources(const std::vector<std::string>& folders, std::size_t count_max);

} // namespace panel
