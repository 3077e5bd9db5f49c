#include "support/editor.hpp"

#include "support/catch.hpp"
#include "wire/frame_reader.hpp"

namespace inkling::test {

MarkedPosition take_mark(std::string text) {
  const std::size_t at = text.find('^');
  REQUIRE(at != text.npos);
  text.erase(at, 1);
  int line = 0;
  int character = 0;
  for (std::size_t byte = 0; byte < at; ++byte) {
    const auto c = static_cast<unsigned char>(text[byte]);
    if (c == '\n') {
      ++line;
      character = 0;
    } else if ((c & 0xC0) != 0x80) {
      character += c >= 0xF0 ? 2 : 1;
    }
  }
  return {std::move(text), {{"line", line}, {"character", character}}};
}

engine::EngineOptions Editor::default_options() {
  engine::EngineOptions options;
  options.backends = {{.source = engine::Source::embedded, .expected_ttft = 0ms}};
  options.primary = 0;
  return options;
}

Editor::Editor(Limits limits, engine::EngineOptions options)
    : hub(std::move(options), {.backends = {&backend},
                               .observers = {&observer},
                               .now = [this] { return now; },
                               .wall = [this] { return wall(); },
                               .on_deadline = [this](auto when) { deadline_ = when; }}),
      connection_(std::make_unique<session::Connection>(
          hub, limits, std::make_unique<MemoryTransport>(peer),
          session::Connection::Events{.on_initialized = {},
                                      .on_closed = [this](bool clean) { closed = clean; },
                                      .policies = &policies})) {
  policies.current_limits = limits;
  connection_->start();
}

Editor::~Editor() = default;

json Editor::initialize(json params) {
  if (!params.contains("capabilities")) params["capabilities"] = json::object();
  json result = request("initialize", std::move(params));
  notify("initialized", json::object());
  return result;
}

void Editor::open(const std::string& uri, const std::string& marked_text, int version) {
  const MarkedPosition marked = take_mark(marked_text);
  cursor = marked.position;
  notify("textDocument/didOpen",
         {{"textDocument",
           {{"uri", uri}, {"languageId", "cpp"}, {"version", version}, {"text", marked.text}}}});
}

void Editor::replace(const std::string& uri, const std::string& marked_text, int version) {
  const MarkedPosition marked = take_mark(marked_text);
  cursor = marked.position;
  notify("textDocument/didChange", {{"textDocument", {{"uri", uri}, {"version", version}}},
                                    {"contentChanges", {{{"text", marked.text}}}}});
}

void Editor::type(const std::string& uri, const std::string& text) {
  notify("textDocument/didChange",
         {{"textDocument", {{"uri", uri}, {"version", ++version_}}},
          {"contentChanges", {{{"range", {{"start", cursor}, {"end", cursor}}}, {"text", text}}}}});
  cursor["character"] = cursor["character"].get<int>() + static_cast<int>(text.size());
}

void Editor::backspace(const std::string& uri) {
  json before = cursor;
  before["character"] = cursor["character"].get<int>() - 1;
  notify("textDocument/didChange",
         {{"textDocument", {{"uri", uri}, {"version", ++version_}}},
          {"contentChanges", {{{"range", {{"start", before}, {"end", cursor}}}, {"text", ""}}}}});
  cursor = before;
}

json Editor::completion_params(const std::string& uri, int trigger) const {
  return {{"textDocument", {{"uri", uri}}},
          {"position", cursor},
          {"context", {{"triggerKind", trigger}}}};
}

json Editor::ask(const std::string& uri, int trigger, json extra_context) {
  json params = completion_params(uri, trigger);
  params["context"].update(extra_context);
  return request("textDocument/inlineCompletion", std::move(params));
}

std::optional<std::string> Editor::complete(const std::string& uri, int trigger) {
  const json reply = ask(uri, trigger);
  INFO(reply.dump());
  REQUIRE(reply.contains("result"));
  const json& items = reply["result"]["items"];
  if (items.empty()) return std::nullopt;
  REQUIRE(items.size() == 1);
  REQUIRE(items[0].contains("range"));
  return items[0]["insertText"].get<std::string>();
}

json Editor::request(const std::string& method, json params) {
  const int id = ++last_id_;
  (void)received();
  say({json{{"jsonrpc", "2.0"}, {"id", id}, {"method", method}, {"params", std::move(params)}}
           .dump()});
  for (json& message : received())
    if (message.contains("id") && message["id"] == id) return message;
  return nullptr;
}

void Editor::notify(const std::string& method, json params) {
  say({json{{"jsonrpc", "2.0"}, {"method", method}, {"params", std::move(params)}}.dump()});
}

void Editor::say(const std::vector<std::string>& bodies) {
  std::string bytes;
  for (const std::string& body : bodies) bytes += wire::to_frame(body);
  peer.say(bytes);
}

std::vector<json> Editor::received() {
  wire::FrameReader reader;
  reader.feed(std::string_view(peer.output).substr(seen_));
  seen_ = peer.output.size();
  std::vector<json> messages;
  while (auto frame = reader.next()) {
    REQUIRE(frame->kind == wire::Frame::Kind::body);
    messages.push_back(json::parse(frame->body));
  }
  REQUIRE(reader.at_boundary());
  return messages;
}

void Editor::wait(Duration duration) {
  const Instant until = now + duration;
  while (deadline_ && *deadline_ <= until) {
    now = *deadline_;
    hub.settle();
  }
  now = until;
}

} // namespace inkling::test
