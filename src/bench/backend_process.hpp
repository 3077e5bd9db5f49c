#pragma once
// The fake LLM server in a process of its own, for the time of one run.
//
//   BackendProcess backend(options);
//   …                                // servers are pointed at backend.url()
//   BackendLog log = backend.finish();

#include "bench/backend_log.hpp"
#include "bench/process.hpp"
#include "bench/serve.hpp"

#include <functional>
#include <optional>
#include <string>

namespace inkling::harness {

class BackendProcess {
public:
  /// Starts it and reads its URL. `options.log_file` is chosen here. Throws where it cannot listen.
  explicit BackendProcess(ServeOptions options);

  const std::string& url() const { return url_; }
  /// The next line that it announces (ServeOptions::announce), or nothing until then.
  std::optional<std::string> next_line(Instant until);
  /// Ends it and reads what it has logged. Throws where that cannot be read.
  BackendLog finish();
  /// Where its log lies: whole after finish(), for as long as this lives.
  const std::string& log_file() const { return options_.log_file; }

private:
  ScratchFolder folder_;
  ServeOptions options_;
  std::optional<Process> process_;
  std::string output_; ///< read and not taken yet
  std::string url_;
};

/// Throws where the file is not a backend log.
BackendLog read_backend_log_file(const std::string& path);

} // namespace inkling::harness
