// inkling_bench_forwarder: the least that a completion server can be, and so the floor that others
// are measured against. LSP on stdin and stdout, one OpenAI-compatible server behind it.
//
//   inkling_bench_forwarder http://127.0.0.1:8765
//
// One thread, one poll(), documents as flat strings, no debounce, no cache. A request is sent on at
// once; its answer is all the text, when the stream ends. A cancel closes the connection. A
// finished connection is kept for the next request. Not robust: it serves the bench, and ASCII.

#include "wire/frame_reader.hpp"
#include "wire/json.hpp"

#include <arpa/inet.h>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <netinet/tcp.h>
#include <nlohmann/json.hpp>
#include <poll.h>
#include <string>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace {

using inkling::wire::to_frame;
using nlohmann::json;

constexpr std::size_t kPrefixBytesMax = 8192;
constexpr std::size_t kSuffixBytesMax = 2048;
constexpr int kTokensMax = 32;

[[noreturn]] void die(const char* what) {
  std::perror(what);
  std::exit(1);
}

void write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(fd, bytes.data(), bytes.size());
    if (count < 0 && errno != EINTR) die("write");
    if (count > 0) bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

/// A chunked response, as far as it has come.
class Response {
public:
  void feed(std::string_view bytes) {
    bytes_ += bytes;
    while (step()) {
    }
  }
  bool whole() const { return state_ == State::end; }
  const std::string& text() const { return text_; }

private:
  enum class State { head, size, data, end };

  bool step() {
    switch (state_) {
    case State::head:
      return take_until("\r\n\r\n", State::size);
    case State::size: {
      const std::size_t end = bytes_.find("\r\n");
      if (end == bytes_.npos) return false;
      std::from_chars(bytes_.data(), bytes_.data() + end, left_, 16);
      bytes_.erase(0, end + 2);
      state_ = State::data;
      return true;
    }
    case State::data:
      if (bytes_.size() < left_ + 2) return false;
      body_.append(bytes_, 0, left_);
      bytes_.erase(0, left_ + 2);
      read_events();
      state_ = left_ == 0 ? State::end : State::size;
      return true;
    case State::end:
      break;
    }
    return false;
  }

  bool take_until(std::string_view mark, State next) {
    const std::size_t at = bytes_.find(mark);
    if (at == bytes_.npos) return false;
    bytes_.erase(0, at + mark.size());
    state_ = next;
    return true;
  }

  void read_events() {
    for (std::size_t end; (end = body_.find("\n\n")) != body_.npos; body_.erase(0, end + 2)) {
      const std::string_view event(body_.data(), end);
      if (!event.starts_with("data: {")) continue;
      const json data = json::parse(event.substr(6));
      text_ += data.at("choices").at(0).at("text").get_ref<const std::string&>();
    }
  }

  State state_ = State::head;
  std::string bytes_;
  std::string body_;
  std::string text_;
  std::size_t left_ = 0;
};

/// A request on its way: which LSP request waits for it, and where its text goes.
struct Flight {
  int fd = -1;
  json id;
  json position;
  Response response;
};

class Forwarder {
public:
  explicit Forwarder(const std::string& url) {
    std::string rest = url.substr(url.find("//") + 2);
    authority_ = rest.substr(0, rest.find('/'));
    const std::size_t colon = authority_.find(':');
    server_.sin_family = AF_INET;
    server_.sin_port = htons(static_cast<std::uint16_t>(std::atoi(&authority_[colon + 1])));
    ::inet_pton(AF_INET, authority_.substr(0, colon).c_str(), &server_.sin_addr);
  }

  void run() {
    while (running_) {
      std::vector<pollfd> watched{{STDIN_FILENO, POLLIN, 0}};
      for (const Flight& flight : flights_) watched.push_back({flight.fd, POLLIN, 0});
      if (::poll(watched.data(), watched.size(), -1) < 0 && errno != EINTR) die("poll");
      for (std::size_t at = watched.size() - 1; at > 0; --at)
        if (watched[at].revents != 0) read_flight(at - 1);
      if (watched[0].revents != 0) read_editor();
    }
  }

private:
  void read_editor() {
    const auto room = reader_.prepare();
    const ssize_t count = ::read(STDIN_FILENO, room.data(), room.size());
    if (count <= 0) running_ = false;
    reader_.commit(count > 0 ? static_cast<std::size_t>(count) : 0);
    while (auto frame = reader_.next()) on_message(json::parse(frame->body));
  }

