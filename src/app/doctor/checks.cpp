#include "app/doctor/checks.hpp"

#include "app/doctor/model_list.hpp"
#include "app/doctor/probe.hpp"
#include "app/doctor/speed.hpp"
#include "app/doctor/words.hpp"
#include "app/remote.hpp"
#include "backend/providers/fim_template.hpp"
#include "base/nearest.hpp"
#include "config/keys.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

namespace inkling::app::doctor {
namespace {

using config::BackendKind;

constexpr Duration kKeyCommandMax = 8s;
/// Of a server's models, in a line.
constexpr std::size_t kModelsShown = 8;

/// What providers put behind a base, longer ones first.
constexpr std::string_view kTails[] = {"/chat/completions", "/fim/completions", "/beta/completions",
                                       "/completions",      "/responses",       "/infill",
                                       "/api/generate"};

class Diagnosing {
public:
  Diagnosing(const config::Layers& layers, const std::function<void(const Finding&)>& on_finding)
      : layers_(layers),
        on_finding_(on_finding), diagnosis_{.backend = layers.resolved().backend_meant} {}

  Diagnosis run() {
    check_configuration();
    if (check_backend() && check_key() && check_address()) ask();
    return std::move(diagnosis_);
  }

private:
  void tell(Level level, std::string check, std::string said, std::string advice = {}) {
    diagnosis_.findings.push_back({level, std::move(check), std::move(said), std::move(advice)});
    on_finding_(diagnosis_.findings.back());
  }
  void tell(Level level, std::string check, Words words) {
    tell(level, std::move(check), std::move(words.said), std::move(words.advice));
  }

  const std::string& entry() const { return diagnosis_.backend; }
  std::string key_named(std::string_view key) const {
    return "backends." + entry() + '.' + std::string(key);
  }

  void check_configuration() {
    bool wrong = false;
    for (const config::Diagnostic& one : layers_.resolved().diagnostics) {
      const bool mistake = one.kind == config::Diagnostic::Kind::mistake;
      if (mistake && is_about_the_key(one)) continue;
      wrong = wrong || mistake;
      tell(mistake ? Level::fail : Level::warn, "configuration", to_string(one));
    }
    if (wrong) return;
    const std::string& path = layers_.user_file().path;
    std::error_code ignored;
    const bool there = !path.empty() && std::filesystem::exists(path, ignored);
    tell(Level::ok, "configuration", there ? path + ": no mistakes" : "none (no " + path + ')');
  }

  /// Of a variable without a key in it, or what follows from that and nothing else: told by the
  /// check of the key.
  bool is_about_the_key(const config::Diagnostic& mistake) const {
    const auto& backends = layers_.config().backends;
    const auto found = backends.find(entry());
    if (found == backends.end()) return false;
    const std::string& variable = found->second.key.env;
    if (variable.empty() || layers_.environment()(variable)) return false;
    const std::string its_key = key_named("api_key_env");
    const auto& all = layers_.resolved().diagnostics;
    const bool others = std::any_of(all.begin(), all.end(), [&](const config::Diagnostic& one) {
      return one.kind == config::Diagnostic::Kind::mistake && one.key != "backend" &&
             one.key != its_key;
    });
    return mistake.key == its_key || (mistake.key == "backend" && !others);
  }

  /// False where there is nothing outside to be checked.
  bool check_backend() {
    const auto& backends = layers_.config().backends;
    const auto found = backends.find(entry());
    if (entry() == "embedded" ||
        (found != backends.end() && found->second.kind == BackendKind::embedded)) {
      tell(Level::ok, "backend",
           "nothing is configured: the embedded model serves, and nothing leaves this machine",
           "inkling backends lists the servers that it knows");
      return false;
    }
    if (found == backends.end()) return false; // told as a mistake
    config_ = found->second;
    subject_.emplace(Subject{entry(), config_, config::preset_of(entry(), config_)});
    std::string said = entry();
    if (subject_->preset != nullptr && subject_->preset->name != entry())
      said += " (preset " + std::string(subject_->preset->name) + ')';
    tell(Level::ok, "backend", said + " at " + config_.base_url);
    return true;
  }

  bool check_key() {
    if (config_.key.empty()) {
      tell(Level::ok, "key", "none is configured, and none sent");
      return true;
    }
    auto key = config::resolve_key(
        config_.key, {.environment = layers_.environment(), .command_max = kKeyCommandMax});
    if (!key) {
      tell(Level::fail, "key", key.error().message,
           config_.key.env.empty()
               ? "without it, the embedded model takes the backend's place"
               : "set it where your editor starts, or say where the key is with api_key_command "
                 "or api_key_file; until then the embedded model takes the backend's place");
      return false;
    }
    key_ = std::move(*key);
    tell(Level::ok, "key", "from " + describe(config_.key));
    return true;
  }

