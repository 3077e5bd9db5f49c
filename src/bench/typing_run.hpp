#pragma once
// One trace typed to one server: opens the document, writes what the host says when it says so,
// reads the answers, takes some of them, and tells what happened when.

#include "bench/acceptance.hpp"
#include "bench/editor_log.hpp"
#include "bench/host.hpp"
#include "bench/lsp_server.hpp"
#include "bench/trace.hpp"

namespace inkling::harness {

/// Which offers the typist takes, of those that are right and come before the next key.
struct AcceptOptions {
  double share = 0;
  AcceptBy by = AcceptBy::whole;
  /// From the answer until the key that takes it: as long as it takes to read a line.
  std::pair<Duration, Duration> after = {250ms, 500ms};
};

struct TypingOptions {
  HostOptions host = {};
  AcceptOptions accept = {};
  Duration settle = 300ms; ///< between opening the document and the first key
  Duration patience = 2s;  ///< for the answers after the last key
};

/// `server` must be fresh: nothing opened yet. Throws where it ends or does not read.
EditorLog type_trace(LspServer& server, const Trace& trace, const TypingOptions& options);

} // namespace inkling::harness
