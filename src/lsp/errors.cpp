#include "lsp/errors.hpp"

namespace inkling::lsp {

int to_lsp_code(Errc code) {
  switch (code) {
  case Errc::parse_error:
    return -32700;
  case Errc::invalid_request:
  case Errc::limit_exceeded:
    return -32600;
  case Errc::method_not_found:
    return -32601;
  case Errc::invalid_params:
    return -32602;
  case Errc::internal:
    return -32603;
  case Errc::server_not_initialized:
    return -32002;
  case Errc::request_cancelled:
    return -32800;
  case Errc::unavailable:
    return -32803; // RequestFailed
  }
  return -32603;
}

} // namespace inkling::lsp
