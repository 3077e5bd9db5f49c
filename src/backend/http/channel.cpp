#include "backend/http/channel_impl.hpp"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstring>
#include <openssl/err.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <utility>

#if defined(__linux__)
#include <linux/sockios.h>
#endif

namespace inkling::http {
namespace {

bool has_unsent_bytes(int fd) {
#if defined(SIOCOUTQNSD)
  int count = 0;
  return ::ioctl(fd, SIOCOUTQNSD, &count) == 0 && count > 0;
#else
  return fd < 0;
#endif
}

int to_int(std::size_t size) {
  return static_cast<int>(std::min<std::size_t>(size, INT_MAX));
}

} // namespace

Channel::Channel(Socket socket, SslPtr tls) : socket_(std::move(socket)), tls_(std::move(tls)) {}

Channel::Result Channel::handshake() {
  if (!tls_) return {};
  ERR_clear_error();
  const int result = SSL_do_handshake(tls_.get());
  if (result == 1) return {};
  const Result failed = from_tls(result);
  const long verified = SSL_get_verify_result(tls_.get());
  if (failed.outcome == Outcome::broken && verified != X509_V_OK)
    failure_ = X509_verify_cert_error_string(verified);
  return failed;
}

Channel::Result Channel::read(std::span<char> room) {
  if (tls_) {
    ERR_clear_error();
    const int count = SSL_read(tls_.get(), room.data(), to_int(room.size()));
    return count > 0 ? Result{Outcome::done, static_cast<std::size_t>(count)} : from_tls(count);
  }
  ssize_t count = 0;
  do count = ::recv(socket_.native_handle(), room.data(), room.size(), 0);
  while (count < 0 && errno == EINTR);
  if (count > 0) return {Outcome::done, static_cast<std::size_t>(count)};
  if (count == 0) return {Outcome::over};
  if (errno == EAGAIN || errno == EWOULDBLOCK) return {Outcome::wants_read};
  return from_errno();
}

Channel::Result Channel::write(std::string_view bytes) {
  if (tls_) {
    ERR_clear_error();
    const int count = SSL_write(tls_.get(), bytes.data(), to_int(bytes.size()));
    return count > 0 ? Result{Outcome::done, static_cast<std::size_t>(count)} : from_tls(count);
  }
  ssize_t count = 0;
  do count = ::send(socket_.native_handle(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
  while (count < 0 && errno == EINTR);
  if (count >= 0) return {Outcome::done, static_cast<std::size_t>(count)};
  if (errno == EAGAIN || errno == EWOULDBLOCK) return {Outcome::wants_write};
  return from_errno();
}

Channel::Result Channel::from_tls(int result) {
  const int kept_errno = errno;
  switch (SSL_get_error(tls_.get(), result)) {
  case SSL_ERROR_WANT_READ:
    return {Outcome::wants_read};
  case SSL_ERROR_WANT_WRITE:
    return {Outcome::wants_write};
  case SSL_ERROR_ZERO_RETURN:
    return {Outcome::over};
  case SSL_ERROR_SYSCALL:
    errno = kept_errno;
    return from_errno();
  default:
    // A peer that leaves without its farewell is not an error of TLS, but may have been cut off.
    failed_in_tls_ = ERR_GET_REASON(ERR_peek_last_error()) != SSL_R_UNEXPECTED_EOF_WHILE_READING;
    failure_ = take_tls_error();
    return {Outcome::broken};
  }
}

Channel::Result Channel::from_errno() {
  failure_ = std::strerror(errno);
  return {Outcome::broken};
}

void Channel::close() {
  if (!socket_.is_open()) return;
  const int fd = socket_.native_handle();
  if (has_unsent_bytes(fd)) {
    const linger none{1, 0};
    [[maybe_unused]] const int failed = ::setsockopt(fd, SOL_SOCKET, SO_LINGER, &none, sizeof none);
    // Or OpenSSL would not take the session up again.
    if (tls_) SSL_set_shutdown(tls_.get(), SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
  } else if (tls_ && SSL_is_init_finished(tls_.get()) == 1) {
    SSL_shutdown(tls_.get()); // the farewell; its success changes nothing
    ERR_clear_error();
  }
  boost::system::error_code ignored;
  socket_.close(ignored);
}

} // namespace inkling::http
