#include "config/schema.hpp"

#include <algorithm>

namespace inkling::config {
namespace {

template<std::size_t Limits::*Member>
Slot limit(Target target) {
  return &(target.config.limits.*Member);
}

constexpr std::int64_t kKiB = 1 << 10;
constexpr std::int64_t kMiB = 1 << 20;
constexpr std::int64_t kGiB = 1 << 30;
constexpr std::int64_t kMany = 1'000'000'000;

const Key kKeys[] = {
    {"backend",
     "",
     {},
     Trust::user,
     "Which backend completes: a preset, the name of an entry of backends, or \"embedded\".",
     [](Target t) -> Slot { return &t.config.backend; }},

    {"backends.*.preset",
     "",
     {},
     Trust::user,
     "The preset to start from; without it, the one of the entry's own name, if there is one.",
     [](Target t) -> Slot { return &t.backend.preset; }},
    {"backends.*.kind",
     "",
     {},
     Trust::user,
     "The protocol that the server speaks.",
     [](Target t) -> Slot { return &t.backend.kind; }},
    {"backends.*.base_url",
     "",
     {},
     Trust::user,
     "Where it is: http://host:port/path, https://… or unix:/path/of.sock.",
     [](Target t) -> Slot { return &t.backend.base_url; }},
    {"backends.*.model",
     "",
     {},
     Trust::user,
     "The model to ask for; may be empty where the server has only one.",
     [](Target t) -> Slot { return &t.backend.model; }},
    {"backends.*.api_key_env",
     "",
     {},
     Trust::user,
     "The environment variable that holds the key.",
     [](Target t) -> Slot { return &t.backend.key.env; }},
    {"backends.*.api_key_command",
     "",
     {},
     Trust::user_only,
     "A program and its arguments that print the key; no shell, 10 s at most.",
     [](Target t) -> Slot { return &t.backend.key.command; }},
    {"backends.*.api_key_file",
     "",
     {},
     Trust::user,
     "A file that holds the key; nobody else may be able to read it.",
     [](Target t) -> Slot { return PathSlot{&t.backend.key.file}; }},
    {"backends.*.api_key",
     "",
     {},
     Trust::client_only,
     "The key itself, from a trusted client's initializationOptions; never in a file.",
     [](Target t) -> Slot { return SecretSlot{&t.backend.key.value}; }},
    {"backends.*.fim",
     "",
     {},
     Trust::user,
     "The fill-in-the-middle template's family, \"auto\" (by the model's name) or \"none\".",
     [](Target t) -> Slot { return &t.backend.fim; }},
    {"backends.*.max_tokens",
     "tokens",
     {1, 4096},
     Trust::only_lower,
     "The longest answer to ask for.",
     [](Target t) -> Slot { return &t.backend.max_tokens; }},
    {"backends.*.price",
     "",
     {},
     Trust::user,
     "What tokens cost; \"auto\": loopback and Unix sockets are free, all else is metered.",
     [](Target t) -> Slot { return &t.backend.price; }},
    {"backends.*.ca_file",
     "",
     {},
     Trust::user,
     "Certificates (PEM) to trust besides the system's.",
     [](Target t) -> Slot { return PathSlot{&t.backend.ca_file}; }},
    {"backends.*.concurrency",
     "",
     {1, 64},
     Trust::user,
     "Generations that it runs at once; \"auto\": its own word.",
     [](Target t) -> Slot { return &t.backend.concurrency; }},
    {"backends.*.requests_per_minute",
     "",
     {1, kMany},
     Trust::user,
     "Requests a minute: so many at once, then evenly; \"auto\": no bound.",
     [](Target t) -> Slot { return &t.backend.requests_per_minute; }},
    {"backends.*.tokens_per_minute",
     "tokens",
     {1, kMany},
     Trust::user,
     "Tokens of prompts and answers, estimated; \"auto\": no bound.",
     [](Target t) -> Slot { return &t.backend.tokens_per_minute; }},
    {"backends.*.tokens_per_day",
     "tokens",
     {1, kMany},
     Trust::user,
     "The same for a day, from the start of the daemon; \"auto\": no bound.",
     [](Target t) -> Slot { return &t.backend.tokens_per_day; }},

    {"completion.enabled",
     "",
     {},
     Trust::only_off,
     "Whether anything is offered.",
     [](Target t) -> Slot { return &t.config.completion.enabled; }},
    {"completion.languages_disabled",
     "",
     {},
     Trust::only_more,
     "LSP language ids in which nothing is offered.",
     [](Target t) -> Slot { return &t.config.completion.languages_disabled; }},
    {"completion.files_disabled",
     "",
     {},
     Trust::only_more,
     "Patterns, as in .gitignore, of files in which nothing is offered; they are learned from.",
     [](Target t) -> Slot { return &t.config.completion.files_disabled; }},
    {"completion.trigger",
     "",
     {},
     Trust::only_stricter,
     "\"invoked\": only where somebody asks for it with a key or command.",
     [](Target t) -> Slot { return &t.config.completion.trigger; }},
    {"completion.line_end_only",
     "",
     {},
     Trust::only_on,
     "Offers nothing where more than closers stands right of the cursor.",
     [](Target t) -> Slot { return &t.config.completion.line_end_only; }},
    {"completion.mid_word",
     "",
     {},
     Trust::only_off,
     "Offers something inside a word, too, while one types.",
     [](Target t) -> Slot { return &t.config.completion.mid_word; }},
    {"completion.show_delay_ms",
     "ms",
     {0, 5000},
     Trust::only_raise,
     "What is new is not offered sooner while one types; work is begun all the same.",
     [](Target t) -> Slot { return &t.config.completion.show_delay; }},
    {"completion.head_start",
     "",
     {},
     Trust::only_off,
     "Work is begun when the text changes, before the editor asks.",
     [](Target t) -> Slot { return &t.config.completion.head_start; }},
    {"completion.speculate",
     "",
     {},
     Trust::only_stricter,
     "Asks ahead for what follows a suggestion; \"auto\": where tokens are free.",
     [](Target t) -> Slot { return &t.config.completion.speculate; }},
    {"completion.debounce_ms",
     "ms",
     {0, 5000},
     Trust::user,
     "How long a pause before a remote backend is asked; 0: none; \"auto\": decided for each key.",
     [](Target t) -> Slot { return &t.config.completion.debounce; }},
    {"completion.deadline_ms",
     "ms",
     {50, 60'000},
     Trust::only_lower,
     "No request waits longer, no generation lives longer.",
     [](Target t) -> Slot { return &t.config.completion.deadline; }},
    {"completion.fallback",
     "",
     {},
     Trust::user,
     "What stands in while a remote backend is late or away; \"none\": remote answers only.",
     [](Target t) -> Slot { return FallbackSlot{&t.config.completion.fallback_embedded}; }},
    {"completion.prefix_bytes_max",
     "bytes",
     {0, 256 * kKiB},
     Trust::only_lower,
     "Text before the cursor that a request may carry.",
     [](Target t) -> Slot { return &t.config.completion.prefix_bytes_max; }},
    {"completion.suffix_bytes_max",
     "bytes",
     {0, 256 * kKiB},
     Trust::only_lower,
     "Text after the cursor that a request may carry.",
     [](Target t) -> Slot { return &t.config.completion.suffix_bytes_max; }},
    {"completion.candidates",
     "",
     {1, 8},
     Trust::user,
     "Different texts to ask for where somebody asks explicitly, if the backend gives several.",
     [](Target t) -> Slot { return &t.config.completion.candidates; }},
    {"completion.snippets_tokens_max",
     "tokens",
     {0, 32 * kKiB},
     Trust::only_lower,
     "Text of other files and places that a request may carry, estimated; 0: none.",
     [](Target t) -> Slot { return &t.config.completion.snippets_tokens_max; }},

    {"privacy.exclude",
     "",
     {},
     Trust::only_more,
     "Patterns, as in .gitignore, of files that are neither sent nor learned from.",
     [](Target t) -> Slot { return &t.config.privacy.exclude; }},
    {"privacy.outside_workspace",
     "",
     {},
     Trust::only_stricter,
     "Who sees files outside of the workspace folders; \"local\": only the embedded model.",
     [](Target t) -> Slot { return &t.config.privacy.outside_workspace; }},
    {"privacy.ignored_files",
     "",
     {},
     Trust::only_stricter,
     "Who sees files that git ignores; \"local\": only the embedded model.",
     [](Target t) -> Slot { return &t.config.privacy.ignored_files; }},

    {"limits.message_bytes_max",
     "bytes",
     {64 * kKiB, kGiB},
     Trust::user,
     "Body of one message; a larger one is skipped and answered with an error.",
     limit<&Limits::message_bytes_max>},
    {"limits.header_bytes_max",
     "bytes",
     {256, kMiB},
     Trust::user,
     "Header of one message; beyond, the connection ends.",
     limit<&Limits::header_bytes_max>},
    {"limits.json_depth_max",
     "",
     {16, 1000},
     Trust::user,
     "Nesting of a message; a deeper one is answered with an error.",
     limit<&Limits::json_depth_max>},
    {"limits.outbox_bytes_max",
     "bytes",
     {64 * kKiB, kGiB},
     Trust::user,
     "Waiting for a client that does not read; beyond, nothing more is read from it.",
     limit<&Limits::outbox_bytes_max>},
    {"limits.documents_max",
     "",
     {1, 1'000'000},
     Trust::only_lower,
     "Open documents of one editor; one more offers nothing.",
     limit<&Limits::documents_max>},
    {"limits.document_bytes_max",
     "bytes",
     {kKiB, kGiB},
     Trust::only_lower,
     "Text of one document; a larger one offers nothing.",
     limit<&Limits::document_bytes_max>},
    {"limits.streams_per_document_max",
     "",
     {3, 16},
     Trust::user,
     "Generations in flight for one document.",
     limit<&Limits::streams_per_document_max>},
    {"limits.stream_bytes_max",
     "bytes",
     {kKiB, 16 * kMiB},
     Trust::user,
     "Text of one generation; beyond, it is stopped and what came is used.",
     limit<&Limits::stream_bytes_max>},
    {"limits.cache_bytes_max",
     "bytes",
     {0, kGiB},
     Trust::user,
     "Suggestions remembered for re-use; beyond, the least recently used go.",
     limit<&Limits::cache_bytes_max>},
    {"limits.index_files_max",
     "files",
     {0, 1'000'000},
     Trust::user,
     "Files that the embedded model indexes; the rest is left out.",
     limit<&Limits::index_files_max>},
    {"limits.index_bytes_max",
     "bytes",
     {0, kGiB},
     Trust::user,
     "Source that the embedded model indexes; the rest is left out.",
     limit<&Limits::index_bytes_max>},
    {"limits.index_file_bytes_max",
     "bytes",
     {0, 64 * kMiB},
     Trust::user,
     "One file; a larger one is not indexed.",
     limit<&Limits::index_file_bytes_max>},
    {"limits.index_document_bytes_max",
     "bytes",
     {0, 64 * kMiB},
     Trust::user,
     "Text of an open document that is indexed, nearest to the cursor first.",
     limit<&Limits::index_document_bytes_max>},
    {"limits.index_time_ms_max",
     "ms",
     {0, 600'000},
     Trust::user,
     "Time that one walk over a folder may take; what was read is indexed.",
     limit<&Limits::index_time_ms_max>},

    {"log.level",
     "",
     {},
     Trust::user,
     "What is logged; the environment's INKLING_LOG goes before.",
     [](Target t) -> Slot { return &t.config.log.level; }},
    {"log.file",
     "",
     {},
     Trust::user,
     "A file to append to instead of stderr.",
     [](Target t) -> Slot { return PathSlot{&t.config.log.file}; }},
};

} // namespace

bool holds_patterns(const Key& key) {
  return key.path == "privacy.exclude" || key.path == "completion.files_disabled";
}

std::span<const Key> keys() {
  return kKeys;
}

const Key* find_key(std::string_view path) {
  const auto found = std::find_if(std::begin(kKeys), std::end(kKeys),
                                  [&](const Key& key) { return key.path == path; });
  return found == std::end(kKeys) ? nullptr : found;
}

bool is_table(std::string_view path) {
  return std::any_of(std::begin(kKeys), std::end(kKeys), [&](const Key& key) {
    return key.path.size() > path.size() && key.path.starts_with(path) &&
           key.path[path.size()] == '.';
  });
}

std::vector<std::string> names_in(std::string_view table) {
  std::vector<std::string> names;
  const std::string head = table.empty() ? std::string() : std::string(table) + '.';
  for (const Key& key : kKeys) {
    if (!key.path.starts_with(head)) continue;
    const std::string_view rest = key.path.substr(head.size());
    std::string name(rest.substr(0, rest.find('.')));
    if (names.empty() || names.back() != name) names.push_back(std::move(name));
  }
  return names;
}

std::string describe_type(const Key& key) {
  Config config;
  BackendConfig backend;
  const Slot slot = key.slot({config, backend});
  std::string type = type_name(slot);
  if (!is_number(slot)) return type;
  constexpr std::string_view kInteger = "integer";
  const std::string range =
      " from " + std::to_string(key.range.min) + " to " + std::to_string(key.range.max);
  return type.insert(kInteger.size(), range);
}

std::string default_of(const Key& key) {
  Config config;
  BackendConfig backend;
  return show(key.slot({config, backend}));
}

std::string full_name(const Key& key, std::string_view backend) {
  std::string name(key.path);
  if (const auto star = name.find('*'); star != name.npos) name.replace(star, 1, backend);
  return name;
}

} // namespace inkling::config
