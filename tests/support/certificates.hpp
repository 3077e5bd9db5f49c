#pragma once
// Certificates made up at test time, so that no key lies in the tree. Used by origin.cpp.
//
//   CertificateAuthority authority("Test CA");
//   Certificate leaf = authority.issue({.names = {"DNS:localhost"}});

#include <memory>
#include <openssl/ssl.h>
#include <string>
#include <vector>

namespace inkling::test {

struct OpenSslDeleter {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(SSL* ssl) const { SSL_free(ssl); }
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
using KeyPtr = std::unique_ptr<EVP_PKEY, OpenSslDeleter>;
using X509Ptr = std::unique_ptr<X509, OpenSslDeleter>;

struct Certificate {
  KeyPtr key;
  X509Ptr x509;
};

struct CertificateRequest {
  std::vector<std::string> names = {"DNS:localhost", "IP:127.0.0.1"}; ///< as OpenSSL writes them
  bool expired = false;
};

class CertificateAuthority {
public:
  explicit CertificateAuthority(const std::string& name);
  Certificate issue(const CertificateRequest& request) const;
  /// Its own certificate, for a client that is to trust it.
  std::string pem() const;

private:
  Certificate own_;
};

} // namespace inkling::test
