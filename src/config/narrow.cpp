#include "config/narrow.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace inkling::config {
namespace {

std::string_view why_ignored(Trust trust) {
  switch (trust) {
  case Trust::user:
  case Trust::user_only:
  case Trust::client_only:
    return "ignored: it decides where code goes or how the daemon works, so it comes only from the "
           "user's own file";
  case Trust::only_off:
    return "ignored: from here it can only be turned off";
  case Trust::only_on:
    return "ignored: from here it can only be turned on";
  case Trust::only_lower:
    return "ignored: from here it can only be lowered";
  case Trust::only_raise:
    return "ignored: from here it can only be raised";
  case Trust::only_more:
  case Trust::only_stricter:
    return "ignored: from here it can only be made stricter";
  }
  return {};
}

class Narrowing {
public:
  explicit Narrowing(Narrowed& into) : into_(into) {}

  void take(const Found& found) {
    if (!found.backend.empty() && into_.effective.backends.count(found.backend) == 0)
      return ignore(found);
    Config proposed = into_.effective;
    BackendConfig no_backend;
    const Slot slot = found.key.slot({proposed, entry(proposed, found, no_backend)});
    if (const auto wrong = wrong_patterns(found)) return complain(found, wrong->message);
    if (found.key.trust == Trust::client_only) return ignore(found);
    if (!assign(slot, found.node.value, found.key.range))
      return may_narrow(found) ? complain(found, expectation(found)) : ignore(found);
    decide(found, slot);
  }

private:
  static BackendConfig& entry(Config& config, const Found& found, BackendConfig& otherwise) {
    return found.backend.empty() ? otherwise : config.backends[found.backend];
  }
  static bool may_narrow(const Found& found) { return found.key.trust >= Trust::only_off; }

  void decide(const Found& found, const Slot& proposed) {
    BackendConfig no_backend;
    Config& config = into_.effective;
    const Slot current = found.key.slot({config, entry(config, found, no_backend)});
    if (show(proposed) == show(current)) return;
    if (found.key.trust == Trust::only_more)
      return add(found, **std::get_if<std::vector<std::string>*>(&current));
    is_narrower(found.key.trust, proposed, current) ? accept(found, current) : ignore(found);
  }

  void accept(const Found& found, const Slot& current) {
    assign(current, found.node.value, found.key.range);
    into_.origins[found.name()] = found.node.origin;
  }

  void add(const Found& found, std::vector<std::string>& current) {
    const auto& added = std::get<std::vector<std::string>>(found.node.value);
    if (added.empty()) return;
    if (holds_patterns(found.key)) into_.patterns.add(found.key, added); // checked in take()
    for (const std::string& entry : added)
      if (std::find(current.begin(), current.end(), entry) == current.end())
        current.push_back(entry);
    into_.origins[found.name()] = found.node.origin;
  }

  void ignore(const Found& found) {
    into_.diagnostics.push_back({Diagnostic::Kind::ignored, found.node.origin, found.name(),
                                 std::string(why_ignored(found.key.trust))});
  }
  void complain(const Found& found, std::string message) {
    into_.diagnostics.push_back(
        {Diagnostic::Kind::mistake, found.node.origin, found.name(), std::move(message)});
  }

  Narrowed& into_;
};

/// Editors keep settings of their own beside ours: a name that is not known there is none of our
/// business, unless it may have been meant to narrow.
void excuse_unknown(Diagnostic& diagnostic) {
  const bool from_client = diagnostic.origin.layer != Layer::workspace_file;
  const bool at_root = diagnostic.key.find('.') == std::string::npos && !is_table(diagnostic.key);
  if (from_client && at_root && !seals(diagnostic)) diagnostic.kind = Diagnostic::Kind::ignored;
}

} // namespace

bool is_narrower(Trust trust, const Slot& proposed, const Slot& current) {
  const auto number = [](const Slot& slot) { // "auto" is no bound
    return number_in(slot).value_or(std::numeric_limits<std::int64_t>::max());
  };
  const auto is_on = [](const Slot& slot) { return **std::get_if<bool*>(&slot); };
  switch (trust) {
  case Trust::only_off:
    return !is_on(proposed) && is_on(current);
  case Trust::only_on:
    return is_on(proposed) && !is_on(current);
  case Trust::only_lower:
    return number(proposed) < number(current);
  case Trust::only_raise:
    return number(proposed) > number(current);
  case Trust::only_stricter:
    return *choice_in(proposed) < *choice_in(current);
  case Trust::only_more:
  case Trust::user:
  case Trust::user_only:
  case Trust::client_only:
    break;
  }
  return false;
}

Narrowed begin_narrowing(const Resolved& resolved) {
  return {.effective = resolved.config, .patterns = resolved.patterns, .origins = resolved.origins};
}

void narrow(const Node& root, Narrowed& into) {
  const std::size_t before = into.diagnostics.size();
  Narrowing narrowing(into);
  check(
      root, [&](const Found& found) { narrowing.take(found); }, into.diagnostics);
  for (std::size_t at = before; at < into.diagnostics.size(); ++at) {
    excuse_unknown(into.diagnostics[at]);
    // What concerns backends was ignored anyway.
    const bool of_backends = into.diagnostics[at].key.starts_with("backend");
    into.sealed = into.sealed || (!of_backends && seals(into.diagnostics[at]));
  }
}

} // namespace inkling::config
