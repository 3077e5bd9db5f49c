#include "support/certificates.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <stdexcept>

namespace inkling::test {
namespace {

constexpr long kDay = 24 * 60 * 60;

void require(bool succeeded) {
  if (!succeeded) throw std::runtime_error("OpenSSL could not make a certificate");
}

KeyPtr make_key() {
  KeyPtr key(EVP_EC_gen("P-256"));
  require(key != nullptr);
  return key;
}

void add_extension(X509* certificate, X509* issuer, int nid, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str());
  require(extension != nullptr);
  require(X509_add_ext(certificate, extension, -1) == 1);
  X509_EXTENSION_free(extension);
}

X509Ptr make_bare(EVP_PKEY* key, const std::string& common_name, long from, long until) {
  static long serial = 1;
  X509Ptr certificate(X509_new());
  require(X509_set_version(certificate.get(), X509_VERSION_3) == 1);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), serial++);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), from);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), until);
  require(X509_set_pubkey(certificate.get(), key) == 1);
  X509_NAME* name = X509_get_subject_name(certificate.get());
  const auto* text = reinterpret_cast<const unsigned char*>(common_name.c_str());
  require(X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, text, -1, -1, 0) == 1);
  return certificate;
}

} // namespace

CertificateAuthority::CertificateAuthority(const std::string& name) {
  own_.key = make_key();
  own_.x509 = make_bare(own_.key.get(), name, -kDay, kDay);
  X509* certificate = own_.x509.get();
  require(X509_set_issuer_name(certificate, X509_get_subject_name(certificate)) == 1);
  add_extension(certificate, certificate, NID_basic_constraints, "critical,CA:TRUE");
  add_extension(certificate, certificate, NID_key_usage, "critical,keyCertSign");
  require(X509_sign(certificate, own_.key.get(), EVP_sha256()) > 0);
}

Certificate CertificateAuthority::issue(const CertificateRequest& request) const {
  Certificate leaf;
  leaf.key = make_key();
  leaf.x509 = make_bare(leaf.key.get(), "leaf", -2 * kDay, request.expired ? -kDay : kDay);
  X509* certificate = leaf.x509.get();
  require(X509_set_issuer_name(certificate, X509_get_subject_name(own_.x509.get())) == 1);
  std::string names;
  for (const std::string& name : request.names) names += (names.empty() ? "" : ",") + name;
  add_extension(certificate, own_.x509.get(), NID_subject_alt_name, names);
  require(X509_sign(certificate, own_.key.get(), EVP_sha256()) > 0);
  return leaf;
}

std::string CertificateAuthority::pem() const {
  BIO* memory = BIO_new(BIO_s_mem());
  require(PEM_write_bio_X509(memory, own_.x509.get()) == 1);
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(memory, &bytes);
  std::string text(bytes, static_cast<std::size_t>(size));
  BIO_free(memory);
  return text;
}

} // namespace inkling::test
