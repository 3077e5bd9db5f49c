// Messages and actions: what is known to be waiting, running and shown.

#include "checker.hpp"

#include "plain_text.hpp"
#include "shape/shape.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace inkling::simulation {
namespace {

[[noreturn]] void violated(const std::string& rule) {
  throw Violation(rule);
}
void require(bool holds, const char* rule) {
  if (!holds) violated(rule);
}

/// Says which ticket or stream a broken rule is about.
template<class Check>
void blaming(const char* what, std::uint64_t id, Check check) {
  try {
    check();
  } catch (const Violation& violation) {
    violated(std::string(violation.what()) + " (" + what + " " + std::to_string(id) + ")");
  }
}

} // namespace

Checker::Checker(const engine::EngineOptions& options, bool marked)
    : options_(options), marked_(marked) {}

void Checker::begin_step(Instant now) {
  require(now >= now_, "time runs forward");
  now_ = now;
  stopped_.merge(stopped_in_step_);
  stopped_in_step_.clear();
}

void Checker::on(const Message& message) {
  std::visit([this](const auto& one) { on(one); }, message);
}

void Checker::on(const engine::Action& action) {
  std::visit([this](const auto& one) { on(one); }, action);
}

// --- messages ------------------------------------------------------------------------------------

void Checker::on(const Open& open) {
  Document& document = documents_[open.document];
  document = {.text = open.text,
              .availability = open.availability,
              .may_leave = open.may_leave,
              .rules = open.rules,
              .offered = {},
              .edited = {},
              .session = open.session,
              .refreshes = open.refreshes,
              .asked = {},
              .place = {}};
}

void Checker::on(const Change& change) {
  const auto found = documents_.find(change.document);
  if (found == documents_.end()) return;
  Document& document = found->second;
  document.availability = change.availability;
  document.entry_selected = false;
  document.unchanged_since_asked = false;
  for (const Splice& splice : change.splices) {
    apply(document.text, splice);
    document.edited = splice.begin + splice.inserted.size();
    const bool elsewhere =
        document.offered && splice.begin + splice.removed < document.offered->begin;
    if (elsewhere) document.offered->begin = moved(document.offered->begin, splice);
    if (document.place) document.place = moved(*document.place, splice);
    for (auto& [id, ticket] : waiting_)
      if (ticket.document == change.document) ticket.mark = moved(ticket.mark, splice);
    for (auto& [id, stream] : live_)
      if (stream.document == change.document) stream.mark = moved(stream.mark, splice);
  }
  // A selected entry belongs to the text before the change: the request cannot be answered any
  // more.
  for (auto& [id, ticket] : waiting_)
    if (ticket.document == change.document && ticket.selected) ticket.overtaken = true;
  orphan_streams(change.document, {});
}

void Checker::on(const engine::DocumentClosed& closed) {
  documents_.erase(closed.document);
}

void Checker::on(const engine::CompletionRequested& request) {
  for (auto& [id, ticket] : waiting_)
    if (ticket.document == request.document) ticket.overtaken = true;
  waiting_[request.ticket] = {request.document, request.offset, request.trigger, request.selected,
                              now_ + longest_wait()};
  orphan_streams(request.document, {});
  // A request says where the cursor is.
  for (auto& [id, stream] : live_)
    if (stream.document == request.document) stream.mark = request.offset;
  const auto document = documents_.find(request.document);
  if (document == documents_.end()) return;
  document->second.entry_selected = request.selected.has_value();
  document->second.place = request.offset;
  document->second.unchanged_since_asked = true;
  document->second.refreshed = false;
  if (request.trigger == engine::Trigger::automatic) document->second.asked = now_;
}

void Checker::on(const engine::CompletionCancelled& cancel) {
  const auto found = waiting_.find(cancel.ticket);
  if (found == waiting_.end() || found->second.document != cancel.document) return;
  found->second.cancelled = true;
  if (!found->second.overtaken) orphan_streams(cancel.document, now_);
}

void Checker::orphan_streams(DocumentId document, std::optional<Instant> since) {
  for (auto& [id, stream] : live_)
    if (stream.document == document) stream.orphaned = since;
}

