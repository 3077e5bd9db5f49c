#pragma once
// The functions of OpenSSL that we use. They are looked up when the first TLS connection is
// dialled: linking the libraries would cost every start 0.8 ms and 1.8 MB, though most never speak
// TLS. INKLING_OPENSSL=link (cmake/options.cmake) links them. Used by tls.cpp and channel.cpp.

#include "base/result.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

namespace inkling::http {

// clang-format off
#define INKLING_OPENSSL_FUNCTIONS(X)                                                               \
  X(ERR_clear_error) X(ERR_peek_last_error) X(ERR_reason_error_string) X(SSL_CTX_ctrl)             \
  X(SSL_CTX_free) X(SSL_CTX_load_verify_dir) X(SSL_CTX_load_verify_file) X(SSL_CTX_new)            \
  X(SSL_CTX_set_alpn_protos) X(SSL_CTX_set_default_verify_paths) X(SSL_CTX_set_options)            \
  X(SSL_CTX_set_verify) X(SSL_SESSION_free) X(SSL_SESSION_is_resumable) X(SSL_ctrl)                \
  X(SSL_do_handshake) X(SSL_free) X(SSL_get0_param) X(SSL_get1_session) X(SSL_get_error)           \
  X(SSL_get_verify_result) X(SSL_is_init_finished) X(SSL_new) X(SSL_read)                          \
  X(SSL_set_connect_state) X(SSL_set_fd) X(SSL_set_session) X(SSL_set_shutdown) X(SSL_shutdown)    \
  X(SSL_write) X(TLS_client_method) X(X509_get_default_cert_dir)                                   \
  X(X509_get_default_cert_dir_env) X(X509_get_default_cert_file_env)                               \
  X(X509_VERIFY_PARAM_set1_host) X(X509_VERIFY_PARAM_set1_ip_asc)                                  \
  X(X509_VERIFY_PARAM_set_hostflags) X(X509_verify_cert_error_string)
// clang-format on

struct OpenSsl {
#define INKLING_OPENSSL_MEMBER(name) decltype(&::name) name = nullptr;
  INKLING_OPENSSL_FUNCTIONS(INKLING_OPENSSL_MEMBER)
#undef INKLING_OPENSSL_MEMBER

  /// The reason that OpenSSL noted last, for a log line; forgets it and those before it.
  const char* take_error() const;
};

/// Error unavailable: OpenSSL is not on this machine, or not the version we were built for. The
/// libraries stay loaded.
Result<OpenSsl> load_openssl();

} // namespace inkling::http
