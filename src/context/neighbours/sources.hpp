#pragma once
// The texts that snippets of one session may be taken from: open documents that may leave, and
// files on disk that a document of that name would be allowed to leave. The one door: what is not
// had here is in no snippet.
//
//   Sources sources(wish, git, ignore_rules);
//   if (const Source* source = sources.at(path)) … source->lines …
//
// Worker only; lives as long as one gathering.

#include "context/ignore_rules.hpp"
#include "context/neighbours/text_lines.hpp"
#include "context/neighbours/wish.hpp"

#include <cstddef>
#include <map>
#include <memory>
#include <string>

namespace inkling::context {

struct Source {
  TextLines lines;
  std::string shown;        ///< its path within the workspace folder, else the bare name
  std::string path;         ///< absolute; empty for a document without a file
  DocumentId document = {}; ///< none: read from disk
};

class Sources {
public:
  /// Files and bytes of one gathering; beyond, nothing more is read.
  static constexpr std::size_t kFilesMax = 32;
  static constexpr std::size_t kBytesMax = std::size_t{3} << 20;
  /// A larger file has its say in the embedded model only.
  static constexpr std::size_t kFileBytesMax = 384 << 10;

  /// `wish` and `git` outlive this. `ignore` may know of earlier gatherings.
  Sources(const Wish& wish, const GitLibrary& git, IgnoreRules& ignore);

  /// The open document of that path, else the file; null where it may not be sent, is too large, or
  /// is not there.
  const Source* at(const std::string& path);
  /// An open document, the one at the cursor among them.
  const Source* of(DocumentId document);

private:
  std::unique_ptr<Source> read_document(const OpenText& open) const;
  std::unique_ptr<Source> read_file(const std::string& path);
  bool may_leave(const std::string& path, std::string& shown);
  const GitIgnore& ignore_at(const std::string& folder);

  const Wish& wish_;
  const GitLibrary& git_;
  IgnoreRules& ignore_;
  std::map<std::string, std::unique_ptr<GitIgnore>> repositories_;
  std::map<std::string, std::unique_ptr<Source>> files_; ///< null: may not be sent
  std::map<DocumentId, std::unique_ptr<Source>> documents_;
  std::size_t bytes_ = 0;
};

} // namespace inkling::context
