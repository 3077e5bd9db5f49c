#include "context/neighbours/imports.hpp"

#include "support/catch.hpp"

#include <string>

using namespace inkling::context;

namespace {

struct Case {
  Language language;
  const char* line;
  const char* stems; ///< each followed by a blank; [extension] and {package} behind
};

const Case kCases[] = {
    {Language::cpp, "#include \"text/rope.hpp\"", "text/rope[.hpp] "},
    {Language::cpp, "#include \"../up.h\"", "up[.h] "},
    {Language::cpp, "#include <vector>", ""},
    {Language::javascript, "import { a, b } from './lib/tools';", "/ws/src/lib/tools "},
    {Language::javascript, "import type { A } from \"../types.js\";", "/ws/types "},
    {Language::javascript, "const x = require('./x')", "/ws/src/x "},
    {Language::javascript, "import React from 'react';", ""},
    {Language::python, "from shop.items import Item, Shelf", "shop/items/Item shop/items "},
    {Language::python, "from . import models", "/ws/src/models "},
    {Language::python, "from ..base import Base", "/ws/base/Base /ws/base "},
    {Language::python, "import shop.prices as prices", "shop/prices "},
    {Language::rust, "use crate::net::dialer::Dialer;", "net/dialer/Dialer net/dialer "},
    {Language::rust, "pub mod tokens;", "tokens "},
    {Language::rust, "use std::collections::HashMap;", ""},
    {Language::go, "\t\"example.com/shop/internal/orders\"", "internal/orders{} "},
    {Language::go, "\tpb \"example.com/shop/proto\"", "shop/proto{} "},
    {Language::go, "\t\"fmt\"", ""},
    {Language::java, "import shop.orders.OrderService;", "shop/orders/OrderService "},
    {Language::java, "import static shop.Text.trim;", "shop/Text/trim "},
    {Language::kotlin, "import shop.orders.Order", "shop/orders/Order "},
    {Language::php, "use App\\Http\\Controllers\\Home;", "Controllers/Home "},
    {Language::ruby, "require_relative \"lib/plan\"", "/ws/src/lib/plan "},
    {Language::lua, "local curve = require(\"shapes.curve\")", "shapes/curve "},
};

} // namespace

TEST_CASE("imports that may be files of the workspace are found", "[neighbours]") {
  for (const Case& example : kCases) {
    CAPTURE(example.line);
    std::string stems;
    for (const Import& one :
         imports_in(example.language, TextLines(example.line), "/ws/src/here.txt"))
      stems += one.stem + (one.extension.empty() ? "" : "[" + one.extension + "]") +
               (one.package ? "{} " : " ");
    CHECK(stems == example.stems);
  }
}
