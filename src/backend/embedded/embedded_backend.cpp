#include "backend/embedded/embedded_backend.hpp"

#include "backend/embedded/document_index.hpp"
#include "backend/embedded/folder_index.hpp"
#include "backend/embedded/predictor.hpp"
#include "backend/embedded/tokenizer.hpp"
#include "context/exclusion.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace inkling::backend {
namespace {

/// Text of open documents that one query may tokenise before it answers. What is left waits for the
/// next.
constexpr std::size_t kRefreshBytesMax = 64 << 10;
/// Open documents that one query looks into, the ones edited last first.
constexpr std::size_t kDocumentsMax = 16;
/// A shorter text is typed sooner than it is read.
constexpr std::size_t kOfferBytesMin = 2;
/// Words after which the loop's vocabulary is emptied: it remembers all that was ever typed or
/// matched.
constexpr TokenId kVocabularyMax = 1 << 20;

std::string without_slash(std::string path) {
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  return path;
}

bool is_inside_word(const text::Rope& text, std::size_t offset) {
  return offset > 0 && offset < text.size() && is_word_byte(text.at(offset - 1)) &&
         is_word_byte(text.at(offset));
}

} // namespace

class EmbeddedBackend::Model {
public:
  Model(Options options, Worker& worker)
      : options_(std::move(options)), worker_(worker), predictor_(vocabulary_),
        git_(std::make_shared<context::LazyGitLibrary>()) {}

  void start(StreamId stream, const context::Prompt& prompt, StreamSink& sink);
  void on_open(const context::OpenDocument& info, const text::Rope& text);
  void on_change(DocumentId id, const text::Rope& text, std::span<const text::Edit> edits);
  void on_close(DocumentId id);
  void set_exclusions(SessionId id, std::shared_ptr<const context::Exclusions> exclusions);
  void set_folders(SessionId id, std::span<const std::string> paths);
  void on_files_changed(std::span<const std::string> paths);
  void on_session_closed(SessionId id);
  Stats stats() const;

private:
  struct Document {
    SessionId session;
    std::string path;
    std::unique_ptr<DocumentIndex> index; ///< null where the document is excluded
  };
  struct Session {
    std::vector<std::shared_ptr<FolderIndex>> folders;
    std::vector<DocumentId> documents; ///< the one edited last is last
    std::shared_ptr<const context::Exclusions> exclusions;
  };

  std::string_view complete(const context::Prompt& prompt);
  std::string_view offer(bool invoked);
  std::size_t choose_invoked(const Prediction& prediction) const;
  void gather_sources(const context::Prompt& prompt, std::size_t line);
  void touch(SessionId session, DocumentId document);
  std::shared_ptr<FolderIndex> folder_at(const std::string& path);
  void share_exclusions();
  template<class Visit>
  void for_each_folder(Visit&& visit) const;
  void limit_vocabulary();

  Options options_;
  Worker& worker_;
  Vocabulary vocabulary_;
  Predictor predictor_;
  Query query_;
  Sources sources_;
  OpenPaths open_paths_;
  std::shared_ptr<context::LazyGitLibrary> git_;
  std::unordered_map<DocumentId, Document> documents_;
  std::map<SessionId, Session> sessions_;
  std::map<std::string, std::weak_ptr<FolderIndex>>
      folders_; ///< owned by the sessions that named them
};

void EmbeddedBackend::Model::start(StreamId stream, const context::Prompt& prompt,
                                   StreamSink& sink) {
  const std::string_view text = complete(prompt);
  if (!text.empty()) sink.on_delta(stream, text);
  sink.on_finished(stream);
}

/// Valid until the next call.
std::string_view EmbeddedBackend::Model::complete(const context::Prompt& prompt) {
  const auto document = documents_.find(prompt.document);
  if (document != documents_.end() && !document->second.index) return {};
  if (!prompt.invoked && is_inside_word(prompt.text, prompt.offset)) return {};
  limit_vocabulary();
  if (!make_query(prompt.text, prompt.offset, vocabulary_, query_)) return {};
  gather_sources(prompt, query_.line);
  const std::string_view text = offer(prompt.invoked);
  if (!text.empty() || !prompt.invoked || query_.right.empty()) return text;
  // Nothing known leads up to what stands right of the cursor. Whoever asks gets what could be
  // written here without it.
  query_.right.clear();
  return offer(true);
}

