#pragma once
// What the fake server saw and did, in CLOCK_MONOTONIC: written as JSON lines, read back by whoever
// joins it with an editor's side. A line is one event:
//
//   {"e":"open","t":1,"c":1}                               a connection was accepted
//   {"e":"request","t":2,"c":1,"r":1,"path":"/v1/completions","bytes":812,"right":true,
//    "text":"what will be generated","status":200,"place":[0,4711]}   received whole at t
//   {"e":"flush","t":3,"r":1,"ends":[4,8]}                 tokens written together; where they end
//   {"e":"finish","t":4,"r":1}                             the answer's last byte was written
//   {"e":"drop","t":5,"c":1,"r":1}                         the client left inside the answer
//   {"e":"close","t":6,"c":1}                              it left at another time, or we did
//
// The log holds the texts that the server was given to know, and nothing else that a client sent.

#include "base/result.hpp"
#include "base/time.hpp"
#include "bench/generation.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace inkling::harness {

/// Collects lines in memory, so that writing does not disturb what is measured.
class BackendLogWriter {
public:
  void open(Instant at, std::uint64_t connection);
  void request(Instant at, std::uint64_t connection, std::uint64_t request, std::string_view path,
               std::size_t bytes, const Generation& generation);
  /// Tokens [first, last) of the generation.
  void flush(Instant at, std::uint64_t request, const Generation& generation, std::size_t first,
             std::size_t last);
  void finish(Instant at, std::uint64_t request);
  void drop(Instant at, std::uint64_t connection, std::uint64_t request);
  void close(Instant at, std::uint64_t connection);

  std::size_t size() const { return lines_.size(); }
  /// The lines so far; they are forgotten here.
  std::string take() { return std::exchange(lines_, {}); }

private:
  void begin(const char* event, Instant at);
  void number(const char* name, std::uint64_t value);
  void end() { lines_ += "}\n"; }

  std::string lines_;
};

struct Flush {
  Instant at;
  std::vector<std::size_t> ends; ///< where the tokens of this write end in the generated text
  friend bool operator==(const Flush&, const Flush&) = default;
};

/// One request as the backend saw it.
struct Exchange {
  std::uint64_t request = 0;
  std::uint64_t connection = 0;
  Instant received;
  std::string text; ///< what was to be generated
  bool right = false;
  std::optional<Place> place; ///< where in the known texts the prompt stands
  std::vector<Flush> flushes;
  std::optional<Instant> finished;
  std::optional<Instant> dropped;

  /// When the token that holds byte `bytes` - 1 of the text was sent; nothing if it never was.
  std::optional<Instant> sent(std::size_t bytes) const;
  /// How many tokens were sent until `until`, which itself does not count.
  std::size_t tokens_before(Instant until) const;
  std::size_t tokens() const { return tokens_before(Instant::max()); }
  /// How many tokens hold the first `bytes` bytes.
  std::size_t tokens_of(std::size_t bytes) const;
};

struct BackendLog {
  std::size_t connections = 0;
  std::vector<Exchange> exchanges; ///< by time received
};

/// Error parse_error names the line.
Result<BackendLog> read_backend_log(std::string_view lines);

} // namespace inkling::harness
