#include "backend/embedded/embedded_backend.hpp"

#include "support/catch.hpp"
#include "support/temporary_folder.hpp"
#include "text/edit_text.hpp"

#include <deque>
#include <optional>
#include <string>

using namespace inkling;
using namespace inkling::backend;

namespace {

/// Runs jobs, and the calls back to the loop, only when told to.
class StepWorker final : public Worker {
public:
  void post(std::function<std::function<void()>()> job) override { jobs.push_back(std::move(job)); }
  bool stopping() const override { return stop; }

  void run_job() {
    auto job = std::move(jobs.front());
    jobs.pop_front();
    if (auto then = job()) calls.push_back(std::move(then));
  }
  void run_call() {
    auto call = std::move(calls.front());
    calls.pop_front();
    call();
  }
  void run_all() {
    while (!jobs.empty() || !calls.empty()) {
      if (!jobs.empty()) run_job();
      if (!calls.empty()) run_call();
    }
  }

  std::deque<std::function<std::function<void()>()>> jobs;
  std::deque<std::function<void()>> calls;
  bool stop = false;
};

class CollectingSink final : public StreamSink {
public:
  void on_delta(StreamId, std::string_view delta) override { text += delta; }
  void on_finished(StreamId) override { ++finished; }
  void on_failed(StreamId, Failure, std::optional<Duration>) override { FAIL("failed"); }

  std::string text;
  int finished = 0;
};

/// A backend with documents named by their paths.
struct Editor {
  explicit Editor(Worker& worker, EmbeddedBackend::Options options = {})
      : backend(std::move(options), worker) {}

  DocumentId open(std::uint64_t session, const std::string& path, const std::string& text,
                  bool excluded = false) {
    const DocumentId id = ids.next();
    backend.on_open({SessionId{session}, id, "file://" + path, path, "", excluded},
                    text::Rope(text));
    return id;
  }
  /// `^` marks the cursor; the document's text is what was opened.
  std::string ask(std::uint64_t session, DocumentId document, std::string text,
                  bool invoked = true) {
    context::Prompt prompt;
    prompt.session = SessionId{session};
    prompt.document = document;
    prompt.offset = text.find('^');
    prompt.text = text::Rope(text.erase(prompt.offset, 1));
    prompt.invoked = invoked;
    CollectingSink sink;
    backend.start(StreamId{1}, prompt, sink);
    CHECK(sink.finished == 1);
    return sink.text;
  }
  /// True where what is offered is the beginning of `line`: how much of it is the confidence's
  /// business.
  bool offers(std::uint64_t session, DocumentId document, const std::string& text,
              std::string_view line, bool invoked = true) {
    const std::string offered = ask(session, document, text, invoked);
    CAPTURE(offered);
    CHECK(line.starts_with(offered));
    return !offered.empty();
  }
  void folders(std::uint64_t session, std::vector<std::string> paths) {
    backend.set_folders(SessionId{session}, paths);
  }

  EmbeddedBackend backend;
  IdSource<DocumentId> ids;
};

const std::string kExample = "x\nwidget.paint(canvas, colour);\nwidget.paint(canvas, colour);\n";

} // namespace

TEST_CASE("a line is completed from the workspace", "[embedded]") {
  TemporaryFolder folder;
  folder.write("a.cpp", kExample);
  InlineWorker worker;
  Editor editor(worker);
  const DocumentId document = editor.open(1, folder.path() + "/b.cpp", "");
  CHECK(editor.ask(1, document, "widget.^").empty());
  editor.folders(1, {folder.path()});
  CHECK(editor.offers(1, document, "widget.^", "paint(canvas, colour);"));
  CHECK(editor.offers(1, document, "widget.pa^", "int(canvas, colour);"));
  CHECK(editor.backend.stats().files == 1);
  CHECK_FALSE(editor.backend.stats().indexing);
}

TEST_CASE("nothing is offered inside a word unless it was asked for", "[embedded]") {
  InlineWorker worker;
  EmbeddedBackend::Options options;
  options.confidence_min = 0.01;
  Editor editor(worker, options);
  const DocumentId other = editor.open(1, "/a.cpp", kExample + "widget.p x\nwidget.p x\n");
  const DocumentId document = editor.open(1, "/b.cpp", "");
  REQUIRE(other != document);
  CHECK(editor.offers(1, document, "widget.pa^", "int(canvas, colour);", false));
  CHECK(editor.ask(1, document, "widget.pa^int", false).empty());
}

