#include "backend/embedded/document_index.hpp"

#include "backend/embedded/tokenizer.hpp"

#include <algorithm>
#include <string>

namespace inkling::backend {
namespace {

constexpr std::size_t kChunkLines = 64;
constexpr std::size_t kChunkLinesMax = 2 * kChunkLines;
/// More bytes in one chunk with its lead are data, not code: it is left empty.
constexpr std::size_t kChunkBytesMax = 64 << 10;
/// Lines above a chunk that its tokens depend on: those its first contexts reach, and those their
/// indentation does.
constexpr std::size_t kLeadLines = kContextLines + kLineLookBack;

} // namespace

DocumentIndex::DocumentIndex(Vocabulary& vocabulary, const text::Rope& text)
    : vocabulary_(vocabulary), text_(text) {
  reset();
}

DocumentIndex::~DocumentIndex() = default;
DocumentIndex::DocumentIndex(DocumentIndex&&) noexcept = default;

void DocumentIndex::on_change(const text::Rope& text, std::span<const text::Edit> edits) {
  bool whole = false;
  for (const text::Edit& edit : edits) {
    whole = whole || edit.whole || edit.line + edit.removed_lines >= line_count_;
    if (!whole) apply(edit);
  }
  text_ = text;
  // An edit that joins or parts a \r and a \n changes the number of lines in a way its own counts
  // do not show.
  if (whole || line_count_ != text_.line_count()) reset();
  if (!edits.empty()) last_line_ = edits.back().line + edits.back().inserted_lines;
}

std::size_t DocumentIndex::refresh(std::size_t line, std::size_t read_bytes_max,
                                   std::size_t keep_bytes_max) {
  keep_bytes_max_ = keep_bytes_max;
  std::size_t read = 0;
  std::size_t kept = 0;
  std::size_t first = chunks_.size();
  std::size_t last = 0;
  for_each_chunk(line, [&](Location at) {
    if (needs_build(at, line)) {
      if (read >= read_bytes_max) return false;
      build(at);
      read += chunks_[at.chunk].tokens->bytes;
    }
    first = std::min(first, at.chunk);
    last = std::max(last, at.chunk);
    kept += chunks_[at.chunk].tokens->bytes;
    return kept < keep_bytes_max;
  });
  if (built_bytes_ > 2 * keep_bytes_max) drop_outside(first, last);
  return read;
}

void DocumentIndex::reset() {
  line_count_ = text_.line_count();
  chunks_.clear();
  chunks_.resize((line_count_ + kChunkLines - 1) / kChunkLines);
  for (Chunk& chunk : chunks_) chunk.lines = kChunkLines;
  chunks_.back().lines -= static_cast<std::uint32_t>(chunks_.size() * kChunkLines - line_count_);
  built_bytes_ = 0;
  hint_ = {};
}

DocumentIndex::Location DocumentIndex::locate(std::size_t line) const {
  Location at = hint_;
  while (at.first_line > line) at.first_line -= chunks_[--at.chunk].lines;
  while (at.chunk + 1 < chunks_.size() && at.first_line + chunks_[at.chunk].lines <= line) {
    at.first_line += chunks_[at.chunk++].lines;
  }
  hint_ = at;
  return at;
}

void DocumentIndex::apply(const text::Edit& edit) {
  const Location at = locate(edit.line);
  if (edit.removed_lines != 0 || edit.inserted_lines != 0) return replace_lines(at, edit);
  Chunk& chunk = chunks_[at.chunk];
  const std::size_t own = edit.line - at.first_line;
  const bool another =
      chunk.edited_line != kNone && chunk.edited_line != static_cast<std::int32_t>(own);
  if (another) chunk.stale = true;
  chunk.edited_line = static_cast<std::int32_t>(own);
  outdate_below(at.chunk, chunk.lines - 1 - own, true);
}

void DocumentIndex::replace_lines(Location at, const text::Edit& edit) {
  std::size_t last = at.chunk;
  std::size_t end_line = at.first_line + chunks_[at.chunk].lines;
  const std::size_t last_line = edit.line + edit.removed_lines;
  while (end_line <= last_line) end_line += chunks_[++last].lines;
  const std::size_t lines_after = end_line - 1 - last_line;
  for (std::size_t gone = at.chunk + 1; gone <= last; ++gone) {
    if (chunks_[gone].tokens) built_bytes_ -= chunks_[gone].tokens->bytes;
  }
  const auto begin = chunks_.begin() + static_cast<std::ptrdiff_t>(at.chunk) + 1;
  chunks_.erase(begin, begin + static_cast<std::ptrdiff_t>(last - at.chunk));
  Chunk& chunk = chunks_[at.chunk];
  chunk.stale = true;
  chunk.lines =
      static_cast<std::uint32_t>(edit.line - at.first_line + edit.inserted_lines + 1 + lines_after);
  line_count_ = line_count_ - edit.removed_lines + edit.inserted_lines;
  outdate_below(at.chunk, lines_after, false);
  if (chunk.lines > kChunkLinesMax) split(at.chunk);
}

void DocumentIndex::split(std::size_t chunk) {
  const std::size_t lines = chunks_[chunk].lines;
  const std::size_t pieces = lines / kChunkLines;
  std::vector<Chunk> more(pieces - 1);
  for (Chunk& piece : more) piece.lines = kChunkLines;
  chunks_[chunk].lines = static_cast<std::uint32_t>(lines - (pieces - 1) * kChunkLines);
  chunks_.insert(chunks_.begin() + static_cast<std::ptrdiff_t>(chunk) + 1,
                 std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

/// The chunks whose lead reaches up to a changed line with `lines_between` lines of its chunk below
/// it.
void DocumentIndex::outdate_below(std::size_t chunk, std::size_t lines_between, bool lead_only) {
  for (++chunk; chunk < chunks_.size() && lines_between < kLeadLines; ++chunk) {
    chunks_[chunk].stale_lead = true;
    if (!lead_only) chunks_[chunk].stale = true;
    lines_between += chunks_[chunk].lines;
  }
}

bool DocumentIndex::needs_build(Location at, std::size_t line) const {
  const Chunk& chunk = chunks_[at.chunk];
  if (chunk.stale || !chunk.tokens) return true;
  if (chunk.edited_line != kNone &&
      at.first_line + static_cast<std::size_t>(chunk.edited_line) != line) {
    return true;
  }
  // A lead that is outdated by the line being typed can wait until that line is left.
  const bool just_below = at.first_line > line && at.first_line - line <= kLeadLines;
  return chunk.stale_lead && !just_below;
}

void DocumentIndex::build(Location at) {
  Chunk& chunk = chunks_[at.chunk];
  if (!chunk.tokens) chunk.tokens = std::make_unique<Tokens>();
  Tokens& made = *chunk.tokens;
  built_bytes_ -= made.bytes;
  made.tokens.clear();
  made.line_begin.clear();
  const std::size_t lead = at.first_line - std::min(at.first_line, kLeadLines);
  const std::size_t begin = text_.line_begin(lead);
  const std::size_t end = text_.line_end(at.first_line + chunk.lines - 1);
  const bool readable = end - begin <= kChunkBytesMax;
  made.bytes = readable ? end - begin : 0;
  if (readable) {
    if (lead == 0) made.tokens.emplace_back(kFileStart);
    Tokenizer tokenizer(vocabulary_, made.tokens);
    std::size_t line = lead;
    for_each_line(text_.slice(begin, end), [&](std::string_view text) {
      const auto here = static_cast<std::uint32_t>(made.tokens.size());
      if (line++ >= at.first_line) made.line_begin.push_back(here);
      tokenizer.add_line(text);
    });
  }
  made.line_begin.push_back(static_cast<std::uint32_t>(made.tokens.size()));
  made.index_places();
  built_bytes_ += made.bytes;
  chunk.edited_line = kNone;
  chunk.stale = false;
  chunk.stale_lead = false;
}

void DocumentIndex::drop_outside(std::size_t first, std::size_t last) {
  for (std::size_t at = 0; at < chunks_.size(); ++at) {
    Chunk& chunk = chunks_[at];
    if (!chunk.tokens || (at >= first && at <= last)) continue;
    built_bytes_ -= chunk.tokens->bytes;
    chunk.tokens.reset();
  }
}

void DocumentIndex::Tokens::index_places() {
  std::fill(std::begin(bucket_begin), std::end(bucket_begin), 0);
  const std::size_t first = std::max<std::size_t>(line_begin.front(), 1);
  for (std::size_t place = first; place < tokens.size(); ++place) {
    ++bucket_begin[bucket_of(tokens[place - 1].id()) + 1];
  }
  for (std::size_t bucket = 1; bucket <= kBuckets; ++bucket) {
    bucket_begin[bucket] += bucket_begin[bucket - 1];
  }
  places.resize(bucket_begin[kBuckets]);
  std::uint32_t next[kBuckets];
  std::copy(bucket_begin, bucket_begin + kBuckets, next);
  for (std::size_t place = tokens.size(); place-- > first;) {
    places[next[bucket_of(tokens[place - 1].id())]++] = static_cast<std::uint32_t>(place);
  }
}

std::pair<std::size_t, std::size_t>
DocumentIndex::Tokens::places_of_line(std::size_t line, std::size_t first_line) const {
  constexpr std::pair<std::size_t, std::size_t> kNowhere{1, 0};
  if (line + 1 == first_line) {
    const std::size_t end_of_line = line_begin.front();
    return end_of_line == 0 ? kNowhere : std::pair(end_of_line - 1, end_of_line);
  }
  const std::size_t own = line - first_line; // wraps where the line is above
  if (line < first_line || own + 1 >= line_begin.size()) return kNowhere;
  return {line_begin[own], line_begin[own + 1]};
}

} // namespace inkling::backend
