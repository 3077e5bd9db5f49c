#pragma once
// What we need of URIs (RFC 3986, RFC 8089): comparing them, and the path behind file: ones.

#include <string>
#include <string_view>

namespace inkling::session {

/// Percent-encoding undone; a "%" that encodes nothing stays. Two spellings of one URI become
/// equal.
std::string decode_percent(std::string_view uri);

/// The absolute path of a file: URI on this host; empty for every other scheme or host.
/// "file:///c%3A/x" becomes "/c:/x": a Windows path is only a name here. "." and ".." are gone, as
/// far as can be said without asking the disk, so that one file has one path.
std::string path_of_uri(std::string_view uri);

/// The file: URI of an absolute path.
std::string uri_of_path(std::string_view path);

} // namespace inkling::session
