#include "session/documents.hpp"

#include "base/log.hpp"
#include "session/uri.hpp"
#include "text/edit_text.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

namespace inkling::session {

engine::Availability Document::availability() const {
  if (access == context::Access::none) return engine::Availability::excluded;
  if (!in_sync) return engine::Availability::out_of_sync;
  if (access == context::Access::disabled) return engine::Availability::disabled;
  return engine::Availability::offered;
}

std::string Document::name() const {
  if (!path.empty()) return path;
  std::string_view rest = uri;
  rest.remove_prefix(rest.find(':') + 1); // nothing where there is no scheme
  rest = rest.substr(0, rest.find_first_of("?#"));
  if (rest.starts_with("//")) rest.remove_prefix(std::min(rest.find('/', 2), rest.size()));
  std::string name = decode_percent(rest);
  return name.starts_with('/') ? std::filesystem::path(name).lexically_normal().string() : name;
}

Document* Documents::find(std::string_view uri) {
  const bool encoded = uri.find('%') != uri.npos;
  const auto found = encoded ? documents_.find(decode_percent(uri)) : documents_.find(uri);
  return found == documents_.end() ? nullptr : &found->second;
}

Document* Documents::open(lsp::DidOpenParams params, DocumentId id) {
  if (documents_.size() >= limits_.documents_max) {
    log::warn("too many open documents: this one offers nothing", {{"max", limits_.documents_max}});
    return nullptr;
  }
  Document& document = documents_[decode_percent(params.uri)];
  document = {.id = id,
              .uri = params.uri,
              .path = path_of_uri(params.uri),
              .language = std::move(params.language_id),
              .version = params.version,
              .text = text::Rope(params.text)};
  document.in_sync = document.text.size() <= limits_.document_bytes_max;
  if (!document.in_sync) document.text = {};
  return &document;
}

std::vector<text::Edit> Documents::change(Document& document, const lsp::DidChangeParams& params) {
  if (params.version && document.version && *params.version <= *document.version)
    log::debug("document version did not increase",
               {{"was", *document.version}, {"is", *params.version}});
  document.version = params.version;
  std::vector<text::Edit> edits;
  edits.reserve(params.changes.size());
  for (const lsp::ContentChange& change : params.changes) {
    if (!change.range) {
      edits.push_back(text::replace_all(document.text, change.text));
      document.in_sync = true;
    } else if (document.in_sync) {
      edits.push_back(text::apply_change(document.text, *change.range, change.text, encoding_));
    }
    if (document.text.size() > limits_.document_bytes_max) edits.push_back(lose_sync(document));
  }
  return edits;
}

text::Edit Documents::lose_sync(Document& document) {
  document.in_sync = false;
  return text::replace_all(document.text, "");
}

void Documents::close(const Document& document) {
  documents_.erase(decode_percent(document.uri));
}

std::size_t Documents::to_offset(const Document& document, text::Position position) const {
  return text::to_offset(document.text, position, encoding_);
}

text::Position Documents::to_position(const text::Rope& text, std::size_t offset) const {
  return text::to_position(text, offset, encoding_);
}

} // namespace inkling::session