void Checker::on(const engine::StreamDelta& delta) {
  const auto found = live_.find(delta.stream);
  if (found == live_.end()) return;
  // A stream is remembered with the line ends of its document.
  const auto document = documents_.find(found->second.document);
  const std::string line_ending =
      document == documents_.end() ? "\n" : line_ending_of(document->second.text);
  for (const char c : delta.text) {
    if (line_ending != "\n" && c == '\r') continue;
    if (c == '\n')
      found->second.text += line_ending;
    else
      found->second.text += c;
  }
  found->second.overfull = found->second.text.size() >= options_.limits.stream_bytes_max;
}

void Checker::on(const engine::StreamFinished& finished) {
  end_stream(finished.stream);
}

void Checker::on(const engine::StreamFailed& failed) {
  const auto found = live_.find(failed.stream);
  if (found != live_.end() && !found->second.overfull && failed.retry_after)
    asked_to_rest_[found->second.backend] = now_ + *failed.retry_after;
  end_stream(failed.stream);
}

void Checker::on(const engine::DocumentAccessChanged& change) {
  const auto found = documents_.find(change.document);
  if (found == documents_.end()) return;
  found->second.availability = change.availability;
  found->second.may_leave = change.may_leave;
  found->second.rules = change.rules;
}

void Checker::on(const engine::SessionSnoozed& snoozed) {
  snoozed_.erase(snoozed.session);
  if (snoozed.until) snoozed_[snoozed.session] = *snoozed.until;
}

bool Checker::is_snoozed(const Document& document) const {
  const auto until = snoozed_.find(document.session);
  return until != snoozed_.end() && now_ < until->second;
}

void Checker::on(const engine::BackendTold& told) {
  if (told.facts.slots.value_or(0) > 0) slots_[told.backend] = *told.facts.slots;
}

void Checker::reconfigure(const engine::EngineOptions& options) {
  options_ = options;
  asked_to_rest_.clear();
  slots_.clear();
  for (auto& [id, ticket] : waiting_) ticket.stand_in_asked = false;
}

/// The end of a stream that is being stopped in this very burst comes too late to spare it the
/// abort.
void Checker::end_stream(StreamId id) {
  if (read_ahead_.erase(id) > 0) return;
  const auto found = live_.find(id);
  if (found == live_.end() || found->second.overfull) return;
  if (documents_.contains(found->second.document)) live_.erase(found);
}

// --- actions -------------------------------------------------------------------------------------

void Checker::on(const engine::Answer& answer) {
  ++answers_;
  require(!answered_.contains(answer.ticket), "a ticket is answered once");
  const auto found = waiting_.find(answer.ticket);
  require(found != waiting_.end(), "an answer belongs to a ticket");
  const Ticket ticket = found->second;
  waiting_.erase(found);
  answered_.insert(answer.ticket);
  require(ticket.document == answer.document, "an answer names its ticket's document");
  check_outcome(answer, ticket);
  const auto document = documents_.find(answer.document);
  if (!answer.item) return;
  require(document != documents_.end(), "a closed document is offered nothing");
  require(!ticket.cancelled && !ticket.overtaken, "a request that is over is offered nothing");
  check_item(*answer.item, ticket, document->second, answer.reason);
  const bool typed_through = answer.reason == engine::Reason::typed_through;
  if (typed_through) check_typed_through(*answer.item, ticket, document->second);
  remember_offer(*answer.item, typed_through, document->second);
  if (marked_) check_marks(answer.item->text);
  require(answer.more.empty() || ticket.trigger == engine::Trigger::invoked,
          "several texts are for who asked explicitly");
  std::set<std::string> texts = {answer.item->text};
  for (const engine::Item& item : answer.more) {
    check_item(item, ticket, document->second, answer.reason);
    require(texts.insert(item.text).second, "no text is offered twice at once");
    if (marked_) check_marks(item.text);
  }
}

void Checker::check_outcome(const engine::Answer& answer, const Ticket& ticket) const {
  using engine::Reason;
  const bool served = engine::is_served(answer.reason);
  require(served == answer.item.has_value(), "an item has a reason to be served");
  require(!answer.item || !answer.cancelled, "an error carries no item");
  const bool ends = answer.reason == Reason::superseded || answer.reason == Reason::cancelled;
  require(!answer.cancelled || ends, "an error is about a cancelled or superseded request");
  require(answer.reason != Reason::cancelled || ticket.cancelled, "only clients cancel");
  require(answer.reason != Reason::superseded || ticket.overtaken,
          "a request is superseded by a newer one or by a change");
  static constexpr std::array kFailures = {
      Reason::rate_limited, Reason::timed_out,      Reason::refused,    Reason::unauthorized,
      Reason::rejected,     Reason::backend_failed, Reason::overloaded, Reason::out_of_credits};
  const bool failed =
      std::find(kFailures.begin(), kFailures.end(), answer.reason) != kFailures.end();
  require(!failed || !options_.stand_in || ticket.stand_in_asked,
          "the stand-in is asked before a failure is told");
  require((answer.drop == shape::Drop::none) == (answer.reason != Reason::filtered),
          "a filtered answer names the pass");
}