  bool check_address() {
    const auto url = http::parse_url(config_.base_url);
    if (!url) {
      tell(Level::fail, "address", key_named("base_url") + ": " + url.error().message);
      return false;
    }
    subject_->url = *url;
    const bool clear = url->scheme == http::Url::Scheme::http && !url->is_local();
    if (clear)
      tell(Level::warn, "address", describe(*url) + " is not encrypted",
           "whoever is on the way can read the code and the key: is there an https:// address?");
    return true;
  }

  /// What needs a connection.
  void ask() {
    const auto provider = make_provider(config_);
    if (provider) target_ = (*provider)->make_request({}).target;
    auto probe = Probe::make(entry(), config_, key_);
    if (!probe) return tell(Level::fail, "backend", probe.error().message);
    probe_ = std::move(*probe);
    if (check_server() && !ended_early()) {
      check_template();
      if (check_completion() && !ended_early()) check_speed();
    }
    ended_early();
  }

  bool ended_early() {
    if (!probe_->is_over() || diagnosis_.interrupted) return probe_->is_over();
    diagnosis_.interrupted = true;
    tell(Level::fail, "time",
         probe_->was_interrupted() ? "interrupted" : "the checks took too long and were ended");
    return true;
  }

  /// Also what the first connection shows.
  bool check_server() {
    const Seen& seen = probe_->get(list_target());
    if (!seen.sent && !seen.fault) return false; // ended by us
    if (!seen.sent) {
      const bool is_tls = seen.fault == http::Fault::tls;
      tell(Level::fail, is_tls ? "certificate" : "connection",
           words_of(*seen.fault, seen.detail, *subject_));
      return false;
    }
    const bool https = subject_->url.scheme == http::Url::Scheme::https;
    tell(Level::ok, "connection",
         "in " + to_text_ms(*seen.sent - seen.begun) + (https ? " (name, TCP and TLS)" : ""));
    if (https)
      tell(Level::ok, "certificate",
           "verified" + std::string(config_.ca_file.empty() ? "" : ", with ca_file"));
    if (seen.fault) {
      tell(Level::fail, "server", words_of(*seen.fault, seen.detail, *subject_));
      return false;
    }
    return !seen.head || check_list(seen);
  }

  /// Where the server tells of itself: beside what completions are asked of.
  std::string list_target() const {
    std::string base = target_;
    for (const std::string_view tail : kTails)
      if (base.ends_with(tail)) {
        base.resize(base.size() - tail.size());
        break;
      }
    if (config_.kind == BackendKind::llama_cpp) return base + "/props";
    if (config_.kind == BackendKind::ollama) return base + "/api/tags";
    return base + "/models";
  }

  bool check_list(const Seen& seen) {
    const int status = seen.head->status;
    if (status == 401 || status == 402 || status == 403) {
      tell(Level::fail, "server", words_of(Answer{.status = status}, *subject_));
      return false;
    }
    if (status != 200) {
      tell(Level::warn, "server",
           "it answers, but not what it has (GET " + seen.target + ": " + std::to_string(status) +
               ')',
           "fine, if the completion below works");
      return true;
    }
    if (config_.kind == BackendKind::llama_cpp) {
      tell(Level::ok, "server", "it answers (GET " + seen.target + ')');
      return true;
    }
    const auto models = read_model_list(seen.body);
    if (!models)
      tell(Level::warn, "server", "GET " + seen.target + " is no list of models",
           "is " + key_named("base_url") + " right?");
    else
      check_model(*models);
    return true;
  }

  void check_model(const std::vector<std::string>& models) {
    tell(Level::ok, "server",
         "it answers, and has " + std::to_string(models.size()) +
             (models.size() == 1 ? " model" : " models"));
    std::string some = "it has: ";
    for (std::size_t at = 0; at < std::min(models.size(), kModelsShown); ++at)
      some += (at == 0 ? "" : ", ") + in_one_line(models[at], 80);
    if (models.size() > kModelsShown)
      some += ", and " + std::to_string(models.size() - kModelsShown) + " more";
    if (models.empty()) some = "it has none";
    const std::string& model = config_.model;
    if (model.empty()) {
      tell(models.size() == 1 ? Level::ok : Level::warn, "model", "none is configured; " + some,
           models.size() == 1 ? "" : "set " + key_named("model"));
      return;
    }
    if (lists(models, model)) return tell(Level::ok, "model", model);
    const std::string meant = nearest(model, models);
    tell(Level::warn, "model", '"' + model + "\" is not in its list; " + some,
         meant.empty()
             ? "set " + key_named("model")
             : "did you mean \"" + in_one_line(meant, 80) + "\"? Set " + key_named("model"));
  }

