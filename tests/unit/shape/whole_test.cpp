// What must survive whole: ten to twenty ordinary lines of each language.

#include "shape/shape.hpp"
#include "whole.hpp"

#include "support/catch.hpp"

#include <string>

using namespace inkling;
using namespace inkling::shape;

namespace {

/// What is offered of a text whose first `typed` bytes the document ends with.
void check_whole(const Whole& one, std::size_t typed) {
  const std::string left(one.text.substr(0, typed));
  const std::string rest(one.text.substr(typed));
  const Shaped shaped = shape_at(text::Rope(left + "\n"), left.size(), {.text = rest + "\n"}, 0,
                                 {language_of(one.language)});
  INFO(one.language << ", dropped: " << to_string(shaped.drop) << "\n" << left << "^" << rest);
  CHECK((shaped.candidate ? shaped.candidate->text : "") == rest);
}

std::size_t first_line(const Whole& one) {
  return one.text.find('\n');
}

} // namespace

TEST_CASE("ordinary code is kept whole on a blank line", "[shape][whole]") {
  CHECK(whole_blocks().size() + whole_data().size() >= 25);
  for (const auto& all : {whole_blocks(), whole_data()})
    for (const Whole& one : all) check_whole(one, 0);
}

TEST_CASE("ordinary code is kept whole behind its first line", "[shape][whole]") {
  for (const auto& all : {whole_blocks(), whole_data()})
    for (const Whole& one : all)
      if (!one.lines) check_whole(one, first_line(one));
}

TEST_CASE("ordinary code is kept whole in its first line", "[shape][whole]") {
  for (const auto& all : {whole_blocks(), whole_data()})
    for (const Whole& one : all)
      if (!one.lines) check_whole(one, first_line(one) - 2);
}

TEST_CASE("statements of several lines are kept whole", "[shape][whole]") {
  for (const Whole& one : whole_statements()) check_whole(one, 3);
  for (const Whole& one : whole_statements()) check_whole(one, first_line(one) - 1);
}