TEST_CASE("whoever asks is answered in front of text that nothing known leads up to",
          "[embedded]") {
  InlineWorker worker;
  Editor editor(worker);
  editor.open(1, "/a.cpp", kExample);
  const DocumentId document = editor.open(1, "/b.cpp", "");
  const std::string_view line = "int(canvas, colour);";
  CHECK(editor.offers(1, document, "widget.pa^zzz", line));
  CHECK(editor.offers(1, document, "widget.pa^ + other", line));
  CHECK(editor.ask(1, document, "widget.pa^ + other", false).empty());
}

TEST_CASE("an almost finished construct is finished", "[embedded]") {
  InlineWorker worker;
  Editor editor(worker);
  editor.open(1, "/a.cpp", kExample + kExample);
  const DocumentId document = editor.open(1, "/b.cpp", "");
  CHECK(editor.ask(1, document, "widget.pa^", false) == "int(canvas, colour);");
}

TEST_CASE("a document that is open is not read from disk, and is again when closed", "[embedded]") {
  TemporaryFolder folder;
  folder.write("a.cpp", kExample);
  InlineWorker worker;
  Editor editor(worker);
  editor.folders(1, {folder.path()});
  const DocumentId asking = editor.open(1, folder.path() + "/b.cpp", "");
  REQUIRE_FALSE(editor.ask(1, asking, "widget.^").empty());

  const DocumentId opened = editor.open(1, folder.path() + "/a.cpp", "nothing of it");
  CHECK(editor.ask(1, asking, "widget.^").empty());
  folder.write("a.cpp", "x\nwidget.resize(width);\n");
  editor.backend.on_files_changed({{folder.path() + "/a.cpp"}});
  CHECK(editor.ask(1, asking, "widget.^").empty());
  editor.backend.on_close(opened);
  CHECK(editor.offers(1, asking, "widget.^", "resize(width);"));
}

TEST_CASE("changed, new and removed files reach the index", "[embedded]") {
  TemporaryFolder folder;
  InlineWorker worker;
  Editor editor(worker);
  editor.folders(1, {folder.path() + "/"});
  const DocumentId asking = editor.open(1, folder.path() + "/b.cpp", "");
  const std::vector<std::string> path{folder.path() + "/a.cpp"};
  folder.write("a.cpp", kExample);
  editor.backend.on_files_changed(path);
  CHECK(editor.offers(1, asking, "widget.^", "paint(canvas, colour);"));
  folder.write("a.cpp", "x\nwidget.resize(width);\n");
  editor.backend.on_files_changed(path);
  CHECK(editor.offers(1, asking, "widget.^", "resize(width);"));
  folder.remove("a.cpp");
  editor.backend.on_files_changed(path);
  CHECK(editor.ask(1, asking, "widget.^").empty());
  CHECK(editor.backend.stats().files == 0);
}

TEST_CASE("a changed folder is all that was and is below it", "[embedded]") {
  TemporaryFolder folder;
  folder.make_repository();
  folder.write(".gitignore", "sub/ignored/\n");
  folder.write("sub/a.cpp", kExample);
  folder.write("sub.cpp", "x\n");
  folder.write("sub-b/c.cpp", "x\n");
  InlineWorker worker;
  Editor editor(worker);
  editor.folders(1, {folder.path()});
  REQUIRE(editor.backend.stats().files == 3);
  const std::vector<std::string> path{folder.path() + "/sub"};

  std::filesystem::rename(folder.path() + "/sub", folder.path() + "/moved");
  editor.backend.on_files_changed(path);
  CHECK(editor.backend.stats().files == 2);
  folder.write("sub/deep/d.cpp", "x\n");
  folder.write("sub/ignored/e.cpp", "x\n");
  editor.backend.on_files_changed(path);
  CHECK(editor.backend.stats().files == 3);
  editor.backend.on_files_changed({{folder.path() + "/sub/ignored"}});
  editor.backend.on_files_changed({{folder.path() + "/.git"}});
  CHECK(editor.backend.stats().files == 3);
}

