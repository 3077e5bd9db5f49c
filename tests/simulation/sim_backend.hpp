#pragma once
// Backends as they are: one that answers inside start(), and remote ones that answer late, in
// pieces cut anywhere, well, badly, too much, or not at all.

#include "context/prompt.hpp"
#include "engine/actions.hpp"
#include "messages.hpp"
#include "rng.hpp"
#include "sim_editor.hpp"

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <vector>

namespace inkling::simulation {

struct BackendTemper {
  bool embedded = false;
  Duration ttft_min = 5ms;
  Duration ttft_max = 60ms;
  bool outages = false;               ///< now and then it fails for seconds, whatever it is asked
  std::size_t flood_bytes = 80 << 10; ///< what a generation that does not end comes to
};

class SimBackend {
public:
  /// What the person at a document means to type next.
  using Oracle = std::function<std::string(DocumentId)>;

  SimBackend(Shared& shared, Rng rng, BackendTemper temper, Oracle oracle);

  /// What an embedded backend says goes to `at_once`, in order; a remote one sends later.
  void start(StreamId stream, const context::Prompt& prompt, std::vector<Message>& at_once);
  void abort(StreamId stream);
  /// Forgets everything: the server was replaced.
  void stop() { alive_.clear(); }

private:
  struct Plan {
    std::string text;
    bool fails = false;
    bool stalls = false; ///< after the text, nothing more is heard
  };

  Plan make_plan(const context::Prompt& prompt, StreamId stream);
  std::string guess(const context::Prompt& prompt);
  std::string marked(std::string text, StreamId stream);
  std::vector<std::string> pieces(std::string_view text);
  Message last_word(StreamId stream, bool fails);
  bool is_down();
  void send_if_alive(StreamId stream, Message message, bool last);

  Shared& shared_;
  Rng rng_;
  BackendTemper temper_;
  Oracle oracle_;
  std::set<StreamId> alive_;
  Instant outage_begins_{};
  Instant outage_ends_{};
};

} // namespace inkling::simulation