void Checker::on(const engine::StartStream& start) {
  const context::Prompt& prompt = start.prompt;
  require(!live_.contains(start.stream), "a stream is started once");
  const auto found = documents_.find(prompt.document);
  require(found != documents_.end(), "work is begun for open documents");
  require(found->second.availability == engine::Availability::offered,
          "nothing of an excluded or unknown text is used");
  check_backend(start, found->second);
  require(!is_snoozed(found->second), "while somebody wants quiet no work is begun");
  require(prompt.window_begin <= prompt.offset && prompt.offset <= prompt.window_end,
          "the window holds the cursor");
  if (prompt.prefill) return check_read_ahead(start);
  const std::string asked_about = prompt.text.str();
  Stream stream{.document = prompt.document,
                .backend = start.backend,
                .prefix = asked_about.substr(0, prompt.offset),
                .suffix = asked_about.substr(prompt.offset),
                .text = {},
                .mark = prompt.offset,
                .expires = now_ + options_.deadline,
                .orphaned = {},
                .overfull = false};
  Ticket* ticket = waiting_ticket(prompt.document);
  if (ticket != nullptr && is_about(*ticket, found->second, prompt.offset, asked_about)) {
    if (start.backend == options_.stand_in) ticket->stand_in_asked = true;
    stream.mark = ticket->mark;
    stream.expires = std::min(now_ + longest_wait(), ticket->expires);
  } else {
    check_ahead(start, found->second, stream);
  }
  live_[start.stream] = std::move(stream);
}

/// What is only read costs nobody anything: it is free, and nobody else is served there.
void Checker::check_read_ahead(const engine::StartStream& start) {
  const engine::BackendTraits& traits = options_.backends[start.backend];
  require(traits.source == engine::Source::remote && !traits.metered,
          "prompts are read ahead where that is free");
  require(waiting_ticket(start.prompt.document) == nullptr, "who waits is served first");
  require(options_.head_start, "work nobody asked for can be switched off");
  read_ahead_[start.stream] = {start.prompt.document, start.backend};
}

void Checker::check_read_aheads() const {
  for (const auto& [id, one] : read_ahead_) {
    const auto found = documents_.find(one.document);
    require(found != documents_.end() && found->second.may_leave && !is_snoozed(found->second) &&
                found->second.availability == engine::Availability::offered,
            "a prompt is read ahead while its document may be worked with");
    for (const auto& [stream, other] : live_)
      require(other.backend != one.backend, "reading ahead gives way to everything");
    for (const auto& [other, another] : read_ahead_)
      require(other == id || another.backend != one.backend, "one prompt at a time is read ahead");
  }
}

/// Whether a prompt is the text at the cursor of a waiting request.
bool Checker::is_about(const Ticket& ticket, const Document& document, std::size_t offset,
                       const std::string& text) {
  if (!ticket.selected) return offset == ticket.mark && text == document.text;
  const auto& selected = *ticket.selected;
  std::string with_entry = document.text;
  with_entry.replace(selected.begin, selected.end - selected.begin, selected.text);
  return offset == selected.begin + selected.text.size() && text == with_entry;
}

/// Work that no request waits for: at the end of what was typed, at the place of the last request,
/// or behind the text on screen.
void Checker::check_ahead(const engine::StartStream& start, Document& document,
                          Stream& stream) const {
  require(options_.backends[start.backend].source == engine::Source::remote,
          "nothing is begun ahead where the answer takes no time");
  require(document.place.has_value(), "work is begun ahead where somebody asks at all");
  if (start.prompt.text.str() == document.text) {
    const bool at_request = document.place == start.prompt.offset;
    require(at_request || document.edited.has_value(), "a head start follows a change");
    require(at_request || (options_.head_start && document.asked && now_ - *document.asked <= 30s),
            "a head start needs somebody who asked lately");
    return;
  }
  require(options_.speculation != engine::Speculation::never, "speculation can be switched off");
  require(options_.speculation == engine::Speculation::always ||
              !options_.backends[start.backend].metered,
          "speculation costs nothing unless the person said so");
  require(document.offered && is_accepted(*document.offered, stream.prefix),
          "speculation is about the text on screen, accepted");
  for (const auto& [id, other] : live_)
    require(!other.speculates || other.reached || other.document != stream.document,
            "one stream at most speculates for a document");
  stream.speculates = true;
  stream.mark = document.place.value_or(0);
}

