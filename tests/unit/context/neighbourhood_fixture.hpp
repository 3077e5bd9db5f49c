#pragma once
// A Neighbourhood with a workspace on disk, a clock that the test sets, and a worker that works
// when it is told to.

#include "context/neighbours/neighbourhood.hpp"

#include "support/temporary_folder.hpp"

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace inkling::context {

class HeldWorker final : public Worker {
public:
  void post(std::function<std::function<void()>()> job) override { jobs.push_back(std::move(job)); }
  bool stopping() const override { return false; }

  /// The worker's half of the oldest job; what it returns waits in `done`.
  void work() {
    auto job = std::move(jobs.front());
    jobs.pop_front();
    done.push_back(job());
  }
  void finish() {
    auto then = std::move(done.front());
    done.pop_front();
    if (then) then();
  }
  void run_all() {
    while (!jobs.empty() || !done.empty()) {
      if (done.empty()) work();
      finish();
    }
  }

  std::deque<std::function<std::function<void()>()>> jobs;
  std::deque<std::function<void()>> done;
};

struct Neighbours {
  explicit Neighbours(bool on = true) {
    policy.has_remote = true;
    if (on) switch_on();
    tell_policy();
  }

  void switch_on(std::size_t tokens = 1500) {
    Budget budget;
    budget.snippets_tokens_max = tokens;
    hood.set_budget(budget, scanner);
  }
  void tell_policy(SessionId session = SessionId{1}) {
    hood.set_policy(session, std::make_shared<const DocumentPolicy>(policy));
    hood.set_exclusions(session, std::make_shared<const Exclusions>(policy, folders()));
  }
  std::vector<std::string> folders() const { return {folder.path()}; }
  void tell_folders(SessionId session = SessionId{1}) { hood.set_folders(session, folders()); }

  std::string path(const std::string& below) const { return folder.path() + '/' + below; }

  DocumentId open(const std::string& below, const std::string& text, bool may_leave = true,
                  SessionId session = SessionId{1}, bool excluded = false) {
    const DocumentId id{++last_id};
    hood.on_open({.session = session,
                  .document = id,
                  .uri = "file://" + path(below),
                  .path = path(below),
                  .language = "cpp",
                  .excluded = excluded,
                  .may_leave = may_leave},
                 text::Rope(text));
    return id;
  }
  /// A change at the begin of a line, without a line break.
  void type(DocumentId id, text::Rope& text, std::size_t line, const std::string& what) {
    const std::size_t at = text.line_begin(line);
    text.replace(at, at, what);
    const text::Edit edit{.begin = at, .inserted = what, .line = line};
    hood.on_change(id, text, {&edit, 1});
  }
  void visit(DocumentId id, std::size_t offset) {
    hood.on_visit(id, offset);
    worker.run_all();
  }
  /// What is handed out for a document, as "path|text" of each.
  std::string list(DocumentId id) const {
    std::string all;
    const auto found = lists.find(id);
    if (found == lists.end() || !found->second) return all;
    for (const Snippet& snippet : *found->second) all += snippet.path + '|' + snippet.text;
    return all;
  }

  TemporaryFolder folder;
  DocumentPolicy policy;
  HeldWorker worker;
  Instant now{};
  std::map<DocumentId, Snippets> lists;
  std::size_t withdrawals = 0;
  std::uint64_t last_id = 0;
  std::shared_ptr<const SecretScanner> scanner = std::make_shared<const SecretScanner>();
  Neighbourhood hood{{.worker = worker,
                      .now = [this] { return now; },
                      .on_gathered = [this](DocumentId id, Snippets list) { lists[id] = list; },
                      .on_withdrawn =
                          [this](DocumentId id) {
                            lists[id] = nullptr;
                            ++withdrawals;
                          }}};
};

} // namespace inkling::context
