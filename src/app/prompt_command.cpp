#include "app/prompt_command.hpp"

#include "app/doctor/words.hpp"
#include "app/place.hpp"
#include "app/would_send.hpp"
#include "base/log.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>

namespace inkling::app {
namespace {

using nlohmann::json;

int fail(const Error& error) {
  std::fprintf(stderr, "inkling: %s\n", error.message.c_str());
  return 2;
}

std::string dump(const json& value) {
  return value.dump(2, ' ', false, json::error_handler_t::replace);
}

json parts_of(const context::PromptText& prompt) {
  json snippets = json::array();
  for (const context::Snippet& snippet : prompt.snippets)
    snippets.push_back({{"path", snippet.path}, {"text", snippet.text}});
  return {{"path", prompt.path},         {"repository", prompt.repository},
          {"language", prompt.language}, {"snippets", std::move(snippets)},
          {"prefix", prompt.prefix},     {"suffix", prompt.suffix}};
}

json headers_of(const std::string& head) {
  json headers = json::object();
  for (auto at = head.find("\r\n"); at != head.npos; at = head.find("\r\n", at)) {
    at += 2;
    const auto colon = head.find(": ", at);
    const auto end = std::min(head.find("\r\n", at), head.size());
    headers[head.substr(at, colon - at)] = head.substr(colon + 2, end - colon - 2);
  }
  return headers;
}

void print_json(const WouldSend& told, const std::string& backend) {
  const json body = json::parse(told.request.body, nullptr, /*allow_exceptions=*/false);
  const json out = {{"sent", true},
                    {"backend", backend},
                    {"method", told.request.method},
                    {"url", doctor::describe(told.url) + told.request.target},
                    {"headers", headers_of(told.head)},
                    {"body", body.is_discarded() ? json(told.request.body) : body},
                    {"estimatedTokens", told.estimated_tokens},
                    {"secretsMasked", told.secrets_masked},
                    {"parts", parts_of(told.prompt)}};
  std::printf("%s\n", dump(out).c_str());
}

void print_part(const std::string& title, const std::string& text) {
  std::printf("\n--- %s, %zu bytes\n%s", title.c_str(), text.size(), text.c_str());
  if (!text.ends_with('\n')) std::printf("\n");
}

void print_page(const WouldSend& told, const std::string& backend) {
  std::printf("--- to %s: %s%s\n", backend.c_str(), doctor::describe(told.url).c_str(),
              told.request.target.c_str());
  std::printf("    about %zu tokens of prompt; %zu secrets masked\n\n", told.estimated_tokens,
              told.secrets_masked);
  std::string head = told.head;
  std::erase(head, '\r');
  std::printf("%s\n\n", head.c_str());
  std::fwrite(told.request.body.data(), 1, told.request.body.size(), stdout);
  std::printf("\n");
  for (const context::Snippet& snippet : told.prompt.snippets)
    print_part("from " + snippet.path, snippet.text);
  print_part("before the cursor", told.prompt.prefix);
  print_part("behind the cursor", told.prompt.suffix);
}

int print_nothing(const PromptCommand& command, const std::string& why) {
  if (command.json)
    std::printf("%s\n", dump({{"sent", false}, {"why", why}}).c_str());
  else
    std::printf("nothing would be sent: %s\n", why.c_str());
  return 1;
}

} // namespace

int run_prompt(const PromptCommand& command, const std::string& config_file) {
  log::set_up({.level = log::Level::off, .file = {}});
  const Result<Place> place = parse_place(command.place);
  if (!place) return fail(place.error());
  config::Layers layers({.config_option = config_file, .backend_option = command.backend});
  const Result<SourceFile> file =
      read_source_file(place->file, layers.config().limits.document_bytes_max);
  if (!file) return fail(file.error());
  const Result<text::Position> position = to_position(*place, text::Rope(file->text));
  if (!position) return fail(position.error());
  std::error_code ignored;
  const std::string folder =
      command.workspace.empty()
          ? file->folder
          : std::filesystem::weakly_canonical(command.workspace, ignored).string();
  const Result<WouldSend> told = would_send(layers, *file, folder, {*position, command.invoked});
  if (!told) return print_nothing(command, told.error().message);
  if (command.json)
    print_json(*told, layers.config().backend);
  else
    print_page(*told, layers.config().backend);
  return 0;
}

} // namespace inkling::app
