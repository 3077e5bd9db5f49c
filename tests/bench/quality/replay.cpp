#include "quality/replay.hpp"

#include "backend/embedded/embedded_backend.hpp"
#include "backend/embedded/tokenizer.hpp"

#include <chrono>
#include <string_view>

namespace inkling::quality {
namespace {

using Clock = std::chrono::steady_clock;

class NoSink final : public backend::StreamSink {
public:
  void on_delta(StreamId, std::string_view) override {}
  void on_finished(StreamId) override {}
  void on_failed(StreamId, backend::Failure, std::optional<Duration>) override {}
};

std::size_t indentation_of(std::string_view line) {
  std::size_t at = 0;
  while (at < line.size() && backend::is_blank_byte(line[at])) ++at;
  return at;
}

std::string_view without_trailing_blanks(std::string_view line) {
  while (!line.empty() && backend::is_blank_byte(line.back())) line.remove_suffix(1);
  return line;
}

std::size_t next_code_point(std::string_view line, std::size_t at) {
  ++at;
  while (at < line.size() && (line[at] & 0xC0) == 0x80) ++at;
  return at;
}

/// One document being typed into.
class Typist {
public:
  Typist(backend::EmbeddedBackend& backend, const HeldOut& file, bool below) : backend_(backend) {
    std::string text;
    for (std::size_t at = 0; at < file.begin; ++at) text += file.lines[at] + '\n';
    prompt_.offset = text.size();
    line_ = file.begin;
    for (std::size_t at = file.end; below && at < file.lines.size(); ++at) {
      text += '\n' + file.lines[at];
    }
    prompt_.session = SessionId{1};
    prompt_.document = DocumentId{++last_document};
    prompt_.text = text::Rope(text);
    backend_.on_open({prompt_.session, prompt_.document, "", file.path, "", false}, prompt_.text);
  }
  ~Typist() { backend_.on_close(prompt_.document); }

  void type(std::string_view text) {
    const bool line_end = text == "\n";
    prompt_.text.replace(prompt_.offset, prompt_.offset, text);
    const text::Edit edit{prompt_.offset,     0,    std::string(text), line_, 0,
                          line_end ? 1U : 0U, false};
    backend_.on_change(prompt_.document, prompt_.text, {&edit, 1});
    prompt_.offset += text.size();
    if (line_end) ++line_;
  }
  /// Microseconds.
  double ask() {
    NoSink sink;
    const auto begin = Clock::now();
    backend_.start(StreamId{1}, prompt_, sink);
    return std::chrono::duration<double, std::micro>(Clock::now() - begin).count();
  }

private:
  static inline std::uint64_t last_document = 0;
  backend::EmbeddedBackend& backend_;
  context::Prompt prompt_;
  std::size_t line_ = 0;
};

/// Types the window of a file; calls moment(line, column, microseconds) after each query.
template<class OnMoment>
void type_window(backend::EmbeddedBackend& backend, const HeldOut& file, bool below,
                 OnMoment&& moment) {
  Typist typist(backend, file, below);
  for (std::size_t at = file.begin; at < file.end; ++at) {
    const std::string_view line = without_trailing_blanks(file.lines[at]);
    const std::size_t indentation = indentation_of(line);
    if (indentation != 0) typist.type(line.substr(0, indentation));
    for (std::size_t column = indentation; !line.empty();) {
      moment(line, column, typist.ask());
      if (column == line.size()) break;
      const std::size_t next = next_code_point(line, column);
      typist.type(line.substr(column, next - column));
      column = next;
    }
    typist.type("\n");
  }
}

bool ends_token(std::string_view line, std::size_t column) {
  if (column == 0 || backend::is_blank_byte(line[column - 1])) return false;
  if (column == line.size() || !backend::is_word_byte(line[column - 1])) return true;
  return !backend::is_word_byte(line[column]);
}

backend::EmbeddedBackend::Options options_for(const std::vector<HeldOut>& files) {
  backend::EmbeddedBackend::Options options;
  for (const HeldOut& file : files) options.hidden_paths.push_back(file.path);
  return options;
}

void watch(const std::string& repository, const std::vector<HeldOut>& files, bool below,
           Replay& result) {
  InlineWorker worker;
  backend::Prediction last;
  auto options = options_for(files);
  options.on_prediction = [&last](const backend::Prediction& prediction) { last = prediction; };
  backend::EmbeddedBackend backend(options, worker);
  const auto begin = Clock::now();
  backend.set_folders(SessionId{1}, {&repository, 1});
  result.index_ms = std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
  result.index_megabytes = static_cast<double>(backend.stats().bytes) / 1e6;
  for (const HeldOut& file : files) {
    type_window(backend, file, below, [&](std::string_view line, std::size_t column, double) {
      const std::size_t indentation = indentation_of(line);
      if (column == indentation) result.lines.emplace_back();
      result.lines.back().push_back({std::string(line.substr(column)), std::move(last),
                                     column == indentation,
                                     column > indentation && ends_token(line, column)});
      last = {};
    });
  }
}

void measure(const std::string& repository, const std::vector<HeldOut>& files,
             const ReplayOptions& how, Replay& result) {
  InlineWorker worker;
  auto options = options_for(files);
  options.confidence_min = how.confidence_min;
  backend::EmbeddedBackend backend(options, worker);
  backend.set_folders(SessionId{1}, {&repository, 1});
  for (const HeldOut& file : files) {
    type_window(backend, file, how.below,
                [&](std::string_view, std::size_t, double us) { result.query_us.push_back(us); });
  }
}

} // namespace

Replay replay(const std::string& repository, const ReplayOptions& options) {
  const auto files = draw_held_out(repository, options.salt, options.files, options.lines);
  Replay result;
  watch(repository, files, options.below, result);
  if (options.timings) measure(repository, files, options, result);
  return result;
}

} // namespace inkling::quality
