#pragma once
// The open documents of one session: their texts, kept equal to what the editor shows. LSP
// positions in, bytes out.
//
// Text is never guessed: version gaps are legal, a version that does not increase is logged and
// applied, and after a change that could not be read a document is out of sync until it is replaced
// whole or opened again.

#include "base/ids.hpp"
#include "base/limits.hpp"
#include "context/access.hpp"
#include "engine/events.hpp"
#include "lsp/protocol.hpp"
#include "text/rope.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace inkling::session {

struct Document {
  DocumentId id;
  std::string uri;  ///< as the client wrote it
  std::string path; ///< of a file: URI, else empty
  std::string language;
  std::optional<std::int64_t> version;
  text::Rope text;
  bool in_sync = true; ///< false: a change could not be read, or the text is over its bound
  context::Access access = context::Access::none; ///< the session's decision

  engine::Availability availability() const;
  bool excluded() const { return access == context::Access::none; }
  bool may_leave() const { return access == context::Access::anywhere; }
  /// The path, or what stands for it in a URI that is no file's: scheme, host, query and fragment
  /// (the cell of a notebook) are no part of a name.
  std::string name() const;
};

class Documents {
public:
  Documents(const Limits& limits, text::Encoding encoding) : limits_(limits), encoding_(encoding) {}

  /// For what is opened or changed from now on.
  void set_limits(const Limits& limits) { limits_ = limits; }

  /// The open document of a URI, in any spelling; null if there is none.
  Document* find(std::string_view uri);
  /// Null where Limits::documents_max is reached. The URI must not be open.
  Document* open(lsp::DidOpenParams params, DocumentId id);
  /// Applies the changes in their order and returns the edits. Out of sync: only what follows a
  /// whole text counts.
  std::vector<text::Edit> change(Document& document, const lsp::DidChangeParams& params);
  /// Drops the text and offers nothing until it is replaced whole.
  text::Edit lose_sync(Document& document);
  void close(const Document& document);
  void clear() { documents_.clear(); }

  /// Bytes, in the negotiated encoding, and back.
  std::size_t to_offset(const Document& document, text::Position position) const;
  text::Position to_position(const text::Rope& text, std::size_t offset) const;

  template<class Visit>
  void for_each(Visit visit) {
    for (auto& [key, document] : documents_) visit(document);
  }
  std::size_t size() const { return documents_.size(); }

private:
  struct NameHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view name) const {
      return std::hash<std::string_view>{}(name);
    }
  };

  Limits limits_;
  text::Encoding encoding_;
  /// By decoded URI. Found without a copy of the name: each key asks three times.
  std::unordered_map<std::string, Document, NameHash, std::equal_to<>> documents_;
};

} // namespace inkling::session
