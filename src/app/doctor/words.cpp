#include "app/doctor/words.hpp"

#include "backend/providers/server_error.hpp"
#include "config/keys.hpp"

#include <algorithm>
#include <cctype>

namespace inkling::app::doctor {
namespace {

using config::BackendKind;

bool mentions(std::string_view text, std::string_view word) {
  const auto same = [](unsigned char a, unsigned char b) { return std::tolower(a) == b; };
  return std::search(text.begin(), text.end(), word.begin(), word.end(), same) != text.end();
}

std::string key_named(const Subject& subject, std::string_view key) {
  return "backends." + subject.entry + '.' + std::string(key);
}

/// Also of an entry that starts from none: its kind says what it is.
std::string_view start_command(const Subject& subject) {
  if (subject.preset != nullptr) return subject.preset->start;
  const bool llama = subject.config.kind == BackendKind::llama_cpp;
  const bool ollama = subject.config.kind == BackendKind::ollama;
  const config::Preset* usual = llama    ? config::find_preset("llama-cpp")
                                : ollama ? config::find_preset("ollama")
                                         : nullptr;
  return usual == nullptr ? std::string_view() : usual->start;
}

Words nobody_there(std::string_view detail, const Subject& subject) {
  Words words{"nobody listens at " + describe(subject.url) + " (" + std::string(detail) + ')', {}};
  const std::string address = "is " + key_named(subject, "base_url") + " right?";
  words.advice = address;
  if (!subject.url.is_local()) return words;
  words.advice = "is the server running, and " + address;
  if (const std::string_view start = start_command(subject); !start.empty())
    words.advice += " To start it: " + std::string(start);
  if (subject.config.kind == BackendKind::llama_cpp && subject.url.port == 8080)
    words.advice += " (newer builds of llama-server listen on 9931)";
  return words;
}

Words unreachable(std::string_view detail, const Subject& subject) {
  if (mentions(detail, "refused") || mentions(detail, "no such file"))
    return nobody_there(detail, subject);
  if (mentions(detail, "name or service") || mentions(detail, "name resolution") ||
      mentions(detail, "no address"))
    return {"the name " + subject.url.host + " is not found (" + std::string(detail) + ')',
            "is " + key_named(subject, "base_url") + " written right, and this machine online?"};
  if (mentions(detail, "closed before") || mentions(detail, "reset"))
    return {"it closed the connection without an answer",
            "its log may say why; is this the server's port, and is it the right scheme (http or "
            "https)?"};
  return {"cannot connect to " + describe(subject.url) + " (" + std::string(detail) + ')',
          "is this machine online, and does a firewall let it through?"};
}

Words tls(std::string_view detail, const Subject& subject) {
  Words words{"TLS: " + std::string(detail), {}};
  if (mentions(detail, "wrong version") || mentions(detail, "packet length") ||
      mentions(detail, "eof") || mentions(detail, "reset"))
    words.advice =
        "does the server speak plain http? Then write http:// in " + key_named(subject, "base_url");
  else if (mentions(detail, "ca_file"))
    words.advice = "is " + key_named(subject, "ca_file") + " a PEM file?";
  else if (mentions(detail, "mismatch"))
    words.advice = "the certificate is another host's: is " + key_named(subject, "base_url") +
                   " written right?";
  else
    words.advice = "a certificate of your own company or server is trusted with " +
                   key_named(subject, "ca_file") + " (PEM); verification cannot be switched off";
  return words;
}

Words slow(std::string_view detail, const Subject& subject) {
  if (mentions(detail, "connecting"))
    return {describe(subject.url) + " does not answer (connecting took too long)",
            "is the address right, and does a firewall let it through?"};
  return {"it takes the request and stays silent too long (" + std::string(detail) + ')',
          "is it busy, or still loading the model? inkling would use the embedded model meanwhile"};
}

Words refused_key(int status, const Subject& subject) {
  const std::string code = " (" + std::to_string(status) + ')';
  if (subject.config.key.empty())
    return {"it wants a key" + code, "say where the key is: " + key_named(subject, "api_key_env") +
                                         ", api_key_command or api_key_file"};
  return {"it refuses the key" + code, describe(subject.config.key) +
                                           ": is that key of this service, still valid, and "
                                           "allowed to use the model?"};
}

std::string model_of(const Subject& subject) {
  const std::string& model = subject.config.model;
  return model.empty() ? "no model is configured" : "model \"" + model + '"';
}

Words rejected(const Answer& answer, const Subject& subject) {
  const std::string code = " (" + std::to_string(answer.status) + ')';
  if (mentions(answer.body, "support insert"))
    return {"the model has no template for filling gaps" + code,
            "take the model's base variant, or say its family with " + key_named(subject, "fim")};
  if (mentions(answer.body, "suffix"))
    return {"it takes no suffix" + code, "say the model's family with " +
                                             key_named(subject, "fim") +
                                             ", so that its template is sent instead"};
  if (mentions(answer.body, "model"))
    return {"it does not take the model" + code,
            model_of(subject) + ": " + key_named(subject, "model") + " says which"};
  return {"it refuses the request" + code,
          model_of(subject) + "; is " + key_named(subject, "kind") + " what the server speaks?"};
}

Words too_much(const Answer& answer) {
  std::string when = ": too many requests or tokens for now";
  if (answer.retry_after) {
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(*answer.retry_after).count();
    when += "; it says to come back in " + std::to_string(seconds) + " s";
  }
  return {"rate limited (" + std::to_string(answer.status) + ')' + when,
          "lower max_tokens and completion.prefix_bytes_max, or bound requests_per_minute"};
}

/// The error object that a stream or a body ends in; empty: none.
std::string_view error_inside(std::string_view body) {
  const auto named = body.rfind("\"error\"");
  if (named == body.npos) return {};
  const auto line = body.rfind('\n', named);
  const auto begin = body.find('{', line == body.npos ? 0 : line);
  const auto end = body.find('\n', named);
  if (begin < named) return body.substr(begin, end - begin);
  const auto whole = body.find('{'); // over several lines
  return whole < named ? body.substr(whole) : std::string_view();
}

/// Ours: by the words that the error calls itself, else by what it counts as.
std::string_view cause_of(backend::Failure failure, std::string_view error) {
  http::ResponseHead open; // a status that says no more than "no"
  open.status = 500;
  const auto read = backend::read_server_error(open, error);
  if (read.failure != backend::Failure::broken) return read.cause;
  switch (failure) {
  case backend::Failure::timed_out:
    return "timed out at the server";
  case backend::Failure::rate_limited:
    return "rate limited";
  case backend::Failure::overloaded:
    return "overloaded";
  case backend::Failure::out_of_credits:
    return backend::kOutOfCredits;
  case backend::Failure::unauthorized:
    return backend::kKeyRefused;
  case backend::Failure::rejected:
    return "request refused";
  case backend::Failure::refused:
  case backend::Failure::broken:
    break;
  }
  return mentions(error, "overload") || mentions(error, "unavailable") ? "overloaded" : read.cause;
}

Words error_words(backend::Failure failure, std::string_view error, const Subject& subject) {
  const std::string_view cause = cause_of(failure, error);
  Words words{"it answers with an error inside of a success (200): " + std::string(cause), {}};
  if (cause == backend::kOutOfCredits)
    words.advice = "look at your account there";
  else if (cause == "overloaded")
    words.advice = "try again in a moment; inkling uses the embedded model meanwhile";
  else if (failure == backend::Failure::rate_limited)
    words.advice = too_much({.status = 429}).advice;
  else if (failure == backend::Failure::unauthorized)
    words.advice = refused_key(401, subject).advice;
  else
    words.advice = model_of(subject) + "; is " + key_named(subject, "kind") +
                   " what the server speaks? Its log says more";
  return words;
}

} // namespace

std::string describe(const config::KeySource& key) {
  if (!key.env.empty()) return config::describe_variable(key.env);
  if (!key.command.empty()) return "the command " + key.command.front();
  if (!key.file.empty()) return "the file " + key.file;
  return key.value.empty() ? "no key is configured" : "the client's setting";
}

std::string describe(const http::Url& url) {
  if (url.scheme == http::Url::Scheme::unix_socket) return "unix:" + url.socket_path;
  return (url.scheme == http::Url::Scheme::https ? "https://" : "http://") + url.authority();
}

Words words_of(http::Fault fault, std::string_view detail, const Subject& subject) {
  switch (fault) {
  case http::Fault::unreachable:
    return unreachable(detail, subject);
  case http::Fault::tls:
    return tls(detail, subject);
  case http::Fault::slow:
    return slow(detail, subject);
  case http::Fault::truncated:
    return {"it broke off inside of its answer",
            "does a proxy in between cut streams? See its log, and docs/BACKENDS.md"};
  case http::Fault::too_large:
    return {"its answer is too large to be one of a completion server",
            "is " + key_named(subject, "base_url") + " right?"};
  case http::Fault::malformed:
    break;
  }
  return {"what answers at " + describe(subject.url) + " does not speak HTTP/1.1",
          "is the port in " + key_named(subject, "base_url") + " right, and its scheme?"};
}

Words words_of(const Answer& answer, const Subject& subject) {
  const std::string code = " (" + std::to_string(answer.status) + ')';
  switch (answer.status) {
  case 401:
  case 403:
    return refused_key(answer.status, subject);
  case 402:
    return {"it wants to be paid first" + code, "look at your account there"};
  case 404:
  case 405:
    return {"it knows no " + answer.target + ", or not the model" + code,
            model_of(subject) + "; is the path in " + key_named(subject, "base_url") +
                " right, and " + key_named(subject, "kind") + " what it speaks?"};
  case 408:
    return {"it gave up waiting" + code, "try again; a proxy's time limit may be too short"};
  case 429:
    return too_much(answer);
  case 498:
  case 503:
  case 529:
    return {"it is overloaded, or still loading the model" + code,
            "try again in a moment; inkling uses the embedded model meanwhile"};
  case 501:
    return {"the model has no tokens for filling gaps" + code,
            "take a model that was trained for it (Qwen2.5-Coder, for one)"};
  default:
    break;
  }
  if (answer.status >= 500) return {"an error of the server's own" + code, "its log says more"};
  if (answer.status >= 300 && answer.status < 400)
    return {"it sends us elsewhere, which is not followed" + code,
            "write the final address into " + key_named(subject, "base_url")};
  return rejected(answer, subject);
}

Words words_of(backend::Failure failure, std::string_view content_type, std::string_view body,
               const Subject& subject) {
  if (const auto error = error_inside(body); !error.empty())
    return error_words(failure, error, subject);
  const std::string kind = "is " + key_named(subject, "kind") + " what the server speaks?";
  switch (failure) {
  case backend::Failure::timed_out:
    return {"it begins an answer and stays silent", "is it busy?"};
  case backend::Failure::rate_limited:
    return too_much({.status = 429});
  case backend::Failure::overloaded:
    return words_of(Answer{.status = 503}, subject);
  case backend::Failure::out_of_credits:
    return words_of(Answer{.status = 402}, subject);
  case backend::Failure::unauthorized:
    return refused_key(401, subject);
  case backend::Failure::rejected:
    return {"it says inside of the answer that it does not take the request",
            model_of(subject) + "; " + kind};
  case backend::Failure::refused:
    return unreachable("reset", subject);
  case backend::Failure::broken:
    break;
  }
  if (content_type == "text/html")
    return {"it answers with a web page", "is " + key_named(subject, "base_url") + " right?"};
  return {"its answer is not what this kind of server sends, or breaks off", kind};
}

} // namespace inkling::app::doctor
