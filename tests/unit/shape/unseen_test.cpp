// Blocks that were opened further above than anybody looks.

#include "shape/shape.hpp"

#include "support/catch.hpp"

#include <string>
#include <string_view>

namespace inkling::shape {
namespace {

/// A class whose head cannot be seen from its end.
std::string long_class() {
  std::string text = "class Registry {\n";
  for (int number = 0; text.size() < 2 * kAboveBytesMax; ++number)
    text += "  method" + std::to_string(number) + "() {\n    return this.values[" +
            std::to_string(number) + "]\n  }\n\n";
  return text;
}

std::string shown(const std::string& above, std::string_view below, std::string_view wrote) {
  const Shaped shaped = shape_at(text::Rope(above + std::string(below)), above.size(),
                                 {.text = std::string(wrote)}, 0, {language_of("javascript")});
  return shaped.candidate ? shaped.candidate->text : std::string(to_string(shaped.drop));
}

} // namespace

TEST_CASE("a block that was opened out of sight may be closed once", "[shape]") {
  const std::string above = long_class();
  CHECK(shown(above, "", "}") == "}");
  CHECK(shown(above, "\n\nconst x = 1\n", "}\n\nconst y = 2\n") == "}");
  const std::string last = "  last() {\n    return 1\n  }";
  CHECK(shown(above, "\n", last + "\n}\n") == last + "\n}");
  CHECK(shown(above, "\n}\n", last + "\n}\n") == last);
  CHECK(shown(above, "\n}\n", "}") == "unbalanced");
  CHECK(shown(above + "}\n\n", "\nconst x = 1\n", "}") == "unbalanced");
  CHECK(shown(above, "\n  more() {\n  }\n}\n", "}") == "unbalanced");
  CHECK(shown(above, "", "  }") == "unbalanced");
}

} // namespace inkling::shape
