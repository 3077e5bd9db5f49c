#include "app/doctor/probe.hpp"

#include "app/remote.hpp"

#include <algorithm>
#include <csignal>
#include <utility>

namespace inkling::app::doctor {
namespace {

/// Longer than a key press would wait: a model that is being loaded is worth telling from one that
/// does not answer.
constexpr http::ClientLimits kLimits{.connect_max = 3s,
                                     .first_byte_max = 8s,
                                     .between_bytes_max = 5s,
                                     .total_max = 10s,
                                     .header_bytes_max = 16 << 10,
                                     .body_bytes_max = 4 << 20};

/// The rest of an error.
constexpr Duration kErrorBodyMax = 500ms;

/// The observed client notes all there is to know.
class Waiting final : public http::ExchangeHandler {
public:
  void on_head(const http::ResponseHead&) override {}
  void on_body(std::string_view) override {}
  void on_end() override {}
  void on_fault(http::Fault, std::string_view) override {}
};

class Listener final : public backend::StreamSink {
public:
  Listener(Run& run, const wire::Loop& loop) : run_(run), loop_(loop) {}
  bool is_over() const { return run_.finished || run_.failure; }

  void on_delta(StreamId, std::string_view text) override {
    run_.last = loop_.now();
    if (run_.first) run_.bytes_after_first += text.size();
    if (!run_.first) run_.first = run_.last;
    run_.text += text;
  }
  void on_finished(StreamId) override { run_.finished = true; }
  void on_failed(StreamId, backend::Failure failure, std::optional<Duration>) override {
    run_.failure = failure;
  }

private:
  Run& run_;
  const wire::Loop& loop_;
};

} // namespace

Probe::Probe(Secret key) : deadline_(loop_.now() + kTimeMax), key_(std::move(key)) {
  loop_.on_signals({SIGINT, SIGTERM}, [this](int) {
    interrupted_ = true;
    loop_.stop();
  });
}

Probe::~Probe() = default;

Result<std::unique_ptr<Probe>> Probe::make(const std::string& name,
                                           const config::BackendConfig& config, Secret key) {
  std::unique_ptr<Probe> probe(new Probe(std::move(key)));
  if (auto opened = probe->open(name, config); !opened) return opened.error();
  return probe;
}

Result<void> Probe::open(const std::string& name, const config::BackendConfig& config) {
  auto provider = make_provider(config);
  if (!provider) return provider.error();
  const auto url = http::parse_url(config.base_url);
  auto client =
      http::make_client(loop_, {.url = *url, .ca_file = config.ca_file, .limits = kLimits});
  if (!client) return client.error();
  const auto clock = [this] { return loop_.now(); };
  auto observed = std::make_unique<ObservedClient>(std::move(*client), clock);
  client_ = observed.get();
  backend_ = std::make_unique<backend::RemoteBackend>(
      backend::RemoteBackend::Options{.name = name,
                                      .provider = std::move(*provider),
                                      .client = std::move(observed),
                                      .key = key_,
                                      .now = clock,
                                      .scanner = std::make_shared<const context::SecretScanner>()});
  return {};
}

bool Probe::is_over() const {
  return interrupted_ || loop_.now() >= deadline_;
}

void Probe::wait_for(const std::function<bool()>& done, Duration longest) {
  if (!is_over()) loop_.run_until(done, std::min(deadline_, loop_.now() + longest));
}

const Seen& Probe::get(const std::string& target) {
  http::Request request{
      .method = "GET", .target = target, .headers = {{"Accept", "application/json"}}, .body = {}};
  if (!key_.empty()) request.headers.push_back({"Authorization", "Bearer " + key_.reveal()});
  Waiting waiting;
  const http::ExchangeId exchange = client_->start(std::move(request), waiting);
  wait_for([this] { return seen().ended || seen().fault; });
  client_->cancel(exchange);
  return seen();
}

Run Probe::complete(const Sample& sample) {
  Run run{.text = {}, .begun = loop_.now()};
  Listener listener(run, loop_);
  last_stream_.value += 1;
  backend_->start(last_stream_, prompt_of(sample), listener);
  wait_for([&] { return listener.is_over(); });
  backend_->abort(last_stream_);
  // What an error is about is in its body, which may come behind the failure.
  const Seen& answer = seen();
  if (run.failure && answer.head && answer.head->status >= 300)
    wait_for([&] { return answer.ended || answer.fault; }, kErrorBodyMax);
  return run;
}

} // namespace inkling::app::doctor
