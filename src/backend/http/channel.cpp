#include "backend/http/channel_impl.hpp"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstring>
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

Channel::Channel(Socket socket, Tls tls) : socket_(std::move(socket)), tls_(std::move(tls)) {}

Channel::Result Channel::handshake() {
  if (!is_tls()) return {};
  tls_.api->ERR_clear_error();
  const int result = tls_.api->SSL_do_handshake(tls_.ssl.get());
  if (result == 1) return {};
  const Result failed = from_tls(result);
  const long verified = tls_.api->SSL_get_verify_result(tls_.ssl.get());
  if (failed.outcome == Outcome::broken && verified != X509_V_OK)
    failure_ = tls_.api->X509_verify_cert_error_string(verified);
  return failed;
}

Channel::Result Channel::read(std::span<char> room) {
  if (is_tls()) {
    tls_.api->ERR_clear_error();
    const int count = tls_.api->SSL_read(tls_.ssl.get(), room.data(), to_int(room.size()));
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
  if (is_tls()) {
    tls_.api->ERR_clear_error();
    const int count = tls_.api->SSL_write(tls_.ssl.get(), bytes.data(), to_int(bytes.size()));
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
  switch (tls_.api->SSL_get_error(tls_.ssl.get(), result)) {
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
    failed_in_tls_ =
        ERR_GET_REASON(tls_.api->ERR_peek_last_error()) != SSL_R_UNEXPECTED_EOF_WHILE_READING;
    failure_ = tls_.api->take_error();
    return {Outcome::broken};
  }
}

Channel::Result Channel::from_errno() {
  failure_ = std::strerror(errno);
  return {Outcome::broken};
}

void Channel::keep_session() {
  if (is_tls() && tls_.api->SSL_is_init_finished(tls_.ssl.get()) == 1)
    tls_.context->keep_session(tls_.ssl.get());
}

void Channel::close() {
  if (!socket_.is_open()) return;
  keep_session();
  const int fd = socket_.native_handle();
  if (has_unsent_bytes(fd)) {
    const linger none{1, 0};
    [[maybe_unused]] const int failed = ::setsockopt(fd, SOL_SOCKET, SO_LINGER, &none, sizeof none);
    // Or OpenSSL would not take the session up again.
    if (is_tls())
      tls_.api->SSL_set_shutdown(tls_.ssl.get(), SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
  } else if (is_tls() && tls_.api->SSL_is_init_finished(tls_.ssl.get()) == 1) {
    tls_.api->SSL_shutdown(tls_.ssl.get()); // the farewell; its success changes nothing
    tls_.api->ERR_clear_error();
  }
  boost::system::error_code ignored;
  socket_.close(ignored);
}

} // namespace inkling::http
