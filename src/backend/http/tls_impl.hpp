#pragma once
// What all TLS connections of one client share: the trusted certificates, the rules, and the last
// session. OpenSSL behind it; nothing of it is touched before the first connection is dialled.
// Used by channel.cpp and client.cpp.

#include "base/result.hpp"

#include <memory>
#include <openssl/ssl.h>
#include <string>

namespace inkling::http {

struct SslDeleter {
  void operator()(SSL* ssl) const { SSL_free(ssl); }
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
  void operator()(SSL_SESSION* session) const { SSL_SESSION_free(session); }
};
using SslPtr = std::unique_ptr<SSL, SslDeleter>;

/// One server's. TLS 1.2 and newer, the host's name and the chain verified, "http/1.1" by ALPN.
class TlsContext {
public:
  /// `host` as in a certificate: a name, or an address in numbers.
  TlsContext(std::string host, std::string ca_file);
  TlsContext(const TlsContext&) = delete;
  TlsContext& operator=(const TlsContext&) = delete;

  /// A connection's state over a connected socket, ready for SSL_do_handshake(); offers the last
  /// session. The first call loads the trusted certificates (OpenSSL 3.0 takes 10 ms and more for a
  /// whole bundle; where the system has a folder of single ones, only those asked for are read).
  /// Error unavailable: they cannot be loaded.
  Result<SslPtr> open(int fd);

private:
  Result<void> load();
  static int on_session(SSL* ssl, SSL_SESSION* session);

  std::string host_;
  bool host_is_address_;
  std::string ca_file_;
  std::unique_ptr<SSL_CTX, SslDeleter> context_;
  std::unique_ptr<SSL_SESSION, SslDeleter> session_;
};

/// The reason that OpenSSL noted last, for a log line; forgets it and those before it.
std::string take_tls_error();

} // namespace inkling::http