std::string_view EmbeddedBackend::Model::offer(bool invoked) {
  const bool all = invoked || options_.on_prediction;
  const Prediction& prediction =
      predictor_.predict(query_, sources_, all ? 0 : options_.confidence_min);
  if (options_.on_prediction) options_.on_prediction(prediction);
  const std::size_t cut = invoked ? choose_invoked(prediction)
                                  : choose_cut(prediction.text, prediction.cuts,
                                               options_.confidence_min, kOfferBytesMin);
  if (cut == prediction.cuts.size()) return {};
  return std::string_view(prediction.text).substr(0, prediction.cuts[cut].bytes);
}

/// Whoever asks gets an answer where anything was found at all.
std::size_t EmbeddedBackend::Model::choose_invoked(const Prediction& prediction) const {
  const std::size_t cut =
      choose_cut(prediction.text, prediction.cuts, options_.confidence_min_invoked, 1);
  return cut != prediction.cuts.size() ? cut : choose_cut(prediction.text, prediction.cuts, 0, 1);
}

void EmbeddedBackend::Model::gather_sources(const context::Prompt& prompt, std::size_t line) {
  sources_.corpora.clear();
  sources_.documents.clear();
  std::size_t budget = kRefreshBytesMax;
  const auto add = [&](DocumentId id, std::size_t around, std::size_t own_line) {
    const auto found = documents_.find(id);
    if (found == documents_.end() || !found->second.index) return;
    DocumentIndex& index = *found->second.index;
    const std::size_t keep = options_.limits.index_document_bytes_max;
    budget -= std::min(budget, index.refresh(around, budget, keep));
    sources_.documents.push_back({&index, around, own_line});
  };
  add(prompt.document, line, line);
  const auto session = sessions_.find(prompt.session);
  if (session == sessions_.end()) return;
  const auto& others = session->second.documents;
  for (auto other = others.rbegin(); other != others.rend(); ++other) {
    if (sources_.documents.size() >= kDocumentsMax) break;
    const auto found = documents_.find(*other);
    if (*other == prompt.document || !found->second.index) continue;
    add(*other, found->second.index->last_line(), Sources::kNoLine);
  }
  for (const auto& folder : session->second.folders) {
    if (folder->view() != nullptr) sources_.corpora.push_back(folder->view());
  }
}

void EmbeddedBackend::Model::on_open(const context::OpenDocument& info, const text::Rope& text) {
  on_close(info.document);
  Document document{info.session, info.path, nullptr};
  if (!info.excluded && !context::is_secret_path(info.path)) {
    document.index = std::make_unique<DocumentIndex>(vocabulary_, text);
  }
  documents_.emplace(info.document, std::move(document));
  sessions_[info.session].documents.push_back(info.document);
  if (info.path.empty() || open_paths_[info.path]++ != 0) return;
  for_each_folder([&](FolderIndex& folder) { folder.on_opened(info.path); });
}

void EmbeddedBackend::Model::on_change(DocumentId id, const text::Rope& text,
                                       std::span<const text::Edit> edits) {
  const auto found = documents_.find(id);
  if (found == documents_.end() || !found->second.index) return;
  found->second.index->on_change(text, edits);
  touch(found->second.session, id);
}

void EmbeddedBackend::Model::on_close(DocumentId id) {
  const auto found = documents_.find(id);
  if (found == documents_.end()) return;
  const Document document = std::move(found->second);
  documents_.erase(found);
  std::erase(sessions_[document.session].documents, id);
  const auto open = open_paths_.find(document.path);
  if (open == open_paths_.end() || --open->second != 0) return;
  open_paths_.erase(open);
  for_each_folder([&](FolderIndex& folder) { folder.on_closed(document.path); });
}

void EmbeddedBackend::Model::set_folders(SessionId id, std::span<const std::string> paths) {
  std::vector<std::string> wanted;
  for (const std::string& path : paths) wanted.push_back(without_slash(path));
  std::sort(wanted.begin(), wanted.end());
  std::vector<std::shared_ptr<FolderIndex>> folders;
  for (const std::string& path : wanted) {
    // A folder inside another one is indexed with it. Sorted, so the outer one came first.
    const bool inside = std::any_of(folders.begin(), folders.end(), [&path](const auto& outer) {
      return outer->folder() == path || outer->contains(path);
    });
    if (!inside && !path.empty()) folders.push_back(folder_at(path));
  }
  // Only now let go of the old ones, so that a folder that stays is not indexed again.
  sessions_[id].folders = std::move(folders);
  std::erase_if(folders_, [](const auto& entry) { return entry.second.expired(); });
  share_exclusions();
}

void EmbeddedBackend::Model::set_exclusions(SessionId id,
                                            std::shared_ptr<const context::Exclusions> exclusions) {
  sessions_[id].exclusions = std::move(exclusions);
  share_exclusions();
}

