#pragma once
// One trace typed to one server: opens the document, writes what the host says when it says so,
// reads the answers, and tells what happened when.

#include "bench/editor_log.hpp"
#include "bench/host.hpp"
#include "bench/lsp_server.hpp"
#include "bench/trace.hpp"

namespace inkling::harness {

struct TypingOptions {
  HostKind host = HostKind::raw;
  std::uint64_t seed = 1;
  Duration settle = 300ms; ///< between opening the document and the first key
  Duration patience = 2s;  ///< for the answers after the last key
};

/// `server` must be fresh: nothing opened yet. Throws where it ends or does not read.
EditorLog type_trace(LspServer& server, const Trace& trace, const TypingOptions& options);

} // namespace inkling::harness
