#include "app/client_config.hpp"
#include "app/core.hpp"
#include "session/connection.hpp"
#include "support/catch.hpp"
#include "support/memory_transport.hpp"
#include "transcript.hpp"
#include "wire/frame_reader.hpp"

#include <deque>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>

namespace {

using namespace inkling;
using namespace inkling::test;
using nlohmann::json;

/// The whole server with the real embedded model, on virtual time, talked to in memory.
class Server {
public:
  Server()
      : connection_(core_.hub(), core_.limits(), std::make_unique<MemoryTransport>(peer_),
                    {.on_initialized = {},
                     .on_closed = [this](bool clean) { closed_ = clean; },
                     .policies = &config_}) {
    connection_.start();
  }

  void play(const Step& step) {
    switch (step.kind) {
    case Step::Kind::say:
      return peer_.say(wire::to_frame(step.text));
    case Step::Kind::raw:
      return peer_.say(step.text);
    case Step::Kind::burst:
      return say_lines(step.text);
    case Step::Kind::expect:
      return expect(json::parse(step.text));
    case Step::Kind::expect_nothing:
      return expect_nothing();
    case Step::Kind::expect_closed:
      REQUIRE(closed_.has_value());
      CHECK(*closed_ == (step.text == "clean"));
      return;
    }
  }

private:
  void say_lines(const std::string& text) {
    std::string bytes;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) bytes += wire::to_frame(line);
    peer_.say(bytes);
  }

  void read() {
    reader_.feed(peer_.output);
    peer_.output.clear();
    while (auto frame = reader_.next()) messages_.push_back(json::parse(frame->body));
  }

  void expect_nothing() {
    read();
    INFO((messages_.empty() ? std::string() : messages_.front().dump()));
    CHECK(messages_.empty());
  }

  void expect(const json& wanted) {
    read();
    INFO("expected " << wanted.dump());
    REQUIRE_FALSE(messages_.empty());
    const json got = std::move(messages_.front());
    messages_.pop_front();
    INFO("got " << got.dump());
    CHECK(is_part_of(wanted, got));
  }

  /// Objects: every member wanted is there. Arrays: as many, each part of its counterpart. "<any>"
  /// is anything.
  static bool is_part_of(const json& wanted, const json& got) {
    if (wanted == "<any>") return true;
    if (wanted.is_object()) {
      if (!got.is_object()) return false;
      for (const auto& [key, value] : wanted.items())
        if (!got.contains(key) || !is_part_of(value, got[key])) return false;
      return true;
    }
    if (!wanted.is_array()) return wanted == got;
    if (!got.is_array() || got.size() != wanted.size()) return false;
    for (std::size_t at = 0; at < wanted.size(); ++at)
      if (!is_part_of(wanted[at], got[at])) return false;
    return true;
  }

  InlineWorker worker_;
  Instant now_{Duration{1}};
  app::Core core_{{}, {.worker = worker_, .now = [this] { return now_; }, .on_deadline = {}}};
  /// Nobody's home: no file but those of the transcript's folders counts.
  config::Layers layers_{{.environment = [](const std::string&) { return std::nullopt; }}};
  app::ClientConfig config_{layers_};
  MemoryTransport::Peer peer_;
  std::optional<bool> closed_;
  wire::FrameReader reader_;
  std::deque<json> messages_;
  session::Connection connection_;
};

std::vector<std::filesystem::path> transcripts() {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(INKLING_TRANSCRIPTS))
    if (entry.path().extension() == ".lsp") paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  return paths;
}

} // namespace

TEST_CASE("recorded sessions go as they are written down", "[transcripts]") {
  const auto paths = transcripts();
  REQUIRE_FALSE(paths.empty());
  for (const auto& path : paths) {
    DYNAMIC_SECTION(path.filename().string()) {
      std::ifstream file(path);
      std::stringstream text;
      text << file.rdbuf();
      Server server;
      for (const Step& step : parse_transcript(text.str())) {
        INFO(path.filename().string() << ":" << step.line);
        server.play(step);
      }
    }
  }
}
