// What refusals mean.

#include "backend/providers/server_error.hpp"

#include "support/catch.hpp"
#include "wire_fixture.hpp"

using namespace inkling;
using namespace inkling::backend;

namespace {

struct Status {
  long status;
  Failure failure;
  Failure with_retry_after;
};

const Status kStatuses[] = {
    {301, Failure::rejected, Failure::rejected},
    {400, Failure::rejected, Failure::rejected},
    {401, Failure::unauthorized, Failure::unauthorized},
    {402, Failure::rate_limited, Failure::rate_limited},
    {403, Failure::unauthorized, Failure::unauthorized},
    {404, Failure::rejected, Failure::rejected},
    {408, Failure::timed_out, Failure::timed_out},
    {422, Failure::rejected, Failure::rejected},
    {429, Failure::rate_limited, Failure::rate_limited},
    {498, Failure::broken, Failure::rate_limited},
    {500, Failure::broken, Failure::broken},
    {501, Failure::rejected, Failure::rejected},
    {502, Failure::broken, Failure::broken},
    {503, Failure::broken, Failure::rate_limited},
    {529, Failure::broken, Failure::rate_limited},
};

struct ErrorCase {
  std::string_view json;
  std::string_view failure; ///< empty: no error
};

const ErrorCase kErrors[] = {
    {R"({"choices":[]})", ""},
    {R"({"error":null,"choices":[]})", ""},
    {R"({"object":"text_completion"})", ""},
    {R"([])", ""},
    {R"({"error":{"message":"m","code":503}})", "broken"},
    {R"({"error":{"message":"m","code":429}})", "rate limited"},
    {R"({"error":{"message":"m","code":"429"}})", "rate limited"},
    {R"({"error":{"message":"m","type":"rate_limit_exceeded","code":null}})", "rate limited"},
    {R"({"error":{"message":"m","code":"insufficient_quota"}})", "rate limited"},
    {R"({"error":{"message":"m","type":"invalid_request_error","code":"invalid_api_key"}})",
     "unauthorized"},
    {R"({"error":{"code":400,"message":"m","type":"invalid_request_error"}})", "rejected"},
    {R"({"error":{"message":"m","type":"exceed_context_size_error"}})", "rejected"},
    {R"({"error":{"message":"m","type":"server_error"}})", "broken"},
    {R"({"error":{"message":"m","code":1}})", "broken"},
    {R"({"error":{"message":"m","type":"quota","id":"x"},"status_code":429})", "rate limited"},
    {R"({"error":{"message":"m"},"status_code":408})", "timed out"},
    {R"({"type":"error","error":{"type":"overloaded_error","message":"m"}})", "broken"},
    {R"({"type":"error","error":{"type":"authentication_error"}})", "unauthorized"},
    {R"({"error":"an error was encountered while running the model"})", "broken"},
    {R"({"error":"m","error_type":"validation"})", "rejected"},
    {R"({"object":"error","message":"m","code":404})", "rejected"},
    {R"({"type":"error","message":"m"})", "broken"},
    {R"({"error":{"code":99999999999999999999}})", "broken"},
    {R"({"error":{"code":-1,"type":7}})", "broken"},
    {R"({"error":[1]})", "broken"},
};

} // namespace

TEST_CASE("each HTTP status is one failure", "[providers]") {
  for (const Status& c : kStatuses) {
    CAPTURE(c.status);
    CHECK(failure_of_status(c.status, false) == c.failure);
    CHECK(failure_of_status(c.status, true) == c.with_retry_after);
  }
}

TEST_CASE("errors inside of answers are found in every shape that servers have", "[providers]") {
  for (const ErrorCase& c : kErrors) {
    CAPTURE(c.json);
    auto value = nlohmann::json::parse(c.json);
    const auto failure = error_in(value);
    CHECK((failure ? test::name_of(*failure) : "") == c.failure);
  }
}
