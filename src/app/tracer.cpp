#include "app/tracer.hpp"

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <utility>

namespace inkling::app {
namespace {

/// As a person knows the file: within the innermost folder that has it, else its bare name.
std::string display_name(const context::OpenDocument& document,
                         const std::vector<std::string>& folders) {
  const std::string& path = document.path.empty() ? document.uri : document.path;
  std::size_t begin = path.rfind('/') + 1; // npos + 1 is the whole
  std::size_t longest = 0;
  for (const std::string& folder : folders) {
    const bool inside = path.size() > folder.size() && path.starts_with(folder) &&
                        (folder.ends_with('/') || path[folder.size()] == '/');
    if (!inside || folder.size() <= longest) continue;
    longest = folder.size();
    begin = path.find_first_not_of('/', longest);
  }
  return begin < path.size() ? path.substr(begin) : std::string();
}

} // namespace

// Documents' names.

void Tracer::set_folders(SessionId session, std::span<const std::string> folders) {
  folders_[session].assign(folders.begin(), folders.end());
}

void Tracer::on_open(const context::OpenDocument& document, const text::Rope&) {
  std::erase(closed_, document.document); // it may have been only hidden for a while
  const auto folders = folders_.find(document.session);
  names_[document.document] = display_name(
      document, folders == folders_.end() ? std::vector<std::string>() : folders->second);
}

void Tracer::on_close(DocumentId document) {
  if (names_.count(document) == 0) return;
  closed_.push_back(document);
  if (closed_.size() <= kClosedMax) return;
  names_.erase(closed_.front());
  closed_.pop_front();
}

std::string Tracer::name_of(DocumentId document) const {
  const auto found = names_.find(document);
  return found == names_.end() ? std::string() : found->second;
}

// Records.

void Tracer::on_backends_changed() {
  tell_all(); // by the names that they had
  statistics_.forget_backends();
}

void Tracer::on_record(const engine::KeyRecord& record, const engine::Answer* answer,
                       const metrics::OwnTimes& own) {
  statistics_.add(record, own);
  if (followers_.empty()) return;
  if (pending_.size() >= kPendingMax) {
    ++overflowed_;
    return;
  }
  if (pending_.empty()) ports_.post([this] { tell_all(); });
  TraceEvent event{record, own, name_of(record.document), {}};
  const bool wanted = std::any_of(followers_.begin(), followers_.end(),
                                  [](const auto& entry) { return entry.second.params.text; });
  if (wanted && answer != nullptr && answer->item) event.text = answer->item->text;
  pending_.push_back(std::move(event));
}

// Who follows.

void Tracer::follow(std::size_t client, const lsp::TraceParams& params, Listener listener) {
  followers_.insert_or_assign(client, Follower{params, std::move(listener)});
}

void Tracer::tell_all() {
  const Instant now = ports_.now();
  const std::int64_t wall_clock_ms = ports_.wall_clock_ms();
  for (const TraceEvent& event : std::exchange(pending_, {})) {
    const engine::KeyRecord& record = event.record;
    const auto ago = std::chrono::duration_cast<std::chrono::milliseconds>(now - record.ended);
    const nlohmann::json told =
        to_json(event, wall_clock_ms - ago.count(),
                record.backend ? ports_.backend_name(*record.backend) : std::string());
    for (auto& [client, follower] : followers_) tell(follower, told);
  }
  for (auto& [client, follower] : followers_) follower.dropped += overflowed_;
  overflowed_ = 0;
}

void Tracer::tell(Follower& follower, nlohmann::json event) {
  if (!follower.params.text) event.erase("text");
  if (follower.dropped > 0) event["dropped"] = follower.dropped;
  if (follower.listener(event))
    follower.dropped = 0;
  else
    ++follower.dropped;
}

} // namespace inkling::app
