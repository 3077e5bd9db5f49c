#include "backend/http/openssl_impl.hpp"

#if !defined(INKLING_OPENSSL_LINKED)
#include <dlfcn.h>
#endif

namespace inkling::http {

const char* OpenSsl::take_error() const {
  const char* reason = ERR_reason_error_string(ERR_peek_last_error());
  ERR_clear_error();
  return reason != nullptr ? reason : "unknown reason";
}

#if defined(INKLING_OPENSSL_LINKED)

Result<OpenSsl> load_openssl() {
  OpenSsl api;
#define INKLING_OPENSSL_ASSIGN(name) api.name = &::name;
  INKLING_OPENSSL_FUNCTIONS(INKLING_OPENSSL_ASSIGN)
#undef INKLING_OPENSSL_ASSIGN
  return api;
}

#else

namespace {

template<class Function>
bool find(void* library, const char* name, Function& function) {
  function = reinterpret_cast<Function>(dlsym(library, name));
  return function != nullptr;
}

} // namespace

Result<OpenSsl> load_openssl() {
  // libcrypto comes with libssl. Neither could be unloaded: they leave handlers for the exit.
  void* library = dlopen(INKLING_OPENSSL_SONAME, RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE);
  if (library == nullptr)
    return make_error(Errc::unavailable, "https needs OpenSSL's " INKLING_OPENSSL_SONAME);
  OpenSsl api;
  bool found = true;
#define INKLING_OPENSSL_FIND(name) found = found && find(library, #name, api.name);
  INKLING_OPENSSL_FUNCTIONS(INKLING_OPENSSL_FIND)
#undef INKLING_OPENSSL_FIND
  if (!found)
    return make_error(Errc::unavailable,
                      INKLING_OPENSSL_SONAME " lacks functions that https needs");
  return api;
}

#endif

} // namespace inkling::http
