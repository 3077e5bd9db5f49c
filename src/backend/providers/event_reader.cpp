#include "backend/providers/event_reader.hpp"

#include "backend/providers/json_text.hpp"

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <cmath>
#include <span>
#include <utility>

namespace inkling::backend {
namespace {

namespace boost_json = boost::json;
using BoostError = boost_json::error_code;
using BoostText = boost_json::string_view;

/// What a wanted member's value is, and what is done with it.
enum class Role : std::uint8_t {
  object, ///< its members may be wanted
  array,  ///< its first element may be
  text,   ///< a string: part of the answer
  ending, ///< a string: the answer is whole, and why
  flag,   ///< a boolean: false; the last event tells more than text
  index,  ///< a whole number: which choice it is
  kind,   ///< a string: "error" is none of ours
  delta,  ///< a string: the one kind of event that has text
  rare,   ///< nothing but null is usual: an error, or facts beside the text
};

struct Member {
  std::string_view name; ///< empty: an array's first element
  std::size_t parent;    ///< index of the member that it is in; the root is its own
  Role role;
};

constexpr std::size_t kRoot = 0;

constexpr Member kOpenAi[] = {
    {"", kRoot, Role::object},
    {"choices", kRoot, Role::array},
    {"", 1, Role::object},
    {"text", 2, Role::text},
    {"delta", 2, Role::object},
    {"content", 4, Role::text},
    {"message", 2, Role::object},
    {"content", 6, Role::text},
    {"finish_reason", 2, Role::ending},
    {"index", 2, Role::index},
    {"object", kRoot, Role::kind},
    {"type", kRoot, Role::kind},
    {"error", kRoot, Role::rare},
    {"time_info", kRoot, Role::rare}, // Cerebras
    {"x_groq", kRoot, Role::rare},
};

constexpr Member kLlamaCpp[] = {
    {"", kRoot, Role::object},     {"content", kRoot, Role::text}, {"stop", kRoot, Role::flag},
    {"object", kRoot, Role::kind}, {"type", kRoot, Role::kind},    {"error", kRoot, Role::rare},
};

constexpr Member kOllama[] = {
    {"", kRoot, Role::object},     {"response", kRoot, Role::text}, {"done", kRoot, Role::flag},
    {"object", kRoot, Role::kind}, {"type", kRoot, Role::kind},     {"error", kRoot, Role::rare},
};

constexpr Member kResponses[] = {
    {"", kRoot, Role::object},
    {"type", kRoot, Role::delta},
    {"delta", kRoot, Role::text},
    {"error", kRoot, Role::rare},
};

std::span<const Member> members_of(EventShape shape) {
  switch (shape) {
  case EventShape::openai:
    break;
  case EventShape::llama_cpp:
    return kLlamaCpp;
  case EventShape::ollama:
    return kOllama;
  case EventShape::responses:
    return kResponses;
  }
  return kOpenAi;
}

/// Boost.JSON's parser events, of which the wanted ones are kept. Any that is not usual ends it.
class UsualEvent {
public:
  // Required by boost::json::basic_parser: events are bounded before they are parsed.
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_array_size = max_object_size;
  static constexpr std::size_t max_key_size = max_object_size;
  static constexpr std::size_t max_string_size = max_object_size;

  UsualEvent(std::span<const Member> members, std::string& scratch)
      : members_(members), scratch_(scratch),
        wants_delta_(std::any_of(members.begin(), members.end(),
                                 [](const Member& member) { return member.role == Role::delta; })) {
    scratch_.clear();
  }

  /// Nothing where the document did not hold together.
  std::optional<Reading> take() {
    if (wants_delta_ && !is_delta_) return std::nullopt;
    return std::move(reading_);
  }

