#pragma once
// LSP messages as an editor sends them, framed; and the two things it reads out of replies. All
// about one document.

#include "bench/trace.hpp"

#include <cstddef>
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

namespace inkling::harness {

inline constexpr const char* kDocumentUri = "file:///bench/document.cpp";

/// What a client takes beyond LSP, told in initializationOptions.inkling.
struct ClientExtras {
  bool refresh = false; ///< inkling/refresh: there is more, ask again
};

std::string initialize_frame(std::int64_t id, ClientExtras extras = {});
std::string initialized_frame();
std::string open_frame(const std::string& text);
/// Versions begin with 1, at the open.
std::string change_frame(const Keystroke& key, std::int64_t version);
std::string completion_frame(std::int64_t id, text::Position cursor);
std::string cancel_frame(std::int64_t id);
/// The person took the whole item: `command` is ServerMessage::command.
std::string accepted_frame(std::int64_t id, const std::string& command);
/// The person took its first word, which is so many UTF-16 units long.
std::string word_accepted_frame(std::int64_t suggestion, std::size_t length);
std::string shutdown_frame(std::int64_t id);
std::string exit_frame();

/// A message from the server, as far as an editor's side cares.
struct ServerMessage {
  std::optional<std::int64_t> answers; ///< id of our request
  std::optional<int> error;            ///< code
  std::string inserted;                ///< text of the first item; empty: nothing is offered
  std::uint32_t begin_character = 0;   ///< where its range begins
  bool has_range = false;
  /// The first item's command, as JSON; its first argument, if that is a number.
  std::string command;
  std::optional<std::int64_t> suggestion;
  bool refresh = false; ///< no answer: it says that there is more where we asked last
  std::string reply;    ///< a frame to send: the server has asked us something
};

/// What is not understood is an empty message.
ServerMessage read_server_message(std::string body);

/// The text that an answer adds behind the cursor: `inserted` without what it repeats of the line.
std::string text_behind_cursor(const ServerMessage& message, const Keystroke& key);

} // namespace inkling::harness
