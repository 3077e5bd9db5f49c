#pragma once
// A Request as the bytes that go on the wire (RFC 9112 §3). Pure. Used by client.cpp.

#include "backend/http/http.hpp"

#include <string>

namespace inkling::http {

/// Head and body in one string, so that they leave in one write. Error invalid_params where the
/// method, target or a header could not be told from what stands around it (a line end in a key);
/// its message repeats nothing of them.
Result<std::string> serialize(const Request& request, const Url& url);

} // namespace inkling::http
