#pragma once
// The built-in backend: completes from the user's own code, with no configuration, no download and
// no network.
//
// It knows the open documents (as a DocumentObserver) and the source files of the workspace folders
// (indexed on the worker into immutable snapshots), finds the longest context in them that ends
// like the text before the cursor, and offers what followed there when its confidence passes a
// threshold. It answers inside start().
//
// It writes to the end of the line at most, and only text that leads up to what stands right of the
// cursor.
//
// Never read: files that ignore rules name, secrets (context/exclusion.hpp), binaries, files over
// Limits::index_file_bytes_max, and the disk copy of a document that is open (a read that the
// worker began before the didOpen is dropped). Paths are compared as they are written: a folder or
// file reached by another name, through a symbolic link, is another one. Nothing is written
// anywhere.

#include "backend/backend.hpp"
#include "base/limits.hpp"
#include "base/worker.hpp"
#include "context/document_observer.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace inkling::backend {

struct Prediction;

class EmbeddedBackend final : public Backend, public context::WorkspaceObserver {
public:
  struct Options {
    Limits limits;
    /// Offer only what is right at least this often, by the model's own estimate: 0 to 1. Chosen
    /// where sparing the reader one wrong text begins to cost more than the one or two keys that
    /// reading it does (measured with inkling_quality; halfway between 0.45 and 0.7 little else
    /// changes).
    double confidence_min = 0.55;
    /// The same for prompts with `invoked` set. Where nothing is that likely, they get the
    /// likeliest there is.
    double confidence_min_invoked = 0.15;
    /// Absolute paths never to index, besides all other rules (the demo hides the file it types).
    std::vector<std::string> hidden_paths = {};
    /// Texts never to index, whatever file holds them (copies of the file that the demo types).
    std::vector<std::string> hidden_texts = {};
    /// Told of every whole prediction before it is cut to what is shown (embedded/predictor.hpp):
    /// for measurements. With it, lines are written to their end however unsure the model is.
    std::function<void(const Prediction&)> on_prediction = {};
  };

  /// What the index holds, for status lines and tests.
  struct Stats {
    std::size_t files = 0;
    std::size_t bytes = 0;
    std::size_t tokens = 0;
    bool indexing = false; ///< a walk or a rebuild is under way
  };

  EmbeddedBackend(Options options, Worker& worker);
  ~EmbeddedBackend() override;

  void start(StreamId stream, const context::Prompt& prompt, StreamSink& sink) override;
  void abort(StreamId stream) override;

  void on_open(const context::OpenDocument& document, const text::Rope& text) override;
  void on_change(DocumentId document, const text::Rope& text,
                 std::span<const text::Edit> edits) override;
  void on_close(DocumentId document) override;

  /// A file is left out of a folder's index where any session that names the folder excludes it.
  void set_exclusions(SessionId session,
                      std::shared_ptr<const context::Exclusions> exclusions) override;
  /// The folders of a session (absolute paths). Folders that several sessions name are indexed
  /// once.
  void set_folders(SessionId session, std::span<const std::string> folders) override;
  /// Files that changed, appeared or went away on disk (absolute paths); others than indexed ones
  /// are looked at too.
  void on_files_changed(std::span<const std::string> paths) override;
  /// Forgets all about a session.
  void on_session_closed(SessionId session) override;

  Stats stats() const;

private:
  class Model;
  std::unique_ptr<Model> model_;
};

} // namespace inkling::backend