namespace {

std::shared_ptr<const context::Exclusions> excluding(const std::string& pattern,
                                                     const std::string& folder) {
  context::DocumentPolicy policy;
  policy.everywhere.exclude = {*context::Globs::parse({pattern})};
  const std::string folders[] = {folder};
  return std::make_shared<const context::Exclusions>(policy, folders);
}

} // namespace

TEST_CASE("excluded files are not indexed, whichever session excludes them", "[embedded]") {
  TemporaryFolder folder;
  folder.write("a.cpp", kExample);
  folder.write("gen/b.cpp", "x\n");
  InlineWorker worker;
  Editor editor(worker);
  const auto files = [&] { return editor.backend.stats().files; };
  editor.backend.set_exclusions(SessionId{1}, excluding("/gen/", folder.path()));
  editor.folders(1, {folder.path()});
  CHECK(files() == 1);
  editor.backend.on_files_changed({{folder.path() + "/gen/b.cpp"}});
  editor.backend.on_files_changed({{folder.path() + "/gen"}});
  CHECK(files() == 1);
  editor.backend.set_exclusions(SessionId{1}, std::make_shared<const context::Exclusions>());
  CHECK(files() == 2);
  editor.folders(2, {folder.path()});
  editor.backend.set_exclusions(SessionId{2}, excluding("*.cpp", folder.path()));
  CHECK(files() == 0);
  editor.backend.on_session_closed(SessionId{2});
  CHECK(files() == 2);
}

TEST_CASE("what was read by former exclusions is not offered", "[embedded]") {
  TemporaryFolder folder;
  folder.write("a.cpp", kExample);
  StepWorker worker;
  Editor editor(worker);
  editor.folders(1, {folder.path()});
  SECTION("while it is being read") {
    worker.run_job(); // done, and not told yet
  }
  SECTION("when it has been read") {
    worker.run_all();
    REQUIRE(editor.backend.stats().files == 1);
  }
  editor.backend.set_exclusions(SessionId{1}, excluding("a.cpp", folder.path()));
  CHECK(editor.backend.stats().files == 0);
  if (!worker.calls.empty()) worker.run_call();
  CHECK(editor.backend.stats().files == 0);
  worker.run_all();
  CHECK(editor.backend.stats().files == 0);
  CHECK_FALSE(editor.backend.stats().indexing);
}

TEST_CASE("changed ignore rules count for what is indexed already", "[embedded]") {
  TemporaryFolder folder;
  folder.make_repository();
  folder.write("a.cpp", kExample);
  InlineWorker worker;
  Editor editor(worker);
  editor.folders(1, {folder.path()});
  REQUIRE(editor.backend.stats().files == 1);
  const std::vector<std::string> path{folder.path() + "/.gitignore"};
  folder.write(".gitignore", "a.cpp\n");
  editor.backend.on_files_changed(path);
  CHECK(editor.backend.stats().files == 0);
  folder.remove(".gitignore");
  editor.backend.on_files_changed(path);
  CHECK(editor.backend.stats().files == 1);
}

TEST_CASE("sessions see neither each other's documents nor folders", "[embedded]") {
  TemporaryFolder folder;
  folder.write("a.cpp", kExample);
  InlineWorker worker;
  Editor editor(worker);
  editor.folders(1, {folder.path()});
  editor.open(1, "/elsewhere.cpp", "y\ngadget.spin(fast);\n");
  const DocumentId asking = editor.open(2, "/b.cpp", "");
  CHECK(editor.ask(2, asking, "widget.^").empty());
  CHECK(editor.ask(2, asking, "gadget.^").empty());
  CHECK(editor.offers(1, asking, "gadget.^", "spin(fast);"));
}

TEST_CASE("a folder of two sessions is indexed once, and until both are gone", "[embedded]") {
  TemporaryFolder folder;
  folder.write("a.cpp", kExample);
  StepWorker worker;
  Editor editor(worker);
  editor.folders(1, {folder.path()});
  editor.folders(2, {folder.path(), folder.path() + "/inside"});
  CHECK(worker.jobs.size() == 1);
  CHECK(editor.backend.stats().indexing);
  worker.run_all();
  CHECK(editor.backend.stats().files == 1);
  editor.backend.on_session_closed(SessionId{1});
  CHECK(editor.backend.stats().files == 1);
  editor.folders(2, {});
  CHECK(editor.backend.stats().files == 0);
}

