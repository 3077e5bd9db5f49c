#pragma once
// What all TLS connections of one client share: the trusted certificates, the rules, and the last
// session. OpenSSL behind it; nothing of it is touched before the first connection is dialled.
// Used by channel.cpp and connection.cpp.

#include "backend/http/openssl_impl.hpp"
#include "base/result.hpp"

#include <memory>
#include <string>

namespace inkling::http {

class TlsContext;

/// One connection's state, and what it belongs to; empty for a plain connection.
struct Tls {
  std::unique_ptr<SSL, void (*)(SSL*)> ssl{nullptr, nullptr};
  const OpenSsl* api = nullptr;
  TlsContext* context = nullptr; ///< must outlive it
};

/// One server's. TLS 1.2 and newer, the host's name and the chain verified, "http/1.1" by ALPN.
class TlsContext {
public:
  /// `host` as in a certificate: a name, or an address in numbers.
  TlsContext(std::string host, std::string ca_file);
  TlsContext(const TlsContext&) = delete;
  TlsContext& operator=(const TlsContext&) = delete;

  /// For a connected socket; ready for SSL_do_handshake(), and offers the last session. The first
  /// call loads OpenSSL and the trusted certificates (a whole bundle takes it 10 ms and more; where
  /// the system has a folder of single ones, only those asked for are read).
  /// Error unavailable: they cannot be loaded.
  Result<Tls> open(int fd);
  /// Where the server lets it be taken up again, the next connection offers this one's session.
  void keep_session(SSL* ssl);

private:
  Result<void> load();
  void set_rules(SSL_CTX* context) const;
  Result<void> trust(SSL_CTX* context) const;
  bool name_host(SSL* ssl) const;
  Error error(const std::string& what) const;

  std::string host_;
  bool host_is_address_;
  std::string ca_file_;
  OpenSsl api_;
  std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> context_{nullptr, nullptr};
  std::unique_ptr<SSL_SESSION, void (*)(SSL_SESSION*)> session_{nullptr, nullptr};
};

} // namespace inkling::http