  void check_template() {
    const auto goes_to = [&](std::string_view tail) { return target_.ends_with(tail); };
    if (goes_to("/chat/completions") || goes_to("/responses"))
      return tell(Level::ok, "prompt", "a message with a hole in it, as chat models need it");
    const bool by_template = goes_to("/completions") && !goes_to("/fim/completions") &&
                             config_.kind != BackendKind::deepseek;
    if (!by_template)
      return tell(Level::ok, "prompt", "prefix and suffix: the server knows the template");
    const std::string name(template_name());
    const bool chosen = config_.fim != "auto";
    if (name != "none" || chosen)
      return tell(Level::ok, "prompt",
                  "the template of the family " + name + (chosen ? "" : ", by the model's name"));
    tell(Level::warn, "prompt",
         "the model's family is not known by its name: only what stands before the cursor is sent",
         "say it with " + key_named("fim"));
  }

  std::string_view template_name() const {
    return backend::FimTemplate::choose(config_.fim, config_.model).name();
  }

  bool check_completion() {
    Run run = probe_->complete(kGap);
    // A provider learns from a refusal: what it does without, next time.
    const bool refused = run.failure == backend::Failure::rejected;
    if (refused && !probe_->is_over()) run = probe_->complete(kGap);
    const std::string how = refused ? " (at the second try: it refused the first)" : "";
    const Seen& seen = probe_->seen();
    if (run.failure) {
      tell(Level::fail, "completion", words_of_failure(run, seen));
      return false;
    }
    if (!run.finished && run.text.empty()) return false; // our time is over
    const std::string shown = '"' + in_one_line(run.text, 60) + '"';
    switch (judge(kGap, run.text)) {
    case Verdict::fills:
      tell(Level::ok, "completion", "fills the gap: " + shown + how);
      break;
    case Verdict::empty:
      tell(Level::warn, "completion", "an answer without text",
           "does the model think before it writes, or want another " + key_named("fim") + "?");
      break;
    case Verdict::repeats_above:
      tell(Level::warn, "completion", "it repeats what stands before the cursor: " + shown,
           "the template does not fit the model: see " + key_named("fim") + " and kind");
      break;
    case Verdict::repeats_below:
      tell(Level::warn, "completion", "it writes what stands behind the cursor, too: " + shown,
           "it was not told, or does not mind: see " + key_named("fim") + " and kind");
      break;
    case Verdict::other:
      tell(Level::warn, "completion", "it does not fill the gap (\"b\"): " + shown,
           "is the model one of code, and was it trained to fill gaps?");
      break;
    }
    return true;
  }

  Words words_of_failure(const Run& run, const Seen& seen) const {
    if (seen.fault) return words_of(*seen.fault, seen.detail, *subject_);
    if (seen.head && (seen.head->status < 200 || seen.head->status >= 300))
      return words_of(Answer{.status = seen.head->status,
                             .target = seen.target,
                             .retry_after = seen.head->retry_after,
                             .body = seen.body},
                      *subject_);
    return words_of(*run.failure, seen.head ? seen.head->content_type : "", seen.body, *subject_);
  }

  void check_speed() {
    std::vector<Run> runs;
    std::size_t ready = 0;
    const Instant begun = probe_->now();
    while (runs.size() < kSpeedRuns && !probe_->is_over() &&
           probe_->now() - begun < kSpeedTimeMax) {
      runs.push_back(probe_->complete(kLines));
      if (runs.back().failure) break;
      ready += probe_->seen().was_ready ? 1 : 0;
    }
    diagnosis_.speed = speed_of(runs, ready);
    const bool failed = !runs.empty() && runs.back().failure;
    if (failed)
      tell(Level::warn, "speed", words_of_failure(runs.back(), probe_->seen()));
    else if (diagnosis_.speed.runs > 0)
      tell(Level::ok, "speed", to_text(diagnosis_.speed));
    else if (!probe_->is_over())
      tell(Level::warn, "speed", "it writes nothing for a gap of some lines");
  }

  const config::Layers& layers_;
  const std::function<void(const Finding&)>& on_finding_;
  Diagnosis diagnosis_;
  config::BackendConfig config_;
  std::optional<Subject> subject_; ///< refers to config_
  Secret key_;
  std::string target_; ///< that completions are asked of
  std::unique_ptr<Probe> probe_;
};

} // namespace

Diagnosis diagnose(const config::Layers& layers,
                   const std::function<void(const Finding&)>& on_finding) {
  return Diagnosing(layers, on_finding).run();
}

} // namespace inkling::app::doctor
