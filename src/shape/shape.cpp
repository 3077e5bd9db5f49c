#include "shape/shape.hpp"

#include "shape/passes.hpp"

#include <array>

namespace inkling::shape {
namespace {

/// The order matters: cuts first, then what depends on the final text.
constexpr std::array kPasses = {
    Pass{cut_at_broken_utf8},
    Pass{use_document_line_ending},
    Pass{keep_one_line_before_text},
    Pass{cover_word_rest},
    Pass{cut_at_suffix},
    Pass{trim_end},
    Pass{cover_closers},
    Pass{drop_invisible},
};

} // namespace

std::string_view to_string(Drop drop) {
  switch (drop) {
  case Drop::none:
    return "none";
  case Drop::empty:
    return "empty";
  case Drop::invisible:
    return "invisible";
  case Drop::repeats_suffix:
    return "repeats-suffix";
  }
  return "unknown";
}

Shaped apply(Candidate candidate, const Surroundings& around) {
  for (const Pass pass : kPasses) {
    const Drop drop = pass(candidate, around);
    if (drop != Drop::none) return {std::nullopt, drop};
  }
  return {std::move(candidate), Drop::none};
}

// With text right of the cursor only one line is kept (keep_one_line_before_text).
bool is_complete(std::string_view text, const LineAround& line) {
  return line.after.find_first_not_of(" \t") != std::string::npos &&
         text.find_first_of("\r\n") != std::string_view::npos;
}

} // namespace inkling::shape
