#include "panel_ledger.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace inkling::simulation {
namespace {

/// Text of an older stream is not looked for: nobody remembers so many.
constexpr std::size_t kRowsSearched = 400;

} // namespace

void Tally::add(const Tally& other) {
  keys += other.keys;
  shown += other.shown;
  right += other.right;
  waits.insert(waits.end(), other.waits.begin(), other.waits.end());
  offers += other.offers;
  right_offers += other.right_offers;
  right_bytes += other.right_bytes;
  streams += other.streams;
  bytes += other.bytes;
  used_bytes += other.used_bytes;
  late_bytes += other.late_bytes;
  speculations += other.speculations;
  speculated_bytes += other.speculated_bytes;
  speculated_used_bytes += other.speculated_used_bytes;
  head_starts += other.head_starts;
  head_starts_used += other.head_starts_used;
  accepted += other.accepted;
  refreshes += other.refreshes;
}

Duration Tally::wait(double quantile) const {
  if (waits.empty()) return Duration{0};
  std::vector<Duration> sorted = waits;
  const auto at = static_cast<std::ptrdiff_t>(
      std::min(std::floor(quantile * static_cast<double>(sorted.size())),
               static_cast<double>(sorted.size() - 1)));
  std::nth_element(sorted.begin(), sorted.begin() + at, sorted.end());
  return sorted[static_cast<std::size_t>(at)];
}

double Tally::per_100_keys(std::size_t count) const {
  return keys == 0 ? 0 : 100.0 * static_cast<double>(count) / static_cast<double>(keys);
}

void Ledger::begin(StreamId stream, std::size_t person, const Story& story,
                   std::optional<std::size_t> at, Kind kind, std::string text) {
  Row row;
  row.stream = stream;
  row.person = person;
  row.story = &story;
  row.at = at;
  row.kind = kind;
  row.text = std::move(text);
  rows_.push_back(std::move(row));
}

void Ledger::written(std::size_t person, std::size_t at, Instant now) {
  for (auto row = rows_.rbegin(); row != rows_.rend(); ++row) {
    if (static_cast<std::size_t>(row - rows_.rbegin()) > kRowsSearched) return;
    if (row->person != person || row->over || row->wrong_since || row->kind == Kind::speculative)
      continue;
    if (!may_be_right(*row, at)) row->wrong_since = now;
  }
}

/// What the person has written up to `at` begins with, or is, what the stream writes.
bool Ledger::may_be_right(const Row& row, std::size_t at) {
  if (!row.at || at < *row.at) return false;
  const std::string_view written =
      std::string_view(row.story->text()).substr(*row.at, at - *row.at);
  return std::string_view(row.text).starts_with(written);
}

void Ledger::offered(std::size_t person, std::size_t at, std::string_view text) {
  for (auto row = rows_.rbegin(); row != rows_.rend(); ++row) {
    if (static_cast<std::size_t>(row - rows_.rbegin()) > kRowsSearched) return;
    if (row->person != person || !row->at || at < *row->at) continue;
    const std::size_t skipped = at - *row->at;
    if (skipped >= row->text.size()) continue;
    if (!std::string_view(row->text).substr(skipped).starts_with(text)) continue;
    row->used_begin = std::min(row->used_begin, skipped);
    row->used_end = std::max(row->used_end, skipped + text.size());
    return;
  }
}

std::optional<Instant> Ledger::proved_wrong(StreamId stream) const {
  const Row* row = const_cast<Ledger*>(this)->find(stream);
  return row == nullptr ? std::nullopt : row->wrong_since;
}

void Ledger::end(StreamId stream, std::size_t bytes, std::size_t late) {
  Row* row = find(stream);
  if (row == nullptr) return;
  row->over = true;
  row->bytes = bytes;
  row->late = late;
}

Ledger::Row* Ledger::find(StreamId stream) {
  const auto row = std::find_if(rows_.rbegin(), rows_.rend(),
                                [&](const Row& one) { return one.stream == stream; });
  return row == rows_.rend() ? nullptr : &*row;
}

const Tally& Ledger::close() {
  for (const Row& row : std::exchange(rows_, {})) {
    const std::size_t end = std::min(row.used_end, row.bytes);
    const std::size_t used = end > row.used_begin ? end - row.used_begin : 0;
    if (row.kind == Kind::speculative) {
      ++tally_.speculations;
      tally_.speculated_bytes += row.bytes;
      tally_.speculated_used_bytes += used;
      continue;
    }
    ++tally_.streams;
    tally_.bytes += row.bytes;
    tally_.used_bytes += used;
    tally_.late_bytes += row.late;
    if (row.kind != Kind::head_start) continue;
    ++tally_.head_starts;
    tally_.head_starts_used += used > 0 ? 1 : 0;
  }
  return tally_;
}

} // namespace inkling::simulation
