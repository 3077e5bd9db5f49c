#include "lsp/tracing.hpp"

#include "lsp/dispatcher.hpp"

#include <nlohmann/json.hpp>
#include <utility>

namespace inkling::lsp {

Result<TraceParams> parse_trace(const nlohmann::json* value) {
  TraceParams params;
  if (value == nullptr || !value->is_object()) return params;
  const auto text = value->find("text");
  if (text == value->end()) return params;
  if (!text->is_boolean()) return make_error(Errc::invalid_params, "text: expected true or false");
  params.text = text->get<bool>();
  return params;
}

void Dispatcher::statistics(nlohmann::json*, ReplyOnce reply) {
  handlers_.statistics(std::move(reply));
}

void Dispatcher::trace(nlohmann::json* value, ReplyOnce reply) {
  Result<TraceParams> params = parse_trace(value);
  if (!params) return reply.error(params.error());
  handlers_.trace(*params, std::move(reply));
}

} // namespace inkling::lsp
