#pragma once
// One session's part of a Neighbourhood: its documents, where the person was, the lists that were
// handed out, and what the worker does for it. Called by Neighbourhood only, on the loop thread.

#include "context/document_observer.hpp"
#include "context/document_policy.hpp"
#include "context/neighbours/region_ring.hpp"
#include "context/neighbours/shared.hpp"
#include "context/neighbours/wish.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace inkling::context {

class SessionNeighbours : public std::enable_shared_from_this<SessionNeighbours> {
public:
  /// A list that is not about another place changes no more often.
  static constexpr Duration kRest = 10s;

  /// `shared` outlives this.
  explicit SessionNeighbours(NeighbourhoodShared& shared);

  void on_open(const OpenDocument& document, const text::Rope& text);
  void on_change(DocumentId id, const text::Rope& text, std::span<const text::Edit> edits);
  void on_close(DocumentId id);
  void on_visit(DocumentId id, std::size_t offset);
  void on_access(DocumentId id, bool may_leave);
  void set_policy(std::shared_ptr<const DocumentPolicy> policy);
  void set_exclusions(std::shared_ptr<const Exclusions> exclusions);
  void set_folders(std::span<const std::string> folders);
  void on_files_changed(std::span<const std::string> paths);
  /// It is on from now on, or off, or the budget is another.
  void on_switched();

private:
  /// What was gathered for a document, and handed out.
  struct List {
    Snippets snippets;
    std::vector<Gathered> origins; ///< without their texts
    std::size_t line = 0;          ///< where the cursor was
    std::uint64_t function = 0;    ///< that it was in
    std::uint64_t edits = 0;       ///< of the session, when its texts were taken
    Instant gathered{};
    bool stale = false; ///< a file of it has changed on disk
  };
  struct Document {
    OpenText open;
    bool may_leave = false;
    std::size_t line = 0;     ///< where it was visited last
    std::uint64_t edited = 0; ///< the session's count of edits at its last one
    std::optional<List> list = {};
  };
  struct Spot {
    DocumentId document;
    std::size_t offset = 0;
  };
  /// Touched by jobs only.
  struct Workshop;

  bool may_gather() const;
  bool wants(const Document& document, std::size_t line, bool shown_anew) const;
  bool is_outdated(const List& list) const;
  void gather(Spot spot);
  Wish wish_for(const Document& document, std::size_t offset);
  void on_found(Spot spot, std::uint64_t generation, std::uint64_t edits,
                std::vector<Gathered> found, Duration took);
  void take(Document& document, List list, std::vector<Gathered> found);
  void withdraw(const std::function<bool(const List&)>& concerned);
  void withdraw_all();
  void mark_changed(std::span<const std::string> paths);
  bool is_open(const std::string& path) const;
  void touch(DocumentId id);
  // session_index.cpp
  void renew_index();
  void post_index();
  void on_indexed(const NeighbourhoodStats& sizes, bool walked);
  std::shared_ptr<const std::set<std::string>> off_disk() const;

  NeighbourhoodShared& shared_;
  std::map<DocumentId, Document> documents_;
  std::vector<DocumentId> recent_; ///< the one used last is last
  std::set<std::string> barred_;   ///< files that might not leave when they were open
  RegionRing ring_;
  std::shared_ptr<const DocumentPolicy> policy_;
  std::shared_ptr<const Exclusions> exclusions_;
  std::vector<std::string> folders_;
  std::shared_ptr<Workshop> workshop_;
  std::optional<DocumentId> shown_; ///< the document that was visited last
  std::optional<Spot> waiting_;     ///< to be gathered for when the job under way is done
  std::uint64_t edits_ = 0;
  std::uint64_t generation_ = 0; ///< of what may leave: what was begun before is dropped
  bool gathering_ = false;
  bool indexing_ = false;
  bool walk_wanted_ = false;
  std::set<std::string> changed_paths_; ///< waiting for the index job under way
};

} // namespace inkling::context