/// The client is told to ask again only where it takes that, once for each request, and while the
/// text is what it asked about.
void Checker::on(const engine::Refresh& refresh) {
  const auto found = documents_.find(refresh.document);
  require(found != documents_.end(), "a refresh is about an open document");
  Document& document = found->second;
  require(document.refreshes, "only clients that take refreshes are told");
  require(document.unchanged_since_asked && document.place == refresh.offset,
          "a refresh is about the place of the last request");
  require(waiting_ticket(refresh.document) == nullptr, "who waits needs no refresh");
  require(!std::exchange(document.refreshed, true), "one refresh at most for a request");
  require(!is_snoozed(document), "while somebody wants quiet nobody is told");
}

void Checker::check_backend(const engine::StartStream& start, const Document& document) {
  require(start.backend == options_.primary || start.backend == options_.stand_in,
          "work goes to the primary or its stand-in");
  const engine::BackendTraits& traits = options_.backends[start.backend];
  if (traits.source == engine::Source::embedded) return;
  require(document.may_leave, "a text that may not leave is sent to nobody");
  const auto rest = asked_to_rest_.find(start.backend);
  require(rest == asked_to_rest_.end() || now_ >= rest->second, "Retry-After is kept");
  const auto slots = slots_.find(start.backend);
  std::size_t most = slots == slots_.end() ? SIZE_MAX : slots->second;
  if (traits.concurrency_max) most = *traits.concurrency_max;
  std::size_t running = 0;
  for (const auto& [id, one] : read_ahead_) running += one.backend == start.backend ? 1 : 0;
  for (const auto& [id, stream] : live_) running += stream.backend == start.backend ? 1 : 0;
  // A backend may lower its word while more is running.
  require(running < most, "no more is begun than a backend runs at once");
}

void Checker::on(const engine::AbortStream& abort) {
  if (read_ahead_.erase(abort.stream) > 0) return;
  const auto found = live_.find(abort.stream);
  require(found != live_.end(), "only what runs is aborted, and once");
  // Stopped at its byte bound, or because no more of it can be shown, what came of it is used like
  // any other text.
  const bool offered = offered_.contains(abort.stream.value);
  // Out of time, and what it had said is remembered; a stand-in may have a little longer.
  const bool expired = now_ + engine::kStandInTime >= found->second.expires;
  const bool enough = expired || found->second.overfull || complete(found->second);
  if (!enough && !offered) stopped_in_step_.insert(abort.stream.value);
  live_.erase(found);
}

/// All is there that can be shown where somebody waits for it, or is expected to.
bool Checker::complete(const Stream& stream) const {
  const auto found = documents_.find(stream.document);
  if (found == documents_.end()) return false;
  const std::string& text = found->second.text;
  const Ticket* ticket = waiting_ticket(stream.document);
  const std::size_t place = ticket != nullptr ? ticket->mark : stream.mark;
  if (place > text.size() || !agrees(stream, text, place)) return false;
  const shape::Setting setting{shape::language_of("cpp")}; // of all documents here
  const std::string_view before = std::string_view(text).substr(0, place);
  for (std::size_t typed = 0; typed <= std::min(stream.text.size(), before.size()); ++typed)
    if (before.ends_with(std::string_view(stream.text).substr(0, typed)) &&
        shape::shape_complete(text::Rope(text), place, stream.text, typed, setting).complete)
      return true;
  return false;
}

const Checker::Ticket* Checker::waiting_ticket(DocumentId document) const {
  const Ticket* newest = nullptr;
  for (const auto& [id, ticket] : waiting_)
    if (ticket.document == document) newest = &ticket;
  return newest;
}

Checker::Ticket* Checker::waiting_ticket(DocumentId document) {
  return const_cast<Ticket*>(std::as_const(*this).waiting_ticket(document));
}

const std::string* Checker::text_of(DocumentId document) const {
  const auto found = documents_.find(document);
  return found == documents_.end() ? nullptr : &found->second.text;
}

