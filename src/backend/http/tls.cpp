#include "backend/http/tls_impl.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <openssl/err.h>
#include <openssl/x509v3.h>
#include <string_view>

namespace inkling::http {
namespace {

constexpr unsigned char kAlpn[] = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};

bool is_address(const std::string& host) {
  in6_addr room{};
  return ::inet_pton(AF_INET, host.c_str(), &room) == 1 ||
         ::inet_pton(AF_INET6, host.c_str(), &room) == 1;
}

/// A folder that openssl rehash has seen: "5ad8a5d6.0" leads to a certificate by its subject.
bool has_hashed_names(const std::string& folder) {
  std::error_code failed;
  for (std::filesystem::directory_iterator entry(folder, failed), end; !failed && entry != end;
       entry.increment(failed)) {
    const auto name = entry->path().filename().string();
    const bool hashed = name.size() == 10 && name.compare(8, 2, ".0") == 0 &&
                        std::all_of(name.begin(), name.begin() + 8,
                                    [](unsigned char c) { return std::isxdigit(c); });
    if (hashed) return true;
  }
  return false;
}

/// What OpenSSL's own default paths mean, but the bundle is left alone where a folder of single
/// certificates says the same: parsing it whole would hold up the loop.
bool add_system_certificates(SSL_CTX* context) {
  const char* file = std::getenv(X509_get_default_cert_file_env());
  const char* folder = std::getenv(X509_get_default_cert_dir_env());
  if (folder == nullptr) folder = X509_get_default_cert_dir();
  if (!has_hashed_names(folder)) return SSL_CTX_set_default_verify_paths(context) == 1;
  if (SSL_CTX_load_verify_dir(context, folder) != 1) return false;
  return file == nullptr || SSL_CTX_load_verify_file(context, file) == 1;
}

Error tls_error(const std::string& what) {
  return make_error(Errc::unavailable, what + ": " + take_tls_error());
}

} // namespace

std::string take_tls_error() {
  const auto code = ERR_peek_last_error();
  const char* reason = ERR_reason_error_string(code);
  ERR_clear_error();
  return reason != nullptr ? reason : "unknown reason";
}

TlsContext::TlsContext(std::string host, std::string ca_file)
    : host_(std::move(host)), host_is_address_(is_address(host_)), ca_file_(std::move(ca_file)) {}

Result<void> TlsContext::load() {
  ERR_clear_error();
  std::unique_ptr<SSL_CTX, SslDeleter> context(SSL_CTX_new(TLS_client_method()));
  if (!context) return tls_error("cannot set up TLS");
  SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
  SSL_CTX_set_options(context.get(), SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
  // Writes go on from wherever the rest of the request lies; idle connections hold no buffers.
  SSL_CTX_set_mode(context.get(), SSL_MODE_ENABLE_PARTIAL_WRITE |
                                      SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                      SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_read_ahead(context.get(), 1); // one read() a record instead of two
  SSL_CTX_set_alpn_protos(context.get(), kAlpn, sizeof kAlpn);
  SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
  SSL_CTX_set_app_data(context.get(), this);
  SSL_CTX_sess_set_new_cb(context.get(), &TlsContext::on_session);
  if (!add_system_certificates(context.get()))
    return tls_error("cannot load the system's certificates");
  if (!ca_file_.empty() && SSL_CTX_load_verify_file(context.get(), ca_file_.c_str()) != 1)
    return tls_error("cannot load ca_file");
  context_ = std::move(context);
  return {};
}

int TlsContext::on_session(SSL* ssl, SSL_SESSION* session) {
  auto* self = static_cast<TlsContext*>(SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl)));
  self->session_.reset(session);
  return 1; // it is ours now
}

Result<SslPtr> TlsContext::open(int fd) {
  if (!context_)
    if (auto loaded = load(); !loaded) return loaded.error();
  ERR_clear_error();
  SslPtr ssl(SSL_new(context_.get()));
  if (!ssl || SSL_set_fd(ssl.get(), fd) != 1) return tls_error("cannot set up TLS");
  SSL_set_connect_state(ssl.get());
  X509_VERIFY_PARAM* rules = SSL_get0_param(ssl.get());
  bool named = false;
  if (host_is_address_) {
    named = X509_VERIFY_PARAM_set1_ip_asc(rules, host_.c_str()) == 1;
  } else {
    X509_VERIFY_PARAM_set_hostflags(rules, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    named = X509_VERIFY_PARAM_set1_host(rules, host_.c_str(), host_.size()) == 1 &&
            SSL_set_tlsext_host_name(ssl.get(), host_.c_str()) == 1;
  }
  if (!named) return tls_error("cannot verify the host's name");
  if (session_) SSL_set_session(ssl.get(), session_.get());
  return ssl;
}

} // namespace inkling::http
