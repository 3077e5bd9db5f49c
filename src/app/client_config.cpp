#include "app/client_config.hpp"

#include "app/remote.hpp"
#include "base/log.hpp"
#include "config/workspace_file.hpp"

#include <utility>

namespace inkling::app {
namespace {

/// Mistakes in one message to the person; more are counted.
constexpr std::size_t kShownMax = 5;

} // namespace

ClientConfig::ClientConfig(config::Layers& layers, std::function<void(bool)> on_reloaded)
    : layers_(layers), session_(layers), on_reloaded_(std::move(on_reloaded)) {}

void ClientConfig::on_options(const nlohmann::json& options) {
  if (session_.set_options(options) && on_reloaded_) on_reloaded_(true);
}

void ClientConfig::on_folders(std::span<const std::string> folders) {
  folders_ = {folders.begin(), folders.end()};
  session_.set_folders(folders);
}

void ClientConfig::on_settings(const nlohmann::json& settings) {
  session_.set_settings(settings);
}

void ClientConfig::on_reload() {
  const bool changed = layers_.reload();
  session_.read_workspace_files();
  if (on_reloaded_) on_reloaded_(changed);
}

bool ClientConfig::is_workspace_file(const std::string& path) const {
  const std::size_t slash = path.rfind('/');
  return slash != path.npos && path.substr(slash + 1) == config::kWorkspaceFile &&
         folders_.count(path.substr(0, slash)) != 0;
}

void ClientConfig::on_workspace_file_changed() {
  session_.read_workspace_files();
}

engine::Bounds ClientConfig::bounds() const {
  const config::Config& config = session_.effective();
  engine::Bounds bounds{.prefix_bytes_max = config.completion.prefix_bytes_max,
                        .suffix_bytes_max = config.completion.suffix_bytes_max,
                        .snippets_tokens_max = config.completion.snippets_tokens_max,
                        .deadline = config.completion.deadline,
                        .head_start = config.completion.head_start,
                        .speculation = speculation_of(config.completion.speculate)};
  if (config.remote() != nullptr) bounds.max_tokens = config.remote()->max_tokens;
  return bounds;
}

engine::OfferRules ClientConfig::rules() const {
  const config::CompletionConfig& completion = session_.effective().completion;
  return {.invoked_only = completion.trigger == config::Trigger::invoked,
          .line_end_only = completion.line_end_only,
          .mid_word = completion.mid_word,
          .show_delay = completion.show_delay};
}

session::Serving ClientConfig::serving() const {
  const config::Config& config = layers_.config();
  if (config.remote() == nullptr) return {};
  return {.backend = config.backend,
          .model = config.remote()->model,
          .stand_in = config.completion.fallback_embedded};
}

/// All mistakes at once: an editor shows each message in a box of its own.
std::vector<std::string> ClientConfig::take_messages() {
  std::vector<std::string> mistakes;
  const Texts known = std::exchange(told_, {});
  take_news(layers_.resolved().diagnostics, known, mistakes);
  take_news(session_.diagnostics(), known, mistakes);
  if (mistakes.empty()) return {};
  std::string message = "inkling: mistakes in the configuration";
  for (std::size_t at = 0; at < mistakes.size() && at < kShownMax; ++at)
    message += '\n' + mistakes[at];
  if (mistakes.size() > kShownMax)
    message += "\nand " + std::to_string(mistakes.size() - kShownMax) + " more";
  return {std::move(message)};
}

void ClientConfig::take_news(const config::Diagnostics& diagnostics, const Texts& known,
                             std::vector<std::string>& mistakes) {
  for (const config::Diagnostic& diagnostic : diagnostics) {
    std::string text = to_string(diagnostic);
    told_.insert(text);
    if (known.count(text) != 0) continue;
    log::warn("configuration", {{"what", text}});
    if (diagnostic.kind == config::Diagnostic::Kind::mistake) mistakes.push_back(std::move(text));
  }
}

} // namespace inkling::app
