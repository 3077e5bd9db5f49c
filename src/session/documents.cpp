#include "session/documents.hpp"

#include "base/log.hpp"
#include "context/exclusion.hpp"
#include "session/uri.hpp"
#include "text/edit_text.hpp"

#include <utility>

namespace inkling::session {

namespace {

/// The path, or what stands for it in a URI that has none: scheme, query and fragment (the cell of
/// a notebook) are no part of a name.
std::string name_of(const Document& document) {
  if (!document.path.empty()) return document.path;
  const std::string_view uri = document.uri;
  const std::size_t begin = uri.find(':') + 1; // 0 where there is no scheme
  return decode_percent(uri.substr(begin, uri.find_first_of("?#", begin) - begin));
}

} // namespace

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
  document.availability = availability_of(document);
  if (document.availability == engine::Availability::out_of_sync) document.text = {};
  return &document;
}

engine::Availability Documents::availability_of(const Document& document) const {
  if (context::is_secret_path(name_of(document))) return engine::Availability::excluded;
  if (document.text.size() > limits_.document_bytes_max) return engine::Availability::out_of_sync;
  return engine::Availability::offered;
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
      document.availability = availability_of(document);
    } else if (document.availability != engine::Availability::out_of_sync) {
      edits.push_back(text::apply_change(document.text, *change.range, change.text, encoding_));
    }
    if (document.text.size() > limits_.document_bytes_max) edits.push_back(lose_sync(document));
  }
  return edits;
}

text::Edit Documents::lose_sync(Document& document) {
  document.availability = engine::Availability::out_of_sync;
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
