#pragma once
// `inkling bench serve`: the fake LLM server as a program. Prints its URL as the first line on
// stdout, serves until SIGINT or SIGTERM, and writes its log (backend_log.hpp) to a file.

#include "bench/fake_server.hpp"

#include <string>
#include <vector>

namespace inkling::harness {

struct ServeOptions {
  FakeServerOptions server;
  std::string listen = "127.0.0.1:0";  ///< ADDRESS:PORT or unix:PATH
  std::vector<std::string> text_files; ///< what the server knows by heart
  std::string log_file;                ///< empty: no log is kept
  /// Print "received ID NS" and "dropped ID NS" on stdout as it happens.
  bool announce = false;
  bool until_eof = false; ///< also leave when stdin ends: with whoever started us
};

/// Returns the exit code. The log is written at the end, when nothing has happened for a second,
/// and whenever kLogBytesMax of it have gathered.
int run_serve(const ServeOptions& options);

/// Files in order. Error unavailable names the one that cannot be read.
Result<std::vector<std::string>> read_texts(const std::vector<std::string>& files);

} // namespace inkling::harness
