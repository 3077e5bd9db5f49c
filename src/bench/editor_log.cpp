#include "bench/editor_log.hpp"

#include "wire/json.hpp"

#include <nlohmann/json.hpp>

namespace inkling::harness {
namespace {

using nlohmann::ordered_json;

std::int64_t to_ns(Instant at) {
  return at.time_since_epoch().count();
}

void add(ordered_json& line, const Question& question) {
  if (question.asked) line["asked"] = to_ns(*question.asked);
  if (question.answered) line["answered"] = to_ns(*question.answered);
  if (question.error) line["error"] = *question.error;
  if (question.answer.empty()) return;
  line["answer"] = question.answer;
  line["right"] = question.right;
}

} // namespace

std::string to_json_lines(const EditorLog& log) {
  std::string lines;
  for (const KeyRecord& key : log.keys) {
    ordered_json line = {{"changed", to_ns(key.changed)}, {"typed", key.typed}};
    add(line, key);
    for (const Question& question : key.again) add(line["again"].emplace_back(), question);
    if (key.place) line["place"] = *key.place;
    if (key.back) line["back"] = true;
    if (key.moved) line["moved"] = true;
    if (key.accepted) line["keys_spared"] = key.keys_spared;
    lines += line.dump(-1, ' ', false, ordered_json::error_handler_t::replace) + '\n';
  }
  return lines;
}

} // namespace inkling::harness
