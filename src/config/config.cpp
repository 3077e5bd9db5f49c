#include "config/config.hpp"

namespace inkling::config {

bool KeySource::empty() const {
  return env.empty() && command.empty() && file.empty() && value.empty();
}

const BackendConfig* Config::remote() const {
  const auto found = backends.find(backend);
  const bool known = found != backends.end() && found->second.kind != BackendKind::embedded;
  return known ? &found->second : nullptr;
}

} // namespace inkling::config
