#pragma once
// Secrets of many kinds in ordinary code. They are made at run time, by shape: a tree that holds
// what looks like keys is refused by hosting sites, and rightly.

#include <cstdint>
#include <string>
#include <vector>

namespace panel {

struct Planted {
  std::string kind;
  std::string text;               ///< code with the secret in it
  std::vector<std::string> parts; ///< of the secret: none of them may be left
};

std::vector<Planted> plant(std::uint64_t seed);

} // namespace panel
