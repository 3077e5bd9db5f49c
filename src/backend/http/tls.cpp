#include "backend/http/tls_impl.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <cctype>
#include <cstdlib>
#include <filesystem>
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

} // namespace

TlsContext::TlsContext(std::string host, std::string ca_file)
    : host_(std::move(host)), host_is_address_(is_address(host_)), ca_file_(std::move(ca_file)) {}

Error TlsContext::error(const std::string& what) const {
  return make_error(Errc::unavailable, what + ": " + api_.take_error());
}

Result<void> TlsContext::load() {
  auto api = load_openssl();
  if (!api) return api.error();
  api_ = *api;
  api_.ERR_clear_error();
  decltype(context_) context(api_.SSL_CTX_new(api_.TLS_client_method()), api_.SSL_CTX_free);
  if (!context) return error("cannot set up TLS");
  set_rules(context.get());
  if (auto trusted = trust(context.get()); !trusted) return trusted.error();
  context_ = std::move(context);
  return {};
}

/// Macros of OpenSSL's headers call what is linked; each that stands behind an SSL_CTX_ctrl() is
/// named.
void TlsContext::set_rules(SSL_CTX* context) const {
  const auto control = [&](int command, long value) {
    api_.SSL_CTX_ctrl(context, command, value, nullptr);
  };
  control(SSL_CTRL_SET_MIN_PROTO_VERSION, TLS1_2_VERSION); // SSL_CTX_set_min_proto_version
  api_.SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
  api_.SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
  // Writes go on from wherever the rest of the request lies; idle connections hold no buffers.
  control(SSL_CTRL_MODE, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                             SSL_MODE_RELEASE_BUFFERS); // SSL_CTX_set_mode
  control(SSL_CTRL_SET_READ_AHEAD, 1); // SSL_CTX_set_read_ahead: one read() a record, not two
  api_.SSL_CTX_set_alpn_protos(context, kAlpn, sizeof kAlpn);
}

/// What OpenSSL's own default paths mean, but the bundle is left alone where a folder of single
/// certificates says the same: parsing it whole would hold up the loop.
Result<void> TlsContext::trust(SSL_CTX* context) const {
  const char* file = std::getenv(api_.X509_get_default_cert_file_env());
  const char* folder = std::getenv(api_.X509_get_default_cert_dir_env());
  if (folder == nullptr) folder = api_.X509_get_default_cert_dir();
  bool loaded = false;
  if (!has_hashed_names(folder))
    loaded = api_.SSL_CTX_set_default_verify_paths(context) == 1;
  else
    loaded = api_.SSL_CTX_load_verify_dir(context, folder) == 1 &&
             (file == nullptr || api_.SSL_CTX_load_verify_file(context, file) == 1);
  if (!loaded) return error("cannot load the system's certificates");
  if (!ca_file_.empty() && api_.SSL_CTX_load_verify_file(context, ca_file_.c_str()) != 1)
    return error("cannot load ca_file");
  return {};
}

void TlsContext::keep_session(SSL* ssl) {
  decltype(session_) session(api_.SSL_get1_session(ssl), api_.SSL_SESSION_free);
  if (session && api_.SSL_SESSION_is_resumable(session.get()) == 1) session_ = std::move(session);
}

bool TlsContext::name_host(SSL* ssl) const {
  X509_VERIFY_PARAM* rules = api_.SSL_get0_param(ssl);
  if (host_is_address_) return api_.X509_VERIFY_PARAM_set1_ip_asc(rules, host_.c_str()) == 1;
  api_.X509_VERIFY_PARAM_set_hostflags(rules, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
  std::string sni = host_; // SSL_set_tlsext_host_name
  return api_.X509_VERIFY_PARAM_set1_host(rules, host_.c_str(), host_.size()) == 1 &&
         api_.SSL_ctrl(ssl, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, sni.data()) ==
             1;
}

Result<Tls> TlsContext::open(int fd) {
  if (!context_)
    if (auto loaded = load(); !loaded) return loaded.error();
  api_.ERR_clear_error();
  Tls tls{{api_.SSL_new(context_.get()), api_.SSL_free}, &api_, this};
  if (!tls.ssl || api_.SSL_set_fd(tls.ssl.get(), fd) != 1) return error("cannot set up TLS");
  api_.SSL_set_connect_state(tls.ssl.get());
  if (!name_host(tls.ssl.get())) return error("cannot verify the host's name");
  if (session_) api_.SSL_set_session(tls.ssl.get(), session_.get());
  return tls;
}

} // namespace inkling::http
