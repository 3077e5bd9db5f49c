#pragma once
// The one place where an error of ours becomes an LSP error code (LSP 3.18 §errorCodes).

#include "base/result.hpp"

namespace inkling::lsp {

int to_lsp_code(Errc code);

} // namespace inkling::lsp