  void on_message(const json& message) {
    const std::string method = message.value("method", "");
    if (method == "textDocument/inlineCompletion") {
      complete(message);
    } else if (method == "textDocument/didChange") {
      for (const json& change : message.at("params").at("contentChanges"))
        apply(document(message), change);
    } else if (method == "textDocument/didOpen") {
      document(message) = message.at("params").at("textDocument").at("text");
    } else if (method == "$/cancelRequest") {
      cancel(message.at("params").at("id"));
    } else if (method == "initialize") {
      reply(message.at("id"),
            {{"capabilities", {{"textDocumentSync", 2}, {"inlineCompletionProvider", true}}}});
    } else if (method == "shutdown") {
      reply(message.at("id"), nullptr);
    } else if (method == "exit") {
      running_ = false;
    }
  }

  std::string& document(const json& message) {
    return documents_[message.at("params").at("textDocument").at("uri").get<std::string>()];
  }

  static std::size_t offset_of(const std::string& text, const json& position) {
    std::size_t offset = 0;
    for (std::size_t line = position.at("line"); line > 0; --line)
      offset = text.find('\n', offset) + 1;
    return offset + position.at("character").get<std::size_t>();
  }

  static void apply(std::string& text, const json& change) {
    const std::string& inserted = change.at("text").get_ref<const std::string&>();
    if (!change.contains("range")) {
      text = inserted;
      return;
    }
    const std::size_t begin = offset_of(text, change.at("range").at("start"));
    const std::size_t end = offset_of(text, change.at("range").at("end"));
    text.replace(begin, end - begin, inserted);
  }

  void complete(const json& message) {
    const json& position = message.at("params").at("position");
    const std::string& text = document(message);
    const std::size_t offset = offset_of(text, position);
    const std::size_t begin = offset - std::min(offset, kPrefixBytesMax);
    const json body = {{"model", "bench"},
                       {"prompt", "<|fim_prefix|>" + text.substr(begin, offset - begin) +
                                      "<|fim_suffix|>" + text.substr(offset, kSuffixBytesMax) +
                                      "<|fim_middle|>"},
                       {"max_tokens", kTokensMax},
                       {"stream", true}};
    const std::string bytes = body.dump();
    const int fd = connection();
    write_all(fd, "POST /v1/completions HTTP/1.1\r\nHost: " + authority_ +
                      "\r\nContent-Type: application/json\r\nContent-Length: " +
                      std::to_string(bytes.size()) + "\r\n\r\n" + bytes);
    flights_.push_back({fd, message.at("id"), position, {}});
  }

  int connection() {
    if (!idle_.empty()) {
      const int fd = idle_.back();
      idle_.pop_back();
      return fd;
    }
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (::connect(fd, reinterpret_cast<const sockaddr*>(&server_), sizeof server_) != 0)
      die("connect");
    return fd;
  }

  void read_flight(std::size_t at) {
    Flight& flight = flights_[at];
    char room[16 << 10];
    const ssize_t count = ::read(flight.fd, room, sizeof room);
    if (count > 0) flight.response.feed({room, static_cast<std::size_t>(count)});
    if (count > 0 && !flight.response.whole()) return;
    if (count > 0)
      idle_.push_back(flight.fd);
    else
      ::close(flight.fd);
    const json range = {{"start", flight.position}, {"end", flight.position}};
    const json item = {{"insertText", flight.response.text()}, {"range", range}};
    reply(flight.id, {{"items", json::array({item})}});
    flights_.erase(flights_.begin() + static_cast<std::ptrdiff_t>(at));
  }

  void cancel(const json& id) {
    for (std::size_t at = 0; at < flights_.size(); ++at) {
      if (flights_[at].id != id) continue;
      ::close(flights_[at].fd);
      const json error = {{"code", -32800}, {"message", "cancelled"}};
      send({{"jsonrpc", "2.0"}, {"id", id}, {"error", error}});
      flights_.erase(flights_.begin() + static_cast<std::ptrdiff_t>(at));
      return;
    }
  }

  static void reply(const json& id, const json& result) {
    send({{"jsonrpc", "2.0"}, {"id", id}, {"result", result}});
  }
  static void send(const json& message) { write_all(STDOUT_FILENO, to_frame(message.dump())); }

  std::string authority_;
  sockaddr_in server_{};
  inkling::wire::FrameReader reader_;
  std::map<std::string, std::string> documents_;
  std::vector<Flight> flights_;
  std::vector<int> idle_;
  bool running_ = true;
};

} // namespace

int main(int argc, char** argv) {
  const char* url = argc > 1 ? argv[1] : std::getenv("INKLING_BENCH_URL");
  if (url == nullptr) {
    std::fprintf(stderr, "usage: inkling_bench_forwarder http://ADDRESS:PORT\n");
    return 2;
  }
  Forwarder(url).run();
  return 0;
}
