#pragma once
// A recorded LSP session as text: what the client says, and what must come back. See
// tests/transcripts/README.md.

#include <string>
#include <string_view>
#include <vector>

namespace inkling::test {

struct Step {
  enum class Kind {
    say,            ///< one message to the server
    burst,          ///< several, one a line, in one read
    raw,            ///< bytes as they are, with \r \n \\ and \xHH written out
    expect,         ///< the next message from the server, at least with these members
    expect_nothing, ///< no message has come
    expect_closed,  ///< the server has ended the connection: text is "clean" or "not clean"
  };
  Kind kind = Kind::say;
  std::string text;
  int line = 0; ///< where it stands in the file
};

/// Throws std::runtime_error with the line on a block it does not know.
std::vector<Step> parse_transcript(std::string_view text);

/// Undoes \r \n \\ and \xHH.
std::string unescape(std::string_view text);

} // namespace inkling::test
