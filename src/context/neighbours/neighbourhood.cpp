#include "context/neighbours/neighbourhood.hpp"

#include "context/neighbours/session_neighbours.hpp"

#include <utility>

namespace inkling::context {

Neighbourhood::Neighbourhood(Ports ports)
    : shared_(std::make_unique<NeighbourhoodShared>(NeighbourhoodShared{std::move(ports)})) {}

Neighbourhood::~Neighbourhood() = default;

void Neighbourhood::set_budget(const Budget& budget, std::shared_ptr<const SecretScanner> scanner) {
  shared_->budget = budget;
  shared_->scanner = std::move(scanner);
  for (const auto& [id, session] : sessions_) session->on_switched();
}

void Neighbourhood::on_open(const OpenDocument& document, const text::Rope& text) {
  documents_[document.document] = document.session;
  session(document.session).on_open(document, text);
}

void Neighbourhood::on_change(DocumentId document, const text::Rope& text,
                              std::span<const text::Edit> edits) {
  if (const auto session = session_of(document)) session->on_change(document, text, edits);
}

void Neighbourhood::on_close(DocumentId document) {
  if (const auto session = session_of(document)) session->on_close(document);
  documents_.erase(document);
}

void Neighbourhood::on_visit(DocumentId document, std::size_t offset) {
  if (const auto session = session_of(document)) session->on_visit(document, offset);
}

void Neighbourhood::on_access(DocumentId document, bool may_leave) {
  if (const auto session = session_of(document)) session->on_access(document, may_leave);
}

void Neighbourhood::set_policy(SessionId id, std::shared_ptr<const DocumentPolicy> policy) {
  session(id).set_policy(std::move(policy));
}

void Neighbourhood::set_exclusions(SessionId id, std::shared_ptr<const Exclusions> exclusions) {
  session(id).set_exclusions(std::move(exclusions));
}

void Neighbourhood::set_folders(SessionId id, std::span<const std::string> folders) {
  session(id).set_folders(folders);
}

void Neighbourhood::on_files_changed(std::span<const std::string> paths) {
  for (const auto& [id, session] : sessions_) session->on_files_changed(paths);
}

void Neighbourhood::on_session_closed(SessionId id) {
  sessions_.erase(id);
  std::erase_if(documents_, [&](const auto& entry) { return entry.second == id; });
}

const NeighbourhoodStats& Neighbourhood::stats() const {
  return shared_->stats;
}

std::shared_ptr<SessionNeighbours> Neighbourhood::session_of(DocumentId document) const {
  const auto found = documents_.find(document);
  return found == documents_.end() ? nullptr : sessions_.at(found->second);
}

SessionNeighbours& Neighbourhood::session(SessionId id) {
  auto& session = sessions_[id];
  if (!session) session = std::make_shared<SessionNeighbours>(*shared_);
  return *session;
}

} // namespace inkling::context
