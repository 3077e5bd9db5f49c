#include "bench/backend_log.hpp"

#include "base/limits.hpp"
#include "wire/json.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

namespace inkling::harness {
namespace {

using nlohmann::json;

Instant to_instant(const json& line) {
  return Instant(Duration(line.at("t").get<std::int64_t>()));
}

class Reader {
public:
  void read(const json& line) {
    const std::string& event = line.at("e").get_ref<const std::string&>();
    if (event == "open") ++log_.connections;
    if (event == "request") begin(line);
    const auto exchange = exchanges_.find(line.value("r", std::uint64_t{0}));
    if (exchange == exchanges_.end()) return;
    if (event == "flush")
      exchange->second.flushes.push_back(
          {to_instant(line), line.at("ends").get<std::vector<std::size_t>>()});
    if (event == "finish") exchange->second.finished = to_instant(line);
    if (event == "drop") exchange->second.dropped = to_instant(line);
  }

  BackendLog take() {
    for (auto& [request, exchange] : exchanges_) log_.exchanges.push_back(std::move(exchange));
    std::stable_sort(
        log_.exchanges.begin(), log_.exchanges.end(),
        [](const Exchange& left, const Exchange& right) { return left.received < right.received; });
    return std::move(log_);
  }

private:
  void begin(const json& line) {
    Exchange exchange;
    exchange.request = line.at("r").get<std::uint64_t>();
    exchange.connection = line.at("c").get<std::uint64_t>();
    exchange.received = to_instant(line);
    exchange.text = line.at("text").get<std::string>();
    exchange.right = line.at("right").get<bool>();
    if (const auto place = line.find("place"); place != line.end())
      exchange.place = Place{place->at(0).get<std::size_t>(), place->at(1).get<std::size_t>()};
    exchanges_[exchange.request] = std::move(exchange);
  }

  BackendLog log_;
  std::map<std::uint64_t, Exchange> exchanges_;
};

} // namespace

void BackendLogWriter::begin(const char* event, Instant at) {
  lines_ += R"({"e":")";
  lines_ += event;
  lines_ += '"';
  number("t", static_cast<std::uint64_t>(at.time_since_epoch().count()));
}

void BackendLogWriter::number(const char* name, std::uint64_t value) {
  lines_ += ",\"";
  lines_ += name;
  lines_ += "\":";
  lines_ += std::to_string(value);
}

void BackendLogWriter::open(Instant at, std::uint64_t connection) {
  begin("open", at);
  number("c", connection);
  end();
}

void BackendLogWriter::request(Instant at, std::uint64_t connection, std::uint64_t request,
                               std::string_view path, std::size_t bytes,
                               const Generation& generation) {
  begin("request", at);
  number("c", connection);
  number("r", request);
  lines_ += R"(,"path":)";
  wire::append_json_string(lines_, path);
  number("bytes", bytes);
  lines_ += R"(,"right":)";
  lines_ += generation.right ? "true" : "false";
  lines_ += R"(,"text":)";
  wire::append_json_string(lines_, generation.text);
  const bool refused = generation.fault.kind == FaultKind::status;
  number("status", refused ? static_cast<std::uint64_t>(generation.fault.status) : 200U);
  if (generation.place)
    lines_ += R"(,"place":[)" + std::to_string(generation.place->text) + ',' +
              std::to_string(generation.place->offset) + ']';
  end();
}

void BackendLogWriter::flush(Instant at, std::uint64_t request, const Generation& generation,
                             std::size_t first, std::size_t last) {
  begin("flush", at);
  number("r", request);
  lines_ += R"(,"ends":[)";
  for (std::size_t token = first; token < last; ++token) {
    if (token > first) lines_ += ',';
    lines_ += std::to_string(generation.ends[token]);
  }
  lines_ += ']';
  end();
}

void BackendLogWriter::finish(Instant at, std::uint64_t request) {
  begin("finish", at);
  number("r", request);
  end();
}

void BackendLogWriter::drop(Instant at, std::uint64_t connection, std::uint64_t request) {
  begin("drop", at);
  number("c", connection);
  number("r", request);
  end();
}

void BackendLogWriter::close(Instant at, std::uint64_t connection) {
  begin("close", at);
  number("c", connection);
  end();
}

std::optional<Instant> Exchange::sent(std::size_t bytes) const {
  for (const Flush& flush : flushes)
    if (!flush.ends.empty() && flush.ends.back() >= bytes) return flush.at;
  return std::nullopt;
}

std::size_t Exchange::tokens_before(Instant until) const {
  std::size_t count = 0;
  for (const Flush& flush : flushes)
    if (flush.at < until) count += flush.ends.size();
  return count;
}

std::size_t Exchange::tokens_of(std::size_t bytes) const {
  std::size_t count = 0;
  std::size_t begin = 0;
  for (const Flush& flush : flushes) {
    for (const std::size_t end : flush.ends) {
      if (begin >= bytes) return count;
      ++count;
      begin = end;
    }
  }
  return count;
}

Result<BackendLog> read_backend_log(std::string_view lines) {
  Reader reader;
  for (std::size_t number = 1; !lines.empty(); ++number) {
    std::string line(lines.substr(0, lines.find('\n')));
    lines.remove_prefix(std::min(lines.size(), line.size() + 1));
    const auto refuse = [&] {
      return make_error(Errc::parse_error, "backend log, line " + std::to_string(number));
    };
    const auto parsed = wire::parse_json(line, Limits{}.json_depth_max);
    if (!parsed) return refuse();
    try {
      reader.read(**parsed);
    } catch (const json::exception&) {
      return refuse();
    }
  }
  return reader.take();
}

} // namespace inkling::harness