  bool on_document_begin(BoostError&) { return true; }
  bool on_document_end(BoostError&) { return true; }
  bool on_object_begin(BoostError& failed) { return open(Role::object, failed); }
  bool on_object_end(std::size_t, BoostError&) { return close(); }
  bool on_array_begin(BoostError& failed) { return open(Role::array, failed); }
  bool on_array_end(std::size_t, BoostError&) { return close(); }
  /// Only of names with escapes, which none that is wanted needs.
  bool on_key_part(BoostText, std::size_t, BoostError& failed) { return give_up(failed); }
  bool on_key(BoostText name, std::size_t, BoostError& failed) {
    if (skipped_ > 0) return true;
    next_ = find({name.data(), name.size()});
    if (next_ == kNone) return true;
    const bool again = (seen_ >> next_ & 1U) != 0;
    seen_ |= 1U << next_;
    return !again || give_up(failed);
  }
  bool on_string_part(BoostText text, std::size_t, BoostError&) {
    if (next_ != kNone) scratch_.append(text.data(), text.size());
    return true;
  }
  bool on_string(BoostText text, std::size_t, BoostError& failed) {
    const std::size_t member = std::exchange(next_, kNone);
    if (member == kNone) return true;
    scratch_.append(text.data(), text.size());
    const bool usual = use(members_[member].role);
    scratch_.clear();
    return usual || give_up(failed);
  }
  bool on_number_part(BoostText, BoostError&) { return true; }
  bool on_int64(std::int64_t number, BoostText, BoostError& failed) {
    if (next_ == kNone || members_[next_].role != Role::index || number < 0)
      return skip_scalar(failed);
    reading_.choice = static_cast<std::size_t>(number);
    next_ = kNone;
    return true;
  }
  bool on_uint64(std::uint64_t, BoostText, BoostError& failed) { return skip_scalar(failed); }
  bool on_double(double value, BoostText, BoostError& failed) {
    return std::isfinite(value) ? skip_scalar(failed) : give_up(failed);
  }
  bool on_bool(bool value, BoostError& failed) {
    if (next_ == kNone || members_[next_].role != Role::flag || value) return skip_scalar(failed);
    next_ = kNone;
    return true;
  }
  bool on_null(BoostError& failed) {
    return std::exchange(next_, kNone) != kRoot || give_up(failed);
  }
  bool on_comment_part(BoostText, BoostError& failed) { return give_up(failed); }
  bool on_comment(BoostText, BoostError& failed) { return give_up(failed); }

private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  /// The wanted member of the object or array that we are in; "" is an array's first element.
  std::size_t find(std::string_view name) const {
    for (std::size_t member = kRoot + 1; member < members_.size(); ++member)
      if (members_[member].parent == at_ && members_[member].name == name) return member;
    return kNone;
  }

  bool open(Role role, BoostError& failed) {
    const std::size_t member = std::exchange(next_, kNone);
    if (member == kNone) {
      ++skipped_;
      return true;
    }
    if (members_[member].role != role) return give_up(failed);
    at_ = member;
    if (role == Role::array) next_ = find("");
    return true;
  }

  bool close() {
    next_ = kNone; // of an empty array
    if (skipped_ > 0)
      --skipped_;
    else
      at_ = members_[at_].parent;
    return true;
  }

  /// What was collected is the value of a member in that role. False: not as usual.
  bool use(Role role) {
    switch (role) {
    case Role::text:
      if (!reading_.text.empty()) return scratch_.empty(); // in which order is for a closer look
      reading_.text = scratch_;
      return true;
    case Role::ending:
      reading_.finished = true;
      reading_.cut = scratch_ == "length";
      return scratch_ != "error";
    case Role::kind:
      return scratch_ != "error";
    case Role::delta:
      is_delta_ = scratch_ == "response.output_text.delta";
      return is_delta_;
    default:
      return false;
    }
  }

  bool skip_scalar(BoostError& failed) { return next_ == kNone || give_up(failed); }

  static bool give_up(BoostError& failed) {
    failed = boost_json::error::syntax;
    return false;
  }

  std::span<const Member> members_;
  std::string& scratch_;
  Reading reading_;
  std::size_t at_ = kRoot;   ///< the wanted object or array that we are in
  std::size_t next_ = kRoot; ///< what the next value is
  std::size_t skipped_ = 0;  ///< objects and arrays around the next value that are not wanted
  std::uint32_t seen_ = 0;   ///< a bit for each member that was named
  bool wants_delta_;         ///< an event must say that it is one
  bool is_delta_ = false;
};

} // namespace

std::optional<Reading> EventReader::read(std::string_view json) {
  if (json.size() > kBytesMax) return std::nullopt;
  boost_json::parse_options options;
  options.max_depth = JsonText::kDepthMax;
  boost_json::basic_parser<UsualEvent> parser(options, members_of(shape_), scratch_);
  BoostError failed;
  const std::size_t parsed = parser.write_some(false, json.data(), json.size(), failed);
  if (failed || parsed != json.size()) return std::nullopt;
  return parser.handler().take();
}

} // namespace inkling::backend