// --- the state after a step ----------------------------------------------------------------------

void Checker::end_step(const engine::Engine& engine) {
  for (const auto& entry : waiting_)
    blaming("ticket", entry.first.value, [&] { check_ticket(entry.first, entry.second); });
  for (const auto& entry : live_)
    blaming("stream", entry.first.value, [&] { check_stream(live_.at(entry.first)); });
  check_read_aheads();
  check_stats(engine);
}

Duration Checker::longest_wait() const {
  return options_.deadline + (options_.stand_in ? engine::kStandInTime : Duration{0});
}

void Checker::check_ticket(TicketId id, const Ticket& ticket) const {
  require(documents_.contains(ticket.document), "closing a document answers its request");
  require(!ticket.cancelled, "a cancel is answered in the same step");
  require(!ticket.overtaken, "a superseded request is answered in the same step");
  // The stand-in is asked when the engine is woken, and has its own time then.
  require(now_ < ticket.expires + kLoopLateMax, "no request waits beyond the deadline");
  for (const auto& [other_id, other] : waiting_)
    require(other_id == id || other.document != ticket.document, "one request waits per document");
}

void Checker::check_stream(Stream& stream) const {
  const auto found = documents_.find(stream.document);
  require(found != documents_.end(), "closing a document stops its streams");
  const Document& document = found->second;
  require(document.availability == engine::Availability::offered,
          "a document that is not offered has no streams");
  require(now_ < stream.expires + kLoopLateMax, "no stream outlives the deadline");
  require(document.may_leave ||
              options_.backends[stream.backend].source == engine::Source::embedded,
          "what was sent of a text that may not leave any more is taken back");
  require(!stream.overfull, "a stream is stopped at its byte bound");
  require(!stream.orphaned || now_ < *stream.orphaned + options_.cancel_grace,
          "an orphan is stopped when its grace is over");
  require(!is_snoozed(document), "while somebody wants quiet nothing is in flight");
  const Ticket* ticket = waiting_ticket(stream.document);
  if (stream.speculates) {
    const std::size_t mark = ticket != nullptr ? ticket->mark : stream.mark;
    const auto reached = [&](std::size_t offset) { return agrees(stream, document.text, offset); };
    if (reached(mark) || (document.edited && reached(*document.edited)))
      stream.reached = true;
    else
      require(on_the_way(document, mark) ||
                  (document.edited && on_the_way(document, *document.edited)),
              "speculation ends with the text on screen");
    return;
  }
  if (ticket != nullptr) {
    if (ticket->selected) return; // its place is in a text that nobody has yet
    require(agrees(stream, document.text, ticket->mark), "a disagreeing stream is stopped at once");
    return;
  }
  // Judged by the next change. (An entry put in for a request that was cancelled is in no
  // document.)
  if (stream.orphaned || document.entry_selected) return;
  require(agrees(stream, document.text, stream.mark) ||
              (document.edited && agrees(stream, document.text, *document.edited)),
          "a disagreeing stream is stopped at once");
}

void Checker::check_stats(const engine::Engine& engine) const {
  const engine::Engine::Stats stats = engine.stats();
  require(stats.documents == documents_.size(), "the engine knows the open documents");
  require(stats.tickets == waiting_.size(), "the engine knows the waiting requests");
  require(stats.streams == live_.size(), "the engine knows the running streams");
  require(stats.cache_bytes <= options_.limits.cache_bytes_max, "the cache keeps its bound");
  std::uint64_t counted = 0;
  for (const std::uint64_t count : stats.reasons) counted += count;
  require(counted == answers_, "every answer is counted under one reason");
  const auto deadline = engine.deadline();
  require(!deadline || *deadline > now_, "what is due is done, so that timers make progress");
  require(deadline || (live_.empty() && waiting_.empty() && read_ahead_.empty()),
          "whatever waits has a deadline");
}

void Checker::at_end(const engine::Engine& engine) const {
  require(waiting_.empty(), "no request is left without an answer");
  require(live_.empty() && read_ahead_.empty(), "no stream is left running");
  const engine::Engine::Stats stats = engine.stats();
  require(stats.documents == 0 && stats.tickets == 0 && stats.streams == 0 &&
              stats.cache_bytes == 0,
          "after all documents are closed the engine holds nothing");
  require(!engine.deadline(), "an idle engine needs no timer");
}

} // namespace inkling::simulation