TEST_CASE("secrets are neither learned nor offered anything", "[embedded]") {
  TemporaryFolder folder;
  folder.write(".env", kExample);
  InlineWorker worker;
  Editor editor(worker);
  editor.folders(1, {folder.path()});
  const DocumentId named = editor.open(1, "/x/.env", kExample);
  const DocumentId marked = editor.open(1, "/x/vault.cpp", kExample, true);
  const DocumentId asking = editor.open(1, "/x/b.cpp", "");
  CHECK(editor.ask(1, asking, "widget.^").empty());
  CHECK(editor.ask(1, named, kExample + "widget.^").empty());
  CHECK(editor.ask(1, marked, kExample + "widget.^").empty());
}

TEST_CASE("hidden files are not indexed", "[embedded]") {
  TemporaryFolder folder;
  folder.write("a.cpp", kExample);
  InlineWorker worker;
  EmbeddedBackend::Options options;
  options.hidden_paths = {folder.path() + "/a.cpp"};
  Editor editor(worker, options);
  editor.folders(1, {folder.path()});
  CHECK(editor.backend.stats().files == 0);
}

TEST_CASE("an edited document is followed", "[embedded]") {
  InlineWorker worker;
  Editor editor(worker);
  text::Rope text(kExample);
  const DocumentId first = editor.open(1, "/a.cpp", text.str());
  const DocumentId asking = editor.open(1, "/b.cpp", "");
  const text::Edit edit = text::replace_all(text, "x\nwidget.resize(width);\n");
  editor.backend.on_change(first, text, {&edit, 1});
  CHECK(editor.offers(1, asking, "widget.^", "resize(width);"));
  editor.backend.on_close(first);
  CHECK(editor.ask(1, asking, "widget.^").empty());
}

TEST_CASE("work of the worker may come late", "[embedded]") {
  TemporaryFolder folder;
  folder.write("a.cpp", kExample);
  StepWorker worker;
  std::optional<Editor> editor(std::in_place, worker);
  editor->folders(1, {folder.path()});

  SECTION("after the backend is gone, before the job") {
    editor.reset();
    worker.run_all();
  }
  SECTION("after the backend is gone, before the call back") {
    worker.run_job();
    editor.reset();
    worker.run_all();
  }
  SECTION("after the folder is gone, and came again") {
    worker.run_job();
    editor->folders(1, {});
    editor->folders(1, {folder.path()});
    worker.run_call();
    CHECK(editor->backend.stats().files == 0);
    worker.run_all();
    CHECK(editor->backend.stats().files == 1);
  }
  SECTION("after a document was opened: its file is masked from the first moment") {
    worker.run_job();
    const DocumentId opened = editor->open(1, folder.path() + "/a.cpp", "");
    const DocumentId asking = editor->open(1, "/b.cpp", "");
    worker.run_all();
    CHECK(editor->ask(1, asking, "widget.^").empty());
    editor->backend.on_close(opened);
    CHECK(editor->ask(1, asking, "widget.^").empty()); // not yet read again
    worker.run_all();
    CHECK_FALSE(editor->ask(1, asking, "widget.^").empty());
  }
  SECTION("with many changes meanwhile: they are one more job") {
    for (int i = 0; i < 50; ++i) editor->backend.on_files_changed({{folder.path() + "/a.cpp"}});
    CHECK(worker.jobs.size() == 1);
    worker.run_job();
    worker.run_call();
    CHECK(worker.jobs.size() == 1);
    worker.run_all();
    CHECK(worker.jobs.empty());
    CHECK(editor->backend.stats().files == 1);
  }
  SECTION("with a flood of changes: the folder is read anew") {
    worker.run_all();
    folder.write("new.cpp", kExample);
    std::vector<std::string> paths;
    for (int i = 0; i < 10'000; ++i)
      paths.push_back(folder.path() + '/' + std::to_string(i) + ".cpp");
    editor->backend.on_files_changed(paths);
    CHECK(worker.jobs.size() == 1);
    worker.run_all();
    CHECK(editor->backend.stats().files == 2);
  }
  SECTION("or never, where the process is leaving") {
    worker.stop = true;
    worker.run_all();
    CHECK(editor->backend.stats().files == 0);
  }
}
