#pragma once
// Everything that might go with a prompt, before it is ranked: one function for each way to find
// it.

#include "context/neighbours/chunks.hpp"
#include "context/neighbours/identifiers.hpp"
#include "context/neighbours/sources.hpp"
#include "context/neighbours/wish.hpp"
#include "context/neighbours/workspace_index.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace inkling::context {

struct Candidate {
  const Source* source;
  LineRange range;  ///< empty for an outline
  std::string text; ///< not masked yet
  double bonus = 0; ///< for how it was found: 0 to 1
};

/// What is around the cursor: what candidates are compared with.
struct Around {
  Around(const Wish& wish, const Source& source);

  const Source& source;
  Language language;
  std::size_t line = 0;
  LineRange window; ///< lines that are in the prompt anyway
  IdentifierSet names;
  std::vector<std::string_view> nearest; ///< names, the nearest to the cursor first
};

class Finding {
public:
  /// Of one gathering; beyond, nothing more is found.
  static constexpr std::size_t kCandidatesMax = 200;

  /// All outlive this.
  Finding(const Around& around, const Wish& wish, const WorkspaceIndex& index, Sources& sources,
          const std::function<bool()>& is_late);

  std::vector<Candidate> run();

private:
  void add_regions();
  void add_definitions();
  void add_imports();
  void add_files_like();
  void add_definition(const Source& source, std::size_t line, double bonus);
  bool has_room() const { return found_.size() < kCandidatesMax; }
  void add_outline(const std::string& path, double bonus);
  void add(const Source& source, LineRange range, double bonus);

  const Around& around_;
  const Wish& wish_;
  const WorkspaceIndex& index_;
  Sources& sources_;
  const std::function<bool()>& is_late_;
  std::vector<Candidate> found_;
};

} // namespace inkling::context