/// Tells each folder the exclusions of all its sessions.
void EmbeddedBackend::Model::share_exclusions() {
  std::map<FolderIndex*, context::ExclusionLists> by_folder;
  for (const auto& [id, session] : sessions_) {
    for (const auto& folder : session.folders) {
      context::ExclusionLists& list = by_folder[folder.get()];
      if (session.exclusions) list.push_back(session.exclusions);
    }
  }
  for (auto& [folder, list] : by_folder) folder->set_exclusions(std::move(list));
}

void EmbeddedBackend::Model::on_files_changed(std::span<const std::string> paths) {
  for_each_folder([&](FolderIndex& folder) { folder.update(paths); });
}

void EmbeddedBackend::Model::on_session_closed(SessionId id) {
  const auto found = sessions_.find(id);
  if (found == sessions_.end()) return;
  const std::vector<DocumentId> documents = found->second.documents;
  for (const DocumentId document : documents) on_close(document);
  sessions_.erase(id);
  std::erase_if(folders_, [](const auto& entry) { return entry.second.expired(); });
  share_exclusions();
}

EmbeddedBackend::Stats EmbeddedBackend::Model::stats() const {
  Stats stats;
  for_each_folder([&](const FolderIndex& folder) {
    stats.indexing = stats.indexing || folder.busy();
    if (folder.view() == nullptr) return;
    const Corpus& corpus = folder.view()->corpus();
    stats.files += corpus.file_count();
    stats.bytes += corpus.bytes();
    stats.tokens += corpus.token_count();
  });
  return stats;
}

/// Moves a document to the end of its session's list. It is nearly always there already.
void EmbeddedBackend::Model::touch(SessionId session, DocumentId document) {
  auto& documents = sessions_[session].documents;
  if (documents.empty() || documents.back() == document) return;
  std::erase(documents, document);
  documents.push_back(document);
}

std::shared_ptr<FolderIndex> EmbeddedBackend::Model::folder_at(const std::string& path) {
  std::weak_ptr<FolderIndex>& known = folders_[path];
  if (auto folder = known.lock()) return folder;
  auto folder = std::make_shared<FolderIndex>(
      path, FolderIndex::Surroundings{worker_, vocabulary_, open_paths_, options_.hidden_paths,
                                      options_.hidden_texts, options_.limits, git_});
  known = folder;
  return folder;
}

template<class Visit>
void EmbeddedBackend::Model::for_each_folder(Visit&& visit) const {
  for (const auto& [path, weak] : folders_) {
    if (const auto folder = weak.lock()) visit(*folder);
  }
}

void EmbeddedBackend::Model::limit_vocabulary() {
  if (vocabulary_.size() < kVocabularyMax) return;
  vocabulary_ = Vocabulary();
  for (auto& [id, document] : documents_) {
    if (document.index) document.index->reset();
  }
  for_each_folder([](FolderIndex& folder) { folder.renew_view(); });
}

EmbeddedBackend::EmbeddedBackend(Options options, Worker& worker)
    : model_(std::make_unique<Model>(std::move(options), worker)) {}

EmbeddedBackend::~EmbeddedBackend() = default;

void EmbeddedBackend::start(StreamId stream, const context::Prompt& prompt, StreamSink& sink) {
  model_->start(stream, prompt, sink);
}

void EmbeddedBackend::abort(StreamId) {} // every stream has ended when start() returns

void EmbeddedBackend::on_open(const context::OpenDocument& document, const text::Rope& text) {
  model_->on_open(document, text);
}

void EmbeddedBackend::on_change(DocumentId document, const text::Rope& text,
                                std::span<const text::Edit> edits) {
  model_->on_change(document, text, edits);
}

void EmbeddedBackend::on_close(DocumentId document) {
  model_->on_close(document);
}

void EmbeddedBackend::set_exclusions(SessionId session,
                                     std::shared_ptr<const context::Exclusions> exclusions) {
  model_->set_exclusions(session, std::move(exclusions));
}

void EmbeddedBackend::set_folders(SessionId session, std::span<const std::string> folders) {
  model_->set_folders(session, folders);
}

void EmbeddedBackend::on_files_changed(std::span<const std::string> paths) {
  model_->on_files_changed(paths);
}

void EmbeddedBackend::on_session_closed(SessionId session) {
  model_->on_session_closed(session);
}

EmbeddedBackend::Stats EmbeddedBackend::stats() const {
  return model_->stats();
}

} // namespace inkling::backend
