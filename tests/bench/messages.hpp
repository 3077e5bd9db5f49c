#pragma once
// What an editor sends, as frames ready to be written.

#include "text/position.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace inkling::bench {

/// `folder` is an absolute path, or empty for none.
std::string initialize_frames(std::int64_t id, const std::string& folder);
std::string initialize_frame(std::int64_t id);
std::string open_frame(const std::string& uri, const std::string& text);
std::string change_frame(const std::string& uri, std::int64_t version, text::Position at,
                         const std::string& text);
std::string close_frame(const std::string& uri);
std::string completion_frame(std::int64_t id, const std::string& uri, text::Position at);
std::string exit_frames(std::int64_t id);

/// The offered text in the body of a reply; empty where nothing is offered.
std::string offered_text(const std::string& body);

/// A document of about this many bytes that looks like code, not all of it ASCII.
std::string make_document(std::size_t bytes);

} // namespace inkling::bench
